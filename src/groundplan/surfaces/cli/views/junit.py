"""A report as JUnit XML: a test suite a document, a test case a rule that finds something in it."""

import re
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from groundplan.checks.registry import rule_named
from groundplan.spec.finding import Finding, Severity, at_least
from groundplan.surfaces.checking import Report
from groundplan.surfaces.cli.views.located import path_of

# Characters that XML 1.0 §2.2 has no way to write.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(report: Report, specs: Path, least: Severity) -> str:
    """A case fails if one of its findings is at least that severe; specs without findings are one case that passes."""
    root = ElementTree.Element("testsuites", name="groundplan check")
    for file, found in groupby(report.findings, key=lambda finding: finding.place.file):
        _suite(root, path_of(specs, file), list(found), least)
    if not report.findings:
        suite = ElementTree.SubElement(root, "testsuite", name=specs.as_posix(), tests="1", failures="0")
        ElementTree.SubElement(suite, "testcase", classname=specs.as_posix(), name="no findings")
    for count in ("tests", "failures"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _suite(root: ElementTree.Element, path: str, findings: list[Finding], least: Severity) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=_text(path))
    cases: dict[str, list[Finding]] = {}
    for finding in findings:
        cases.setdefault(finding.code, []).append(finding)
    failures = 0
    for code, found in cases.items():
        case = ElementTree.SubElement(suite, "testcase", classname=_text(path), name=f"{code} {rule_named(code).name}")
        text = _text("\n".join(_line(finding, path) for finding in found))
        if any(at_least(finding.severity, least) for finding in found):
            failures += 1
            message = _text(found[0].message)
            ElementTree.SubElement(case, "failure", type=found[0].severity, message=message).text = text
        else:
            ElementTree.SubElement(case, "system-out").text = text
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(failures))


def _line(finding: Finding, path: str) -> str:
    hint = f"; hint: {finding.mend}" if finding.mend else ""
    return f"{path}:{finding.place.line}:{finding.place.column}: {finding.message}{hint}"


def _text(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)
