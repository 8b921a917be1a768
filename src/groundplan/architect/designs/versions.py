"""Rows that count their changes, so that a change made on an older state of the row is refused."""

from typing import Literal

from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint, ErrorCase, Parameter, Precondition
from groundplan.spec.model import Field, Model, Presence
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type, literal

VERSION = "version"
INT4 = 2_147_483_647
CHANGES = ("update", "replace", "delete", "move", "restore")
FAILED = ErrorCode(412, "precondition_failed", "PreconditionFailed", meaning="the row has changed since it was read")
REQUIRED = ErrorCode(428, "precondition_required", "PreconditionRequired", meaning="the change needs `If-Match`")
Carrier = Literal["header", "body"]


def with_versions(spec: Spec, collection: str, carrier: Carrier, *, required: bool) -> Spec:
    """The specification in which every change of a resource's rows says which state it was made on.

    Args:
        spec: what there is.
        collection: the resource.
        carrier: where the state travels: as `ETag` and `If-Match` (RFC 9110 §13.1.1), or as a field of the bodies.
        required: whether a change without it is refused.
    """
    model = next((m for m in spec.models if m.table == collection), None)
    if model is None or model.version:
        return spec
    names = Names(collection)
    stale = ErrorCode(
        409,
        f"{names.one}_version_stale",
        "Conflict",
        VERSION,
        meaning=f"the {names.word} has changed since it was read",
    )
    codes = (stale,) if carrier == "body" else (FAILED, *((REQUIRED,) if required else ()))
    spec = with_codes(spec, *codes).with_model(_counting(model, carrier, required))
    for endpoint in tuple(spec.endpoints):
        about = model_of(endpoint, spec)
        if about is None or about.name != model.name or endpoint.behavior is None:
            continue
        told = _told(endpoint, model, carrier)
        if endpoint.behavior.verb in CHANGES:
            told = _compared(told, names, carrier, required, stale, spec)
        spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    return spec


def _counting(model: Model, carrier: Carrier, required: bool) -> Model:
    sent: Presence = "required" if required else "optional"
    field = Field(
        VERSION,
        Type("int"),
        default=literal(1),
        constraints=Constraints(bounds=Bounds(1, INT4)),
        update=sent if carrier == "body" else "",
        read="yes",
    )
    note = (
        "Each change adds one to `version` in the same statement that compares it: `UPDATE … WHERE id = … AND version = …`; "
        "no row changed means that somebody was first."
    )
    last = next((at for at, known in enumerate(model.fields) if known.name == "created_at"), len(model.fields))
    fields = (*model.fields[:last], field, *model.fields[last:])
    return model.replace(fields=fields, version=VERSION, notes=extended(model.notes, note))


def _told(endpoint: Endpoint, model: Model, carrier: Carrier) -> Endpoint:
    """The endpoint whose answer of one row names its state."""
    if carrier == "body":
        return endpoint
    one = f"{model.name}Read"
    return endpoint.replace(
        responses=tuple(
            response.replace(headers=extended(response.headers, "ETag"))
            if response.schema == one and response.shape == "one"
            else response
            for response in endpoint.responses
        )
    )


def _compared(
    endpoint: Endpoint, names: Names, carrier: Carrier, required: bool, stale: ErrorCode, spec: Spec
) -> Endpoint:
    """The change that is refused on another state of the row than the one it was made on."""
    cases = (FAILED, *((REQUIRED,) if required else ())) if carrier == "header" else (stale,)
    errors = extended(endpoint.errors, *(ErrorCase(code.status, code.code, code.meaning) for code in cases))
    endpoint = endpoint.replace(errors=tuple(sorted(errors, key=lambda case: case.status)))
    row = f"the {names.word}"
    if carrier == "header":
        without = (
            f"Without `If-Match` 428 `{REQUIRED.code}`, and {row} stays as it was."
            if required
            else "Without `If-Match` it is carried out on whatever state there is."
        )
        told = criteria(
            f"Of two requests with the `ETag` of one state the first succeeds, and the second answers 412 `{FAILED.code}` and "
            f"leaves {row} as the first made it.",
            without,
        )
        return endpoint.replace(
            precondition=Precondition("If-Match", required), criteria=extended(endpoint.criteria, *told)
        )
    if endpoint.body is None or not endpoint.body.schema.endswith("Update"):
        told_by = Parameter(VERSION, "query", Type("int"), required=required, constraints=Constraints(bounds=Bounds(1, INT4)),
                            meaning="the state that the change was made on")  # fmt: skip
        endpoint = endpoint.replace(parameters=(*endpoint.parameters, told_by))
    without = (
        f"Without `{VERSION}` it answers {invalid(spec)} with `field` = `{VERSION}`."
        if required
        else f"Without `{VERSION}` it is carried out on whatever state there is."
    )
    told = criteria(
        f"Of two requests with the same `{VERSION}` the first succeeds, and the second answers 409 `{stale.code}` and leaves "
        f"{row} as the first made it.",
        without,
    )
    return endpoint.replace(criteria=extended(endpoint.criteria, *told))
