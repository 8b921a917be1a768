"""Comments, marks, labels, shares, files, notifications and settings: who asks for them how, and that what comes is sound."""

import pytest

from groundplan.architect.playbook import Playbook
from groundplan.architect.registry import playbook_named
from groundplan.architect.understand.reader import understand
from groundplan.checks.engine import check
from groundplan.documents.read import read
from groundplan.documents.write import write
from groundplan.evolution.compare import compare
from groundplan.spec.endpoint import Parameter
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.architect.planned import CONVENTIONS, after, plan

ACCOUNTS = "people register and log in"
SHARED = after(
    ACCOUNTS,
    "CRUD for recipes: name, steps text. Shared by all users",
    "CRUD for journals: title, body text. Each user sees only their own",
)
OPEN = after("CRUD for recipes: name, steps text", "CRUD for journals: title, body text")
STARTS = {"accounts": SHARED, "no accounts": OPEN}

# The playbook, and the collection that it is about.
HEARD = [
    ("As a cook I want to discuss a recipe with others", "comments", "recipes"),
    ("Readers leave remarks on recipes, others reply to them", "comments", "recipes"),
    ("commenting on journals please", "comments", "journals"),
    ("let cooks post comments on recipes", "comments", "recipes"),
    ("I want that user can to put like on recipe", "reactions", "recipes"),
    ("save recipes for later", "reactions", "recipes"),
    ("wishlist for recipes", "reactions", "recipes"),
    ("Cooks want to follow recipes", "reactions", "recipes"),
    ("recipes should be taggable", "tags", "recipes"),
    ("attach several labels to a journal and narrow the list by them", "tags", "journals"),
    ("find recipes by their tags", "tags", "recipes"),
    ("give other people access to my journals", "sharing", "journals"),
    ("I want share journal to my friend, he can only see", "sharing", "journals"),
    ("photos of recipes, 2 MB at most", "file-upload", "recipes"),
    ("Attach PDF scans to a journal", "file-upload", "journals"),
    ("every user has an avatar", "file-upload", "users"),
    ("let cooks know in the app when a recipe is changed", "notifications", "notifications"),
    ("a bell with the number of unread notices", "notifications", "notifications"),
    ("I want user can set dark mode", "settings", ""),
    ("preferences of users such as time zone and newsletter (bool)", "settings", ""),
]
NOT_HEARD = [
    "CRUD for comments: body text",
    "rename the label field of journals to caption",
    "every recipe has a comment field",
    "all signed-in users share the journals",
    "import recipes from a spreadsheet that somebody uploads",
    "people follow the link in the mail",
    "like the journals, recipes need pages of 10",
    "our settings come from environment variables",
    "send an e-mail when a recipe is changed",
]
MINE = ("comments", "reactions", "tags", "sharing", "file-upload", "notifications", "settings")
PLANNED = [
    "people can comment on recipes, and answer comments",
    "people can comment on journals",
    "users like recipes and see how many likes each has",
    "users bookmark journals",
    "free labels on recipes, and filter by them",
    "tags on journals",
    "share journals with single users, to view or to edit",
    "share recipes with other users, view only",
    "attach photos (png, up to 4 MB) to recipes",
    "upload videos of up to 300 MB for journals",
    "attach docx files to recipes",
    "users upload an avatar (jpeg, 1 MB)",
    "a logo for each recipe",
    "notify the owner in the app when a journal is updated",
    "users have settings: theme (light, dark), digest (bool), font size int",
]


def _new(before: Spec, after_: Spec) -> list[tuple[str, str]]:
    known = {(finding.code, finding.at) for finding in check(before)}
    return [(f.code, f.at) for f in check(after_) if (f.code, f.at) not in known]


