"""From the syntax trees of DDL statements to what they tell of a table."""

import logging
import re
from collections.abc import Mapping
from typing import Literal

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from groundplan.documents.free.models.column_words import default_said, on_delete_said
from groundplan.documents.free.models.telling import Telling, Told
from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.model import Check, Field, Index, Reference, Uniqueness, UniqueTogether
from groundplan.spec.types import GENERATED, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Default, Type

DIALECTS = ("postgres", "mysql", "sqlite")
DEEPEST = 60
MYSQL = re.compile(r"`|\bauto_increment\b|\bengine\s*=|,\s*(?:unique\s+)?(?:key|index)\s+\w+\s*\(", re.IGNORECASE)
WORDS = re.compile(r"['\"]?([\w-]+)['\"]?(?:\s*(?:,|\||/|\bor\b)\s*['\"]?[\w-]+['\"]?)+(?:\.{3}|…)?$")


def tree_of(statement: str) -> exp.Expr | None:
    """The syntax tree in the first dialect that takes the statement; `None` where none does."""
    logger = logging.getLogger("sqlglot")
    silent, logger.disabled = logger.disabled, True  # it warns of what it does not know, and we read that by lines
    try:
        for dialect in ("mysql", *DIALECTS) if MYSQL.search(statement) else DIALECTS:
            try:
                tree = parse_one(statement, read=dialect)
            except (SqlglotError, RecursionError, ValueError):
                continue
            if isinstance(tree, exp.Create | exp.Alter) and _is_shallow(tree):
                return tree
    finally:
        logger.disabled = silent
    return None


def _is_shallow(tree: exp.Expr) -> bool:
    """Whether all that walks the tree, and writes parts of it as text, has stack enough."""
    level = [tree]
    for _ in range(DEEPEST):
        level = [inner for node in level for inner in node.iter_expressions()]
    return not level


def enum_of(tree: exp.Expr) -> dict[str, tuple[str, ...]]:
    """The enumeration that a CREATE TYPE declares, by its name in lower case."""
    kind = tree.args.get("expression")
    if isinstance(kind, exp.DataType) and tree.args.get("kind") == "TYPE":
        return {tree.this.name.lower(): _literals(kind)}
    return {}


def tree_told(tree: exp.Expr, line: int, enums: Mapping[str, tuple[str, ...]]) -> Telling | None:
    """What a statement tells of a table, if it tells of one; `line` is that of its first line."""
    if isinstance(tree, exp.Alter):
        return _Reading(tree.this.name, line, enums, extent="part").told(tree.args.get("actions") or [])
    if isinstance(tree.this, exp.Index):
        return _index_told(tree, line)
    schema = tree.this
    if tree.args.get("kind") != "TABLE" or not isinstance(schema, exp.Schema):
        return None
    return _Reading(schema.this.name, line, enums, extent="whole").told(schema.expressions)


