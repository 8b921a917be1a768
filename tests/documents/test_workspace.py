"""All files or none: whatever happens between planning a write and finishing it."""

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from groundplan.documents.workspace import Workspace
from groundplan.spec.failure import DocumentChanged, InvalidInput, SpecsMissing

OLD = {f"api/{name}.md": f"# {name}\n\nold\n" * 40 for name in "abcdef"}
NEW = {file: text.replace("old", "new") for file, text in OLD.items()}


def workspace(folder: Path, texts: dict[str, str]) -> Workspace:
    made = Workspace(folder)
    made.write(texts, {})
    return made


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert workspace(tmp_path / "specs", OLD).texts() == OLD
    assert sorted(entry.name for entry in (tmp_path / "specs").iterdir()) == ["api"]


def test_a_deleted_document_is_gone_with_its_empty_folder(tmp_path: Path) -> None:
    specs = workspace(tmp_path / "specs", {**OLD, "changes/one/proposal.md": "# One\n"})
    specs.write({"changes/one/proposal.md": None}, specs.texts())
    assert specs.texts() == OLD
    assert not (tmp_path / "specs/changes/one").exists()


def test_a_file_that_changed_since_it_was_read_stops_the_whole_write(tmp_path: Path) -> None:
    specs = workspace(tmp_path / "specs", OLD)
    (tmp_path / "specs/api/c.md").write_text("mine\n")
    with pytest.raises(DocumentChanged) as failure:
        specs.write(NEW, OLD)
    assert failure.value.at[0].file == "api/c.md"
    assert specs.texts() == {**OLD, "api/c.md": "mine\n"}


def test_a_new_file_that_somebody_else_made_meanwhile_is_kept(tmp_path: Path) -> None:
    specs = workspace(tmp_path / "specs", OLD)
    (tmp_path / "specs/new.md").write_text("mine\n")
    with pytest.raises(DocumentChanged):
        specs.write({**NEW, "new.md": "ours\n"}, OLD)
    assert specs.texts() == {**OLD, "new.md": "mine\n"}


@pytest.mark.parametrize("file", ["../out.md", "/tmp/out.md", "api/../../out.md"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, file: str) -> None:
    specs = workspace(tmp_path / "specs", OLD)
    with pytest.raises(InvalidInput):
        specs.write({file: "x\n"}, OLD)
    assert not (tmp_path / "out.md").exists()


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    specs = workspace(tmp_path / "specs", OLD)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "specs/link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InvalidInput):
        specs.write({"link/out.md": "x\n"}, OLD)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SpecsMissing, match="no folder"):
        Workspace(tmp_path / "specs").texts()


def test_a_document_that_is_no_text_is_said_with_its_place(tmp_path: Path) -> None:
    specs = workspace(tmp_path / "specs", OLD)
    (tmp_path / "specs/api/bad.md").write_bytes(b"# fine\n\nbroken \xff\n")
    with pytest.raises(InvalidInput) as failure:
        specs.texts()
    assert str(failure.value.at[0]) == "api/bad.md:3:8"


def test_killed_at_any_moment_all_files_are_old_or_all_are_new(tmp_path: Path) -> None:
    """Two hundred writers are killed at random moments; whoever opens the folder next sees one state."""
    specs = workspace(tmp_path / "specs", OLD)
    moments = random.Random(20261124)
    fork = multiprocessing.get_context("fork")
    began = time.monotonic()
    specs.write(NEW, OLD)
    duration = max(time.monotonic() - began, 0.002)
    seen = set()
    for _ in range(200):
        before = specs.texts()
        assert before in (OLD, NEW)
        after = NEW if before == OLD else OLD
        writer = fork.Process(target=specs.write, args=(after, before))
        writer.start()
        time.sleep(moments.uniform(0, duration * 2))
        if writer.pid is not None:
            os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        found = specs.texts()
        assert found in (OLD, NEW)
        seen.add(found == after)
    assert seen == {True, False}, "the kills must fall before and after the moment of commitment"


def test_a_write_that_was_interrupted_is_not_finished_over_newer_work(tmp_path: Path) -> None:
    specs = workspace(tmp_path / "specs", OLD)
    fork = multiprocessing.get_context("fork")
    writer = fork.Process(target=_die_after_commitment, args=(specs,))
    writer.start()
    writer.join()
    (tmp_path / "specs/api/f.md").write_text("newer\n")
    with pytest.raises(DocumentChanged, match="interrupted"):
        specs.texts()
    assert (tmp_path / "specs/api/f.md").read_text() == "newer\n"


def _die_after_commitment(specs: Workspace) -> None:
    """Write, and die as the first file is about to be put in its place."""
    replace = os.replace

    def dying(source: Path, target: Path) -> None:
        if Path(target).suffix == ".md":
            os._exit(9)
        replace(source, target)

    pytest.MonkeyPatch().setattr(os, "replace", dying)
    specs.write(NEW, OLD)
