"""Shapes that travel and are stored nowhere: request and response classes, `### Order Object`, TypeScript interfaces."""

import re
from collections.abc import Iterator

from groundplan.documents.free.declaration import DECLARED
from groundplan.documents.free.models.headings import OTHER, plain
from groundplan.documents.free.models.python_class import classes_in, enums_of, is_python, is_table, lineage
from groundplan.documents.free.models.sections import declares_endpoints, sections_of
from groundplan.documents.free.nodes import Fence, Section
from groundplan.documents.free.outline import flat
from groundplan.documents.free.shapes.json_sample import fields_of_json
from groundplan.documents.free.shapes.python_class import fields_of_class
from groundplan.documents.free.shapes.reading import read_shape
from groundplan.spec.model import Schema

BASES = frozenset({"SQLModel", "BaseModel", "Schema", "TypedDict", "NamedTuple"})
SUFFIX = "(?:Base|Create|Update|Read|Out|In|Request|Response|DTO|Dto|Public)"
OBJECT = re.compile(
    r"(?:\d+(?:\.\d+)*[.)]?\s+)?`?(?P<name>[A-Z]\w*(?: [A-Z]\w*)?)`?\s+(?:[Oo]bject|DTO|[Ii]nterface|[Oo]bjeto|객체)\s*(?:$|[(:–—-])"
    rf"|`?(?P<suffixed>[A-Z]\w*{SUFFIX})`?(?:\s+[Ss]chema)?\s*(?:$|[(:–—-])"
)
# In a document on endpoints a schema is what they send; in others it may well be a table.
SCHEMA = re.compile(r"`?(?P<name>[A-Z]\w*)`?\s+[Ss]chema\s*(?:$|[(:–—-])")
INTERFACE = re.compile(r"(?:export\s+)?(?:interface|type)\s+(\w+)[^{=;]{0,80}=?\s*\{", re.IGNORECASE)
TYPESCRIPT = frozenset({"typescript", "ts", "tsx"})


def read_shapes(root: Section) -> tuple[Schema, ...]:
    """The schemas that a document declares beside its tables, each once, in the order of the document."""
    every = (*_of_classes(root), *_of_interfaces(root), *_of_headings(root))
    return tuple({schema.name: schema for schema in reversed(every) if schema.fields}.values())[::-1]


def _of_classes(root: Section) -> Iterator[Schema]:
    classes = classes_in(_fences(root))
    known = {each.name: each for each in classes}
    enums = enums_of(classes)
    for each in classes:
        if BASES & {base for ancestor in lineage(each, known) for base in ancestor.bases} and not is_table(each):
            yield Schema(each.name, fields=fields_of_class(each, known, enums))


def _of_interfaces(root: Section) -> Iterator[Schema]:
    for fence in _fences(root):
        for found in INTERFACE.finditer(fence.text) if fence.language in TYPESCRIPT else ():
            end = fence.text.find("\n}", found.end())
            shape = fields_of_json(fence.text[found.end() - 1 : end + 2 if end >= 0 else found.end() + 2_000])
            if shape is not None:
                # Where the language has a mark for what may be left out, what has none must be there.
                fields = tuple(field.replace(required=field.required is not False) for field in shape.fields)
                yield Schema(found[1], fields=fields)


def _of_headings(root: Section) -> Iterator[Schema]:
    in_api = declares_endpoints(root)
    for section in sections_of(root):
        name = _object_named(plain(section.title), in_api=in_api)
        if name and not DECLARED.match(section.title) and not any(map(_is_code, section.nodes)):
            shape = read_shape(section.nodes)
            if shape is not None:
                yield Schema(name, fields=shape.fields)


def _object_named(title: str, *, in_api: bool) -> str:
    if (named := OBJECT.match(title)) is not None:
        return named["name"] or named["suffixed"]
    schema = SCHEMA.match(title) if in_api else None
    return (
        schema["name"]
        if schema is not None and schema["name"].lower() not in OTHER | {"input", "output", "tool"}
        else ""
    )


def _is_code(node: object) -> bool:
    return isinstance(node, Fence) and (is_python(node) or node.language in TYPESCRIPT)


def _fences(root: Section) -> tuple[Fence, ...]:
    return tuple(node for section in sections_of(root) for node in flat(section.nodes) if isinstance(node, Fence))
