"""Every rule finds its own bad example where it stands, and nothing in the sound documents around it."""

import pytest

from groundplan.checks.engine import check
from groundplan.checks.registry import all_rules, rule_named
from groundplan.checks.rule import Rule
from groundplan.checks.settings import Settings
from groundplan.documents.read import read
from groundplan.spec.finding import Finding
from tests.checks.walked import walked

# Five requests bring no migration, deprecation, code, link model or waiting proposal; the tests of their families have these.
ELSEWHERE = {
    "DC001",
    "DC007",
    "DC008",
    "TN006",
    "MG003",
    "MG005",
    "MG001",
    "MG002",
    "MG004",
    "RF005",
    "RL004",
    "RL006",
    "RT006",
}
# What the examples of these rules stand in the place of.
INSTEAD = {
    "EP003": "### GET /api/tasks/{task_id}\n",
    "RQ004": "| `due_date` | date | yes | — | — | optional | optional | yes |\n",
    "RQ005": "| `due_date` | date | yes | — | — | optional | optional | yes |\n",
    "RQ014": "| `due_date` | date | yes | — | — | optional | optional | yes |\n",
}
RULES = [pytest.param(rule, id=f"{rule.code} {rule.name}") for rule in all_rules()]


def findings(documents: dict[str, str], *codes: str) -> list[Finding]:
    reading = read(documents)
    return list(check(reading.spec, reading.outline, reading.places, Settings(codes)))


def sound(rule: Rule) -> dict[str, str]:
    """The sound documents, with the good example where it belongs."""
    line = INSTEAD.get(rule.code)
    if line is None:
        return walked()
    return {file: text.replace(line, f"{rule.good}\n", 1) for file, text in walked().items()}


def broken(rule: Rule) -> dict[str, str] | None:
    """The sound documents with the good example made bad; `None` if they do not hold it."""
    documents = sound(rule)
    file = next((file for file, text in documents.items() if rule.good in text), None)
    return None if file is None else {**documents, file: documents[file].replace(rule.good, rule.bad, 1)}


def test_the_documents_are_sound() -> None:
    assert findings(walked()) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_bad_example(rule: Rule) -> None:
    documents = broken(rule)
    assert (documents is None) == (rule.code in ELSEWHERE)
    if documents is not None:
        found = findings(documents, rule.code)
        assert found
        assert all(finding.place.file in documents and finding.message and finding.mend for finding in found)


@pytest.mark.parametrize("code", INSTEAD)
def test_a_good_example_is_sound(code: str) -> None:
    assert findings(sound(rule_named(code)), code) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_why_what_and_how(rule: Rule) -> None:
    assert rule.why.partition("\n")[0].endswith((".", ",", ":")) or len(rule.why.partition("\n")[0]) > 40
    assert rule.bad != rule.good
    assert rule.source
    module = rule.check.__module__.rpartition(".")[2]
    assert module == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
