"""Tools that decide: look at what waits, and write it."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from groundplan.architect.language_model.context import tokens
from groundplan.architect.verify import new_findings
from groundplan.documents.read import Reading, read
from groundplan.evolution.compare import compare
from groundplan.evolution.migrating import migration_plan
from groundplan.evolution.verdicts import judge
from groundplan.evolution.wording import worded
from groundplan.spec.failure import InvalidInput
from groundplan.surfaces import planning, saved
from groundplan.surfaces.mcp.answers import Applied, Laid, Reviewed
from groundplan.surfaces.mcp.desk import Desk
from groundplan.surfaces.mcp.failures import told
from groundplan.surfaces.mcp.lines import found, gone_through, grave
from groundplan.surfaces.mcp.planning import SAVES
from groundplan.surfaces.mcp.reading import READS
from groundplan.surfaces.settings import read_settings
from groundplan.surfaces.waiting import waiting
from groundplan.surfaces.workbench import shown

WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=True, open_world_hint=False)
WHOLE = 1_500  # tokens of a difference that is shown in one piece
Name = Annotated[str, Field(description="the name that `plan`, `answer` or `hand_in` gave")]


def register(server: MCPServer[Any], desk: Desk) -> None:
    """Give a server the tools that decide."""

    @server.tool(annotations=READS)
    @told
    def review(
        proposal: Name,
        element: Annotated[str, Field(description="only the difference of this element")] = "",
    ) -> Annotated[CallToolResult, Reviewed]:
        """A waiting proposal: what changes, what it means to clients and database, what stands against it, its difference."""
        return _reviewed(desk.specs, proposal, element, desk.today()).sent()

    @server.tool(annotations=WRITES)
    @told
    def apply(proposal: Name) -> Annotated[CallToolResult, Applied]:
        """Write a waiting proposal into the specs, all of it or nothing. Only after the user has agreed."""
        files = desk.applied(proposal)
        return Applied(files=list(files), next="go on with the next wish").sent()

    @server.tool(annotations=SAVES)
    @told
    def init() -> Annotated[CallToolResult, Laid]:
        """Lay down the first specs, where there are none."""
        files = planning.init(desk.specs).files
        done = "`plan` the first wish" if files else "there are specs already; nothing was written"
        return Laid(files=list(files), next=done).sent()


def _reviewed(specs: Path, name: str, element: str, today: date) -> Reviewed:
    held = saved.held(specs, name)
    if element:
        return Reviewed(proposal=name, diff=_difference(held, element))
    before, after = held.reading.spec, held.after
    clashes = next((one.conflicts for one in waiting(specs, today) if one.slug == name), ())
    return Reviewed(
        proposal=name,
        request=held.change.request,
        outdated=[saved.part_of(address) for address in held.stale],
        conflicts={clash.slug: [saved.part_of(part) for part in clash.parts] for clash in clashes},
        changes=[worded(difference) for difference in compare(before, after).differences],
        clients=grave(judge(before, after, today.isoformat())),
        database=gone_through(migration_plan(before, after)),
        findings=found(new_findings(before, after, read_settings(specs.resolve().parent))),
        diff=_whole(held),
        next="`plan` it anew: what it was planned on has changed"
        if held.stale
        else f"`apply` {name} once the user agrees",
    )


def _whole(held: saved.Held) -> str:
    """The difference of all documents if it is short."""
    whole = planning.unified(held.reading.texts, held.edits)
    size = tokens(whole)
    return whole if size <= WHOLE else f"{size} tokens: ask for one element of `changes` at a time"


def _difference(held: saved.Held, element: str) -> str:
    """The difference of one element."""
    edited = {file: text for file, text in {**held.reading.texts, **held.edits}.items() if text is not None}
    before, after = _text(held.reading, element), _text(read(edited), element)
    if before is None and after is None:
        raise InvalidInput(f"the proposal has no element `{element}`", mend="`changes` names those that it has")
    return planning.unified({} if before is None else {element: before}, {element: after})


def _text(reading: Reading, element: str) -> str | None:
    try:
        return f"{shown(reading, element).text}\n"
    except InvalidInput:
        return None