@pytest.mark.parametrize(("request_", "playbook", "collection"), HEARD)
def test_a_wish_is_heard_by_its_playbook(request_: str, playbook: str, collection: str) -> None:
    brief = understand(request_, SHARED, CONVENTIONS)
    assert [(intent.playbook, intent.resource) for intent in brief.intents] == [(playbook, collection)]


@pytest.mark.parametrize("request_", NOT_HEARD)
def test_words_alone_call_for_nothing(request_: str) -> None:
    heard = [intent.playbook for intent in understand(request_, SHARED, CONVENTIONS).intents]
    assert not set(heard) & set(MINE), heard


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("request_", PLANNED)
def test_what_comes_is_sound_bounded_readable_and_made_once(request_: str, start: str) -> None:
    before = STARTS[start]
    proposal = plan(request_, before)
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    assert _new(before, proposal.after) == []
    reread = compare(read(write(proposal.after)).spec, proposal.after)
    # Records stand in the order of their files.
    assert {difference.address.split()[0] for difference in reread.differences} <= {"decision"}
    assert plan(request_, proposal.after).status == "nothing_to_do"
    _assert_bounded(
        before, proposal.after, playbook_named(understand(request_, before, CONVENTIONS).intents[0].playbook)
    )


def _assert_bounded(before: Spec, after_: Spec, playbook: Playbook) -> None:
    for difference in compare(before, after_).differences:
        names = {"model Recipe": "model {model}", "model Journal": "model {model}"}
        address = names.get(difference.address, difference.address)
        assert difference.kind == "added" or address.startswith((*playbook.touches, "model User")), address


@pytest.mark.parametrize(("request_", "answers"), [
    ("share journals with other users", {"levels": "view"}),
    ("share journals with other users", {"levels": "edit"}),
    ("attach files to recipes", {"types": "images", "size": "5"}),
    ("attach files to recipes", {"types": "both", "size": "50"}),
    ("users have settings", {"settings": "look"}),
])  # fmt: skip
def test_every_answer_leads_to_a_sound_change(request_: str, answers: dict[str, str]) -> None:
    assert plan(request_, SHARED, assume=False).status == "needs_clarification"
    proposal = plan(request_, SHARED, assume=False, **answers)
    assert proposal.status == "ready", (proposal.message, proposal.findings)


def test_a_mark_is_set_and_taken_back_by_methods_that_may_be_repeated() -> None:
    marked = plan("users can put recipes in their favourites", SHARED).after
    assert {"PUT /api/recipes/{recipe_id}/favourite", "DELETE /api/recipes/{recipe_id}/favourite"} <= {
        *marked.endpoints_by_address
    }
    assert len(marked.models_by_name["RecipeFavourite"].primary_key) == 2


def test_a_stranger_to_a_private_row_cannot_comment_on_it() -> None:
    commented = plan("people comment on journals", SHARED).after
    scope = commented.endpoints_by_address["POST /api/journals/{journal_id}/comments"].scope
    assert scope is not None
    assert scope.field == "Journal.user_id"


def test_a_second_resource_has_comments_of_its_own() -> None:
    both = after("people comment on journals", "people comment on recipes", spec=SHARED)
    assert {"Comment", "RecipeComment"} <= {model.name for model in both.models}


def test_no_path_names_a_third_row() -> None:
    team = Parameter("team_id", "path", Type("uuid"), required=True, meaning="the team")
    router = next(router for router in SHARED.routers if router.name == "journals")
    below = tuple(
        endpoint.replace(
            path=endpoint.path.replace("/journals", "/teams/{team_id}/journals"),
            parameters=(team, *endpoint.parameters),
        )
        for endpoint in router.endpoints
    )
    deep = SHARED.with_router(router.replace(prefix="/api/teams", endpoints=below))
    both = after("people comment on journals", "attach photos to journals", spec=deep)
    assert max(len(endpoint.path_names) for endpoint in both.endpoints) == 2
    assert "DELETE /api/comments/{comment_id}" in both.endpoints_by_address
    assert _new(deep, both) == []
