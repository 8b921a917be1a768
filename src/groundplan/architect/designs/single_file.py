"""The one file that a row or a user may have: an avatar, a logo; a new one replaces the old."""

from groundplan.architect.designs.anchor import SIGNED_IN, with_anchor_code, with_end_told, with_group, with_new
from groundplan.architect.designs.files import Files, file_model, refusals
from groundplan.architect.designs.resource import OWNER
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes, with_dependencies
from groundplan.architect.understand.quantities import write_size
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Body, Endpoint, ErrorCase, Idempotency, Method, RateLimit, Response, Scope
from groundplan.spec.model import Model, Relationship, SchemaField
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type


def with_single_file(spec: Spec, files: Files, conventions: Conventions) -> Spec:
    """The specification with the file; one that has it stays as it is. On `users` it is the caller's own, below `/me`."""
    if files.names.model in spec.models_by_name:
        return spec
    one = files.names.one
    spec = with_codes(
        spec,
        ErrorCode(404, f"{one}_not_found", "NotFound", meaning=f"there is no {files.word}"),
        ErrorCode(
            413, f"{one}_too_large", "TooLarge", "file", meaning=f"the file is larger than {write_size(files.largest)}"
        ),
        ErrorCode(
            415, f"{one}_type_unsupported", "UnsupportedType", "file", meaning="the file is of no type that is taken"
        ),
    )
    spec = spec.with_model(_model(files, spec, conventions))
    made = (_put(files, spec), _get(files, spec), _delete(files, spec))
    if _own(files):
        spec = with_group(spec, "me", "each endpoint says which rows are the caller's", *made)
    else:
        spec = with_new(with_anchor_code(spec, files.anchor), files.anchor.router, *made)
    told = f"The `{files.names.model}` of it goes with it."
    return with_dependencies(with_end_told(spec, files.anchor.model.name, told))


def _own(files: Files) -> bool:
    return files.anchor.model.name == "User"


def _model(files: Files, spec: Spec, conventions: Conventions) -> Model:
    """As the table of many files, but keyed by the row that it belongs to."""
    many = file_model(files.replace(signed=False), spec, conventions)
    key = OWNER if _own(files) else files.anchor.key
    dropped = ("id", "created_at")
    fields = tuple(
        field.replace(primary_key=True) if field.name == files.anchor.key else field
        for field in many.fields
        if field.name not in dropped
    )
    changed = next(field for field in many.fields if field.name == "created_at").replace(
        name="updated_at", default=NOW_AT_EVERY_CHANGE
    )
    anchor = files.anchor
    back = files.called
    tie = Relationship(anchor.names.one, "one to one", anchor.model.name, by=key, back=back)
    return many.replace(
        fields=(*fields, changed),
        indexes=(),
        relationships=(tie,),
        owner=OWNER if _own(files) else "",
        shared="" if _own(files) else f"whoever reaches the {anchor.names.word}",
        notes=(
            *many.notes,
            "The row is its own key, so that there is one at most, also after two uploads at the same moment.",
        ),
    )


def _begin(files: Files, method: Method, spec: Spec) -> Endpoint:
    segment = files.called.replace("_", "-")
    if _own(files):
        path = f"{spec.api.base_path}/me/{segment}"
        scope = Scope("owner", f"{files.names.model}.{OWNER}")
        told = criteria(f"Another user's {files.word} stays as it was.")
        return Endpoint(method=method, path=path, access=SIGNED_IN, scope=scope, criteria=told)
    made = files.anchor.endpoint(method, segment)
    return made.replace(access=files.access, scope=files.reach, criteria=criteria(files.strangers))


def _whose(files: Files) -> str:
    return f"the caller's {files.word}" if _own(files) else f"the {files.word} of {files.anchor.names.a_word}"


def _missing(files: Files) -> ErrorCase:
    return ErrorCase(404, f"{files.names.one}_not_found", f"there is no {files.word}")


def _put(files: Files, spec: Spec) -> Endpoint:
    made, one, size = _begin(files, "PUT", spec), files.names.one, write_size(files.largest)
    sent = SchemaField(
        "file",
        Type("file"),
        constraints=Constraints(bounds=Bounds(1, files.largest)),
        meaning=f"one of {files.formats}",
    )
    return made.replace(
        summary=f"Set {_whose(files)}; the one before is replaced.",
        behavior=Behavior("other", text=f"the file that is sent becomes {_whose(files)}, in one statement"),
        body=Body(fields=(sent,), media="multipart/form-data"),
        responses=(Response(200, f"{files.names.model}Read", when="set; the old bytes are deleted within a day"),),
        errors=(*made.errors, *refusals(files)),
        rate_limits=(RateLimit(20, "hour", "user" if files.signed else "address"),),
        idempotency=Idempotency("natural"),
        notes=(f"The file may have {size} ({files.largest:,} bytes), which replaces the body limit of the API here.",),
        criteria=extended(
            criteria(
                f"A file of {size} answers 200 with `{files.names.model}Read`, and GET brings it byte for byte.",
                "A second file answers 200, and GET brings that one and never the first.",
                f"A file of one byte more answers 413 `{one}_too_large`, and the one before stays.",
                f"A file whose first bytes are of another type answers 415 `{one}_type_unsupported`, whatever its name says.",
                f"A form without `file` answers {invalid(spec)} with `field` = `file`.",
            ),
            *made.criteria,
        ),
    )


def _get(files: Files, spec: Spec) -> Endpoint:
    made = _begin(files, "GET", spec)
    return made.replace(
        summary=f"Download {_whose(files)}.",
        access=made.access if _own(files) else files.anchor.access,
        behavior=Behavior("read", files.names.model, by=made.path_names, by_caller=_own(files)),
        responses=(files.content,),
        errors=(*made.errors, _missing(files)),
        criteria=extended(
            criteria(f"200 brings the bytes that were sent; without any it answers 404 `{files.names.one}_not_found`."),
            *made.criteria,
        ),
    )


def _delete(files: Files, spec: Spec) -> Endpoint:
    made = _begin(files, "DELETE", spec)
    return made.replace(
        summary=f"Delete {_whose(files)}.",
        behavior=Behavior("delete", files.names.model, by=made.path_names, by_caller=_own(files)),
        responses=(Response(204, when="gone"),),
        errors=(*made.errors, _missing(files)),
        criteria=extended(
            criteria(
                f"After an upload it answers 204; without any, and a second time, 404 `{files.names.one}_not_found`."
            ),
            *made.criteria,
        ),
    )
