"""A block of ours in a text that is the user's, between two marks."""

import re
import tomllib
from typing import NamedTuple

from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place

MARKS = {
    ".md": ("<!-- groundplan: begin -->", "<!-- groundplan: end -->"),
    ".toml": ("# groundplan: begin", "# groundplan: end"),
}


class Put(NamedTuple):
    """A text with something of ours in it, and exactly what was put in."""

    text: str
    inserted: str


def _marks(path: str) -> tuple[str, str]:
    return MARKS[path[path.rindex(".") :]]


def block(path: str, text: str) -> str:
    """A text between the marks of its kind of file."""
    begin, end = _marks(path)
    return f"{begin}\n{text}{end}\n"


def put(path: str, before: str, text: str) -> Put:
    """A block at the end of a text, or in the place of an older one.

    Raises:
        InvalidInput: the text is no TOML, or has a table of that name already.
    """
    found = _found(path, before)
    ending = "\r\n" if "\r\n" in (before if found is None else found[0]) else "\n"
    ours = block(path, text).replace("\n", ending)
    if found is not None:
        return Put(before[: found.start()] + ours + before[found.end() :], ours)
    if path.endswith(".toml"):
        _require_free(path, before)
    gap = "" if not before else ending if before.endswith("\n") else 2 * ending
    return Put(f"{before}{gap}{ours}", f"{gap}{ours}")


def taken(path: str, text: str, inserted: str) -> str | None:
    """The text without the block; `None` where nothing of it is found."""
    if text.count(inserted) == 1:
        return text.replace(inserted, "")
    found = _found(path, text)
    return None if found is None else text[: found.start()] + text[found.end() :]


def _found(path: str, text: str) -> re.Match[str] | None:
    begin, end = map(re.escape, _marks(path))
    return re.search(rf"{begin}\r?\n(?:.*\r?\n)*?{end}(?:\r?\n|$)", text)


def _require_free(path: str, text: str) -> None:
    try:
        known = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+), column (\d+)", str(error))
        place = Place(path, int(line[1]), int(line[2])) if line else Place(path)
        raise InvalidInput(
            f"the file is not TOML: {error}", at=(place,), mend="mend it; nothing was written"
        ) from error
    if "groundplan" in known.get("mcp_servers", {}):
        raise InvalidInput(
            f"`{path}` has a server `groundplan` that was not laid down by this command",
            at=(Place(path),),
            mend="take it out, or leave it and lay down the other agents",
        )
