"""All models of a free-form document: every representation is read, and those of one table are merged."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from groundplan.documents.free.declaration import DECLARED
from groundplan.documents.free.labels import labelled
from groundplan.documents.free.models.column_bullets import read_bullets, read_lines
from groundplan.documents.free.models.column_table import is_column_table, read_columns
from groundplan.documents.free.models.headings import (
    Heading,
    is_columns,
    is_of_operation,
    is_one_word,
    is_part,
    model_named,
)
from groundplan.documents.free.models.merging import merged
from groundplan.documents.free.models.mermaid_entities import read_entities
from groundplan.documents.free.models.python_class import classes_in, is_python, read_classes
from groundplan.documents.free.models.sections import declares_endpoints, sections_of
from groundplan.documents.free.models.sql_ddl import is_sql, read_ddl
from groundplan.documents.free.models.telling import FoundModel, Telling, Told
from groundplan.documents.free.models.ties import index_rows, read_ties
from groundplan.documents.free.nodes import Bullet, Fence, Line, Node, Section, Table
from groundplan.documents.free.outline import flat

TABLE_NAME = re.compile(
    r"(?:(?:database )?table(?: name)?|tabla|nombre de (?:la )?tabla|tabela|nome da tabela|테이블(?:명)?)$",
    re.IGNORECASE,
)
STORED = re.compile(
    r"\btables?\b|\bdatabase\b|\bentit|\btablas?\b|\btabelas?\b|\bentidad|\btabell|테이블|엔티티", re.IGNORECASE
)
TABLES = re.compile(r"\btables?\b|\btablas?\b|\btabelas?\b|\btabelle\b|테이블", re.IGNORECASE)
WHOLE_LABEL = re.compile(r"\*\*[^*]+\*\*\s*(?:\([^()]*\))?:?|`?\w+`?:?")
INDEXES = re.compile(r"\bind(?:ex|exes|exing|ices)\b|[íi]ndices?\b|인덱스", re.IGNORECASE)


def read_models(file: str, root: Section) -> tuple[FoundModel, ...]:
    """The models that a document tells of, each once, in the order of the document; any text gives an answer.

    A heading that only groups names none; a request or a response is none; what is stored under a heading that calls it a
    table is one even without fields.
    """
    fences = [node for section in sections_of(root) for node in flat(section.nodes) if isinstance(node, Fence)]
    walk = _Walk(in_api=declares_endpoints(root))
    walk.section(root, None, stored=False, among_tables=False)
    told = (*walk.tellings, *read_ddl(fences), *read_classes(classes_in(fences)), *read_entities(fences))
    return merged(told)


class _Subject(NamedTuple):
    """The model that the current lines are about, and where it was named; `sure` where that says that it is a table."""

    heading: Heading
    line: int
    column: int
    sure: bool

    def telling(self, fields: Sequence[Told]) -> Telling:
        return Telling(self.heading.name, self.line, self.column, table=self.heading.table, fields=tuple(fields))


class _Walk:
    """One walk over the sections; what it finds of tables, bullets and plain blocks are its tellings."""

    def __init__(self, *, in_api: bool) -> None:
        self.in_api = in_api
        self.tellings: list[Telling] = []

    def section(self, section: Section, above: _Subject | None, *, stored: bool, among_tables: bool) -> None:
        if DECLARED.search(section.title) is not None:
            return
        stored = stored or STORED.search(section.title) is not None
        columns = is_columns(section.title)
        called = columns or _is_operation(section)
        named = None if called else model_named(section.title, among_tables=among_tables)
        declares = named is not None and (named.declared or (among_tables and is_one_word(section.title)))
        subject = above if columns or is_part(section.title) else None
        if named is not None:
            subject = _Subject(named, section.line, section.column, sure=declares)
        before = len(self.tellings)
        if stored or not self.in_api:
            _Part(self, subject, section).read()
        for inner in section.sections:
            self.section(inner, subject, stored=stored, among_tables=TABLES.search(section.title) is not None)
        bare = len(self.tellings) == before and not any(
            _defines(node) for inner in sections_of(section) for node in inner.nodes
        )
        if bare and declares and subject is not None and (stored or not self.in_api):
            self.tellings.append(subject.telling(()))


class _Part:
    """The nodes directly below one heading: labels change what the lines after them are about."""

    def __init__(self, walk: _Walk, subject: _Subject | None, section: Section) -> None:
        self.walk = walk
        self.section = section
        self.subject = subject
        self.columns = is_columns(section.title) or (subject is not None and subject.line == section.line)
        self.indexes = INDEXES.search(section.title) is not None
        self.labelled = is_columns(section.title)

    def read(self) -> None:
        run: list[Bullet] = []
        for node in (*self.section.nodes, None):
            if isinstance(node, Bullet):
                run.append(node)
                continue
            self._bullets(run)
            run = []
            match node:
                case Line():
                    self._line(node)
                case Table():
                    self._table(node)
                case Fence():
                    self._fence(node)
                case _:
                    pass

    def _line(self, node: Line) -> None:
        said = labelled(node.text)
        if said is not None and TABLE_NAME.match(said[0]) and said[2]:
            self._table_named(said[2], node)
        elif (said is not None and not said[2]) or WHOLE_LABEL.fullmatch(node.text):
            self._label(node)
        else:
            self._ties(node)

    def _label(self, node: Line) -> None:
        """A line that names what follows: columns, indexes, or another model."""
        label = re.sub(r"[*:：]", "", node.text).strip()
        self.indexes = INDEXES.search(label) is not None
        if is_columns(label):
            self.columns = self.labelled = True
        elif (named := model_named(label)) is not None:
            self.subject, self.columns = _Subject(named, node.line, node.column, sure=named.declared), True
        else:
            self.columns = False

    def _table_named(self, words: str, node: Line | Bullet) -> None:
        name = re.match(r"[\"'`]?(\w+)[\"'`]?", words)
        if name is None:
            return
        if self.subject is None:
            self.subject = _Subject(Heading(name[1], name[1], declared=True), node.line, node.column, sure=True)
        self.subject = self.subject._replace(heading=self.subject.heading._replace(table=name[1], declared=True))
        self.columns = True

    def _bullets(self, run: Sequence[Bullet]) -> None:
        loose: list[Bullet] = []
        for bullet in run:
            said = labelled(bullet.text)
            if said is not None and TABLE_NAME.match(said[0]) and said[2]:
                self._table_named(said[2], bullet)
            elif bullet.children and said is not None and not said[2]:
                self._nested(bullet)
            else:
                loose.append(bullet)
        fields = read_bullets(loose, sure=self._sure()) if self.columns else ()
        if len(fields) == 1 and len(loose) > 1 and not self._sure():
            fields = ()  # a remark that begins with the name of a column
        columns = {told.line for told in fields} if self._tell(fields) else set[int]()
        for node in flat([bullet for bullet in loose if bullet.line not in columns]):
            if isinstance(node, Bullet | Line):
                self._ties(node)

    def _nested(self, bullet: Bullet) -> None:
        """A bullet that labels those below it."""
        label = re.sub(r"[*:：]", "", bullet.text).strip()
        below = [node for node in bullet.children if isinstance(node, Bullet)]
        named = None if is_columns(label) else model_named(label)
        if is_columns(label):
            self._tell(read_bullets(below, sure=True))
        elif named is not None and (fields := read_bullets(below)):
            self.walk.tellings.append(_Subject(named, bullet.line, bullet.column, sure=False).telling(fields))
        else:
            inside = self.indexes
            self.indexes = INDEXES.search(label) is not None
            for node in below:
                self._ties(node)
            self.indexes = inside

    def _table(self, node: Table) -> None:
        if is_column_table(node):
            self._tell(tuple(read_columns(node)))
        else:
            self.walk.tellings += index_rows(node)

    def _fence(self, node: Fence) -> None:
        if self.columns and node.language in ("", "text", "txt", "plaintext", "yaml") and not _defines(node):
            self._tell(read_lines(node))

    def _tell(self, fields: Sequence[Told]) -> bool:
        if not fields or self.subject is None:
            return False
        self.walk.tellings.append(self.subject.telling(fields))
        return True

    def _sure(self) -> bool:
        return self.labelled or (self.subject is not None and self.subject.sure)

    def _ties(self, node: Line | Bullet) -> None:
        subject = self.subject.heading.name if self.subject is not None else ""
        self.walk.tellings += read_ties(node.text, node.line, subject, indexes=self.indexes)


def _is_operation(section: Section) -> bool:
    """Whether a section describes a call, by the labels directly inside it."""
    labels = [inner.title for inner in section.sections]
    labels += [node.text for node in section.nodes if isinstance(node, Line) and WHOLE_LABEL.fullmatch(node.text)]
    return any(map(is_of_operation, labels))


def _defines(node: Node) -> bool:
    """Whether a node is code that defines tables, which has readers of its own."""
    return isinstance(node, Fence) and (is_sql(node) or is_python(node))
