"""Who may call, in the ways in which documents say it: of one endpoint, of a section, of all with exceptions."""

import pytest

from tests.documents.free.heard import heard

ENDPOINTS = "## Calls\n\n### GET /ferries\n\nAll of them.\n\n### POST /auth/login\n\nA token.\n"
WHOLE = {
    "a sentence": ("Every request needs a valid bearer token.", ["user", "user"]),
    "a sentence and the header below it": ("All endpoints require:\n```\nAuthorization: Bearer <token>\n```", ["user", "user"]),
    "a sentence and a nested header": ("- Each call must carry:\n  - `Authorization: Bearer <token>`", ["user", "user"]),
    "a sentence with an exception, behind one without": (
        "All calls follow the same rules and need a login.\n\nAll endpoints (except for login) need a token.",
        ["user", "public"],
    ),
    "a sentence on some paths": ("Every request to `/ferries/...` must carry a token.", ["user", ""]),
    "a header in a section of its own": ("## Authentication\n- **Header**: `Authorization: Bearer <token>`", ["user", ""]),
    "a heading": ("## Auth: Bearer <token>", ["user", "user"]),
    "nobody needs anything": ("## Authentication\nThe REST API does not require authentication yet.", ["public", "public"]),
    "what protected means": ("All protected endpoints need a token.", ["", ""]),
}  # fmt: skip
OWN = {
    "Requires authentication": "user",
    "**Auth**: `permitAll`": "public",
    "**Auth**: `Captain` or `Mate`": "captain,mate",
    "**Roles**: `Captain` only. `Mate` and all others get 403.": "captain",
    "Sinks it for good. Requires `Captain` or `Owner2`.": "captain,owner2",
    "**Roles**: `Mate` (of that ferry) or `Captain`.": "mate,captain",
    "**Auth**: needed (MATE, CAPTAIN)": "mate,captain",
    "#### Auth required: yes": "user",
    "- Sinks it (F-12, requires auth)": "user",
    "- Sinks it (F-12, requires auth, captain only)": "captain",
    "**Access**: self": "user",
}


@pytest.mark.parametrize(("text", "said"), WHOLE.values(), ids=WHOLE)
def test_a_document_says_who_may_call_all_of_its_endpoints(text: str, said: list[str]) -> None:
    plain = ["GET /ferries", "POST /auth/login"]
    assert heard(f"# Harbour\n\n{text}\n\n{ENDPOINTS}") == [
        f"{one} {who}".strip() for one, who in zip(plain, said, strict=True)
    ]


@pytest.mark.parametrize("text", OWN)
def test_an_endpoint_says_who_may_call_it(text: str) -> None:
    assert heard(f"### DELETE /ferries/{{id}}\n\n{text}\n") == [f"DELETE /ferries/{{id}} {OWN[text]}"]


def test_a_section_says_it_of_the_endpoints_below() -> None:
    text = "## Gates\n**Auth required**: No\n### GET /gates\nAll.\n## Ferries\n**Auth required**: Yes (all)\n### GET /ferries\nAll.\n"
    assert heard(text) == ["GET /gates public", "GET /ferries user"]


def test_what_stands_below_one_of_several_endpoints_is_said_of_that_one_alone() -> None:
    text = "## Ferries\nGET /ferries\n\n**Auth**: none\n\nPOST /ferries\n\n**Auth**: required\n"
    assert heard(text) == ["GET /ferries public", "POST /ferries user"]
