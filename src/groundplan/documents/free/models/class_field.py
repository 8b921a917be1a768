"""One attribute of a table class as a field, from its annotation and its `Field`, `Column` or `mapped_column`."""

import ast
import re
from collections.abc import Mapping

from groundplan.documents.free.models.column_words import ACTIONS
from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.model import Field, Reference, Relationship, Uniqueness
from groundplan.spec.types import GENERATED, NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Default, Type, literal

OPTIONAL = re.compile(r"\bOptional\[|\|\s*None\b|\bNone\s*\|")
WRAPPERS = re.compile(r"(?:Mapped|ClassVar|Annotated)\[(.*)\]$", re.DOTALL)
CALLS = frozenset({"Field", "Column", "mapped_column"})
RELATIONSHIPS = frozenset({"Relationship", "relationship"})
MOMENTS = re.compile(r"\b(?:utc_?now|now|today|current_timestamp|get_utc_now|time)\b")
LOW, HIGH = ("ge", "gt", "min_length", "min_items"), ("le", "lt", "max_length", "max_items")


def attribute_relationship(name: str, annotation: ast.expr | None, value: ast.expr | None) -> Relationship | None:
    """The way to another class that an attribute is, if it is one and no column."""
    if not isinstance(value, ast.Call) or _called(value) not in RELATIONSHIPS:
        return None
    words = ast.unparse(annotation) if annotation is not None else ""
    said = {word.arg: word.value for word in value.keywords}
    named = re.findall(r"\w+", re.sub(r"\b(?:Optional|List|list|Mapped|Sequence|None)\b", " ", words))
    target = named[-1] if named else next((string(argument) for argument in value.args if string(argument)), "")
    many = re.search(r"\b(?:list|sequence|set)\[", words, re.IGNORECASE) is not None
    through = said.get("link_model") or said.get("secondary")
    return Relationship(
        name,
        "many to many" if through is not None else "one to many" if many else "many to one",
        target,
        back=string(said.get("back_populates")),
        through=(string(through) or ast.unparse(through)) if through is not None else "",
    )


def attribute_field(
    name: str, annotation: ast.expr | None, value: ast.expr | None, enums: Mapping[str, tuple[str, ...]]
) -> Field:
    """The column that an attribute is; a class says of every column whether it may be null."""
    words = _words(annotation)
    call = value if isinstance(value, ast.Call) and _called(value) in CALLS else None
    columns = [call, *_columns_inside(call)] if call is not None else []
    said = {word.arg: word.value for each in columns[::-1] for word in each.keywords if word.arg}
    arguments = [argument for each in columns if _called(each) != "Field" for argument in each.args]
    kind, constraints = _type(words, arguments, enums)
    primary = truth(said.get("primary_key"))
    default = _default(said, call, value, primary=primary)
    unique = truth(said.get("unique"))
    return Field(
        name,
        kind,
        nullable=_nullable(words, said, primary=primary),
        default=default,
        constraints=_bounded(constraints, said),
        primary_key=primary,
        references=_reference(said, arguments),
        unique=Uniqueness() if unique and not primary else None,
        indexed=truth(said.get("index")) and not unique,
    )


