"""Rules on documents; they see outlines and never text."""

import pytest

from groundplan.checks.engine import check
from groundplan.checks.registry import rule_named
from groundplan.checks.settings import Settings
from groundplan.spec.api import Router
from groundplan.spec.auth import Auth
from groundplan.spec.endpoint import Criterion, Endpoint
from groundplan.spec.finding import Place
from groundplan.spec.model import Field, Model
from groundplan.spec.outline import Derived, Document, DocumentKind, Fence, Heading, Outline, Unread
from groundplan.spec.record import Decision
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type, literal
from tests.checks.judged import found, found_in, messages

ERRORS = ("# Errors", "## Common errors", "## Codes", "## Handlers", "## Acceptance criteria")


def document(*headings: str, kind: DocumentKind = "errors") -> Document:
    """A document of headings alone, one a line."""
    levels = (heading.partition(" ") for heading in headings)
    placed = tuple(Heading(len(marks), text, Place("x.md", line)) for line, (marks, _, text) in enumerate(levels, 1))
    return Document("x.md", kind, placed)


def fenced(language: str, text: str) -> Document:
    return document(*ERRORS).replace(fences=(Fence(language, text, Place("x.md", 9)),))


SHOWN = [
    ("json", '{"from": "a", "import": "b"}'),
    ("http", "POST /api/loans HTTP/1.1\nContent-Type: application/json"),
    ("mermaid", "flowchart LR\n    select --> from"),
    ("text", "Select a plan from the list.\nUpdate it, delete it, import more."),
    ("", "loans -> members"),
]
RUNNABLE = [
    ("python", "x = 1"),
    ("sql", "whatever"),
    ("", "@router.get('/loans')\nasync def list_loans(): ..."),
    ("", "from fastapi import APIRouter"),
    ("text", "class Loan(SQLModel, table=True):\n    id: int"),
    ("text", "SELECT id\n  FROM loans"),
    ("", "CREATE TABLE loans (id uuid)"),
    ("", "$ curl https://example.com"),
    ("json", "uvicorn app:app"),
]


@pytest.mark.parametrize(("language", "text"), SHOWN)
def test_what_is_shown_and_does_not_run_has_no_finding(language: str, text: str) -> None:
    assert found_in("DC", fenced(language, text)) == []


@pytest.mark.parametrize(("language", "text"), RUNNABLE)
def test_code_is_found(language: str, text: str) -> None:
    assert found_in("DC", fenced(language, text)) == [("DC001", "x.md:9:1")]


SOUND_HEADINGS: list[tuple[DocumentKind, tuple[str, ...]]] = [
    ("errors", ERRORS),
    ("routing", ("# Routing", "## Routers", "## Middleware", "## Dependencies", "## Tracing", "## Versions")),
    ("auth", ("# Authentication", "## Pipeline", "## Roles", "## Routes")),
    ("auth", ("# Single sign-on", "## Providers")),
    ("decision", ("# Rotate", "## Context", "## Options", "## Decision", "## Consequences")),
    ("endpoints", ("# REST endpoints", "## Loans", "### GET /api/loans", "#### Acceptance criteria")),
    ("other", ("### Anything", "# goes")),
]
BROKEN_HEADINGS: dict[str, tuple[DocumentKind, tuple[str, ...], str]] = {
    "no title": ("errors", ERRORS[1:], "x.md:1:1"),
    "two titles": ("errors", (*ERRORS, "# More"), "x.md:6:1"),
    "a level is skipped": ("endpoints", ("# REST endpoints", "### GET /api/loans"), "x.md:2:1"),
    "a section is missing": ("errors", ERRORS[:3], "x.md:1:1"),
    "a section stands out of order": ("errors", ("# E", "## Codes", "## Common errors", "## Handlers"), "x.md:2:1"),
    "a step of authentication is missing": ("auth", ("# Authentication", "## Routes"), "x.md:1:1"),
    "a decision without options": ("decision", ("# D", "## Context", "## Decision", "## Consequences"), "x.md:1:1"),
}


@pytest.mark.parametrize(("kind", "headings"), SOUND_HEADINGS)
def test_the_sections_of_a_kind_have_no_finding(kind: DocumentKind, headings: tuple[str, ...]) -> None:
    assert found_in("DC", document(*headings, kind=kind)) == []


@pytest.mark.parametrize(("kind", "headings", "at"), BROKEN_HEADINGS.values(), ids=BROKEN_HEADINGS.keys())
def test_a_broken_order_of_headings_is_found(kind: DocumentKind, headings: tuple[str, ...], at: str) -> None:
    assert found_in("DC", document(*headings, kind=kind)) == [("DC002", at)]


