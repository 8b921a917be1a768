"""A rename reaches every place where the specification names a thing, and nothing else."""

import pytest

from groundplan.checks.engine import check
from groundplan.documents.edit import edit
from groundplan.documents.read import read
from groundplan.evolution.renamed import Named, named, renamed
from groundplan.spec.address import Address
from groundplan.spec.failure import InvalidInput
from groundplan.spec.spec import Spec
from tests.checks.walked import walked, walked_spec

WHATS = (
    (Named("model", "Task"), "Chore"),
    (Named("model", "User"), "Account"),
    (Named("field", "user_id", "Task"), "owner_id"),
    (Named("field", "status", "Task"), "state"),
    (Named("field", "id", "User"), "uid"),
    (Named("code", "task_not_found"), "no_such_task"),
    (Named("code", "not_authenticated"), "unauthenticated"),
    (Named("role", "admin"), "steward"),
    (Named("role", "member"), "resident"),
)


def errors(spec: Spec) -> list[str]:
    return [found.message for found in check(spec) if found.severity == "error" and found.code != "RF001"]


@pytest.mark.parametrize(("what", "new"), WHATS)
def test_a_rename_and_its_reverse_are_no_change(what: Named, new: str) -> None:
    spec = walked_spec()
    there = renamed(spec, what, new)
    assert there != spec
    back = renamed(there, Named(what.kind, new, what.model), what.name)
    assert back.models == spec.models
    assert back.errors == spec.errors
    assert back.auth == spec.auth


@pytest.mark.parametrize(("what", "new"), WHATS)
def test_a_rename_brings_no_error(what: Named, new: str) -> None:
    assert errors(renamed(walked_spec(), what, new)) == errors(walked_spec())


@pytest.mark.parametrize(("what", "new"), WHATS)
def test_the_documents_of_a_rename_say_what_was_renamed(what: Named, new: str) -> None:
    reading = read(
        {**walked(), "database/schema.md": walked()["database/schema.md"].replace("## Task\n", "## Task\n\n> kept\n")}
    )
    after = renamed(reading.spec, what, new)
    addresses = {Address.model(what.name): Address.model(new)} if what.kind == "model" else {}
    changes = edit(reading, after, renames=addresses)
    texts = {file: text for file, text in {**reading.texts, **changes}.items() if text is not None}
    again = read(texts)
    assert again.spec == after
    assert not [part for document in again.outline.documents for part in document.derived]
    assert "> kept\n" in texts["database/schema.md"]


@pytest.mark.parametrize(
    ("what", "new", "why"),
    [
        (Named("model", "Task"), "User", "taken"),
        (Named("model", "Task"), "TaskRead", "taken"),
        (Named("model", "Task"), "a task", "no name"),
        (Named("field", "title", "Task"), "status", "taken"),
        (Named("code", "task_not_found"), "Not Found", "no name"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused(what: Named, new: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        renamed(walked_spec(), what, new)


def test_only_models_fields_codes_and_roles_have_names_to_change() -> None:
    assert named(Address("model Task#field title")) == Named("field", "title", "Task")
    assert named(Address("errors#code email_taken")) == Named("code", "email_taken")
    assert named(Address("GET /api/tasks")) is None
    assert named(Address("model Task#index user_id")) is None
