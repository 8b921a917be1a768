"""What holds of every playbook: its example calls it, its neighbour does not, and each option is sound and bounded."""

import pytest

from groundplan.architect.designs.names import Names
from groundplan.architect.examples import CONVENTIONS, example_ground, example_spec
from groundplan.architect.playbook import Option, Playbook
from groundplan.architect.registry import all_playbooks
from groundplan.architect.understand.reader import understand
from groundplan.checks.engine import check
from groundplan.evolution.compare import compare
from tests.architect.planned import plan

PLAYBOOKS = {playbook.name: playbook for playbook in all_playbooks()}


def heard(request: str) -> list[str]:
    return [intent.playbook for intent in understand(request, example_spec(), CONVENTIONS).intents]


def options() -> list[tuple[Playbook, Option]]:
    return [
        (playbook, option) for playbook in PLAYBOOKS.values() for option in playbook.options(example_ground(playbook))
    ]


OPTIONS = options()
OPTION_IDS = [f"{playbook.name}: {option.name}" for playbook, option in OPTIONS]


@pytest.mark.parametrize("playbook", PLAYBOOKS.values(), ids=PLAYBOOKS)
def test_its_example_calls_it_and_a_request_in_like_words_does_not(playbook: Playbook) -> None:
    assert playbook.name in heard(playbook.example)
    assert playbook.near
    assert playbook.name not in heard(playbook.near)


@pytest.mark.parametrize("playbook", PLAYBOOKS.values(), ids=PLAYBOOKS)
def test_its_questions_say_why_and_can_be_answered(playbook: Playbook) -> None:
    for question in playbook.questions(example_ground(playbook)):
        values = [choice.value for choice in question.choices]
        assert question.question.endswith("?")
        assert question.why.endswith(".")
        assert not values or not question.default or question.default in values, question.topic


@pytest.mark.parametrize(("playbook", "option"), OPTIONS, ids=OPTION_IDS)
def test_each_option_is_sound_and_changes_only_what_it_may(playbook: Playbook, option: Option) -> None:
    here = example_ground(playbook)
    after = option.build(here)
    assert [(finding.code, str(finding.at)) for finding in check(after)] == []
    names = Names(here.intent.resource) if here.intent.resource else None
    may = tuple(
        text if names is None else text.format(one=names.one, many=names.segment, model=names.model)
        for text in playbook.touches
    )
    for difference in compare(here.spec, after).differences:
        if difference.kind != "added":
            assert str(difference.address).startswith(may), difference.address


@pytest.mark.parametrize("playbook", PLAYBOOKS.values(), ids=PLAYBOOKS)
def test_its_example_is_planned_once(playbook: Playbook) -> None:
    proposal = plan(playbook.example, example_ground(playbook).spec)
    assert proposal.status == "ready", proposal.message
    assert playbook.title in " ".join(proposal.understood)
    assert plan(playbook.example, proposal.after).status == "nothing_to_do"
