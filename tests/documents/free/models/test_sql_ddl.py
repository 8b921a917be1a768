"""DDL of three dialects, whole and broken."""

import pytest

from groundplan.spec.model import Check, Field, Index, Reference, Uniqueness, UniqueTogether
from groundplan.spec.types import GENERATED, NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type, literal
from tests.documents.free.models.found import field, models, only, types


def sql(code: str) -> str:
    return f"# Schema\n\n```sql\n{code}\n```\n"


LOANS = sql("""\
CREATE TYPE shelf AS ENUM ('open', 'closed');

CREATE TABLE IF NOT EXISTS library.loans (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    reader_id UUID NOT NULL REFERENCES readers(id) ON DELETE CASCADE,
    copy_id BIGINT,
    place shelf NOT NULL DEFAULT 'open',
    state VARCHAR(20) DEFAULT 'out', -- out, back, lost
    fee NUMERIC(6,2) CHECK (fee >= 0),
    stars INT CHECK (stars BETWEEN 1 AND 5),
    tags TEXT[],
    lent_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    CONSTRAINT fk_copy FOREIGN KEY (copy_id) REFERENCES copies(id) ON DELETE SET NULL,
    CONSTRAINT once UNIQUE (reader_id, copy_id)
);

CREATE INDEX idx_lent ON loans(reader_id, lent_at DESC);
CREATE UNIQUE INDEX idx_open ON loans(copy_id) WHERE state = 'out';
CREATE INDEX idx_state ON loans(state);
ALTER TABLE loans ADD COLUMN note TEXT NOT NULL DEFAULT '';
""")


def test_a_table_is_read_with_all_its_columns() -> None:
    loans = only(LOANS).model
    assert (loans.name, loans.table) == ("loans", "loans")
    assert loans.fields == (
        Field("id", Type("uuid"), primary_key=True, default=GENERATED),
        Field("reader_id", Type("uuid"), references=Reference("readers", "id", on_delete="cascade")),
        Field("copy_id", Type("int"), nullable=True, references=Reference("copies", "id", on_delete="set null")),
        Field("place", Type("enum", values=("open", "closed")), default=literal("open")),
        Field(
            "state", Type("enum", values=("out", "back", "lost")), nullable=True, default=literal("out"), indexed=True
        ),
        Field("fee", Type("decimal", precision=6, scale=2), nullable=True),
        Field("stars", Type("int"), nullable=True, constraints=Constraints(bounds=Bounds(1, 5))),
        Field("tags", Type("list", item=Type("text")), nullable=True),
        Field("lent_at", Type("datetime"), nullable=True, default=NOW),
        Field("note", Type("text"), default=literal("")),
    )


def test_indexes_uniques_and_checks_belong_to_the_model() -> None:
    loans = only(LOANS).model
    assert loans.indexes == (Index(("reader_id", "-lent_at")),)
    assert loans.uniques == (
        UniqueTogether(("reader_id", "copy_id")),
        UniqueTogether(("copy_id",), where="state = 'out'"),
    )
    assert loans.checks == (Check("fee >= 0"),)


def test_each_column_has_the_line_on_which_it_stands() -> None:
    found = only(LOANS)
    assert (found.line, found.lines["id"], found.lines["lent_at"], found.lines["note"]) == (6, 7, 15, 23)


def test_mysql_and_sqlite_are_read_too() -> None:
    mysql = only(
        sql(
            "CREATE TABLE `trees` (`id` INT AUTO_INCREMENT PRIMARY KEY, `kind` ENUM('apple','pear'), `seen` TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, KEY by_kind (`kind`)) ENGINE=InnoDB;"
        )
    )
    assert types(mysql) == {"id": "int", "kind": "enum(apple, pear)", "seen": "datetime"}
    assert mysql.model.fields[0].default == GENERATED
    assert mysql.model.fields[1].indexed
    assert mysql.model.fields[2].default == NOW_AT_EVERY_CHANGE
    sqlite = field(sql("CREATE TABLE trees (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE)"), "name")
    assert (sqlite.unique, sqlite.nullable) == (Uniqueness(), True)


@pytest.mark.parametrize(
    "code",
    [
        "CREATE TABLE trees (\n  id UUID PRIMARY KEY,\n  felled DATE NULLABLE,\n  name VARCHAR(40) NOT NULL\n);",
        "CREATE TABLE trees (\n  id UUID PRIMARY KEY,\n  felled DATE MAYBE SOME DAY,\n  name VARCHAR(40) NOT NULL,\n  ...\n);",
        "CREATE TABLE trees (\n  id UUID PRIMARY KEY,\n  felled DATE\n  name VARCHAR(40) NOT NULL\n",
    ],
)
def test_a_table_that_does_not_parse_is_read_by_lines(code: str) -> None:
    found = only(sql(code))
    assert types(found) == {"id": "uuid", "felled": "date", "name": "str"}
    assert [each.nullable for each in found.model.fields] == [False, True, False]
    assert found.lines["name"] == 7


def test_a_link_table_has_a_key_of_two_columns() -> None:
    assert only(
        sql(
            "CREATE TABLE grafts (tree_id INT REFERENCES trees(id), twig_id INT REFERENCES twigs(id), PRIMARY KEY (tree_id, twig_id));"
        )
    ).model.is_link


def test_queries_rows_and_partitions_are_no_models() -> None:
    assert (
        models(
            sql(
                "SELECT * FROM trees;\nINSERT INTO trees (id) VALUES (1);\n-- CREATE TABLE stumps (id INT);\nCREATE TABLE trees_2030 PARTITION OF trees FOR VALUES IN (2030);"
            )
        )
        == {}
    )
