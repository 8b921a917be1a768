"""Language models over HTTP, with the real command: what works, and every way in which a provider fails."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architect.scripted import MOON, MOON_WISHED, brief, moon, unfit
from tests.checks.walked import walked
from tests.journeys.command import Ran, lay_down, run, specs
from tests.journeys.provider import (
    BODY,
    KEY,
    TOO_LONG,
    Act,
    Broken,
    Cut,
    Hang,
    Provider,
    Raw,
    Refusal,
    Status,
    provider,
)

REQUEST = "the moon, and what it looks like tonight"
RESPONSES, CHAT, CLAUDE, STREAMED = (
    "openai:gpt-test",
    "openai-chat:gpt-test",
    "anthropic:claude-test",
    "anthropic:claude-sonnet-4-5",
)
DESIGN = {"elements": MOON}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path, walked())
    (tmp_path / "groundplan.toml").write_text("model-timeout = 1.5\n")
    return tmp_path


def plan(project: Path, said: Provider, name: str, *more: str) -> Ran:
    done = run(project, "plan", REQUEST, "--yes", "--model", name, *more, environment=said.environment)
    files = [file.read_bytes() for file in project.rglob("*") if file.is_file()]
    for secret in (KEY, BODY):
        assert secret not in done.out + done.err
        assert not any(secret.encode() in data for data in files)
    return done


@pytest.mark.parametrize("name", [RESPONSES, CHAT, CLAUDE, STREAMED])
def test_a_model_designs_what_no_playbook_plans(project: Path, name: str) -> None:
    with provider(unfit(MOON_WISHED), {"elements": moon(criteria=[])}, DESIGN) as said:
        done = plan(project, said, name)
    assert done.code == 0, done.err
    assert "### GET /api/moon" in specs(project)["api/rest-endpoints.md"]
    assert f"Language model: {name}" in done.out
    assert f"model: {name}, 3 requests, 300 tokens in, 60 out; shown about" in done.err
    assert "TS003" in str(said.asked[2]), "the finding was not sent back"


def test_a_program_is_told_what_the_model_took(project: Path) -> None:
    with provider(unfit(MOON_WISHED), DESIGN) as said:
        done = plan(project, said, CHAT, "--json")
    took = done.document["model"]
    assert {
        "name": CHAT,
        "requests": 2,
        "input_tokens": 200,
        "output_tokens": 40,
        "budget": 8000,
    }.items() <= took.items()
    assert 0 < took["shown_tokens"] <= took["budget"]
    assert done.err == ""


def test_a_saved_proposal_says_that_a_model_had_a_hand_in_it(project: Path) -> None:
    with provider(unfit(MOON_WISHED), DESIGN) as said:
        assert plan(project, said, CHAT, "--save").code == 0
    [folder] = (project / "specs" / "changes").iterdir()
    assert f"- **Language model**: `{CHAT}`" in (folder / "proposal.md").read_text()
    assert run(project, "apply", folder.name).code == 0
    assert run(project, "check").code == 0


def test_the_setting_chooses_the_model_and_a_flag_switches_it_off(project: Path) -> None:
    (project / "groundplan.toml").write_text(f'model = "{CHAT}"\nmodel-budget = 1000\n')
    with provider(brief(("comments", "Comments on tasks."))) as said:
        done = run(project, "plan", REQUEST, "--dry-run", "--yes", "--json", environment=said.environment)
        assert done.document["model"]["name"] == CHAT
        assert done.document["model"]["budget"] == 1000
        assert len(said.asked) == 1
        assert run(project, "plan", REQUEST, "--no-model", environment=said.environment).code == 2
        understood = run(project, "plan", "sort the projects by name", "--dry-run", environment=said.environment)
        assert "was not asked" in understood.err
        assert len(said.asked) == 1


FAILURES: list[tuple[str, Act, str]] = [
    (CHAT, Status(401), "does not accept the API key (status 401)|OPENAI_API_KEY"),
    (RESPONSES, Status(401), "does not accept the API key (status 401)|OPENAI_API_KEY"),
    (CLAUDE, Status(403), "does not accept the API key (status 403)|ANTHROPIC_API_KEY"),
    (CHAT, Status(404), "knows no model `gpt-test`"),
    (CLAUDE, Status(404), "knows no model `claude-test`"),
    (
        CHAT,
        Status(429, (("Retry-After", "60"),)),
        "no more requests in for now (status 429); it asks to wait 60 seconds",
    ),
    (
        CLAUDE,
        Status(429, (("Retry-After", "60"),)),
        "no more requests in for now (status 429); it asks to wait 60 seconds",
    ),
    (CHAT, Status(429), "no more requests in for now (status 429)"),
    (CHAT, Status(400), "refused the request (status 400)"),
    (CHAT, Status(500), "failed (status 500)"),
    (CLAUDE, Status(529), "failed (status 529)"),
    (CHAT, Hang(), "did not answer within 1.5 seconds|model-timeout"),
    (CLAUDE, Hang(drip=True), "did not answer within 1.5 seconds|model-timeout"),
    (STREAMED, Hang(drip=True), "did not answer within 1.5 seconds|model-timeout"),
    (CHAT, Cut(unfit(MOON_WISHED)), "broke off"),
    (RESPONSES, Cut(unfit(MOON_WISHED)), "broke off"),
    (CLAUDE, Cut(unfit(MOON_WISHED)), "broke off"),
    (STREAMED, Cut(unfit(MOON_WISHED)), "broke off"),
    (CHAT, Raw(f"<html>{BODY} {KEY}</html>"), "cannot be read"),
    (RESPONSES, Raw(f"<html>{BODY} {KEY}</html>"), "cannot be read"),
    (CLAUDE, Raw(f"<html>{BODY} {KEY}</html>"), "cannot be read"),
    (CHAT, Raw(f'{{"said": "{BODY}"}}'), "cannot be read"),
    (CLAUDE, Raw(f'["{BODY}"]'), "cannot be read"),
    (CHAT, Broken(), "no answer in the form"),
    (STREAMED, Broken(), "no answer in the form"),
    (CHAT, TOO_LONG, "was cut off, since it is too long"),
    (CHAT, {"wishes": 3}, "no answer in the form"),
    (CHAT, Refusal(), "refused to answer"),
    (RESPONSES, Refusal(), "refused to answer"),
    (CLAUDE, Refusal(), "refused to answer"),
]


@pytest.mark.parametrize(("name", "act", "told"), FAILURES, ids=lambda value: str(value)[:40])
def test_a_provider_that_fails_is_one_clear_error_and_nothing_is_written(
    project: Path, name: str, act: Act, told: str
) -> None:
    before = specs(project)
    with provider(act) as said:
        done = plan(project, said, name)
    assert done.code == 2, done.out
    assert done.out == ""
    for part in told.split("|"):
        assert part in done.err
    assert len(done.err.splitlines()) == 2, done.err
    assert "hint: " in done.err
    assert specs(project) == before


def test_a_design_that_is_cut_off_leaves_nothing_of_it(project: Path) -> None:
    before = specs(project)
    with provider(unfit(MOON_WISHED), Cut(DESIGN)) as said:
        assert plan(project, said, CHAT).code == 2
    assert specs(project) == before


def test_three_wrong_designs_are_told_with_their_findings(project: Path) -> None:
    before = specs(project)
    with provider(unfit(MOON_WISHED), {"elements": moon(criteria=[])}) as said:
        done = plan(project, said, CLAUDE)
    assert done.code == 1
    assert "TS003 GET /api/moon" in done.out
    assert "Nothing was written" in done.out
    assert len(said.asked) == 4
    assert specs(project) == before


@pytest.mark.parametrize("name", [CHAT, CLAUDE])
def test_a_provider_that_says_when_to_come_again_is_asked_again(project: Path, name: str) -> None:
    busy = Status(429, (("Retry-After", "0"),))
    with provider(busy, busy, unfit(MOON_WISHED), DESIGN) as said:
        assert plan(project, said, name).code == 0
    assert len(said.asked) == 4


def test_a_provider_that_stays_busy_is_asked_twice_more(project: Path) -> None:
    with provider(Status(429, (("Retry-After", "1"),))) as said:
        done = plan(project, said, CHAT)
    assert done.code == 2
    assert len(said.asked) == 3


def test_a_provider_that_is_not_there(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        done = plan(project, Provider([], port=free.getsockname()[1]), CHAT)
    assert done.code == 2
    assert "cannot be reached" in done.err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (CLAUDE, "`ANTHROPIC_API_KEY`"),
        (CHAT, "`OPENAI_API_KEY`"),
        ("groq:llama", 'pip install "pydantic-ai-slim[groq]"'),
        ("nobody:model", "no provider is called `nobody`"),
        ("gpt-5", "names no language model"),
        ("test", "names no language model"),
    ],
)
def test_a_model_that_is_not_set_up_says_what_is_missing(project: Path, name: str, told: str) -> None:
    unset = dict.fromkeys(("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY"), "")
    done = run(project, "plan", REQUEST, "--model", name, environment=unset)
    assert done.code == 2
    assert told in done.err


def test_without_the_extra_it_is_named(project: Path) -> None:
    hidden = "import sys; sys.modules['pydantic_ai'] = None; from groundplan.surfaces.cli import main; main()"
    command = [sys.executable, "-c", hidden, "plan", REQUEST, "--model", CHAT]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'pip install "groundplan[llm]"' in done.stderr


@pytest.mark.parametrize("arguments", [("check",), ("plan", "sort the projects by name", "--dry-run")])
def test_nothing_is_imported_for_a_model_that_is_not_asked(project: Path, arguments: tuple[str, ...]) -> None:
    (project / "groundplan.toml").write_text(f'model = "{CHAT}"\n')
    hidden = (
        "import sys\nfrom groundplan.surfaces.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not {'pydantic_ai', 'pydantic', 'openai'} & sys.modules.keys()"
    )
    command = [sys.executable, "-c", hidden, *arguments]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
