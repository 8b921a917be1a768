"""The smallest edit: only the lines of segments whose value changed are written again.

Two specifications are laid out in segments; where a segment's key is in both with another content its lines are
replaced, where it is new it follows the nearest segment before it, where it is gone its lines are. All other lines stay
as they are, whoever wrote them.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from groundplan.documents.blocks import cells_of
from groundplan.documents.form import Cells, Context, Segment, line_of, segments
from groundplan.documents.page import Page
from groundplan.documents.pages import Placed, placed
from groundplan.documents.read import Reading
from groundplan.documents.write import element_lines
from groundplan.spec.address import Address
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place
from groundplan.spec.spec import Spec


class Change(NamedTuple):
    """Lines `start` to `end` become `lines`; equal starts are applied in the order in which they were planned."""

    start: int
    end: int
    lines: tuple[str, ...]


def edit(
    reading: Reading, after: Spec, *, redraw: bool = False, renames: Mapping[Address, Address] | None = None
) -> dict[str, str | None]:
    """The texts of the documents that have to change for the specification to be `after`; new ones too.

    A document of which nothing is left is `None`.

    Raises:
        InvalidInput: a free-form document would have to change.

    Args:
        reading: the documents as they are, and what they say.
        after: what they have to say.
        redraw: also write derived parts again that are stale, though no fact behind them changed.
        renames: elements that stay where they stand under another address, by the old one.
    """
    return _Editing(reading, after, redraw, renames or {}).texts()


class _Editing:
    def __init__(self, reading: Reading, after: Spec, redraw: bool, renames: Mapping[Address, Address]) -> None:
        self.reading = reading
        self.before_spec = reading.spec
        self.after_spec = after
        self.redraw = redraw
        self.before = {place.address: place for place in placed(reading.spec)}
        was = {new: old for old, new in renames.items()}
        # An element that is only called otherwise is known by its old address, by which its lines are.
        self.after = {was.get(place.address, place.address): place for place in placed(after)}
        self.pages: dict[str, Page] = {}
        for page in reading.pages:
            for address in page.extents:
                self.pages.setdefault(address, page)
        self.stale = (
            {item.at for document in reading.outline.documents for item in document.derived} if redraw else set()
        )
        self.lines = {page.file: _lines(reading.texts[page.file]) for page in reading.pages}
        self.changes: dict[str, list[Change]] = {}
        self.created: dict[str, list[str]] = {}

    def texts(self) -> dict[str, str | None]:
        for address, place in self.before.items():
            if address not in self.after:
                self._remove(address)
            elif address in self.pages and not self._stays(place):
                self._change(place, self.after[address])
        for address, place in self.after.items():
            bare = Context(self.after_spec, place.home)
            if address not in self.pages and not _says_nothing(place, self.before.get(address), bare):
                self._add(place)
        self._require_language()
        changed = {file: self._changed(file, changes) for file, changes in self.changes.items()}
        made = {file: "\n".join(lines) + "\n" for file, lines in self.created.items()}
        texts = (changed | made).items()
        return {file: text if text.strip() else None for file, text in texts if text != self.reading.texts.get(file)}

    def _stays(self, place: Placed) -> bool:
        """Whether an element of a free-form document is left as it stands, since nothing of it changes."""
        return self.pages[place.address].style == "free" and place.element == self.after[place.address].element

    def _require_language(self) -> None:
        """Refuse to write facts into a document of another style, in which they would not be read."""
        for page in self.reading.pages:
            if page.style == "free" and (page.file in self.changes or page.file in self.created):
                raise InvalidInput(
                    "the change belongs into a document that is not written in the language yet",
                    at=(Place(page.file),),
                    mend=f"bring it into the language first: groundplan adopt {page.file}",
                )

    def _plan(self, file: str, start: int, end: int, lines: Iterable[str] = ()) -> None:
        self.changes.setdefault(file, []).append(Change(start, end, tuple(lines)))

    def _remove(self, address: Address) -> None:
        if (page := self.pages.get(address)) is not None:
            self._plan(page.file, *page.extents[address])

    def _add(self, place: Placed) -> None:
        """Write a new element behind the one that comes before it in the document it belongs to."""
        before = self._predecessor(place)
        file = place.home if before is None else self.pages[before].file
        lines = element_lines(place, Context(self.after_spec, file))
        if before is None:
            existing = self.created.setdefault(file, list(self.lines.get(file, ())))
            while existing and not existing[-1].strip():
                existing.pop()
            existing += ["", *lines] if existing else lines
            return
        text = self.lines[file]
        end = self.pages[before].extents[before][1]
        while end > 0 and not text[end - 1].strip():
            end -= 1
        self._plan(file, end, end, ["", *lines])

    def _predecessor(self, place: Placed) -> Address | None:
        """The element behind which a new one is written: the last before it that stands in a document, of its home."""
        found = None
        for address, other in self.after.items():
            if address == place.address:
                break
            if address in self.pages and other.home == place.home and address in self.before:
                found = address
        return found

    def _change(self, before: Placed, after: Placed) -> None:
        page = self.pages[before.address]
        context = Context(self.before_spec, page.file)
        old = {segment.key: segment for segment in segments(before.form, before.element, before.level, context)}
        new = segments(after.form, after.element, after.level, context._replace(spec=self.after_spec))
        if before.heading != after.heading:
            start, end, _ = page.spans[before.address]
            level = self.lines[page.file][start].lstrip()
            marks = len(level) - len(level.lstrip("#")) or after.level
            self._plan(page.file, start, end, ["#" * marks + " " + after.heading])
        self._drop(page, before.address, old, {segment.key for segment in new})
        self._write(page, before.address, old, new)

    def _drop(self, page: Page, address: Address, old: Mapping[str, Segment], kept: set[str]) -> None:
        for key in old:
            span = page.spans.get(f"{address}#{key}")
            if key not in kept and span is not None:
                self._plan(page.file, span[0], span[1])
        if self.redraw:
            for stale in self.stale:
                key = Address(stale).part
                if Address(stale).element == address and key not in kept and key not in old and stale in page.spans:
                    self._plan(page.file, *page.spans[stale][:2])

    def _write(self, page: Page, address: Address, old: Mapping[str, Segment], new: list[Segment]) -> None:
        """Replace what changed, and put what is new behind the segment before it."""
        anchor, group = page.spans[address][1], "heading"
        titles: dict[str, tuple[str, ...]] = {}
        for segment in new:
            key = f"{address}#{segment.key}"
            span = page.spans.get(key)
            if span is not None and segment.key.startswith("head "):
                titles[segment.group] = cells_of(self.lines[page.file][span[0]])[0]
            was = old.get(segment.key)
            if span is None:
                if was is None or was != segment or key in self.stale or not _optional(segment):
                    self._insert(page.file, anchor, group, segment, titles.get(segment.group))
                    group = segment.group
                continue
            if was is None or _content(was) != _content(segment) or key in self.stale:
                self._replace(page.file, span[0], span[1], segment, titles.get(segment.group))
            # Parts that stand in another order than the new one never draw what is new into their midst.
            anchor, group = max(anchor, span[1]), segment.group

    def _insert(self, file: str, anchor: int, group: str, segment: Segment, titles: tuple[str, ...] | None) -> None:
        lines = list(line_of(segment, titles))
        if segment.group != group:
            lines = ["", *lines]
        self._plan(file, anchor, anchor, lines)

    def _replace(self, file: str, start: int, end: int, segment: Segment, titles: tuple[str, ...] | None) -> None:
        row: Cells | None = None
        if titles is not None and segment.cells is not None:
            row = dict(zip((title.lower() for title in titles), cells_of(self.lines[file][start])[0], strict=False))
        self._plan(file, start, end, line_of(segment, titles, row))

    def _changed(self, file: str, changes: list[Change]) -> str:
        """The text of a document with its changes applied."""
        text = self.reading.texts[file]
        ending = "\r\n" if "\r\n" in text else "\n"
        return ("\ufeff" if text.startswith("\ufeff") else "") + ending.join(_applied(self.lines[file], changes))


def _applied(lines: list[str], changes: list[Change]) -> list[str]:
    """Lines with changes applied; one blank line parts what is new from what follows, none is left where something went."""
    inserted: dict[int, list[tuple[str, ...]]] = {}
    replaced: dict[int, Change] = {}
    for planned in changes:
        if planned.start == planned.end:
            inserted.setdefault(planned.start, []).append(planned.lines)
        else:
            replaced[planned.start] = planned
    out: list[str] = []
    at, fresh, gone = 0, False, False
    while at <= len(lines):
        for block in inserted.get(at, ()):
            out += block
            fresh = True
        if at == len(lines):
            break
        if fresh and inserted.get(at, ((),))[0][:1] == ("",) and _goes_on(out[-1], at, lines, replaced):
            at += 1
            continue
        if (change := replaced.get(at)) is not None:
            if fresh and change.lines and _parted(out[-1], change.lines[0]):
                out.append("")
            out += change.lines
            at, fresh, gone = change.end, fresh and not change.lines, not change.lines
            continue
        line = lines[at]
        at += 1
        if gone and not line.strip() and (not out or not out[-1].strip()):
            continue
        if fresh and line.strip() and _parted(out[-1], line):
            out.append("")
        out.append(line)
        fresh = gone = False
    return out


def _goes_on(last: str, at: int, lines: list[str], replaced: Mapping[int, Change]) -> bool:
    """Whether what is left below the blank line here is the rest of the list or table that a new line belongs to."""
    if lines[at].strip():
        return False
    at += 1
    while (change := replaced.get(at)) is not None and not change.lines:
        at = change.end
    follows = change.lines[0] if change is not None else lines[at] if at < len(lines) else ""
    return bool(follows.strip()) and not _parted(last, follows)


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def _content(segment: Segment) -> tuple[str, ...]:
    return line_of(segment)


def _parted(before: str, after: str) -> bool:
    """Whether a blank line belongs between two lines: unless both go on with one list or one table."""
    return bool(before.strip()) and (before[:1] != after[:1] or before[:1] not in "-|")


def _optional(segment: Segment) -> bool:
    """Whether a segment may be missing in a document that a person wrote: introductions, and derived parts."""
    return bool(segment.derived) or segment.key.startswith(("intro", "head ", "section "))


def _says_nothing(place: Placed, before: Placed | None, context: Context) -> bool:
    """Whether an element has no document and needs none: it is as it was, or what changed of it is said elsewhere."""
    if before is None:
        return False
    return before.element == place.element or len(element_lines(place, context)) == 1
