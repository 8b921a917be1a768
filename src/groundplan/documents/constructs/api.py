"""What holds for the whole API, at the top of the endpoints' document; and ids and times, at the top of the schema's."""

import re
from collections.abc import Iterable

from groundplan.documents.constructs.access_text import RATE_LIMIT, write_access
from groundplan.documents.constructs.duration import read_size, write_size
from groundplan.documents.constructs.plain_facts import name, sentence, word
from groundplan.documents.diagrams import entity_diagram
from groundplan.documents.form import (
    Cells,
    Context,
    Diagram,
    Fact,
    Form,
    Intro,
    Notes,
    NotUnderstood,
    RowOut,
    Table,
    Values,
)  # fmt: skip
from groundplan.documents.inline import code
from groundplan.spec.api import Api
from groundplan.spec.effective import access_of
from groundplan.spec.endpoint import Access, Endpoint


def _status(label: str, attribute: str, pattern: str, sentences: dict[int, str], says: str) -> Fact:
    def read(text: str) -> Values:
        if (match := re.match(pattern, text)) is None:
            raise NotUnderstood(f"`{text}` names none of the statuses {', '.join(map(str, sentences))}")
        return {attribute: int(match[1])}

    return Fact(label, lambda api: sentences.get(getattr(api, attribute)), read, says, next(iter(sentences.values())))


def _overview(_: Api, context: Context) -> Iterable[RowOut]:
    for endpoint in context.spec.endpoints:
        cells = (
            endpoint.method,
            code(endpoint.path),
            endpoint.summary.removesuffix("."),
            write_access(_without_reason(endpoint, context)) or "",
        )
        yield RowOut(f"overview {endpoint.address}", cells, "overview")


def _without_reason(endpoint: Endpoint, context: Context) -> Access | None:
    access = access_of(endpoint, context.spec)
    return access.replace(reason="") if access is not None and access.reason else access


def _read_overview(cells: Cells) -> tuple[str, str, object]:
    path = cells.get("path", "").strip("`")
    return f"overview {cells.get('method', '').strip('`')} {path}", "", None


API_FORM = Form(
    (
        Intro(
            (
                "Every request and response that the API promises. Shapes live in "
                "[`../database/schema.md`](../database/schema.md), error codes in [`errors.md`](errors.md), "
                "the way of a request in [`routing.md`](routing.md)."
            )
        ),
        sentence("Name", "name", "what the API is called", "Tasks"),
        name("Version", "version", "the version of this specification", "1.0.0"),
        name("Base path", "base_path", "what every path begins with", "/api"),
        name("Media type", "media", "what bodies are unless they say otherwise", "application/json"),
        word(
            "Unknown fields",
            "unknown_fields",
            ("rejected", "ignored"),
            "what becomes of a field that a body should not have",
        ),
        sentence(
            "Partial update",
            "partial_update",
            "what absent, null and empty mean",
            "an absent field stays, null clears it, an empty body is an error",
        ),
        _status(
            "Invalid input",
            "invalid_input",
            r"(400|422)\b",
            {
                400: "400; a request that is valid and makes no sense answers 422",
                422: "422, the same as a request that makes no sense",
            },
            "the status of an invalid field",
        ),
        _status(
            "Another user's row",
            "hidden_rows",
            r"(403|404)\b",
            {404: "404, as if it did not exist", 403: "403, it exists and is not theirs"},
            "the status for a row that exists and is somebody else's",
        ),
        RATE_LIMIT,
        Fact(
            "Body limit",
            lambda api: None if api.body_limit is None else write_size(api.body_limit),
            lambda text: {"body_limit": read_size(text)},
            "the largest body",
            "1 MB",
        ),
        Notes(),
        Table(
            "overview",
            ("Method", "Path", "Summary", "Auth"),
            lambda _: (),
            _read_overview,
            derived=_overview,
        ),
    )
)


def _entities(_: Api, context: Context) -> tuple[str, ...]:
    return entity_diagram(context.spec)


DATA_FORM = Form(
    (
        sentence("Ids", "ids", "what primary keys are, and who makes them", "uuid, made by the server"),
        sentence("Times", "times", "how instants are stored and sent", "UTC, RFC 3339"),
        sentence(
            "Constraint names",
            "constraint_names",
            "how keys, indexes and checks are called in the database",
            "`uq`, `fk`, `ix` or `ck`, then table and columns",
        ),
        sentence(
            "Migrations",
            "migrations",
            "how a table that has rows is changed",
            "a column comes null or with its default, is filled, then constrained",
        ),
        Diagram("entities", _entities),
    )
)
