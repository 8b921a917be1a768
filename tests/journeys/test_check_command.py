"""The options of `check`, and the settings of a project."""

from pathlib import Path

import pytest

from tests.checks.walked import walked
from tests.journeys.command import lay_down, run, specs

ENDPOINTS = "api/rest-endpoints.md"
STALE = "| GET | `/api/tasks` | List all there is | public |"
ROW = "| GET | `/api/tasks` | List the caller's tasks, newest first | authenticated |"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path, walked())
    return tmp_path


def edit(project: Path, old: str, new: str, file: str = ENDPOINTS) -> None:
    path = project / "specs" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_finding_says_what_where_and_how_to_mend_it(project: Path) -> None:
    edit(project, "`task_not_found` | no such task", "`task_notfound` | no such task")
    done = run(project, "check")
    assert done.code == 1
    before, _, _ = specs(project)[ENDPOINTS].partition("`task_notfound`")
    line = before.count("\n") + 1
    assert f"specs/{ENDPOINTS}:{line}:3: ER003 `task_notfound`" in done.out
    assert "did you mean `task_not_found`" in done.out


def test_rules_are_chosen_by_code_and_family(project: Path) -> None:
    edit(project, ROW, STALE)
    edit(project, "- **Scope**: owner, `Task.user_id`\n", "")

    def codes(*options: str) -> set[str]:
        return {f["code"] for f in run(project, "check", "--format", "json", *options).document["findings"]}

    every = codes()
    assert {"DC004", "TN004"} <= every
    assert codes("--select", "DC004") == {"DC004"}
    assert codes("--select", "dc") == {"DC004"}
    assert codes("--ignore", "DC,TN004") == every - {"DC004", "TN004"}
    assert run(project, "check", "--select", "MG").code == 0


def test_a_rule_that_there_is_none_of_is_refused(project: Path) -> None:
    done = run(project, "check", "--ignore", "EP0001")
    assert done.code == 2
    assert "EP001" in done.err


@pytest.mark.parametrize(
    ("file", "text"),
    [("groundplan.toml", 'ignore = ["DC004"]\n'), ("pyproject.toml", '[tool.groundplan]\nignore = ["DC004"]\n')],
)
def test_a_project_chooses_its_rules(project: Path, file: str, text: str) -> None:
    edit(project, ROW, STALE)
    assert run(project, "check").code == 1
    (project / file).write_text(text)
    assert run(project, "check").code == 0


@pytest.mark.parametrize("text", ["ignore = 3", 'ignored = ["EP008"]', 'ignore = ["EP999"]', "= broken"])
def test_settings_that_make_no_sense_are_refused(project: Path, text: str) -> None:
    (project / "groundplan.toml").write_text(text)
    done = run(project, "check")
    assert done.code == 2
    assert "groundplan.toml" in done.err or "EP999" in done.err


def test_what_is_derived_is_written_again(project: Path) -> None:
    sound = specs(project)
    edit(project, ROW, STALE)
    edit(project, 'CORS --> body_limit["body limit"]', "CORS", "api/routing.md")
    done = run(project, "check", "--fix")
    assert done.code == 0
    assert "api/rest-endpoints.md" in done.out
    assert specs(project) == sound


def test_an_error_that_follows_from_the_facts_is_added(project: Path) -> None:
    sound = specs(project)
    edit(project, "| 404 | `task_not_found` | no such task, or it is another user's |\n", "")
    assert run(project, "check").code == 1
    assert run(project, "check", "--fix").code == 0
    assert "task_not_found" in specs(project)[ENDPOINTS].partition("### GET /api/tasks/{task_id}")[2][:1500]
    assert {file for file, text in specs(project).items() if sound[file] != text} <= {ENDPOINTS}


def test_a_fix_changes_nothing_where_there_is_nothing_to_mend(project: Path) -> None:
    sound = specs(project)
    assert run(project, "check", "--fix").code == 0
    assert specs(project) == sound


def test_a_second_run_says_the_same_and_so_does_one_without_a_cache(project: Path) -> None:
    edit(project, ROW, STALE)
    first, second, anew = run(project, "check"), run(project, "check"), run(project, "check", "--no-cache")
    assert first == second == anew
    edit(project, STALE, ROW)
    assert run(project, "check").code == 0


def test_a_broken_cache_is_as_good_as_none(project: Path) -> None:
    first = run(project, "check")
    for file in (project / ".cache").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:64] + b"\xc1 broken")
    assert run(project, "check") == first


def test_a_document_that_is_no_text_is_refused_with_its_place(project: Path) -> None:
    (project / "specs" / "api" / "notes.md").write_bytes(b"# Notes\n\n\xff\xfe\n")
    done = run(project, "check")
    assert done.code == 2
    assert "api/notes.md:3:1" in done.err


def test_a_project_says_from_which_severity_on_a_check_fails(project: Path) -> None:
    edit(project, ROW, STALE)
    (project / "groundplan.toml").write_text('fail-on = "error"\n[severity]\nDC004 = "warning"\n')
    assert run(project, "check").code == 0
    assert run(project, "check", "--fail-on", "warning").code == 1
    assert "DC004" in run(project, "check").out


def test_what_is_accepted_is_counted_and_listed_with_its_reason(project: Path) -> None:
    edit(project, "- **Pagination**: offset, 20 a page, 100 at most\n", "- **Accepted**: PG001, a dozen at most\n")
    done = run(project, "check", "--select", "PG001,DC008,DC009")
    assert done.code == 0
    assert "1 accepted" in done.out
    [accepted] = run(project, "check", "--select", "PG001", "--format", "json").document["accepted"]
    assert (accepted["code"], accepted["reason"]) == ("PG001", "a dozen at most")


def test_only_what_the_baseline_does_not_list_fails(project: Path) -> None:
    edit(project, ROW, STALE)
    assert "1 finding written" in run(project, "check", "--write-baseline", "known.json").out
    assert run(project, "check").code == 1
    (project / "groundplan.toml").write_text('baseline = "known.json"\n')
    done = run(project, "check")
    assert (done.code, "1 in the baseline" in done.out) == (0, True)
    edit(project, "- **Pagination**: offset, 20 a page, 100 at most\n", "")
    assert "PG001" in run(project, "check").out
    edit(project, STALE, ROW)
    assert "1 gone from it" in run(project, "check").out
    assert run(project, "check", "--baseline", "nowhere.json").code == 2


def test_what_a_person_may_decide_otherwise_is_mended_only_when_asked_for(project: Path) -> None:
    row = "- **Pagination**: offset, 20 a page, 100 at most\n"
    edit(project, row, "")
    before = specs(project)
    done = run(project, "check", "--fix", "--select", "PG001")
    assert (done.code, "--fix --unsafe` mends 1" in done.out, specs(project)) == (1, True, before)
    done = run(project, "check", "--fix", "--unsafe", "--select", "PG001")
    assert done.code == 0
    assert f"fixed: specs/{ENDPOINTS} (+1 -0)" in done.out
    assert specs(project)[ENDPOINTS].count(row) == before[ENDPOINTS].count(row) + 1
    assert run(project, "check", "--unsafe").code == 2


def test_what_is_accepted_is_not_mended(project: Path) -> None:
    edit(project, "- **Pagination**: offset, 20 a page, 100 at most\n", "- **Accepted**: PG001, a dozen rows\n")
    before = specs(project)
    done = run(project, "check", "--fix", "--unsafe")
    assert (done.code, "1 accepted" in done.out, specs(project)) == (0, True, before)
