"""What a document states of columns elsewhere than at the column: foreign keys, indexes, what is unique together."""

import re
from collections.abc import Iterator

from groundplan.documents.free.models.column_words import on_delete_said, shortened
from groundplan.documents.free.models.telling import Telling, Told
from groundplan.documents.free.nodes import Table
from groundplan.spec.model import Field, Index, Reference, UniqueTogether

POINTS = re.compile(r"`?(\w+)\.(\w+)`?\s*(?:→|->|⟶|references)\s*`?(\w+)[.(](\w+)", re.IGNORECASE)
REFERS = re.compile(r"(?:foreign key\W*)?`?\b(\w+)`?\)?\s+references\s+`?(\w+)`?\s*[.(]\s*`?(\w+)", re.IGNORECASE)
DOTTED = re.compile(r"`?(\w+)\.(\w+)`?(?![\w.(])")
GROUP = re.compile(r"(?:\bon\b|:|\bof\b|\bkey\b)?\s*`?(\w+)?`?\s*`?\(([\w\s,.`]+?)\)")
SINGLE = re.compile(
    r"(?:\bon\s+(?:the\s+)?(?:column\s+|field\s+)?|\b(?:constraint|index|unique|key)\s*[:：]\s*(?=`))`?(\w+)(?:\.(\w+))?`?",
    re.IGNORECASE,
)
COLUMNS = re.compile(r"columns?|fields?", re.IGNORECASE)


def read_ties(text: str, line: int, subject: str, *, indexes: bool) -> Iterator[Telling]:
    """What one line tells of the columns of `subject`, or of the tables that it names itself.

    Args:
        indexes: whether the line stands where indexes are listed, so that `orders.placed_at` alone is one.
    """
    text = shortened(text)
    if (points := POINTS.search(text)) is not None:
        yield _referring(points[1], points[2], Reference(points[3], points[4], on_delete=on_delete_said(text)), line)
        return
    if subject and (refers := REFERS.search(text)) is not None:
        yield _referring(subject, refers[1], Reference(refers[2], refers[3], on_delete=on_delete_said(text)), line)
        return
    said = text.lower()
    if not (indexes or "unique" in said or "index" in said or "primary key" in said):
        return
    table, names = _columns(text, subject, listed=indexes)
    if table and names and "primary key" in said:
        key = tuple(Told(Field(name, nullable=False, primary_key=True), line) for name in names)
        yield Telling(table, line, fields=key, extent="part")
    elif table and names:
        yield _indexed(table, names, line, unique="unique" in said)


def index_rows(table: Table) -> Iterator[Telling]:
    """The indexes of a table that has a column for tables and one for their columns."""
    titles = [title.strip("*` ").lower() for title in table.titles]
    if "table" not in titles:
        return
    at = next((at for at, title in enumerate(titles) if COLUMNS.fullmatch(title)), None)
    if at is None:
        return
    for row in table.rows:
        names = tuple(re.findall(r"\w+", row.text(at)))
        name = row.text(titles.index("table")).strip("` ")
        if names and re.fullmatch(r"\w+", name):
            yield _indexed(name, names, row.line, unique=any("unique" in cell.text.lower() for cell in row.cells))


def _columns(text: str, subject: str, *, listed: bool) -> tuple[str, tuple[str, ...]]:
    """The table and the columns that a line on an index or a unique constraint is about."""
    start = DOTTED.match(text)
    if listed and start is not None:
        return start[1], (start[2],)
    for group in GROUP.finditer(text):
        words = re.findall(r"[\w.]+", group[2])
        if words and group[2].count(",") == len(words) - 1:
            table = words[0].rpartition(".")[0] or (group[1] if group[1] and " on " in text.lower() else "") or subject
            return table, tuple(word.rpartition(".")[2] for word in words)
    single = SINGLE.search(text)
    if single is None or single[1].lower() in ("the", "all", "each", "a"):
        return "", ()
    return (single[1], (single[2],)) if single[2] else (subject, (single[1],))


def _referring(table: str, name: str, reference: Reference, line: int) -> Telling:
    return Telling(table, line, fields=(Told(Field(name, nullable=None, references=reference), line),), extent="part")


def _indexed(table: str, names: tuple[str, ...], line: int, *, unique: bool) -> Telling:
    told = Telling(table, line, extent="part")
    if unique:
        return told._replace(uniques=(UniqueTogether(names),))
    return told._replace(indexes=(Index(names),))
