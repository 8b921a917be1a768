"""A list as a file that a spreadsheet opens."""

from groundplan.architect.designs.anchor import with_new
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes
from groundplan.architect.playbooks.lists.paginate_a_list import list_of
from groundplan.spec.behavior import Behavior
from groundplan.spec.effective import access_of, model_of
from groundplan.spec.endpoint import Endpoint, ErrorCase, RateLimit, Response
from groundplan.spec.model import Model
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec

MOST = 10_000
MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
}


def with_export(spec: Spec, collection: str, form: str, most: int) -> Spec:
    """The specification with a file of all rows that the list would bring, with the same filters and for the same callers.

    A list that can be narrowed refuses a file of more than `most` rows; one that cannot has no other way to all of them.
    """
    listing = list_of(spec, collection)
    model = model_of(listing, spec) if listing is not None else None
    if listing is None or model is None:
        return spec
    names = Names(collection)
    large = ErrorCode(422, f"{names.one}_export_too_large", "Unprocessable", meaning=f"more than {most:,} rows match")
    router = spec.router_by_endpoint[listing.address]
    made = _endpoint(listing, model, names, form, most, large, spec)
    if made.address in spec.endpoints_by_address:
        return spec
    return with_new(with_codes(spec, large) if made.errors else spec, router.name, made)


def _endpoint(
    listing: Endpoint, model: Model, names: Names, form: str, most: int, large: ErrorCode, spec: Spec
) -> Endpoint:
    access = access_of(listing, spec)
    user = access is not None and access.secured
    columns = ", ".join(f"`{field.name}`" for field in model.fields if field.read and field.sensitivity != "secret")
    told = f"A header line with {columns}, and a line for each row; the order is that of the list."
    escaped = "A value that begins with `=`, `+`, `-` or `@` stands behind a `'`, so that no spreadsheet runs it."
    whose = f"Another user's {names.words} are never in the file." if model.owner else ""
    narrowed = (
        f"A filter of the list narrows the file too, and an unknown one answers {invalid(spec)}."
        if listing.parameters
        else ""
    )
    return Endpoint(
        method="GET",
        path=f"{listing.path}/export",
        summary=f"Download the {names.words} as {form.upper()}.",
        access=listing.access,
        scope=listing.scope,
        behavior=Behavior(
            "other", text=f"write the rows that `GET {listing.path}` would bring with the same filters, all of them"
        ),
        parameters=listing.parameters,
        responses=(
            Response(
                200,
                media=MEDIA[form],
                headers=("Content-Disposition",),
                when="always, also when nothing matches; `Content-Disposition: attachment`, UTF-8, streamed",
            ),
        ),
        errors=(ErrorCase(large.status, large.code, large.meaning),) if listing.parameters else (),
        rate_limits=(RateLimit(5, "minute", "user" if user else "address"),),
        notes=(told, escaped) if form in ("csv", "xlsx") else (told,),
        criteria=criteria(
            f"With three {names.words}, 200 brings `{MEDIA[form]}` with a header line and three more, in the order of the list.",
            whose,
            f"With {most + 1:,} rows it answers 422 `{large.code}`, and no file." if listing.parameters else "",
            narrowed,
            "A value `=1+1` stands in the file as `'=1+1`, with 200." if form in ("csv", "xlsx") else "",
        ),
    )
