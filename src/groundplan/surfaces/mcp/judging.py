"""Tools that judge: findings, the rules behind them, and what a change means."""

from collections import Counter
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp_types import CallToolResult
from pydantic import Field

from groundplan.checks.registry import rule_named
from groundplan.spec.address import Address
from groundplan.spec.finding import SEVERITIES
from groundplan.surfaces import checking, comparing
from groundplan.surfaces.cli.views import rules
from groundplan.surfaces.mcp.answers import Checked, Compared, Explained
from groundplan.surfaces.mcp.desk import Desk
from groundplan.surfaces.mcp.failures import told
from groundplan.surfaces.mcp.lines import found, gone_through, met
from groundplan.surfaces.mcp.reading import READS


def register(server: MCPServer[Any], desk: Desk) -> None:
    """Give a server the tools that judge."""

    @server.tool(annotations=READS)
    @told
    def check(
        select: Annotated[list[str], Field(description="only these rules or families: `EP008`, `EP`")] = [],
        element: Annotated[str, Field(description="only what is found at this element")] = "",
        most: Annotated[int, Field(ge=1, le=200)] = 20,
    ) -> Annotated[CallToolResult, Checked]:
        """What is wrong in the specs, the gravest first, with the way to mend it."""
        return _checked(desk, tuple(select), element, most).sent()

    @server.tool(annotations=READS)
    @told
    def explain(
        code: Annotated[str, Field(description="the code of a rule: `EP008`")],
    ) -> Annotated[CallToolResult, Explained]:
        """Why a rule holds, with a bad and a good example."""
        rule = rule_named(code)
        return Explained(code=rule.code, text=rules.page(rule)).sent()

    @server.tool(annotations=READS)
    @told
    def diff(
        before: Annotated[str, Field(description="a git revision; empty for the specs as they are")] = "HEAD",
        after: Annotated[str, Field(description="the same")] = "",
        most: Annotated[int, Field(ge=1, le=500)] = 40,
    ) -> Annotated[CallToolResult, Compared]:
        """What a change of the specs means to clients and to the database."""
        return _compared(desk, before, after, most).sent()


def _checked(desk: Desk, select: tuple[str, ...], element: str, most: int) -> Checked:
    report = checking.check(desk.specs, select=select)
    findings = [one for one in report.findings if not element or Address(one.at).element == element]
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    counts = Counter(finding.severity for finding in findings)
    return Checked(
        errors=counts["error"],
        warnings=counts["warning"],
        infos=counts["info"],
        findings=found(findings[:most]),
        left_out=max(0, len(findings) - most),
    )


def _compared(desk: Desk, before: str, after: str, most: int) -> Compared:
    compared = comparing.compared(desk.specs, before, after, desk.today().isoformat())
    levels = Counter(verdict.level for verdict in compared.verdicts)
    return Compared(
        breaking=levels["breaking"],
        risky=levels["risky"],
        safe=levels["safe"],
        verdicts=met(compared.verdicts[:most]),
        unseen=list(compared.unseen[:most]),
        database=gone_through(compared.steps),
        left_out=max(0, len(compared.verdicts) - most) + max(0, len(compared.unseen) - most),
    )
