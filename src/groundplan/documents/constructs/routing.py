"""The way of a request: routers, middleware, dependencies, cross-origin requests, versions."""

from collections.abc import Iterable

from groundplan.documents.constructs.duration import read_duration, write_duration
from groundplan.documents.constructs.router import ROUTERS_TABLE
from groundplan.documents.constructs.shape_cells import cell, name_in
from groundplan.documents.constructs.type_text import nearest_word
from groundplan.documents.diagrams import middleware_order
from groundplan.documents.form import (
    Cells,
    Context,
    Criteria,
    Diagram,
    Fact,
    Form,
    Intro,
    Notes,
    NotUnderstood,
    RowOut,
    Section,
    Table,
    Values,
)  # fmt: skip
from groundplan.documents.inline import apart, code, code_spans, codes
from groundplan.spec.api import Applies, Cors, Dependency, Middleware, Routing

APPLIES: dict[Applies, str] = {
    "all": "all",
    "secured": "secured endpoints",
    "roles": "endpoints that name a role",
    "input": "endpoints with parameters or a body",
    "body": "endpoints with a body",
    "limited": "endpoints with a rate limit",
    "database": "endpoints that reach the database",
    "lists": "lists",
    "lookup": "endpoints that take an id",
    "owned": "endpoints that reach only the caller's rows",
    "key": "endpoints with an idempotency key",
    "precondition": "endpoints with a precondition",
}
WORDS = {text: word for word, text in APPLIES.items()}
STRATEGIES = ("path", "header", "media type", "none")


def write_applies(applies: tuple[Applies, ...]) -> str:
    return "; ".join(APPLIES[word] for word in applies)


def read_applies(text: str) -> tuple[Applies, ...]:
    found = []
    for piece in apart(text):
        if (word := WORDS.get(piece)) is None:
            raise NotUnderstood(f"`{piece}` names no group of endpoints", nearest_word(piece, WORDS))
        found.append(word)
    return tuple(found)


def _middleware_rows(routing: Routing) -> Iterable[RowOut]:
    for index, layer in enumerate(routing.middleware, 1):
        what = f"{layer.name}: {layer.settings}" if layer.settings else layer.name
        yield RowOut(f"middleware {layer.name}", (str(index), what, layer.why))


def _read_middleware(cells: Cells) -> tuple[str, str, Middleware]:
    layer, _, settings = cell(cells, "middleware").partition(": ")
    return f"middleware {layer}", "middleware", Middleware(layer, settings, cell(cells, "why here"))


def _dependency_rows(routing: Routing) -> Iterable[RowOut]:
    for item in routing.dependencies:
        cells = (code(item.name), item.gives, codes(item.needs), write_applies(item.used_by))
        yield RowOut(f"dependency {item.name}", cells)


def _read_dependency(cells: Cells) -> tuple[str, str, Dependency]:
    found = Dependency(
        name_in(cells, "dependency"),
        cell(cells, "gives"),
        code_spans(cells.get("needs", "")),
        read_applies(cell(cells, "used by")),
    )
    return f"dependency {found.name}", "dependencies", found


def _cors_fact(label: str, attribute: str, says: str, example: str) -> Fact:
    def write(routing: Routing) -> str | None:
        found: tuple[str, ...] = getattr(routing.cors, attribute) if routing.cors is not None else ()
        return codes(found) or None

    return Fact(label, write, lambda text: {f"cors {attribute}": code_spans(text)}, says, example)


def _write_origins(routing: Routing) -> str | None:
    if routing.cors is None:
        return None
    if routing.cors.origins:
        return codes(routing.cors.origins)
    return f"none; {routing.cors.reason}" if routing.cors.reason else "none"


def _read_origins(text: str) -> Values:
    if text == "none" or text.startswith("none;"):
        return {"cors origins": (), "cors reason": text.partition(";")[2].strip()}
    return {"cors origins": code_spans(text)}


def _read_credentials(text: str) -> Values:
    if text not in ("yes", "no"):
        raise NotUnderstood(f"`{text}` is neither `yes` nor `no`")
    return {"cors credentials": text == "yes"}


def _write_strategy(routing: Routing) -> str | None:
    return routing.versioning.strategy or None


def _read_strategy(text: str) -> Values:
    if text not in STRATEGIES:
        raise NotUnderstood(f"`{text}` is none of {', '.join(STRATEGIES)}", nearest_word(text, STRATEGIES))
    return {"versioning strategy": text}


def _layers(_: Routing, context: Context) -> tuple[str, ...]:
    return middleware_order(context.spec)


FORM = Form(
    (
        Intro("How a request travels, and what is shared on its way."),
        Notes(),
        Section("Routers", (ROUTERS_TABLE,)),
        Section(
            "Middleware",
            (
                Intro("The first in the list sees the request first and the response last."),
                Table("middleware", ("#", "Middleware", "Why here"), _middleware_rows, _read_middleware),
                Diagram("middleware", _layers),
            ),
        ),
        Section(
            "Dependencies",
            (Table("dependencies", ("Dependency", "Gives", "Needs", "Used by"), _dependency_rows, _read_dependency),),
        ),
        Section(
            "Cross-origin requests",
            (
                Fact(
                    "Origins",
                    _write_origins,
                    _read_origins,
                    "the origins that browsers may call from, or `none` with a reason",
                    "`https://app.example.com`",
                ),
                Fact(
                    "Credentials",
                    lambda r: None if r.cors is None else "yes" if r.cors.credentials else "no",
                    _read_credentials,
                    "whether cookies and authorization headers are sent across origins",
                    "no",
                ),
                _cors_fact("Methods", "methods", "the methods that are allowed", "`GET`, `POST`"),
                _cors_fact("Headers", "headers", "the request headers that are allowed", "`Authorization`"),
                _cors_fact("Exposed headers", "exposed", "the response headers that scripts may read", "`Location`"),
            ),
        ),
        Section(
            "Versions",
            (
                Fact("Strategy", _write_strategy, _read_strategy, "how versions are told apart", "path"),
                Fact(
                    "Current",
                    lambda r: r.versioning.current or None,
                    lambda text: {"versioning current": text},
                    "the version that is served",
                    "`/api` (version 1)",
                ),
                Fact(
                    "Notice",
                    lambda r: None if r.versioning.notice is None else write_duration(r.versioning.notice),
                    lambda text: {"versioning notice": read_duration(text)},
                    "how long a deprecated endpoint lives on",
                    "180 days",
                ),
            ),
        ),
        Section("Acceptance criteria", (Criteria(),)),
    )
)


def make_routing(values: Values) -> Routing:
    """The routing of what was read; the rows of routers are taken out before."""
    cors = {key[5:]: values.pop(key) for key in list(values) if key.startswith("cors ")}
    versioning = {key[11:]: values.pop(key) for key in list(values) if key.startswith("versioning ")}
    routing = Routing().replace(**values)
    if cors:
        routing = routing.replace(cors=Cors().replace(**cors))
    return routing.replace(versioning=routing.versioning.replace(**versioning))
