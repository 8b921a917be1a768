"""What a fix gives is written into the documents, and read from them again."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.registry import all_rules
from groundplan.checks.rule import Rule
from groundplan.checks.settings import Settings
from groundplan.documents.edit import edit
from groundplan.documents.read import read
from tests.checks.test_rule_examples import ELSEWHERE, broken
from tests.checks.walked import walked

# The editor moves no row of a table, so a new order of middleware is not written.
UNMOVED = {"RT003"}
RULES = [pytest.param(rule, id=rule.code) for rule in all_rules() if rule.fix is not None]
EXAMPLES = [pytest.param(r, id=r.code) for r in all_rules() if r.fix and r.code not in UNMOVED | ELSEWHERE]


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_fix_is_read_again_as_it_was_given(rule: Rule) -> None:
    documents, settings = broken(rule), Settings((rule.code,))
    assert documents is not None
    reading = read(documents)
    after = mended(reading.spec, settings)
    texts = {**documents, **{file: text for file, text in edit(reading, after).items() if text is not None}}
    assert read(texts).spec == after
    assert mended(after, settings) == after


@pytest.mark.parametrize("rule", RULES)
def test_a_fix_leaves_what_is_sound(rule: Rule) -> None:
    spec = read(walked()).spec
    assert mended(spec, Settings((rule.code,))) == spec
