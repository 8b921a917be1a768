"""The whole specification in short, for people and for programs."""

from collections.abc import Sequence

import click
import msgspec

from groundplan.documents.read import Reading
from groundplan.plural import counted
from groundplan.spec.address import Address
from groundplan.spec.effective import access_of, all_errors, body_fields, query_parameters
from groundplan.spec.endpoint import Access, Endpoint, Parameter
from groundplan.spec.model import Field, Model, SchemaField
from groundplan.spec.spec import Spec


def as_text(spec: Spec) -> str:
    """Endpoints and models, a line each."""
    endpoints = [
        (e.method, e.path, _auth(access_of(e, spec)), " ".join(str(status) for status in _statuses(e, spec)))
        for e in spec.endpoints
    ]
    models = [
        (model.name, model.table, _rows_of(model), ", ".join(f.name for f in model.fields)) for model in spec.models
    ]
    parts = [
        _titled(counted(len(endpoints), "endpoint"), _aligned(endpoints)),
        _titled(counted(len(models), "model"), _aligned(models)),
    ]
    if spec.auth is not None and spec.auth.roles:
        parts.append(_titled(counted(len(spec.auth.roles), "role"), [", ".join(role.name for role in spec.auth.roles)]))
    codes = sorted({c.code for c in spec.errors.common} | {c.code for c in spec.errors.codes})
    parts.append(_titled(counted(len(codes), "error code"), [", ".join(codes)]))
    return "\n\n".join(parts)


def _titled(title: str, lines: Sequence[str]) -> str:
    return "\n".join([click.style(title[0].upper() + title[1:], bold=True), *(f"  {line}" for line in lines if line)])


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]


def _rows_of(model: Model) -> str:
    if model.owner:
        return f"owner {model.owner}"
    return f"tenant {model.tenant}" if model.tenant else "shared" if model.shared else ""


def _auth(access: Access | None) -> str:
    """`public`, `authenticated`, `role:NAME`, `permission:NAME`, or `unspecified`."""
    if access is None:
        return "unspecified"
    kinds = {"roles": "role", "permissions": "permission"}
    return f"{kinds[access.kind]}:{','.join(access.names)}" if access.kind in kinds else access.kind


def _statuses(endpoint: Endpoint, spec: Spec) -> list[int]:
    errors = {case.status for case in all_errors(endpoint, spec)}
    return sorted({response.status for response in endpoint.responses} | errors)


def as_json(reading: Reading) -> str:
    """One object with `endpoints` and `models`, as programs read it, each with where it stands."""
    spec = reading.spec
    document = {
        "endpoints": [
            {**_endpoint(endpoint, spec), **_standing(endpoint.address, reading)} for endpoint in spec.endpoints
        ],
        "models": [{**_model(model), **_standing(model.address, reading)} for model in spec.models],
    }
    return msgspec.json.format(msgspec.json.encode(document)).decode()


def _standing(address: Address, reading: Reading) -> dict[str, object]:
    """Where an element stands, and which of its parts were not stated there but inherited or inferred."""
    place = reading.places.get(address)
    unsure = {
        str(Address(at).part): surety
        for page in reading.pages
        for at, surety in page.sureties.items()
        if Address(at).element == address
    }
    found: dict[str, object] = {} if place is None else {"file": place.file, "line": place.line}
    return {**found, **({"unsure": unsure} if unsure else {})}


def _endpoint(endpoint: Endpoint, spec: Spec) -> dict[str, object]:
    return {
        "method": endpoint.method,
        "path": endpoint.path,
        "summary": endpoint.summary,
        "auth": _auth(access_of(endpoint, spec)),
        "query_parameters": [_named(parameter) for parameter in query_parameters(endpoint)],
        "request_fields": [_named(field) for field in body_fields(endpoint, spec)],
        "responses": [{"status": status} for status in _statuses(endpoint, spec)],
    }


def _named(item: Parameter | SchemaField) -> dict[str, object]:
    return {"name": item.name, "type": str(item.type) if item.type else None, "required": item.required}


def _model(model: Model) -> dict[str, object]:
    fields = [{"name": f.name, "type": str(f.type) if f.type else None, "required": _required(f)} for f in model.fields]
    return {"name": model.name, "table": model.table or None, "fields": fields}


def _required(field: Field) -> bool | None:
    """Whether a row cannot be without a value of the field; `None` where nothing is said."""
    return None if field.nullable is None else not field.nullable
