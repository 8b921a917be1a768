"""A report in the formats of other programs, whatever stands in its findings.

`sarif-schema-2.1.0.json` is the schema that OASIS publishes with SARIF 2.1.0, errata 01.
"""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_schema_validator import OAS31Validator

from groundplan.checks.acceptance import AcceptedFinding
from groundplan.checks.registry import all_rules
from groundplan.spec.finding import SEVERITIES, Finding, Place
from groundplan.surfaces.checking import Report
from groundplan.surfaces.cli.views.github import as_github
from groundplan.surfaces.cli.views.junit import as_junit
from groundplan.surfaces.cli.views.markdown import as_markdown
from groundplan.surfaces.cli.views.sarif import as_sarif

SPECS = Path("specs")
# The dialect of OpenAPI 3.1 judges all that this schema, of draft 4, says.
SCHEMA = OAS31Validator(json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")))
CODES = [rule.code for rule in all_rules()]
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from(CODES),
    severity=st.sampled_from(SEVERITIES),
    message=st.text(min_size=1, max_size=20),
    mend=st.text(max_size=20),
    at=st.sampled_from(("", "GET /api/tasks", "model Task#field title")),
    place=st.builds(Place, st.sampled_from(("a.md", "b c/ü%,:.md")), st.integers(1, 10**6), st.integers(1, 10**4)),
)
REPORTS = st.builds(
    Report,
    findings=st.lists(FINDINGS, max_size=5).map(lambda found: tuple(sorted(found, key=lambda one: one.place))),
    endpoints=st.integers(0, 9),
    models=st.integers(0, 9),
    rules=st.integers(0, 9),
    accepted=st.lists(st.builds(AcceptedFinding, FINDINGS, st.text(min_size=1)), max_size=2).map(tuple),
)


def finding(**changes: Any) -> Finding:
    made = Finding(
        "EP008", "error", "`create` repeats what POST says", "name the thing", "POST /a", Place("api/a.md", 7, 3)
    )
    return made.replace(**changes)


def report(*findings: Finding) -> Report:
    return Report(findings, endpoints=2, models=1, rules=3)


@given(REPORTS)
def test_sarif_follows_its_schema(made: Report) -> None:
    document = json.loads(as_sarif(made, SPECS))
    assert not list(SCHEMA.iter_errors(document))
    [run] = document["runs"]
    assert len(run["results"]) == len(made.findings) + len(made.accepted)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.fullmatch(r"[\w./%~-]+", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
    prints = [result["partialFingerprints"]["groundplan/v1"] for result in run["results"]]
    assert len(prints) == len(set(prints))


def test_sarif_says_the_same_of_a_finding_whose_lines_moved() -> None:
    one, other = (
        json.loads(as_sarif(report(finding(place=Place("api/a.md", line))), SPECS))["runs"][0]["results"][0]
        for line in (7, 90)
    )
    assert one["partialFingerprints"] == other["partialFingerprints"]


def test_sarif_suppresses_what_is_accepted() -> None:
    made = report().replace(accepted=(AcceptedFinding(finding(), "it is an old client"),))
    [result] = json.loads(as_sarif(made, SPECS))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "it is an old client"}]


def test_a_workflow_command_is_escaped() -> None:
    made = report(finding(message="50 %\r\nof: a, b", mend="", severity="info", place=Place("a,b:c%.md", 1, 2)))
    command, _, _ = as_github(made, SPECS).partition("\n")
    assert command == (
        "::notice file=specs/a%2Cb%3Ac%25.md,line=1,col=2,title=EP008 verb-free-path::50 %25%0D%0Aof: a, b"
    )


@given(REPORTS)
def test_a_finding_is_one_workflow_command(made: Report) -> None:
    lines = as_github(made, SPECS).split("\n")
    assert len(lines) == len(made.findings) + 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:-1])


@given(REPORTS, st.sampled_from(SEVERITIES))
def test_junit_is_well_formed_and_its_counts_hold(made: Report, least: Any) -> None:
    root = ElementTree.fromstring(as_junit(made, SPECS, least))
    assert int(root.attrib["tests"]) == len(root.findall("*/testcase")) > 0
    assert int(root.attrib["failures"]) == len(root.findall("*/testcase/failure"))
    assert (root.attrib["failures"] != "0") == made.fails(least)
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))


def test_junit_writes_no_control_characters() -> None:
    text = as_junit(report(finding(message="a\x00b\x1b[31m\ufffe")), SPECS, "info")
    assert "a\ufffdb\ufffd[31m\ufffd" in text


@pytest.mark.parametrize(("count", "more"), [(1, False), (10, False), (12, True)])
def test_markdown_shows_the_worst_ten(count: int, more: bool) -> None:
    mild = [finding(severity="info", code="TS002", place=Place("a.md", line)) for line in range(1, count)]
    text = as_markdown(report(*mild, finding(message="a | b\nc")), SPECS)
    rows = [line for line in text.splitlines() if line.startswith(("| EP008", "| TS002"))]
    assert len(rows) == min(count, 10)
    assert rows[0] == "| EP008 | `specs/api/a.md:7` | a \\| b c |"
    assert ("And 2 more." in text) is more
    assert "| EP | 1 | — | — |" in text
