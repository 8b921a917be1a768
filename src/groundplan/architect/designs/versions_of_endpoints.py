"""Another version of some endpoints, beside the one that clients use."""

import re

from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.spec.address import Address
from groundplan.spec.api import Router
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Deprecation, Endpoint, Response
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec
from groundplan.spec.types import Constraints, Type

VERSION = re.compile(r"^v\d+$")


class Reshaped(Noun, frozen=True):
    """A field that the new version answers otherwise: with parts of its own, with another type, by another name, or not."""

    name: str
    parts: tuple[Field, ...] = ()
    type: Type | None = None
    called: str = ""
    gone: bool = False


def with_version(
    spec: Spec, endpoints: tuple[Endpoint, ...], version: str, changes: tuple[Reshaped, ...], since: str, sunset: str
) -> Spec:
    """The specification with the endpoints under `/v2/` too, and with the end of those that there are said (RFC 9745, 8594).

    Args:
        spec: what there is.
        endpoints: those that get another version.
        version: its name in paths, `v2`.
        changes: what it answers otherwise.
        since, sunset: ISO dates: from when the old ones are deprecated, and when they go; `sunset` may be empty.
    """
    for endpoint in endpoints:
        if changes and not _breaks(endpoint, spec):
            continue
        made = _versioned(endpoint, spec, version, changes)
        if made.address in spec.endpoints_by_address:
            continue
        spec = _with_shapes(spec, endpoint, version, changes)
        router = spec.router_by_endpoint[endpoint.address]
        spec = _with_router(spec, router, version)
        if not spec.routing.versioning.strategy:
            spec = spec.replace(
                routing=spec.routing.replace(versioning=spec.routing.versioning.replace(strategy="path"))
            )
        target = spec.router(f"{router.name}-{version}")
        if target is not None:
            spec = spec.with_router(target.replace(endpoints=(*target.endpoints, made)))
        told = endpoint.replace(deprecation=Deprecation(since, sunset, str(made.address)))
        if any(response.status == 200 for response in endpoint.responses):
            headers = f"`Deprecation`{', `Sunset`' if sunset else ''} and a `Link` to `{made.address}`"
            told = told.replace(
                criteria=extended(endpoint.criteria, *criteria(f"200 carries {headers}, and the body stays."))
            )
        spec = spec.with_endpoint(told, router.name)
    return spec


def _breaks(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether an endpoint answers the rows that change; one that does not is the same in every version."""
    model = model_of(endpoint, spec)
    return model is None or any(response.schema == f"{model.name}Read" for response in endpoint.responses)


def _path(path: str, spec: Spec, version: str) -> str:
    """The path under another version: `/api/products` is `/api/v2/products`, `/v1/books` is `/v2/books`."""
    parts = [part for part in path.split("/") if part]
    old = next((index for index, part in enumerate(parts) if VERSION.match(part)), None)
    if old is not None:
        parts[old] = version
    else:
        parts.insert(1 if parts and parts[0] == "api" else 0, version)
    return "/" + "/".join(parts)


def _shape(model: Model, version: str) -> str:
    return f"{model.name}{version.capitalize()}"


def _versioned(endpoint: Endpoint, spec: Spec, version: str, changes: tuple[Reshaped, ...]) -> Endpoint:
    model = model_of(endpoint, spec)
    responses = endpoint.responses
    if model is not None and changes:
        responses = tuple(_reshaped(response, model, version) for response in responses)
    names = {change.name: change.called for change in changes if change.called}
    old, new = ("", "") if model is None or not changes else (f"`{model.name}Read`", f"`{_shape(model, version)}`")
    told = tuple(item.replace(text=item.text.replace(old, new)) if old else item for item in endpoint.criteria)
    good = next((response.status for response in endpoint.responses if response.schema), 200)
    shown = tuple(
        f"{good} brings `{change.name}` as an object with {_parts(change)}." for change in changes if change.parts
    )
    renamed = tuple(f"A row answers {good} with `{called}`, and without `{name}`." for name, called in names.items())
    return endpoint.replace(
        path=_path(endpoint.path, spec, version),
        responses=responses,
        deprecation=None,
        criteria=extended(told, *criteria(*shown, *renamed)),
    )


def _parts(change: Reshaped) -> str:
    return " and ".join(f"`{part.name}`" for part in change.parts)


def _reshaped(response: Response, model: Model, version: str) -> Response:
    return response.replace(schema=_shape(model, version)) if response.schema == f"{model.name}Read" else response


def _with_shapes(spec: Spec, endpoint: Endpoint, version: str, changes: tuple[Reshaped, ...]) -> Spec:
    """The schema that the new version answers, with those of its parts."""
    model = model_of(endpoint, spec)
    if model is None or not changes:
        return spec
    by_name = {change.name: change for change in changes}
    fields: list[SchemaField] = []
    for field in model.fields:
        change = by_name.get(field.name)
        if not field.read or (change is not None and change.gone):
            continue
        plain = SchemaField(
            change.called if change is not None and change.called else field.name, field.type,
            nullable=bool(field.nullable), constraints=field.constraints,
        )  # fmt: skip
        if change is not None and change.parts:
            part = f"{model.name}{Names(field.name).model}"
            spec = spec.with_schema(_part(part, model, field, change))
            plain = plain.replace(type=Type("ref", name=part), constraints=Constraints())
        elif change is not None and change.type is not None:
            plain = plain.replace(type=change.type)
        fields.append(plain)
    words = Names(model.table).a_word
    return spec.with_schema(
        Schema(_shape(model, version), f"{words[0].upper()}{words[1:]}, as {version} answers it.", tuple(fields))
    )


def _part(name: str, model: Model, field: Field, change: Reshaped) -> Schema:
    return Schema(
        name,
        f"The {field.name.replace('_', ' ')} of {Names(model.table).a_word}.",
        tuple(SchemaField(part.name, part.type, constraints=part.constraints) for part in change.parts),
    )


def _with_router(spec: Spec, router: Router, version: str) -> Spec:
    name = f"{router.name}-{version}"
    if spec.router(name) is not None:
        return spec
    made = router.replace(
        name=name,
        title=f"{router.title} {version}",
        prefix=_path(router.prefix, spec, version) if router.prefix else "",
        module=f"{router.module}_{version}" if router.module else "",
        endpoints=(),
    )
    return spec.with_router(made)


def version_names(spec: Spec) -> tuple[str, ...]:
    """The versions that paths name already, in order."""
    found = {part for endpoint in spec.endpoints for part in endpoint.segments if VERSION.match(part)}
    return tuple(sorted(found, key=lambda text: int(text[1:])))


def addresses(spec: Spec, endpoints: tuple[str, ...]) -> tuple[Endpoint, ...]:
    return tuple(
        spec.endpoints_by_address[Address(name)] for name in endpoints if Address(name) in spec.endpoints_by_address
    )
