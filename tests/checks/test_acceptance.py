"""What a document accepts: which findings, where, and what is said of an acceptance that makes no sense."""

import pytest

from groundplan.checks.acceptance import Settled
from groundplan.checks.engine import judge
from groundplan.checks.settings import Settings
from groundplan.documents.read import read
from groundplan.documents.write import write
from tests.checks.walked import walked

FILE = "api/rest-endpoints.md"
PAGED = "- **Pagination**: offset, 20 a page, 100 at most\n"
REASON = "never more than 12 rows"


def judged(documents: dict[str, str], *codes: str) -> Settled:
    reading = read(documents)
    return judge(reading.spec, reading.outline, reading.places, Settings(codes))


def unpaged(bullet: str = "", top: str = "") -> dict[str, str]:
    """The sound documents with one list that gives all its rows, and a bullet in its place or at the top."""
    documents = walked()
    text = documents[FILE].replace(PAGED, f"{bullet}\n" if bullet else "", 1)
    title, _, rest = text.partition("\n")
    return {**documents, FILE: f"{title}\n\n{top}\n{rest}" if top else text}


def codes(settled: Settled) -> list[str]:
    return [finding.code for finding in settled.open]


def test_a_finding_is_accepted_where_its_element_says_so() -> None:
    assert codes(judged(unpaged(), "PG001", "DC")) == ["PG001"]
    settled = judged(unpaged(f"- **Accepted**: PG001, {REASON}"), "PG001", "DC")
    assert codes(settled) == []
    assert [(found.finding.code, found.reason) for found in settled.accepted] == [("PG001", REASON)]


def test_the_top_of_a_document_accepts_for_all_of_it() -> None:
    settled = judged(unpaged(top=f"- **Accepted**: PG001, {REASON}"), "PG001", "DC")
    assert (codes(settled), len(settled.accepted)) == ([], 1)


def test_an_element_accepts_for_no_other() -> None:
    documents = unpaged()
    documents[FILE] = documents[FILE].replace(
        "### POST /api/tasks\n", f"### POST /api/tasks\n\n- **Accepted**: PG001, {REASON}\n"
    )
    assert sorted(codes(judged(documents, "PG001", "DC"))) == ["DC009", "PG001"]


@pytest.mark.parametrize(
    ("router", "expected"), [("tasks", []), ("projects", ["DC009", "PG001"])], ids=["its own", "another"]
)
def test_a_router_accepts_for_the_endpoints_in_its_section(router: str, expected: list[str]) -> None:
    documents = unpaged()
    named = f"- **Router**: `{router}`\n"
    documents[FILE] = documents[FILE].replace(named, f"{named}- **Accepted**: PG001, {REASON}\n", 1)
    assert sorted(codes(judged(documents, "PG001", "DC"))) == expected


def test_what_an_endpoint_accepts_leaves_the_others_to_their_router() -> None:
    documents = unpaged()
    for after in ("- **Router**: `tasks`\n", "### POST /api/tasks\n\n"):
        documents[FILE] = documents[FILE].replace(after, f"{after}- **Accepted**: PG001, {REASON}\n", 1)
    settled = judged(documents, "PG001", "DC009")
    assert (codes(settled), [found.finding.at for found in settled.accepted]) == (["DC009"], ["GET /api/tasks"])


def test_a_finding_in_the_lines_of_an_element_is_the_elements() -> None:
    documents = walked()
    fence = "\n```python\nprint(1)\n```\n"
    documents[FILE] = documents[FILE].replace("### POST /api/tasks\n", f"### POST /api/tasks\n{fence}", 1)
    assert codes(judged(documents, "DC001")) == ["DC001"]
    accepting = f"### POST /api/tasks\n\n- **Accepted**: DC001, it is a quotation\n{fence}"
    documents[FILE] = documents[FILE].replace(f"### POST /api/tasks\n{fence}", accepting, 1)
    assert codes(judged(documents, "DC001", "DC009")) == []


@pytest.mark.parametrize(
    ("text", "named", "reason"),
    [
        ("PG001, the list is short", ("PG001",), "the list is short"),
        ("PG001, TS004 and RQ003, for now", ("PG001", "TS004", "RQ003"), "for now"),
        ("`PG001` and pg002: because it is short", ("PG001", "PG002"), "it is short"),
        ("PG001 because the list is short", ("PG001",), "the list is short"),
        ("PG001", ("PG001",), ""),
        ("PG001,", ("PG001",), ""),
        ("the list is short", (), "the list is short"),
        ("", (), ""),
    ],
)
def test_codes_come_first_and_the_reason_after_them(text: str, named: tuple[str, ...], reason: str) -> None:
    [document] = read({"other/notes.md": f"# Notes\n\n- **Accepted**: {text}\n"}).outline.documents
    [accepted] = document.accepted
    assert (accepted.codes, accepted.reason, accepted.at) == (named, reason, "")


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("- **Accepted**: PG001", ["DC008", "PG001"]),
        (f"- **Accepted**: {REASON}", ["DC008", "PG001"]),
        (f"- **Accepted**: PG999, {REASON}", ["DC009", "PG001"]),
        (f"- **Accepted**: PG001 and EP001, {REASON}", ["DC009"]),
    ],
)
def test_an_acceptance_that_makes_no_sense_is_found(bullet: str, expected: list[str]) -> None:
    assert sorted(codes(judged(unpaged(bullet), "PG001", "EP001", "DC"))) == expected


def test_a_rule_that_does_not_run_leaves_its_acceptance_alone() -> None:
    assert codes(judged(unpaged(f"- **Accepted**: PG001, {REASON}"), "DC", "EP")) == []


def test_an_acceptance_is_no_part_of_the_element() -> None:
    with_it = read(unpaged(f"- **Accepted**: PG001, {REASON}"))
    assert with_it.spec == read(unpaged()).spec
    assert not any("Accepted" in text for text in write(with_it.spec).values())


def test_a_note_that_looks_like_an_acceptance_stays_a_note() -> None:
    spec = read(walked()).spec
    router = next(router for router in spec.routers if router.endpoints)
    endpoint = router.endpoints[0].replace(notes=("**Accepted**: PG001, as a note",))
    noted = spec.with_endpoint(endpoint, router.name)
    assert read(write(noted)).spec == noted


def test_a_free_document_accepts_too() -> None:
    plain = (
        "# Orders\n\n## GET /orders\n\nLists the orders.\n\n{}Responses\n- 200 OK\n\n## POST /orders\n\nAnswers 201.\n"
    )
    said = read({"api/orders.md": plain.format("- **Accepted**: PG001, a dozen at most\n\n")})
    [document] = said.outline.documents
    [accepted] = document.accepted
    assert (document.style, accepted.at, accepted.codes) == ("free", "GET /orders", ("PG001",))
    assert said.spec == read({"api/orders.md": plain.format("")}).spec
