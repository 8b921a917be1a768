"""Rules on migrations."""

import pytest

from groundplan.spec.api import Api
from groundplan.spec.model import Model
from groundplan.spec.record import Migration, MigrationStep
from groundplan.spec.spec import Spec
from tests.checks.judged import found, messages

AT = "migration 2026-11-24-loans"
ADD = MigrationStep("expand", "add `loans.due_on` date, null; new code writes both", "brief", "drop the column")
FILL = MigrationStep("migrate", "copy `due_at` to `due_on` where it is null, 1,000 rows at a time")
DEMAND = MigrationStep("migrate", "set `loans.due_on` not null", "brief", "allow null again")
DROP = MigrationStep("contract", "drop `loans.due_at`", "brief", "restore from backup")


def migrating(*steps: MigrationStep, reversible: str = "until step 3") -> Spec:
    migration = Migration("2026-11-24-loans", "Loans", reversible=reversible, steps=steps)
    return Spec(models=(Model("Loan", table="loans"),), migrations=(migration,))


def test_a_migration_in_order_has_no_finding() -> None:
    assert found("MG", migrating(ADD, FILL, DEMAND, DROP)) == []


def test_a_step_before_its_phase_is_found() -> None:
    assert found("MG", migrating(FILL, ADD)) == [("MG001", f"{AT}#step 2")]


def test_a_migration_that_begins_with_its_end_is_found() -> None:
    assert found("MG", migrating(DROP)) == [("MG001", f"{AT}#step 1")]


def test_a_migration_without_steps_is_found() -> None:
    assert found("MG", migrating()) == [("MG001", AT)]


def test_a_table_that_no_model_has_is_found() -> None:
    broken = migrating(ADD.replace(step="add `laons.due_on` date, null"))
    assert found("MG", broken) == [("MG001", f"{AT}#step 1")]
    assert messages("MG001", broken) == ["`laons` is no table of the data model; did you mean `loans`?"]


@pytest.mark.parametrize("step", ["drop table `fines`", "rename table `fines` to `penalties`"])
def test_a_table_that_is_gone_lives_on_in_the_steps_that_took_it(step: str) -> None:
    gone = MigrationStep("contract", step, back="restore from backup")
    assert found("MG001", migrating(ADD.replace(step="add `fines.paid_at` datetime, null"), gone)) == []


def test_a_column_that_is_added_as_not_null_is_found() -> None:
    broken = migrating(ADD.replace(step="add `loans.due_on` date, not null"), FILL)
    assert found("MG", broken) == [("MG002", f"{AT}#step 1")]


def test_a_column_that_is_made_not_null_before_it_is_filled_is_found() -> None:
    assert found("MG", migrating(ADD, DEMAND)) == [("MG002", f"{AT}#step 2")]


def test_a_default_fills_a_column() -> None:
    assert found("MG", migrating(ADD.replace(step="add `loans.due_on` date, not null, default today"))) == []


def test_an_index_over_rows_that_have_a_value_demands_none() -> None:
    index = MigrationStep(
        "expand", "build an index on `loans.due_on` where due_on is not null, concurrently", "none", "drop it"
    )
    assert found("MG", migrating(ADD, index)) == []


def test_a_loss_without_a_way_back_is_found() -> None:
    broken = migrating(ADD, DROP.replace(back=""))
    assert found("MG", broken) == [("MG004", f"{AT}#step 2")]
    assert found("MG", migrating(ADD, DROP.replace(back="no: the values are not kept"))) == []


def test_a_loss_while_old_code_reads_is_found() -> None:
    assert found("MG", migrating(DROP.replace(phase="expand"))) == [("MG004", f"{AT}#step 1")]


def test_a_migration_that_loses_data_says_until_when_it_can_be_undone() -> None:
    assert found("MG", migrating(ADD, DROP, reversible="")) == [("MG004", AT)]


def test_dropping_an_index_loses_nothing() -> None:
    assert found("MG", migrating(ADD, DROP.replace(step="drop the index on `loans.due_at`", back=""))) == []


@pytest.mark.parametrize("step", ["rename `loans.due` to `due_on`", "rename table `loans` to `lendings`"])
def test_a_name_that_is_taken_from_running_code_is_found(step: str) -> None:
    assert found("MG003", migrating(ADD.replace(step=step))) == [("MG003", f"{AT}#step 1")]


def test_an_index_is_renamed_in_place() -> None:
    assert found("MG003", migrating(ADD.replace(step="rename the index on `loans.due_on`"))) == []


def test_a_copy_that_nobody_keeps_up_is_found() -> None:
    silent = ADD.replace(step="add `loans.due_on` date, null")
    assert found("MG003", migrating(silent, FILL, DROP)) == [("MG003", f"{AT}#step 2")]
    assert found("MG003", migrating(ADD, FILL, DROP)) == []
    assert found("MG003", migrating(silent, FILL)) == []


UNPLANNED = [
    "add a unique constraint on `loans.number`",
    "add a foreign key from `loans.reader_id` to `readers.id`",
    "add a check on `loans`: `days` > 0",
    "create an index on `loans.due_on`",
]


@pytest.mark.parametrize("step", UNPLANNED)
def test_a_constraint_that_fails_or_locks_is_found(step: str) -> None:
    assert found("MG005", migrating(ADD.replace(step=step))) == [("MG005", f"{AT}#step 1")]


PLANNED = {
    "duplicates are merged before": (FILL.replace(step="merge loans with the same `number`"), UNPLANNED[0]),
    "validated later": (ADD, f"{UNPLANNED[1]}, not valid"),
    "built beside the work": (ADD, f"{UNPLANNED[3]}, concurrently"),
    "a table that is empty": (ADD.replace(step="create table `loans`"), UNPLANNED[3]),
    "a key of a new column": (ADD, "add `loans.shelf_id` uuid, null, → `shelves.id`"),
    "a drop": (ADD, "drop the index on `loans.due_on`"),
}


@pytest.mark.parametrize(("before", "step"), PLANNED.values(), ids=PLANNED.keys())
def test_a_constraint_may_come(before: MigrationStep, step: str) -> None:
    assert found("MG005", migrating(before, ADD.replace(step=step))) == []


def test_what_the_api_says_of_indexes_counts_for_each_migration() -> None:
    said = Api(migrations="an index is built without a lock")
    assert found("MG005", migrating(ADD.replace(step=UNPLANNED[3])).replace(api=said)) == []