class _Reading:
    """One statement that is being read: columns first, then what the constraints add to them."""

    def __init__(
        self, table: str, line: int, enums: Mapping[str, tuple[str, ...]], *, extent: Literal["whole", "part"]
    ) -> None:
        self.telling = Telling(table, line, table=table, extent=extent)
        self.enums = enums
        self.fields: dict[str, Told] = {}

    def told(self, parts: list[exp.Expr]) -> Telling:
        for part in parts:
            if isinstance(part, exp.ColumnDef):
                line = self.telling.line + int(part.this.meta.get("line", 1)) - 1
                self.fields.setdefault(part.name, Told(self._column(part), line))
        for part in parts:
            if isinstance(part, exp.Constraint | exp.AddConstraint):
                for inner in part.find_all(
                    exp.UniqueColumnConstraint, exp.CheckColumnConstraint, exp.ForeignKey, exp.PrimaryKey
                ):
                    self._constraint(inner)
            elif not isinstance(part, exp.ColumnDef):
                self._constraint(part)
        return self.telling._replace(fields=tuple(self.fields.values()))

    def _column(self, part: exp.ColumnDef) -> Field:
        kind = part.args.get("kind")
        type_, constraints = self._type(kind) if isinstance(kind, exp.DataType) else (None, Constraints())
        field = Field(part.name, type_, nullable=True, constraints=constraints)
        if isinstance(kind, exp.DataType) and "SERIAL" in kind.sql("postgres").upper():
            field = field.replace(default=GENERATED, nullable=False)
        for constraint in part.args.get("constraints") or []:
            field = self._with(field, constraint.args.get("kind"))
        values = _values_in_comment(part.comments or [])
        return _limited(field, values) if values else field

    def _type(self, kind: exp.DataType) -> tuple[Type | None, Constraints]:
        if kind.this == exp.DType.ENUM:
            return Type("enum", values=_literals(kind)), Constraints()
        words = kind.sql("postgres")
        if values := self.enums.get(words.lower().strip('"')):
            return Type("enum", values=values), Constraints()
        said = type_said(words)
        return said.type, said.constraints

    def _with(self, field: Field, kind: exp.Expr | None) -> Field:
        match kind:
            case exp.PrimaryKeyColumnConstraint():
                return field.replace(primary_key=True, nullable=False)
            case exp.NotNullColumnConstraint():
                return field.replace(nullable=bool(kind.args.get("allow_null")))
            case exp.UniqueColumnConstraint():
                return field.replace(unique=Uniqueness())
            case exp.DefaultColumnConstraint():
                return field.replace(default=_default(kind.this, field.type))
            case exp.OnUpdateColumnConstraint():
                return field.replace(default=NOW_AT_EVERY_CHANGE)
            case exp.AutoIncrementColumnConstraint() | exp.GeneratedAsIdentityColumnConstraint():
                return field.replace(default=GENERATED)
            case exp.Reference():
                return field.replace(references=_reference(kind))
            case exp.CheckColumnConstraint():
                return self._checked(field, kind.this)
            case _:
                return field

    def _constraint(self, part: exp.Expr) -> None:
        names = _names(part)
        match part:
            case exp.PrimaryKey():
                for name in names:
                    self._change(name, primary_key=True, nullable=False)
            case exp.UniqueColumnConstraint() if len(names) == 1 and names[0] in self.fields:
                self._change(names[0], unique=Uniqueness())
            case exp.UniqueColumnConstraint() if names:
                self.telling = self.telling._replace(uniques=(*self.telling.uniques, UniqueTogether(names)))
            case exp.ForeignKey() if len(names) == 1 and isinstance(part.args.get("reference"), exp.Reference):
                reference = _reference(part.args["reference"])
                if names[0] not in self.fields:
                    self.fields[names[0]] = Told(Field(names[0], nullable=None), self.telling.line)
                self._change(names[0], references=reference)
            case exp.CheckColumnConstraint():
                subject = next((column.name for column in part.find_all(exp.Column)), "")
                if subject in self.fields:
                    told = self.fields[subject]
                    self.fields[subject] = told._replace(field=self._checked(told.field, part.this))
                else:
                    self._check(part.this)
            case exp.IndexColumnConstraint() if names:
                self.telling = self.telling._replace(indexes=(*self.telling.indexes, Index(names)))
            case _:
                pass

    def _change(self, name: str, **changes: object) -> None:
        if name in self.fields:
            told = self.fields[name]
            self.fields[name] = told._replace(field=told.field.replace(**changes))

    def _check(self, condition: exp.Expr) -> None:
        self.telling = self.telling._replace(checks=(*self.telling.checks, Check(condition.sql("postgres"))))

    def _checked(self, field: Field, condition: exp.Expr) -> Field:
        """The field with what a check says of it: values, a range, or else a condition of the table."""
        match condition:
            case exp.In(this=exp.Column()) if all(isinstance(each, exp.Literal) for each in condition.expressions):
                return _limited(field, tuple(each.name for each in condition.expressions))
            case exp.Between(this=exp.Column()):
                low, high = (_number(condition.args.get(end)) for end in ("low", "high"))
                if low is not None and high is not None and field.type is not None and field.type.numeric:
                    return field.replace(constraints=field.constraints.replace(bounds=Bounds(low, high)))
            case _:
                pass
        self._check(condition)
        return field


def _index_told(tree: exp.Expr, line: int) -> Telling | None:
    index, table = tree.this, tree.this.args.get("table")
    parameters = index.args.get("params")
    if table is None or parameters is None:
        return None
    names, ignoring_case = [], False
    for part in parameters.args.get("columns") or []:
        column = part.find(exp.Column)
        if column is not None:
            names.append(("-" if part.args.get("desc") else "") + column.name)
            ignoring_case = ignoring_case or "NOCASE" in part.sql().upper() or part.find(exp.Lower) is not None
    where = parameters.args.get("where")
    condition = where.this.sql("postgres") if where is not None else ""
    told = Telling(table.name, line, table=table.name, extent="part")
    if not names:
        return None
    if tree.args.get("unique"):
        fields = tuple(name.lstrip("-") for name in names)
        return told._replace(uniques=(UniqueTogether(fields, ignoring_case=ignoring_case, where=condition),))
    return told._replace(indexes=(Index(tuple(names), ignoring_case=ignoring_case, where=condition),))


def _limited(field: Field, values: tuple[str, ...]) -> Field:
    """The field with only these values, if it holds text."""
    if field.type is None or not field.type.textual:
        return field
    return field.replace(type=Type("enum", values=values), constraints=Constraints())


def _reference(part: exp.Reference) -> Reference:
    target = part.this
    table = target.this if isinstance(target, exp.Schema) else target
    field = next((each.name for each in target.expressions), "id") if isinstance(target, exp.Schema) else "id"
    return Reference(table.name, field, on_delete=on_delete_said(" ".join(map(str, part.args.get("options") or []))))


def _default(value: exp.Expr, kind: Type | None) -> Default | None:
    return default_said(f"default {value.sql('postgres')}", kind)


def _names(part: exp.Expr) -> tuple[str, ...]:
    """The columns that a constraint of the table is about."""
    inside = part.this if isinstance(part.this, exp.Schema) else part
    return tuple(
        each.name for each in inside.expressions if isinstance(each, exp.Identifier | exp.Column | exp.Ordered)
    )


def _literals(kind: exp.DataType) -> tuple[str, ...]:
    return tuple(each.name for each in kind.expressions if isinstance(each, exp.Literal))


def _values_in_comment(comments: list[str]) -> tuple[str, ...]:
    """The values that a comment behind a column lists: `low, high`, and nothing but such a list."""
    text = next(iter(comments), "").strip()
    if WORDS.match(text) is None:
        return ()
    return tuple(word for word in re.findall(r"[\w-]+", text) if word != "or")


def _number(node: object) -> int | float | None:
    if not isinstance(node, exp.Literal) or re.fullmatch(r"\d{1,15}(?:\.\d{1,15})?", node.name) is None:
        return None
    return float(node.name) if "." in node.name else int(node.name)
