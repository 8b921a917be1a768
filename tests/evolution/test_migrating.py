"""The migration between two specifications, kind of change by kind."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.checks.engine import check
from groundplan.checks.settings import Settings
from groundplan.evolution.deprecating import Farewell, deprecated, farewell
from groundplan.evolution.migrating import migration_of, migration_plan
from groundplan.spec.model import Check, Field, Index, Model, Reference, Uniqueness, UniqueTogether
from groundplan.spec.record import Migration
from groundplan.spec.spec import Spec
from groundplan.spec.types import GENERATED, NOW, Bounds, Constraints, Type, literal
from tests.strategies.models import models

TODAY = "2026-11-25"
ID = Field("id", Type("uuid"), default=GENERATED, primary_key=True)
NOTE = Field("note", Type("str"), nullable=True, create="optional", read="yes")
DAYS = Field("days", Type("int"))
EMAIL = Field("email", Type("email"), constraints=Constraints(bounds=Bounds(None, 254)))
STATUS = Field("status", Type("enum", values=("open", "back")), default=literal("open"))
READER = Field("reader_id", Type("uuid"), nullable=True, references=Reference("Reader", "id", "restrict"))
LOAN = Model("Loan", table="loans", fields=(ID, NOTE, DAYS, EMAIL, STATUS, READER))
READERS = Model("Reader", table="readers", fields=(ID,))
SHELVES = Model(
    "Shelf", table="shelves", fields=(ID, Field("room_id", Type("uuid"), references=Reference("Room", "id")))
)
ROOMS = Model("Room", table="rooms", fields=(ID,))


def library(*models: Model) -> Spec:
    return Spec(models=(*models, READERS))


def having(*fields: Field) -> Model:
    """The loan with these fields: each in the place of the one of its name, or new at the end."""
    new = {field.name: field for field in fields}
    return LOAN.replace(fields=tuple({**{field.name: field for field in LOAN.fields}, **new}.values()))


def without(*names: str) -> Model:
    return LOAN.replace(fields=tuple(field for field in LOAN.fields if field.name not in names))


def bounded(high: int) -> Field:
    return EMAIL.replace(constraints=Constraints(bounds=Bounds(None, high)))


def due(after: Model, before: Model = LOAN, *others: Model) -> Migration:
    """The migration from one loan to another; the rules find nothing in it."""
    spec = library(after, *others)
    migration = migration_of(library(before), spec, TODAY)
    assert migration is not None
    planned = spec.with_migration(migration)
    assert check(planned, settings=Settings(("MG", "TS", "DC", "RF004"))) == ()
    return migration


DEMAND = "contract: set `loans.{}` not null, by a check that is validated first"
VALIDATE = "migrate: validate the {} on `loans.{}`"
BATCHES = "1,000 rows at a time"
KINDS: dict[str, tuple[Model, list[str]]] = {
    "a column that may be null": (
        having(Field("due_on", Type("date"), nullable=True)),
        ["expand: add `loans.due_on` date, null"],
    ),
    "a required column with a default": (
        having(Field("made_at", Type("datetime"), default=NOW)),
        ["expand: add `loans.made_at` datetime, not null, default now"],
    ),
    "a required column without a default": (
        having(Field("due_on", Type("date"))),
        [
            "expand: add `loans.due_on` date, null",
            "expand: release: write `due_on` in every new row",
            f"migrate: fill `loans.due_on` where it is null with the value that the operator chooses, {BATCHES}",
            DEMAND.format("due_on"),
        ],
    ),
    "a unique column with one default for all": (
        having(Field("code", Type("str"), default=literal("none"), unique=Uniqueness())),
        [
            "expand: add `loans.code` str, null",
            "expand: release: write `code` in every new row; refuse a second row with the same `code`",
            "migrate: fill `loans.code` where it is null with a value of its own for each, which the operator chooses, "
            + BATCHES,
            "migrate: build a unique index on `loans.code`, concurrently; no two rows are equal by then",
            DEMAND.format("code"),
        ],
    ),
    "a column of choices": (
        having(Field("kind", Type("enum", values=("day", "week")), default=literal("day"))),
        [
            "expand: add `loans.kind` text, not null, default `day`",
            "expand: add a check that `loans.kind` is one of `day`, `week`, not valid",
            VALIDATE.format("check", "kind"),
        ],
    ),
    "a column that goes": (
        without("days"),
        [
            "expand: allow null in `loans.days`",
            "expand: release: neither read nor write `loans.days`",
            "contract: drop `loans.days`",
        ],
    ),
    "a column with another name": (
        LOAN.replace(fields=tuple(NOTE.replace(name="remark") if f is NOTE else f for f in LOAN.fields)),
        [
            "expand: add `loans.remark` str, null; new code writes both",
            "expand: release: write both `note` and `remark`, read `remark` or else `note`",
            f"migrate: copy `note` to `remark` where it is null, in `loans`, {BATCHES}",
            "migrate: release: answer both fields, `note` deprecated with `Sunset` in 180 days",
            "contract: release: `note` is gone from every schema",
            "contract: drop `loans.note`",
        ],
    ),
    "a deprecated column beside its replacement": (
        having(deprecated(NOTE, Farewell(TODAY, "2027-05-24", "remark")), NOTE.replace(name="remark")),
        [
            "expand: add `loans.remark` str, null; new code writes both",
            "expand: release: write both `note` and `remark`, read `remark` or else `note`",
            f"migrate: copy `note` to `remark` where it is null, in `loans`, {BATCHES}",
            "migrate: release: answer both fields, `note` deprecated with `Sunset` 2027-05-24",
            "contract: release: `note` is gone from every schema",
            "contract: drop `loans.note`",
        ],
    ),
    "a wider type": (
        having(DAYS.replace(type=Type("decimal", precision=12, scale=2))),
        ["expand: change `loans.days` to decimal(12,2), in place"],
    ),
    "a larger number": (
        having(DAYS.replace(constraints=Constraints(bounds=Bounds(0, 2**40)))),
        ["expand: change `loans.days` to bigint, in place"],
    ),
    "a longer text": (
        having(bounded(320)),
        ["expand: change `loans.email` to email of at most 320 characters, in place"],
    ),
    "a shorter text": (
        having(bounded(100)),
        [
            "expand: release: refuse any `email` of more than 100 characters",
            f"migrate: find each `loans.email` of more than 100 characters and shorten it, {BATCHES}",
            "contract: narrow `loans.email` to 100 characters",
        ],
    ),
    "another type": (
        having(DAYS.replace(type=Type("duration"))),
        [
            "expand: add `loans.days_duration` duration, null; new code writes both",
            "expand: allow null in `loans.days`",
            "expand: release: write both `days` and `days_duration`, read `days_duration` or else `days`",
            f"migrate: copy `days` to `days_duration` where it is null, converted, in `loans`, {BATCHES}",
            "migrate: release: keep `days` in the column `days_duration`, and write both",
            "contract: release: write `days_duration` alone",
            DEMAND.format("days_duration"),
            "contract: drop `loans.days`",
        ],
    ),
    "null is refused": (
        having(NOTE.replace(nullable=False, default=literal("none"))),
        [
            "expand: set the default of `loans.note` to `none`; rows that exist keep their values",
            "expand: release: write `note` in every row",
            f"migrate: fill `loans.note` where it is null with `none`, {BATCHES}",
            DEMAND.format("note"),
        ],
    ),
    "null is allowed": (having(DAYS.replace(nullable=True)), ["expand: allow null in `loans.days`"]),
    "another default": (
        having(STATUS.replace(default=literal("back"))),
        ["expand: set the default of `loans.status` to `back`; rows that exist keep their values"],
    ),
    "no default": (
        having(STATUS.replace(default=None)),
        ["expand: release: write `status` in every new row", "contract: drop the default of `loans.status`"],
    ),
    "one more choice": (
        having(STATUS.replace(type=Type("enum", values=("open", "late", "back")))),
        [
            "expand: replace the check on `loans.status` by one of `open`, `back`, `late`, not valid",
            "expand: release: read `late` as `status` in every process, and only then write it",
            VALIDATE.format("check", "status"),
        ],
    ),
    "one choice less": (
        having(STATUS.replace(type=Type("enum", values=("open",)))),
        [
            "expand: release: no longer write `back` as `status`",
            f"migrate: set `loans.status` to the value that the operator chooses where it is `back`, {BATCHES}",
            "contract: replace the check on `loans.status` by one of `open`, not valid, and validate it",
        ],
    ),
    "a unique column": (
        having(EMAIL.replace(unique=Uniqueness(ignoring_case=True))),
        [
            "expand: release: refuse a second row with the same `email`",
            f"migrate: find rows of `loans` with the same `email` and merge the duplicates, {BATCHES}",
            "migrate: build a unique index on `loans.email` ignoring case, concurrently",
        ],
    ),
    "columns that are unique together": (
        LOAN.replace(uniques=(UniqueTogether(("email", "days"), where="`note` is null"),)),
        [
            "expand: release: refuse a second row with the same `email` and `days`",
            f"migrate: find rows of `loans` with the same `email` and `days` and merge the duplicates, {BATCHES}",
            "migrate: build a unique index on `loans.email` + `days` where note is null, concurrently",
        ],
    ),
    "an index": (
        LOAN.replace(indexes=(Index(("status", "-days")),)),
        ["expand: build an index on `loans.status` + `days` descending, concurrently"],
    ),
    "a foreign key": (
        having(DAYS.replace(references=Reference("Reader", "id", "cascade"))),
        [
            "expand: add a foreign key from `loans.days` to `readers.id`, on delete cascade, not valid",
            f"migrate: find each `loans.days` that points at no row and mend or clear it, {BATCHES}",
            VALIDATE.format("foreign key", "days"),
        ],
    ),
    "another deed on delete": (
        having(READER.replace(references=Reference("Reader", "id", "set null"))),
        [
            "expand: add a second foreign key from `loans.reader_id` to `readers.id`, on delete set null, not valid",
            f"migrate: find each `loans.reader_id` that points at no row of the new key and mend or clear it, {BATCHES}",
            VALIDATE.format("foreign key", "reader_id"),
            "contract: drop the first foreign key on `loans.reader_id`",
        ],
    ),
    "no foreign key": (
        having(READER.replace(references=None)),
        ["expand: drop the foreign key on `loans.reader_id`"],
    ),
    "a check": (
        LOAN.replace(checks=(Check("`days` > 0"),)),
        [
            "expand: release: refuse a row of `loans` that breaks the check: days > 0",
            f"migrate: find rows of `loans` that break it and mend them, {BATCHES}: days > 0",
            "migrate: add a check on `loans`, not valid, and validate it: days > 0",
        ],
    ),
    "another table": (
        LOAN.replace(table="lendings"),
        [
            "expand: rename table `loans` to `lendings`, and leave a view `loans` of it, in one transaction",
            "expand: release: read and write `lendings`",
            "contract: drop the view `loans`",
        ],
    ),
    "another name and one column more": (
        having(Field("due_on", Type("date"), nullable=True)).replace(name="Lending"),
        ["expand: add `loans.due_on` date, null"],
    ),
}


@pytest.mark.parametrize(("after", "steps"), KINDS.values(), ids=KINDS.keys())
def test_a_change_that_the_database_sees_has_its_steps(after: Model, steps: list[str]) -> None:
    migration = due(after)
    assert [f"{step.phase}: {step.step}" for step in migration.steps] == steps
    assert migration.criteria
    assert all(step.back for step in migration.steps)


UNSEEN = {
    "words": LOAN.replace(description="A book that is out.", notes=("Told.",), schemas=("LoanRead",)),
    "another name in the same table": LOAN.replace(name="Lending"),
    "an answer to a broken rule": having(NOTE.replace(read="")),
    "the order of columns": LOAN.replace(fields=LOAN.fields[::-1]),
    "a kind of text": having(NOTE.replace(type=Type("text"))),
    "a shortest length": having(EMAIL.replace(constraints=Constraints(bounds=Bounds(3, 254)))),
    "an input that is never stored": having(Field("pin", Type("str"), nullable=None, stored=False)),
    "a column that only says its end": having(deprecated(NOTE, Farewell(TODAY, "2027-05-24"))),
}


@pytest.mark.parametrize("after", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_the_database_does_not_see_needs_no_migration(after: Model) -> None:
    assert migration_of(library(LOAN), library(after), TODAY) is None


def test_what_was_not_said_before_is_no_change() -> None:
    vague = having(DAYS.replace(type=None, nullable=None), READER.replace(references=Reference("Reader", "id")))
    assert migration_of(library(vague), library(LOAN), TODAY) is None


def test_tables_that_are_only_new_come_with_the_release() -> None:
    assert migration_of(library(LOAN), library(LOAN, SHELVES, ROOMS), TODAY) is None


def test_new_tables_that_an_old_one_points_at_are_made_first() -> None:
    shelf = Field("shelf_id", Type("uuid"), nullable=True, references=Reference("Shelf", "id", "set null"))
    first, second, *_ = due(having(shelf), LOAN, SHELVES, ROOMS).steps
    assert (first.step, second.step) == ("create table `rooms`", "create table `shelves`")


def test_a_table_goes_after_the_last_release_that_reads_it() -> None:
    migration = migration_of(library(LOAN), library(), TODAY)
    assert migration is not None
    assert [step.step for step in migration.steps] == ["release: neither read nor write `loans`", "drop table `loans`"]
    assert migration.title == "Drop `Loan`"


def test_a_drop_that_an_earlier_migration_lists_is_not_planned_again() -> None:
    going = having(deprecated(NOTE, Farewell(TODAY, "2027-05-24", "remark")), NOTE.replace(name="remark"))
    listed = library(going).with_migration(due(going))
    gone = going.replace(fields=tuple(field for field in going.fields if field.name != "note"))
    assert migration_of(listed, library(gone), TODAY) is None
    assert migration_of(library(going), library(gone), TODAY) is not None


def test_lossy_steps_say_how_far_there_is_a_way_back() -> None:
    assert due(without("note")).reversible == "until step 1"
    assert due(LOAN.replace(indexes=(Index(("days",)),))).reversible == "yes, step by step"


TITLES = {
    "Add `Loan.due_on`": having(Field("due_on", Type("date"), nullable=True)),
    "Rename `Loan.note` to `remark`": having(NOTE.replace(name="remark")).replace(
        fields=(*without("note").fields, NOTE.replace(name="remark"))
    ),
    "Drop `Loan.note` and `Loan.days`": without("note", "days"),
    "Make `Loan.email` unique": having(EMAIL.replace(unique=Uniqueness())),
    "Change `Loan`": having(EMAIL.replace(unique=Uniqueness()), Field("due_on", Type("date"), nullable=True)),
    "Move `Loan` to table `lendings`": LOAN.replace(table="lendings"),
}


@pytest.mark.parametrize(("title", "after"), TITLES.items(), ids=TITLES.keys())
def test_a_migration_is_called_by_what_changes(title: str, after: Model) -> None:
    migration = due(after)
    assert migration.title == title
    assert migration.slug == f"{TODAY}-{'-'.join(re.findall(r'[a-z0-9]+', title.lower()))}"


def test_a_second_migration_of_a_day_has_a_name_of_its_own() -> None:
    after = library(having(Field("due_on", Type("date"), nullable=True)))
    first = migration_of(library(LOAN), after, TODAY)
    assert first is not None
    second = migration_of(library(LOAN), after.with_migration(first), TODAY)
    assert second is not None
    assert (first.slug, second.slug) == (f"{TODAY}-add-loan-due-on", f"{TODAY}-add-loan-due-on-2")


def test_what_a_field_says_of_its_end_is_understood() -> None:
    said = Farewell(TODAY, "2027-05-24", "remark")
    assert farewell(deprecated(NOTE, said)) == said
    apart = NOTE.replace(constraints=Constraints(notes=("deprecated", "replaced by `remark`", "sunset 2027-05-24")))
    assert farewell(apart) == Farewell("", "2027-05-24", "remark")
    assert farewell(NOTE) is None


ORDER = ("expand", "migrate", "contract")
NAMED = re.compile(r"`([A-Za-z_]\w*)\.\w+`")


@given(old=models(), new=models(), name=st.booleans())
def test_steps_come_in_phases_and_name_no_table_that_nobody_has(old: Model, new: Model, name: bool) -> None:
    before, after = Spec(models=(old,)), Spec(models=(new.replace(name=old.name) if name else new,))
    steps = migration_plan(before, after)
    phases = [ORDER.index(step.phase) for step in steps]
    assert phases == sorted(phases)
    assert not phases or phases[0] == 0
    tables = {known for spec in (before, after) for model in spec.models for known in (model.table, model.name)}
    assert {table for step in steps for table in NAMED.findall(step.step)} <= tables
    assert migration_plan(before, before) == ()
