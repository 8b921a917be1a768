"""A design that somebody else made is looked through before anything is made of it."""

import pytest

from groundplan.architect.handed import decoded
from groundplan.spec.failure import InvalidInput


@pytest.mark.parametrize("text", ["a\nb", "a\x85b", "a\u2028b", "a\x1b[2Jb", "a\x9b2Jb", "a\x00b", "a\ud800b"])
def test_no_text_and_no_name_has_line_breaks_or_control_characters(text: str) -> None:
    with pytest.raises(InvalidInput, match="line break or a control character"):
        decoded({"schemas": [{"name": "Moon", "notes": [text]}]})
    with pytest.raises(InvalidInput, match="line break or a control character"):
        decoded({"schemas": [{text: "Moon"}]})


def test_a_design_as_deep_as_one_likes_is_refused() -> None:
    kind: dict[str, object] = {"kind": "str"}
    for _ in range(100_000):
        kind = {"kind": "list", "item": kind}
    with pytest.raises(InvalidInput, match="nested too deeply"):
        decoded({"schemas": [{"name": "Deep", "fields": [{"name": "deep", "type": kind}]}]})


@pytest.mark.parametrize("design", [{"x" * 500_000: 1}, {"decisions": [{"slug": "x" * 500_000, "title": "T"}]}])
def test_what_is_refused_is_not_said_again_at_length(design: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        decoded(design)
    assert len(refused.value.message) < 500
