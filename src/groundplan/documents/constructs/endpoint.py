"""An endpoint: `### POST /api/tasks`, and below it what it promises."""

import re
from typing import get_args

from groundplan.documents.constructs.access_text import ACCESS, RATE_LIMIT, SCOPE
from groundplan.documents.constructs.behavior_text import read_behavior, write_behavior
from groundplan.documents.constructs.duration import read_duration, write_duration
from groundplan.documents.constructs.outcomes_table import OUTCOMES_TABLE
from groundplan.documents.constructs.parameters import PARAMETER_TABLES
from groundplan.documents.constructs.shape_cells import SHAPE_HEAD, read_shape, write_shape
from groundplan.documents.constructs.type_text import read_bounds, write_bounds
from groundplan.documents.form import (
    Cells,
    Criteria,
    Fact,
    Facts,
    Form,
    Lead,
    Notes,
    NotUnderstood,
    Section,
    Table,
    Values,
)
from groundplan.documents.inline import code, code_spans, codes, uncode
from groundplan.spec.effective import paging_parameters
from groundplan.spec.endpoint import (
    Body,
    Deprecation,
    Endpoint,
    Idempotency,
    Method,
    Pagination,
    Precondition,
    Search,
    Sort,
    SortField,
)  # fmt: skip

HEADING = re.compile(r"`?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)`? +`?(/\S*?)`?$")
PAGING = re.compile(r"(offset|page|cursor), (\d+) a page, (\d+) at most$")
SORT_FIELD = re.compile(r"`([^`]+)`(?: \(([a-z, ]+)\))?$")
SEARCH = re.compile(r"`([^`]+)` over (`[^`]+`(?:, `[^`]+`)*)(?:; (.+))?$")
DEPRECATED = re.compile(r"since (\d{4}-\d\d-\d\d)(?:, sunset (\d{4}-\d\d-\d\d))?(?:, use `([^`]+)`)?$")
KEY = re.compile(r"`Idempotency-Key`(, required)?(?:, kept (.+))?$")
JSON = "application/json"


def endpoint_heading(text: str) -> tuple[Method, str] | None:
    """Method and path of an endpoint's heading, or `None` for any other heading."""
    match = HEADING.match(text)
    if match is None:
        return None
    method: Method = next(method for method in get_args(Method) if method == match[1])
    return method, match[2]


def _write_body(endpoint: Endpoint) -> str | None:
    body = endpoint.body
    if body is None:
        return None
    what = code(body.schema) if body.schema else "the fields below" if body.fields else ""
    media = "" if body.media == JSON and what else body.media
    return ", as ".join(filter(None, (what, media)))


def _read_body(text: str) -> Values:
    what, _, media = text.partition(", as ")
    if "/" in what and not media:
        return {"body_head": Body(media=what)}
    schema = uncode(what) or ""
    if not schema and what != "the fields below":
        raise NotUnderstood(f"`{text}` is no body: `Schema`, the fields below, or a media type")
    return {"body_head": Body(schema=schema, media=media or JSON)}


def _write_idempotency(endpoint: Endpoint) -> str | None:
    said = endpoint.idempotency
    if said is None:
        return None
    if said.kind == "key":
        kept = "" if said.kept is None else f", kept {write_duration(said.kept)}"
        return f"`Idempotency-Key`{', required' if said.required else ''}{kept}"
    if said.kind == "field":
        return f"by {code(said.field)}"
    return f"{said.kind}; {said.reason}" if said.reason else said.kind


def _read_idempotency(text: str) -> Values:
    if match := KEY.match(text):
        kept = None if match[2] is None else read_duration(match[2])
        return {"idempotency": Idempotency("key", kept=kept, required=match[1] is not None)}
    if text.startswith("by ") and (name := uncode(text[3:])) is not None:
        return {"idempotency": Idempotency("field", field=name)}
    kind, _, reason = text.partition(";")
    if kind in ("natural", "none"):
        return {"idempotency": Idempotency("none", reason=reason.strip()).replace(kind=kind)}
    raise NotUnderstood(f"`{text}` does not say what a retry does: `Idempotency-Key`, by `field`, `natural` or `none`")


def _write_precondition(endpoint: Endpoint) -> str | None:
    said = endpoint.precondition
    return None if said is None else f"{code(said.header)}, {'required' if said.required else 'optional'}"


def _read_precondition(text: str) -> Values:
    header, _, rest = text.partition(", ")
    name = uncode(header)
    if name not in ("If-Match", "If-None-Match") or rest not in ("", "required", "optional"):
        raise NotUnderstood(f"`{text}` is no precondition: `If-Match`, required")
    return {"precondition": Precondition("If-Match", rest == "required").replace(header=name)}


def _write_pagination(endpoint: Endpoint) -> str | None:
    said = endpoint.pagination
    return None if said is None else f"{said.style}, {said.size} a page, {said.cap} at most"


def _read_pagination(text: str) -> Values:
    if (match := PAGING.match(text)) is None:
        raise NotUnderstood(f"`{text}` is no pagination such as `offset, 20 a page, 100 at most`")
    return {"pagination": Pagination("offset", int(match[2]), int(match[3])).replace(style=match[1])}


def _write_sort(endpoint: Endpoint) -> str | None:
    said = endpoint.sort
    if said is None:
        return None
    fields = ", ".join(code(field.name) + _marks(field) for field in said.fields)
    return f"{fields}; then {code(said.tie)}" if said.tie else fields


