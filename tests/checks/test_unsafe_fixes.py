"""Fixes that decide for a person: they mend what their rule finds, but only where they are asked for."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.registry import all_rules
from groundplan.checks.rule import Rule
from groundplan.checks.settings import Settings
from groundplan.documents.edit import edit
from groundplan.documents.read import read
from tests.checks.test_rule_examples import broken, findings
from tests.checks.walked import walked

RULES = [pytest.param(rule, id=rule.code) for rule in all_rules() if rule.unsafe_fix is not None]


@pytest.mark.parametrize("rule", RULES)
def test_an_unsafe_fix_mends_what_its_rule_finds_where_it_is_asked_for(rule: Rule) -> None:
    documents = broken(rule)
    assert documents is not None
    reading, settings = read(documents), Settings((rule.code,))
    assert mended(reading.spec, settings) == reading.spec
    after = mended(reading.spec, settings, unsafe=True)
    texts = {**documents, **{file: text for file, text in edit(reading, after).items() if text is not None}}
    assert findings(texts, rule.code) == []
    assert mended(after, settings, unsafe=True) == after


@pytest.mark.parametrize("rule", RULES)
def test_an_unsafe_fix_leaves_what_is_sound(rule: Rule) -> None:
    spec = read(walked()).spec
    assert mended(spec, Settings((rule.code,)), unsafe=True) == spec


def test_a_list_gets_the_pages_of_the_others() -> None:
    documents = walked()
    file, paged = "api/rest-endpoints.md", "- **Pagination**: offset, 20 a page, 100 at most\n"
    documents[file] = documents[file].replace(paged, "- **Pagination**: cursor, 50 a page, 500 at most\n")
    documents[file] = documents[file].replace("- **Pagination**: cursor, 50 a page, 500 at most\n", "", 1)
    after = mended(read(documents).spec, Settings(("PG001",)), unsafe=True)
    styles = {endpoint.pagination.style for endpoint in after.endpoints if endpoint.pagination is not None}
    assert styles == {"cursor"}
