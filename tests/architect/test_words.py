"""What people say, and the playbook that hears it: planned soundly, and once."""

import pytest

from groundplan.architect.registry import playbook_named
from groundplan.checks.engine import check
from groundplan.spec.spec import Spec
from tests.architect.planned import after, plan

ACCOUNTS = "people register and log in"
NOTES = "CRUD for notes: title (max 80), text, source (optional). Each user sees only their own"
SHELVES = "CRUD for shelves: label (unique, max 20), height int. All signed-in users share them"
STARTS = {
    "accounts": (ACCOUNTS, NOTES, SHELVES),
    "roles": (ACCOUNTS, NOTES, SHELVES, "role-based access control"),
}
WORDS = {
    "quotas": ("at most 1000 notes per user", "users on the free plan may have at most 3 shelves"),
    "idempotency": (
        "Our mobile app retries POST /notes; make sure nothing is created twice",
        "A double click on the save button should not create two notes",
        "notes must be idempotent, keep the keys for 2 days",
        "all POST endpoints should accept an Idempotency-Key",
        "a repeated request must not create two notes",
        "when a client retries, no duplicate note may be created",
        "As a mobile client I want to repeat POST /notes safely after a timeout",
        "shelves must be created once only, whatever the network does: same key, same answer",
    ),
    "optimistic-concurrency": (
        "When two admins change a shelf at once, the second must get a conflict",
        "When two people change a shelf at the same time the second one should get an error",
        "shelf updates need optimistic locking with a version field",
        "use etags for shelves",
        "nobody may overwrite somebody else's changes to a shelf",
        "two carpenters who edit one shelf must not lose each other's changes",
        "changes to a note from an outdated page must be refused",
    ),
    "token-lifetimes": (
        "people should stay signed in for 60 days",
        "make access tokens expire after half an hour",
        "sessions last 12 hours",
        "log people out after 45 minutes of inactivity",
    ),
    "bulk": (
        "clients want to delete many shelves at once",
        "batch update of shelves",
        "select several notes and delete them in one go",
        "mark multiple shelves as full in one call, each on its own",
    ),
    "background-job": (
        "Make the export of all notes asynchronous with a progress percentage",
        "Rendering floor plans runs for up to 20 minutes, so it has to happen in the background",
        "recalculating all shelf heights takes long; clients want to see how far it is",
        "PDF generation of the inventory times out, make it async",
        "I want to start a forecast and come back later when it's finished, because it needs half an hour",
    ),
    "webhooks-out": (
        "partners want a callback whenever a note changes",
        "tell our accounting tool via webhook when a note is added or removed",
        "Notify an external URL on every new note, signed with HMAC",
        "partners want to be informed when a shelf changes",
        "our ERP system must hear about new and removed shelves through a callback url",
        "give integrations an event feed they can poll",
    ),
    "add-field": (
        "shelves need a colour",
        "every note should have a due date",
        "let shelves carry a weight limit in kg",
        "We want to store the date of the last count for each shelf",
        "extend the note model with source url and is_pinned bool",
        "I miss a nickname on shelves",
        "shelves need a weight in grams, whole number, not negative, optional",
        "Shelves need a tolerance in hours (decimal, 2 places)",
        "shelves also have a state (new, active, lost), new by default",
        "add an optional field to notes: nickname",
        "add fields to the shelves: width int, depth int",
    ),
    "rename-field": (
        "rename height to height_cm",
        "The field text of notes should be called body",
        "call the label of a shelf 'shelf mark' instead",
    ),
    "require-field": (
        "the source of a note must be given",
        "notes without a source cannot be created",
        "height is optional from now on",
    ),
    "unique-field": (
        "no two notes may have the same title",
        "a note title must not be used twice",
        "the label need not be unique anymore",
    ),
    "retype-field": ("turn the height into a decimal(8,2)", "height should be a text instead of a number"),
    "remove-field": (
        "remove the text from notes",
        "we no longer need the height of shelves",
        "drop the column height of shelves",
    ),
    "field-rules": (
        "the height of shelves may not exceed 400",
        "the title of a note can be up to 120 characters",
        "height must be between 0 and 500",
        "the default height should be 10",
        "height must be greater than 0",
        "the height must always be positive",
        "the title may have 300 characters",
    ),
    "index-field": ("index shelves by height", "looking up notes by title is slow, we need an index"),
    "reference-field": (
        "every note belongs to a shelf",
        "notes can be linked to a shelf",
        "assign shelves to an employee",
        "a shelf holds many notes",
        "As a manager I want to assign a note to somebody",
    ),
    "many-to-many": (
        "shelves and halls n:m",
        "a shelf stands in one or more halls and a hall holds many shelves",
        "notes can be in several shelves",
        "a shelf holds many notes and a note can be in more than one shelf",
        "a shelf can have any number of categories",
    ),
    "nested-resource": (
        "repairs belong to a shelf: reason (max 100), cost decimal, repeats (0-5). Deleting the shelf deletes them.",
        "Under /shelves/{id}/repairs we want to keep repairs: reason, severity (mild, severe)",
        "a shelf can have several repairs (reason, cost). Repairs make no sense without their shelf.",
        "each shelf has repairs (reason (max 200), cost)",
        "shelves have compartments: number int, is_locked bool",
        "add CRUD endpoints for checklist items of a note: text, is_done",
        "Each note has attendees with a name and an email. They are deleted with the note.",
    ),
    "state-machine": (
        "a shelf can be blocked and unblocked",
        "shelves can be deactivated and reactivated",
        "notes can be locked and unlocked by staff",
        "notes start as draft, then they are reviewed and finally published",
        "A shelf is planned, then approved or rejected by a manager",
        "shelves: free -> reserved -> full",
        "only managers can publish notes; notes start as drafts",
        "A shelf starts as draft. The author submits it. An editor approves or rejects it.",
        "We want an approval workflow for notes: managers approve or reject them",
        "shelves have a lifecycle: ordered, built, used. They can be withdrawn while they are ordered.",
    ),
    "soft-delete": (
        "deleted notes go to a recycle bin first",
        "shelves must be restorable for 14 days after they were deleted",
        "I deleted a note by mistake and want it back",
        "soft delete for shelves",
        "users can archive and unarchive notes",
        "removing a shelf should be undoable; only admins may restore it",
    ),
    "export": (
        "export shelves to Excel",
        "notes as spreadsheet please, at most 2000 rows",
        "I need to take my notes with me as a file, CSV for example",
    ),
    "organisations": (
        "We sell to companies: each company must only see its own data",
        "shelves are shared within an organisation",
        "multi tenancy please",
        "Add clubs: a user can belong to several clubs, and every member of a club has a role, member or manager",
    ),
    "invitations": (
        "Team managers can invite people by email; an invitation runs out after 5 days",
        "colleagues are invited to the workspace by a link",
    ),
    "api-keys": (
        "cron jobs must be able to call us without a password",
        "personal access tokens for integrations",
        "As a developer I want an API key for my scripts",
    ),
    "sessions": (
        "log out on every device",
        "users want to see their active sessions and end single ones",
        "when my phone is stolen I want to kill its session from my laptop",
        "show people where they're signed in and let them kick out a device",
    ),
    "password-reset": (
        "users who can't remember their password need a way back in",
        "password recovery by e-mail, links valid for 20 minutes",
        "As a user I want to reset my password so that I am not locked out",
    ),
    "email-verification": (
        "people have to verify their mail address before they can add shelves",
        "double opt-in for new accounts",
        "send an activation mail after registration; unconfirmed users can't log in",
    ),
    "password-change": (
        "users may replace their password with another one",
        "a new password is set by whoever knows the old one; other devices are signed out",
    ),
    "profile": (
        "people can edit their profile",
        "everybody has a profile with a nickname (max 30) and a city",
        "let users change their display name",
        "we need GET /api/me",
    ),
    "remove-endpoint": (
        "shelves can no longer be deleted",
        "drop PATCH /api/shelves/{shelf_id}",
        "shelves are read-only",
    ),
    "move-endpoint": ("Move /api/shelves to /api/racks", "the path /notes should be /memos"),
    "feature-flags": (
        "we need feature flags",
        "feature toggles that admins can switch on and off without a deployment",
    ),
    "secure-endpoint": (
        "restrict creating shelves to managers",
        "only staff may create, update and delete shelves",
        "GET /api/shelves requires the admin role",
        "DELETE /api/shelves/{shelf_id} admin only please",
        "Everybody may read notes without logging in",
        "anyone can list shelves without an account",
        "shelves can only be changed by carpenters",
        "DELETE /api/shelves/{shelf_id} is for auditors",
        "only nurses may create, change or remove shelves",
    ),
    "versioning": (
        "v2 for GET /api/shelves/{shelf_id}: label becomes a list of labels; v1 stays until end of 2030",
        "We must rename the JSON key label to title in a new API version, the old version stays until 2031-12-31",
    ),
    "error-taxonomy": ("Standardise the errors of all endpoints",),
    "own-rows": (
        "as a carpenter I want to see only shelves that I created",
        "only the carpenter who created a shelf may change it",
        "A user must never see another user's shelves, answer 404 then",
        "only whoever made it: shelves may be deleted only by their creator",
        "Only the author of a shelf can edit or delete it, everybody else just reads",
    ),
    "freeze-field": ("the label of a shelf can't be changed after creation", "the height of shelves is immutable"),
    "comments": ("shelves can be commented by carpenters", "users rate shelves with 1 to 5 stars"),
    "file-upload": ("A shelf has one floor plan as a pdf",),
    "reactions": ("We need likes on notes", "people can like shelves", "bookmark notes"),
    "statistics": ("show me how many shelves are high and how many low", "how many notes are there per day?"),
    "paginate-a-list": ("page through the shelves, 30 a time at most 60",),
    "rate-limiting": (
        "Allow at most 100 requests per minute per user",
        "limit the whole API to 1000 requests per hour and IP address",
        "creating notes: at most 20 per hour",
        "No more than 10 notes may be created per minute by one user",
        "an account is frozen for 20 minutes after 6 wrong passwords",
        "block sign-ins for an hour after four failed attempts",
    ),
    "filter-and-sort": (
        "GET /api/shelves should support sorting by height and label, default label descending",
        "filter notes by source",
        "filter shelves: label, height from-to",
        "GET /shelves?sort=-height&label=&min_height=",
        "clients want to sort the shelves by label or height (desc by default)",
    ),
    "audit-trail": (
        "I need a history of all changes to notes",
        "log every edit of shelves, keep it for 90 days",
        "we must be able to trace who deleted a note",
        "As an auditor I want to see which user modified a shelf and the previous and new values",
    ),
}
CASES = [(playbook, request) for playbook, requests in WORDS.items() for request in requests]
MADE: dict[str, Spec] = {}