def _marks(field: SortField) -> str:
    marks = ["default"] * field.default + ["descending"] * field.descending
    return f" ({', '.join(marks)})" if marks else ""


def _read_sort(text: str) -> Values:
    fields, _, tie = text.partition("; then ")
    found = []
    for piece in re.split(r", (?=`)", fields):
        match = SORT_FIELD.match(piece)
        marks = set((match[2] or "").split(", ")) - {""} if match else set()
        if match is None or not marks <= {"default", "descending", "ascending"}:
            raise NotUnderstood(f"`{piece}` is no sort field such as `created_at` (default, descending)")
        found.append(SortField(match[1], "default" in marks, "descending" in marks))
    return {"sort": Sort(tuple(found), uncode(tie) or tie)}


def _write_search(endpoint: Endpoint) -> str | None:
    said = endpoint.search
    if said is None:
        return None
    bounds = write_bounds(said.bounds)
    return f"{code(said.parameter)} over {codes(said.fields)}{f'; {bounds}' if bounds else ''}"


def _read_search(text: str) -> Values:
    match = SEARCH.match(text)
    bounds = read_bounds(match[3]) if match and match[3] else None
    if match is None or (match[3] and bounds is None):
        raise NotUnderstood(f"`{text}` is no search such as `q` over `title`; 2..100")
    search = Search(match[1], code_spans(match[2]))
    return {"search": search if bounds is None else search.replace(bounds=bounds)}


def _write_deprecation(endpoint: Endpoint) -> str | None:
    said = endpoint.deprecation
    if said is None:
        return None
    sunset = f", sunset {said.sunset}" if said.sunset else ""
    return f"since {said.since}{sunset}{f', use {code(said.replacement)}' if said.replacement else ''}"


def _read_deprecation(text: str) -> Values:
    if (match := DEPRECATED.match(text)) is None:
        raise NotUnderstood(f"`{text}` is no deprecation such as `since 2026-12-01, sunset 2027-06-01`")
    return {"deprecation": Deprecation(match[1], match[2] or "", match[3] or "")}


def _read_body_row(cells: Cells) -> tuple[str, str, object]:
    field = read_shape(cells, "body field")
    return f"body {field.name}", "body_fields", field


BODY_TABLE = Table(
    "body",
    ("Body field", *SHAPE_HEAD),
    lambda endpoint: (
        (write_shape(field, f"body {field.name}") for field in endpoint.body.fields)
        if endpoint.body is not None
        else ()
    ),
    _read_body_row,
)


FORM = Form(
    (
        Lead("summary"),
        ACCESS,
        SCOPE,
        Fact(
            "Behavior",
            lambda e: write_behavior(e.behavior),
            lambda text: {"behavior": read_behavior(text)},
            "what it does, in words that can be executed",
            "create `User` with `password_hash` = hash of `password`, `role` = `member`",
        ),
        Fact(
            "Deprecated",
            _write_deprecation,
            _read_deprecation,
            "since when, until when, and what to use instead",
            "since 2026-12-01, sunset 2027-06-01, use `GET /api/v2/tasks`",
        ),
        RATE_LIMIT,
        Fact(
            "Idempotency",
            _write_idempotency,
            _read_idempotency,
            "what a blind retry does: `Idempotency-Key`, by a unique field, `natural`, or `none` with a reason",
            "`Idempotency-Key`, required, kept 1 day",
        ),
        Fact("Precondition", _write_precondition, _read_precondition, "a conditional request", "`If-Match`, required"),
        Fact(
            "Pagination",
            _write_pagination,
            _read_pagination,
            "`offset`, `page` or `cursor`, the size of a page and its cap",
            "offset, 20 a page, 100 at most",
        ),
        Fact(
            "Sort",
            _write_sort,
            _read_sort,
            "the orders that may be asked for, and the field that breaks ties",
            "`created_at` (default, descending), `due_at`; then `id`",
        ),
        Fact(
            "Search",
            _write_search,
            _read_search,
            "a text parameter and the fields it looks in",
            "`q` over `title`, `description`; 2..100",
        ),
        Fact(
            "Request body",
            _write_body,
            _read_body,
            "a schema, or the fields of the table below, and the media type unless it is JSON",
            "`TaskCreate`, as multipart/form-data",
        ),
        Facts(
            "Effect",
            "effects",
            str,
            str,
            lambda _, index: f"effect {index}",
            "what else happens",
            "sends the verification mail after commit",
        ),
        Notes(),
        *PARAMETER_TABLES,
        BODY_TABLE,
        OUTCOMES_TABLE,
        Section("Acceptance criteria", (Criteria(),)),
    )
)


def make_endpoint(method: Method, path: str, values: Values) -> Endpoint:
    """The endpoint of what was read; parameters that paging brings are left to paging."""
    head: Body | None = values.pop("body_head", None)
    fields = values.pop("body_fields", ())
    if head is not None or fields:
        values["body"] = (head or Body()).replace(fields=fields)
    endpoint = Endpoint(method, path).replace(**values)
    brought = {parameter.name for parameter in paging_parameters(endpoint)}
    if not brought or not endpoint.parameters:
        return endpoint
    kept = tuple(p for p in endpoint.parameters if p.location != "query" or p.name not in brought)
    return endpoint if len(kept) == len(endpoint.parameters) else endpoint.replace(parameters=kept)