def has_default(value: ast.expr | None) -> bool:
    """Whether an attribute has a value when nobody gives it one; `Field(...)` and `Field(max_length=9)` give none."""
    if not isinstance(value, ast.Call) or _called(value) not in CALLS:
        return value is not None and not _is_ellipsis(value)
    given = [*value.args[:1], *(word.value for word in value.keywords if word.arg in ("default", "default_factory"))]
    return any(not _is_ellipsis(each) for each in given)


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def string(node: ast.expr | None) -> str:
    """The text of a string constant; empty for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def truth(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _words(annotation: ast.expr | None) -> str:
    words = string(annotation) or (ast.unparse(annotation) if annotation is not None else "")
    while (inner := WRAPPERS.match(words)) is not None:
        words = inner[1]
    return words


def _columns_inside(call: ast.Call) -> list[ast.Call]:
    """`sa_column=Column(…)`, and `sa_column_kwargs={…}` as if its items were said in the call."""
    found = []
    for word in call.keywords:
        if isinstance(word.value, ast.Call) and _called(word.value) in CALLS:
            found.append(word.value)
        elif word.arg == "sa_column_kwargs" and isinstance(word.value, ast.Dict):
            pairs = zip(word.value.keys, word.value.values, strict=True)
            keywords = [ast.keyword(arg=string(key), value=item) for key, item in pairs if string(key)]
            found.append(ast.Call(func=ast.Name("Column"), args=[], keywords=keywords))
    return found


def _type(
    words: str, arguments: list[ast.expr], enums: Mapping[str, tuple[str, ...]]
) -> tuple[Type | None, Constraints]:
    plain = re.sub(r"\bOptional\[(.*)\]$", r"\1", words).replace(" ", "")
    plain = re.sub(r"\|None\b|\bNone\|", "", plain)
    if values := enums.get(plain):
        return Type("enum", values=values), Constraints()
    column = next((argument for argument in arguments if _is_type(argument)), None)
    named = (
        next((enums[each] for each in re.findall(r"\w+", ast.unparse(column)) if each in enums), ()) if column else ()
    )
    if named:
        return Type("enum", values=named), Constraints()
    from_column = type_said(ast.unparse(column)) if column is not None else None
    said = type_said(re.sub(r"\b(?:uuid|datetime|typing|decimal)\.(?=\w)", "", plain)) if plain else None
    if said is None or said.type is None:
        said = from_column or said
    if said is None:
        return None, Constraints()
    bounded = from_column if from_column is not None and from_column.constraints != Constraints() else said
    return said.type, bounded.constraints


def _is_type(argument: ast.expr) -> bool:
    """Whether an argument of a column is its type: a name or a call, and no foreign key or identity."""
    named = argument.func if isinstance(argument, ast.Call) else argument
    name = ast.unparse(named).rpartition(".")[2] if isinstance(named, ast.Name | ast.Attribute) else ""
    return bool(name) and name not in ("ForeignKey", "Identity", "Computed", "Sequence", "CheckConstraint")


def _nullable(words: str, said: Mapping[str, ast.expr], *, primary: bool) -> bool:
    explicit = said.get("nullable")
    if isinstance(explicit, ast.Constant):
        return explicit.value is True
    # An old-style Column has no annotation, and may be null unless it says otherwise.
    return not primary and (not words or OPTIONAL.search(words) is not None)


def _default(
    said: Mapping[str, ast.expr], call: ast.Call | None, value: ast.expr | None, *, primary: bool
) -> Default | None:
    if "onupdate" in said:
        return NOW_AT_EVERY_CHANGE
    made = said.get("default_factory") or said.get("server_default") or said.get("default")
    if made is None:
        positional = call is not None and _called(call) == "Field" and call.args
        made = call.args[0] if call is not None and positional else None if call is not None else value
    if isinstance(made, ast.Constant):
        if made.value is None:
            return GENERATED if primary else None
        return literal(made.value) if isinstance(made.value, str | int | float | bool) else None
    if made is None:
        return None
    words = ast.unparse(made)
    if MOMENTS.search(words):
        return NOW
    return GENERATED if re.search(r"uuid|ulid|cuid|nanoid|token", words, re.IGNORECASE) else None


def _bounded(constraints: Constraints, said: Mapping[str, ast.expr]) -> Constraints:
    low, high = (next((_number(said[word]) for word in words if word in said), None) for words in (LOW, HIGH))
    bounds = constraints.bounds
    if low is None and high is None:
        return constraints
    return constraints.replace(
        bounds=Bounds(low if low is not None else bounds.low, high if high is not None else bounds.high)
    )


def _number(node: ast.expr) -> int | float | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _reference(said: Mapping[str, ast.expr], arguments: list[ast.expr]) -> Reference | None:
    """`foreign_key="users.id"` or `ForeignKey("users.id", ondelete="CASCADE")`."""
    target, action = string(said.get("foreign_key")), string(said.get("ondelete")) or string(said.get("on_delete"))
    for argument in arguments:
        if isinstance(argument, ast.Call) and _called(argument) == "ForeignKey" and argument.args:
            target = string(argument.args[0])
            action = next((string(word.value) for word in argument.keywords if word.arg == "ondelete"), action)
    table, _, field = target.rpartition(".")
    if not target:
        return None
    return Reference(table.rpartition(".")[2] or field, field if table else "id", on_delete=ACTIONS.get(action.lower()))
