"""SQLModel and SQLAlchemy classes in fenced Python; the code is parsed and never run."""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from groundplan.documents.free.models.class_field import attribute_field, attribute_relationship, string, truth
from groundplan.documents.free.models.telling import Telling, Told
from groundplan.documents.free.nodes import Fence
from groundplan.spec.model import Check, Index, Relationship, UniqueTogether

PYTHON = frozenset({"python", "py", "python3", "sqlmodel"})
CLASS = re.compile(r"class\s+\w+", re.MULTILINE)
ENUM_BASES = frozenset({"Enum", "StrEnum", "IntEnum"})
# Beyond this nothing was written by a person, and the parser of Python may run out of stack.
LONGEST_LINE, DEEPEST, MOST_ANCESTORS = 2_000, 60, 8


class Class(NamedTuple):
    """A class statement and the line of the document on which it stands."""

    node: ast.ClassDef
    offset: int

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def bases(self) -> tuple[str, ...]:
        return tuple(ast.unparse(base).rpartition(".")[2] for base in self.node.bases)

    @property
    def line(self) -> int:
        return self.offset + self.node.lineno


def classes_in(fences: Iterable[Fence]) -> tuple[Class, ...]:
    """Every class of the document's Python, in order; code that does not parse gives those of its parts that do."""
    return tuple(found for fence in fences if is_python(fence) for found in _classes(fence))


def is_python(fence: Fence) -> bool:
    return fence.language in PYTHON or (not fence.language and CLASS.match(fence.text) is not None)


def read_classes(classes: Sequence[Class]) -> Iterator[Telling]:
    """A telling for every class that is a table; fields come from its bases too, wherever they are declared."""
    known = {each.name: each for each in classes}
    enums = enums_of(classes)
    for each in classes:
        if is_table(each):
            yield _telling(each, known, enums)


def enums_of(classes: Sequence[Class]) -> dict[str, tuple[str, ...]]:
    """The values of every enumeration among the classes."""
    return {each.name: _enum_values(each) for each in classes if ENUM_BASES & set(each.bases)}


def is_table(each: Class) -> bool:
    """Whether a class is stored: it says so, names its table, or has columns."""
    if any(word.arg == "table" and truth(word.value) for word in each.node.keywords):
        return True
    return any(name == "__tablename__" or _makes_column(value) for name, _, value, _ in attributes(each.node))


def attributes(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr | None, ast.expr | None, int]]:
    """Name, annotation, value and line of each attribute of a class."""
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, statement.annotation, statement.value, statement.lineno
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            yield statement.targets[0].id, None, statement.value, statement.lineno


def lineage(each: Class, known: Mapping[str, Class]) -> list[Class]:
    """A class and those it inherits from, the furthest first."""
    found: dict[str, Class] = {}
    waiting = [each]
    while waiting and len(found) < MOST_ANCESTORS:
        current = waiting.pop()
        if current.name not in found:
            found[current.name] = current
            waiting += [known[name] for name in current.bases if name in known]
    return list(found.values())[::-1]


def _telling(each: Class, known: Mapping[str, Class], enums: Mapping[str, tuple[str, ...]]) -> Telling:
    fields: dict[str, Told] = {}
    relationships: list[Relationship] = []
    for ancestor in lineage(each, known):
        for name, annotation, value, line in attributes(ancestor.node):
            if name.startswith("__") or name in ("model_config", "metadata"):
                continue
            if (relationship := attribute_relationship(name, annotation, value)) is not None:
                relationships.append(relationship)
            elif annotation is not None or _makes_column(value):
                field = attribute_field(name, annotation, value, enums)
                fields[name] = Told(field, ancestor.offset + line)
    told = Telling(each.name, each.line, table=_table(each), fields=tuple(fields.values()), names_class=True)
    return _with_arguments(told._replace(relationships=tuple(relationships)), each)


def _table(each: Class) -> str:
    return next((string(value) for name, _, value, _ in attributes(each.node) if name == "__tablename__"), "")


def _with_arguments(told: Telling, each: Class) -> Telling:
    """The constraints and indexes of `__table_args__`."""
    value = next((value for name, _, value, _ in attributes(each.node) if name == "__table_args__"), None)
    for call in value.elts if isinstance(value, ast.Tuple) else ():
        if not isinstance(call, ast.Call):
            continue
        names = tuple(text for text in map(string, call.args) if text)
        match ast.unparse(call.func).rpartition(".")[2]:
            case "UniqueConstraint" if names:
                told = told._replace(uniques=(*told.uniques, UniqueTogether(names)))
            case "Index" if len(names) > 1:
                unique = any(word.arg == "unique" and truth(word.value) for word in call.keywords)
                told = (
                    told._replace(uniques=(*told.uniques, UniqueTogether(names[1:])))
                    if unique
                    else told._replace(indexes=(*told.indexes, Index(names[1:])))
                )
            case "CheckConstraint" if names:
                told = told._replace(checks=(*told.checks, Check(names[0])))
            case _:
                pass
    return told


def _makes_column(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] in ("Column", "mapped_column")


def _enum_values(each: Class) -> tuple[str, ...]:
    return tuple(string(value) or name for name, _, value, _ in attributes(each.node) if not name.startswith("_"))


def _classes(fence: Fence) -> Iterator[Class]:
    if any(len(line) > LONGEST_LINE for line in fence.lines):
        return
    tree = parsed(fence.text)
    if tree is not None:
        yield from (Class(node, fence.line) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
        return
    starts = [at for at, line in enumerate(fence.lines) if line[:1] not in ("", " ", "\t", ")", "#", "]", "}")]
    for start, end in pairwise([*starts, len(fence.lines)]):
        if fence.lines[start].startswith("class ") and (tree := parsed("\n".join(fence.lines[start:end]))) is not None:
            yield from (Class(node, fence.line + start) for node in tree.body if isinstance(node, ast.ClassDef))


def parsed(source: str) -> ast.Module | None:
    """The syntax tree of some source, or `None` where it is not Python; nothing in it is run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an odd escape in somebody's example is no concern of the reader
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    return tree if _is_shallow(tree) else None


def _is_shallow(tree: ast.Module) -> bool:
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return not level
