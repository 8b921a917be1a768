"""Places of the specs as positions of the protocol, whose columns count code units of the client's choice."""

from collections.abc import Sequence

from lsprotocol import types
from pygls.workspace import PositionCodec

from groundplan.documents.blocks import ITEM
from groundplan.documents.sections import lines_of
from groundplan.spec.finding import Place


class Lines:
    """The lines of one document, as the client counts in them; columns here count characters from 0."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self.lines: Sequence[str] = lines_of(text)
        self.ending = "\r\n" if "\r\n" in text else "\n"
        self._codec = codec

    def line(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def range(self, line: int, start: int, end: int) -> types.Range:
        """A part of one line."""
        text = self.line(line)
        units = (self._codec.client_num_units(text[:column]) for column in (start, end))
        return types.Range(*(types.Position(line, unit) for unit in units))

    def lines_range(self, start: int, end: int) -> types.Range:
        """Whole lines, up to the one before `end`."""
        if end < len(self.lines):
            return types.Range(types.Position(start, 0), types.Position(end, 0))
        last = len(self.lines) - 1
        return types.Range(types.Position(start, 0), self.range(last, 0, len(self.line(last))).end)

    def column(self, position: types.Position) -> int:
        """The character at which a position of the client is."""
        text = self.line(position.line)
        units = 0
        for column, letter in enumerate(text):
            if units >= position.character:
                return column
            units += self._codec.client_num_units(letter)
        return len(text)

    def marked(self, place: Place) -> types.Range:
        """What an editor underlines for a finding: the name that stands at its place, or the rest of the line."""
        number, start = place.line - 1, max(place.column - 1, 0)
        text = self.line(number)
        if start == 0 and (item := ITEM.match(text)):
            start = item.end()
        end = text.find("`", start + 1) + 1 if text[start : start + 1] == "`" else 0
        return self.range(number, start, end or len(text.rstrip()))
