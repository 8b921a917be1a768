"""A router: a section of endpoints, and its row in the table of routers."""

from collections.abc import Iterable

from groundplan.documents.constructs.access_text import ACCESS, RATE_LIMIT, SCOPE, write_access, write_scope
from groundplan.documents.constructs.plain_facts import name, names
from groundplan.documents.constructs.shape_cells import name_in
from groundplan.documents.form import Cells, Context, Form, Notes, RowOut, Table
from groundplan.documents.inline import NOTHING, code
from groundplan.spec.api import Router, Routing

FORM = Form(
    (
        name("Router", "name", "the router that serves the section", "tasks"),
        name("Tag", "tag", "the tag in OpenAPI, unless it is the router's name", "tasks"),
        ACCESS,
        SCOPE,
        RATE_LIMIT,
        names(
            "Dependencies", "dependencies", "what every endpoint of the router depends on besides", "`get_workspace`"
        ),
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
