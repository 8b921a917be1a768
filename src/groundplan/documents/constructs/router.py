"""A router: a section of endpoints, and its row in the table of routers."""

from collections.abc import Iterable

from groundplan.documents.constructs.access_text import (
    read_access, read_limits, read_scope, write_access, write_limits, write_scope,
)  # fmt: skip
from groundplan.documents.constructs.plain_facts import name, names
from groundplan.documents.constructs.shape_cells import name_in
from groundplan.documents.form import Cells, Context, Fact, Form, Notes, RowOut, Table
from groundplan.documents.inline import NOTHING, code
from groundplan.spec.api import Router, Routing

FORM = Form(
    (
        name("Router", "name"),
        name("Tag", "tag"),
        Fact("Auth", lambda r: write_access(r.access), lambda text: {"access": read_access(text)}),
        Fact("Scope", lambda r: write_scope(r.scope), lambda text: {"scope": read_scope(text)}),
        Fact("Rate limit", lambda r: write_limits(r.rate_limits, r.unlimited), read_limits),
        names("Dependencies", "dependencies"),
        Notes(),
    )
)


def _rows(_: Routing, context: Context) -> Iterable[RowOut]:
    for router in context.spec.routers:
        cells = (
            code(router.name),
            code(router.prefix) if router.prefix else NOTHING,
            code(router.module) if router.module else NOTHING,
            _auth(router),
            write_scope(router.scope) or NOTHING,
        )
        yield RowOut(f"router {router.name}", cells, "routers")


def _auth(router: Router) -> str:
    return "per endpoint" if router.access is None else write_access(router.access.replace(reason="")) or NOTHING


def _read(cells: Cells) -> tuple[str, str, Router]:
    prefix, module = name_in(cells, "prefix"), name_in(cells, "module")
    router = Router(name_in(cells, "router"), prefix=_said(prefix), module=_said(module))
    return f"router {router.name}", "routers", router


def _said(text: str) -> str:
    return "" if text == NOTHING else text


ROUTERS_TABLE = Table("routers", ("Router", "Prefix", "Module", "Auth", "Scope"), lambda _: (), _read, derived=_rows)
