"""A baseline: what it lists is known, wherever it stands, and nothing else is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Finding, Place
from groundplan.surfaces.baseline import read_baseline, without_known, write_baseline

FINDINGS = st.lists(
    st.builds(
        Finding,
        code=st.sampled_from(("EP008", "PG001")),
        severity=st.just("error"),
        message=st.sampled_from(("`create`", "“no pages”\n")),
        at=st.sampled_from(("", "GET /a", "GET /a#path", "model Task")),
        place=st.builds(Place, st.sampled_from(("a.md", "b.md")), st.integers(1, 99)),
    )
)


def always(code: str) -> bool:
    return True


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("baseline") / "known.json"


@given(FINDINGS)
def test_what_was_written_is_known(file: Path, found: list[Finding]) -> None:
    assert write_baseline(file, found) == len(found)
    assert without_known(found, read_baseline(file), always) == ((), len(found), 0)


@given(FINDINGS, st.integers(1, 50))
def test_a_finding_whose_lines_moved_is_known(file: Path, found: list[Finding], by: int) -> None:
    write_baseline(file, found)
    moved = [one.replace(place=one.place.replace(line=one.place.line + by)) for one in found]
    assert without_known(moved, read_baseline(file), always).new == ()


@given(FINDINGS, FINDINGS)
def test_each_finding_is_known_as_often_as_it_is_listed(
    file: Path, before: list[Finding], after: list[Finding]
) -> None:
    write_baseline(file, before)
    new, known, gone = without_known(after, read_baseline(file), always)
    assert (len(new) + known, known + gone) == (len(after), len(before))


@given(FINDINGS)
def test_a_baseline_does_not_depend_on_order(file: Path, found: list[Finding]) -> None:
    write_baseline(file, found)
    text = file.read_text(encoding="utf-8")
    write_baseline(file, found[::-1])
    assert file.read_text(encoding="utf-8") == text


def test_of_a_rule_that_does_not_run_nothing_is_gone(file: Path) -> None:
    write_baseline(file, [Finding("EP008", "error", "`create`")])
    assert without_known([], read_baseline(file), lambda code: code != "EP008").gone == 0


@pytest.mark.parametrize(
    "text", ["", "{}", '[{"code": 3}]', '[{"code": "A", "at": "", "message": "", "count": 0}]', "\xff"]
)
def test_what_is_no_baseline_is_refused(file: Path, text: str) -> None:
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(InvalidInput, match="no baseline"):
        read_baseline(file)