def start(name: str) -> Spec:
    if name not in MADE:
        MADE[name] = after(*STARTS[name])
    return MADE[name]


@pytest.mark.parametrize("ground", ["accounts", "roles"])
@pytest.mark.parametrize(("playbook", "request_"), CASES, ids=[request for _, request in CASES])
def test_a_request_is_heard_and_planned_soundly_and_once(ground: str, playbook: str, request_: str) -> None:
    proposal = plan(request_, start(ground))
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    assert any(text.startswith(playbook_named(playbook).title) for text in proposal.understood), proposal.understood
    assert check(proposal.after) == ()
    assert plan(request_, proposal.after).status == "nothing_to_do"


def test_what_one_can_is_no_word_for_what_one_cannot() -> None:
    assert all(
        not text.startswith(playbook_named("remove-endpoint").title)
        for text in plan("users can edit notes", start("roles")).understood
    )


def test_members_who_are_rows_do_not_make_an_organisation() -> None:
    spec = after(ACCOUNTS, "CRUD for members: name. All signed-in users share them")
    made = plan("Members belong to a studio; studios have a name and a city.", spec)
    assert made.status == "ready", made.findings
    assert made.after.models_by_name["Member"].field("studio_id") is not None
    assert made.after.models_by_name["Studio"].tenant == ""


def test_what_is_said_of_comments_is_not_said_of_what_they_are_on() -> None:
    made = plan("People can leave comments below a shelf, edit their own and delete them", start("accounts")).after
    assert made.models_by_name["Shelf"].owner == ""


def test_who_likes_is_not_what_is_liked() -> None:
    spec = after(ACCOUNTS, "CRUD for members: name", "CRUD for courses: title")
    made = plan("Let members heart courses", spec).after
    assert made.models_by_name["Course"].field("like_count") is not None or "CourseLike" in made.models_by_name
    assert "MemberLike" not in made.models_by_name


def test_what_is_archived_is_still_deleted() -> None:
    spec = after(ACCOUNTS, "CRUD for members: name")
    assert (
        "DELETE /api/members/{member_id}"
        in plan("members should be archived, not deleted", spec).after.endpoints_by_address
    )


def test_several_edits_behind_a_name_are_all_made() -> None:
    made = plan("shelves: add a start date (required), drop height, make label optional", start("accounts")).after
    shelf = made.models_by_name["Shelf"]
    assert shelf.field("start_date") is not None and shelf.field("height") is None
    assert (label := shelf.field("label")) is not None and label.nullable
