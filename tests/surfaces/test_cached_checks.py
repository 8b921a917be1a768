"""What the last run understood can be missing, never wrong: a check with it says what one without it says."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundplan.surfaces.checking import check
from tests.checks.walked import walked
from tests.journeys.command import lay_down

# Parts of lines that break a fact, its place, or nothing, in whatever document they stand.
BREAKS = (
    ("authenticated", "public"),
    ("authenticated", "role `clerk`"),
    ("`TaskRead`", "`TaskSeen`"),
    ("404", "410"),
    ("task_id", "id"),
    ("owner", "none"),
    ("datetime", "date"),
    ("\n\n", "\n\nA remark.\n\n"),
    ("- [ ]", "- [x]"),
    ("### GET /api/tasks\n", "### GET /api/chores\n"),
    ("## Projects\n", "## Tasks\n"),
    ("- **Router**: `projects`", "- **Router**: `tasks`"),
    ("| `status`", "| `state`"),
    ("per user", "per address"),
    ("15 minutes", "15 days"),
)
EDITS = st.lists(st.tuples(st.sampled_from(BREAKS), st.integers(0, 5), st.booleans()), min_size=1, max_size=6)


def edited(documents: dict[str, str], old: str, new: str, at: int) -> dict[str, str]:
    """The documents with one occurrence of a text replaced, counted over all of them."""
    holding = [file for file, text in documents.items() if old in text]
    if not holding:
        return documents
    file = holding[at % len(holding)]
    head, *rest = documents[file].split(old)
    at %= len(rest)
    text = old.join((head, *rest[:at])) + new + old.join(rest[at:])
    return {**documents, file: text}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@given(edits=EDITS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_cached_check_is_a_check(folder: Path, edits: list[tuple[tuple[str, str], int, bool]]) -> None:
    documents = walked()
    lay_down(folder, documents)
    for (old, new), at, checked in edits:
        documents = edited(documents, old, new, at)
        lay_down(folder, documents)
        if checked:
            assert check(folder / "specs") == check(folder / "specs", cached=False)
    assert check(folder / "specs") == check(folder / "specs", cached=False)