def test_what_was_not_understood_is_found_where_it_stands() -> None:
    unread = Unread("`athenticated` does not say who may call", Place("x.md", 7, 11), "authenticated")
    assert found_in("DC", document(*ERRORS).replace(unread=(unread,))) == [("DC003", "x.md:7:11")]


@pytest.mark.parametrize("kind", ["overview", "diagram", "routes", "routers", "parameters"])
@pytest.mark.parametrize(("stated", "expected"), [("old", "new"), ("", "new"), ("old", "")])
def test_a_derived_part_that_lags_behind_is_found(kind: str, stated: str, expected: str) -> None:
    stale = Derived("api#overview", kind, stated, expected, Place("x.md", 5, 1))
    assert found_in("DC", document(*ERRORS).replace(derived=(stale,))) == [("DC004", "x.md:5:1")]


def test_a_derived_part_is_mended_by_writing_it_again() -> None:
    assert rule_named("DC004").fixable


def test_the_row_of_common_errors_is_judged_elsewhere() -> None:
    stale = Derived("GET /api/loans#common errors", "common errors", "400", "400, 500", Place("x.md", 5, 1))
    assert found_in("DC", document(*ERRORS).replace(derived=(stale,))) == []


LEFT = ["Who may lend is TBD.", "TODO: say who", "The limit is ???", "The fee is to be decided."]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_open_is_found_where_it_stands(text: str) -> None:
    lend = Endpoint("POST", "/api/loans", notes=(text,))
    spec = Spec(routers=(Router("loans", notes=(text,), endpoints=(lend,)),), auth=Auth(sessions=text))
    assert found("DC005", spec) == [("DC005", "POST /api/loans"), ("DC005", "auth"), ("DC005", "router loans")]
    assert text in messages("DC005", spec)[0]


def test_a_state_of_that_name_and_an_open_decision_are_no_gap() -> None:
    state = Field("state", Type("enum", values=("TODO", "DONE")), default=literal("TODO"))
    lend = Endpoint("POST", "/api/loans", criteria=(Criterion("`?state=TODO` brings what is `TODO`."),))
    proposed = Decision("2026-11-24-fees", "Fees", "proposed", context=("The amount is TBD.",))
    spec = Spec(
        models=(Model("Loan", fields=(state,)),), routers=(Router("r", endpoints=(lend,)),), decisions=(proposed,)
    )
    assert found("DC005", spec) == []
    accepted = spec.replace(decisions=(proposed.replace(status="accepted"),))
    assert found("DC005", accepted) == [("DC005", "decision 2026-11-24-fees")]


PEM = "-----BEGIN RSA PRIVATE KEY-----"
TOKEN = ".".join(("eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "dozjgNryP4J3jVmNHl0w5NXgL0n3I9"))
REAL = [
    PEM,
    TOKEN,
    "AKIA" + "Q" * 16,
    "ghp_" + "a" * 36,
    "sk_live_" + "4" * 24,
    "xoxb-" + "1" * 12,
    "jane.doe@gmail.com",
]
SHOWN_VALUES = [
    "<access token>",
    "eyJ…",
    "AKIAIOSFODNN7EXAMPLE",
    "jane@example.com",
    "desk@shelf.dev",
    "pg://me:pass@gmail.com",
    "@router",
]


@pytest.mark.parametrize("value", REAL)
def test_a_value_that_opens_something_is_found(value: str) -> None:
    assert found_in("DC006", fenced("json", f'{{"value": "{value}"}}')) == [("DC006", "x.md:9:1")]


@pytest.mark.parametrize("value", SHOWN_VALUES)
def test_a_value_that_only_looks_so_has_no_finding(value: str) -> None:
    assert found_in("DC006", fenced("json", f'{{"value": "{value}"}}')) == []


def test_a_key_in_a_sentence_is_found() -> None:
    lend = Endpoint("POST", "/api/loans", notes=(f"Send `{TOKEN}`.",))
    spec = Spec(routers=(Router("loans", endpoints=(lend,)),), auth=Auth(key=PEM))
    assert found("DC006", spec) == [("DC006", "POST /api/loans")]
    findings = check(spec, Outline((Document("auth/jwt.md", "auth"),)), settings=Settings(("DC006",)))
    assert {finding.at for finding in findings} == {"auth", "POST /api/loans"}
