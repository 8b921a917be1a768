"""A block of ours in a text that is the user's, between two marks."""

import re
import tomllib
from typing import Any, NamedTuple

from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place

MARKS = {
    ".md": ("<!-- groundplan: begin -->", "<!-- groundplan: end -->"),
    ".toml": ("# groundplan: begin", "# groundplan: end"),
}


INLINE = re.compile(r"\s*(?:mcp_servers|hooks)\b.*=")


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


def held(path: str, text: str) -> str | None:
    """The block as it stands, from mark to mark; `None` where there is none.

    Raises:
        InvalidInput: there is one mark without the other, or more than one of a kind.
    """
    begin, end = _marks(path)
    starts, stops = text.count(begin), text.count(end)
    if starts == stops == 0:
        return None
    first, last = text.find(begin), text.find(end)
    if starts != 1 or stops != 1 or last < first:
        place = Place(path, text.count("\n", 0, max(text.rfind(begin), text.rfind(end))) + 1)
        mend = "take out the marks that are too many"
        raise InvalidInput("a mark of Groundplan's block stands alone, or twice", at=(place,), mend=mend)
    return text[first : last + len(end)]


def put(path: str, before: str, text: str, inserted: str = "") -> Put:
    """A block at the end of a text, or in the place of an older one.

    Args:
        inserted: what was put in for an older block, whose place the new one takes.

    Raises:
        InvalidInput: the text is no TOML, has a table of that name already, or none can be added to it.
    """
    old = held(path, before)
    ending = "\r\n" if "\r\n" in (before if old is None else old) else "\n"
    ours = block(path, text).replace("\n", ending)
    if path.endswith(".toml"):
        _require_free(path, before, old or "")
    if old is not None:
        ours = ours.rstrip()
        made = Put(before.replace(old, ours), inserted.replace(old, ours) or ours)
    else:
        gap = "" if not before else ending if before.endswith("\n") else 2 * ending
        made = Put(f"{before}{gap}{ours}", f"{gap}{ours}")
    if path.endswith(".toml"):
        _require_sound(path, before, made.text)
    return made


def taken(path: str, text: str, inserted: str) -> str | None:
    """The text without the block; `None` where nothing of it is found."""
    old = held(path, text)
    if old is None:
        return None
    return text.replace(inserted if old in inserted and inserted in text else old, "")


def _require_free(path: str, text: str, ours: str) -> None:
    servers = _toml(path, text).get("mcp_servers", {})
    if not ours and isinstance(servers, dict) and "groundplan" in servers:
        raise InvalidInput(
            f"`{path}` has a server `groundplan` that was not laid down by this command",
            at=(Place(path),),
            mend="take it out, or leave it and lay down the other agents",
        )


def _require_sound(path: str, before: str, after: str) -> None:
    try:
        tomllib.loads(after)
    except tomllib.TOMLDecodeError as error:
        line = next((at for at, line in enumerate(before.splitlines(), 1) if INLINE.match(line)), 1)
        raise InvalidInput(
            "nothing can be added to a table that is written in one line",
            at=(Place(path, line),),
            mend="write it in lines: `[mcp_servers.NAME]`, `[[hooks.PreToolUse]]`",
        ) from error


def _toml(path: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+), column (\d+)", str(error))
        place = Place(path, int(line[1]), int(line[2])) if line else Place(path)
        raise InvalidInput(
            f"the file is not TOML: {error}", at=(place,), mend="mend it; nothing was written"
        ) from error
