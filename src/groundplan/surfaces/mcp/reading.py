"""Tools that read: what there is, single elements, the types of a design, OpenAPI."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from mcp.server.mcpserver import MCPServer
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from groundplan.architect.handed import Design
from groundplan.architect.notation import notation
from groundplan.documents.proposal import FOLDER
from groundplan.evolution.elements import element_of
from groundplan.spec.api import Api, Routing
from groundplan.spec.auth import Auth
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.failure import InvalidInput
from groundplan.spec.model import Model
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import Errors
from groundplan.spec.spec import Spec
from groundplan.surfaces.mcp.answers import Element, Elements, Exported, Overview, Types
from groundplan.surfaces.mcp.desk import Desk
from groundplan.surfaces.mcp.failures import told
from groundplan.surfaces.workbench import Shown, open_specs, shown

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
LISTED = 60  # endpoints that are told one by one
Kind = Literal["design", "endpoint", "model", "errors", "auth", "routing", "api"]
NOUNS: dict[str, type[Noun]] = {
    "design": Design,
    "endpoint": Endpoint,
    "model": Model,
    "errors": Errors,
    "auth": Auth,
    "routing": Routing,
    "api": Api,
}


def register(server: MCPServer[Any], desk: Desk) -> None:
    """Give a server the tools that read."""

    @server.tool(annotations=READS)
    @told
    def overview(
        router: Annotated[str, Field(description="only the endpoints of this router")] = "",
    ) -> Annotated[CallToolResult, Overview]:
        """What there is, a line each: endpoints, models, roles, error codes, documents, waiting proposals. Begin here."""
        return _overview(desk.specs, router).sent()

    @server.tool(annotations=READS)
    @told
    def read(
        elements: Annotated[
            list[str], Field(description="names: `GET /api/tasks`, `Task`, `errors`, `Task#field title`", min_length=1)
        ],
        form: Annotated[Literal["text", "data"], Field(description="`data` is what `hand_in` takes")] = "text",
    ) -> Annotated[CallToolResult, Elements]:
        """Single elements of the specs, or single parts of them; never whole documents."""
        reading = open_specs(desk.specs)
        found = [shown(reading, name) for name in elements]
        return Elements(elements=[_element(one, reading.spec, form) for one in found]).sent()

    @server.tool(annotations=READS)
    @told
    def types(
        of: Annotated[list[Kind], Field(description="what shall be designed")],
    ) -> Annotated[CallToolResult, Types]:
        """The types of the data that `hand_in` takes, in the notation of TypeScript."""
        return Types(types=notation(*(NOUNS[kind] for kind in of))).sent()

    @server.tool(annotations=READS)
    @told
    def export(
        endpoints: Annotated[list[str], Field(description="only these: `GET /api/tasks`; none means all")] = [],
    ) -> Annotated[CallToolResult, Exported]:
        """OpenAPI 3.1 of some endpoints with what they refer to, or of all."""
        return Exported(openapi=_openapi(desk.specs, endpoints)).sent()


def _overview(specs: Path, router: str) -> Overview:
    reading = open_specs(specs)
    spec = reading.spec
    routers = [known for known in spec.routers if router in ("", known.name)]
    if not routers and router:
        names = ", ".join(known.name for known in spec.routers)
        raise InvalidInput(f"there is no router `{router}`", mend=f"there are: {names}")
    if sum(len(known.endpoints) for known in routers) > LISTED and not router:
        endpoints = [f"router {known.name}: {len(known.endpoints)} endpoints below {known.prefix}" for known in routers]
    else:
        endpoints = [f"{e.address}: {e.summary}" for known in routers for e in known.endpoints]
    return Overview(
        endpoints=endpoints,
        models=[f"{model.name}: {', '.join(field.name for field in model.fields)}" for model in spec.models],
        roles=[role.name for role in spec.auth.roles] if spec.auth is not None else [],
        codes=sorted(spec.code_names - {""}),
        documents=[page.file for page in reading.pages if not page.file.startswith(f"{FOLDER}/")],
        waiting=sorted({file.split("/")[1] for file in reading.texts if file.startswith(f"{FOLDER}/")}),
    )


def _element(one: Shown, spec: Spec, form: str) -> Element:
    noun = element_of(one.address.element, spec) if form == "data" else None
    return Element(
        address=one.address,
        file=one.place.file,
        line=one.place.line,
        text=one.text if form == "text" else "",
        data=None if noun is None else msgspec.to_builtins(noun),
    )


def _openapi(specs: Path, endpoints: Sequence[str]) -> dict[str, Any]:
    from groundplan.exchange.openapi import export

    reading = open_specs(specs)
    spec = reading.spec
    if endpoints:
        kept = {shown(reading, name).address for name in endpoints}
        spec = spec.replace(
            routers=tuple(
                router.replace(endpoints=tuple(e for e in router.endpoints if e.address in kept))
                for router in spec.routers
            )
        )
    return export(spec)
