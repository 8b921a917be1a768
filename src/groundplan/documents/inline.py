r"""Text inside a block: code spans, escapes at the begin of a block, and lists of pieces in one line.

The text of a specification is Markdown itself and is kept as it is. It is escaped only where its first characters would
make another block of it (`\# not a heading`), and a piece of a list only where it holds the separator.
"""

import json
import re

from groundplan.spec.types import Scalar

OPENERS = re.compile(
    r"\\|[-+*](?=\s|$)|#{1,6}(?=\s|$)|>|`{3}|~{3}|<|\||\[[ xX]\](?=\s)|\[[^\]]*\]:|=+\s*$|([-*_])[ \t]*(?:\1[ \t]*){2,}$|-+$"
)
NUMBERED = re.compile(r"(\d{1,9})(\\*)([.)])")
CODE = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)")
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?(?:[eE][-+]?\d+)?$")
NOTHING = "—"


def opening(text: str) -> str:
    """The text as it may begin a paragraph or a list item."""
    if OPENERS.match(text):
        return "\\" + text
    return NUMBERED.sub(r"\1\\\2\3", text, count=1) if NUMBERED.match(text) else text


def opened(text: str) -> str:
    """The text of a paragraph or list item without the escape of its begin."""
    if text.startswith("\\") and len(text) > 1 and not text[1].isalnum() and not text[1].isspace():
        return text[1:]
    if (numbered := NUMBERED.match(text)) and numbered[2]:
        return numbered[1] + numbered[2][1:] + text[numbered.start(3) :]
    return text


def code(text: str) -> str:
    """The text as a code span."""
    if "`" not in text:
        return f"`{text}`"
    fence = "`" * (max(len(run) for run in re.findall(r"`+", text)) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def codes(texts: tuple[str, ...], glue: str = ", ") -> str:
    return glue.join(code(text) for text in texts)


def code_spans(text: str) -> tuple[str, ...]:
    """What stands in each code span of a text, in order."""
    return tuple(_content(span[2]) for span in CODE.finditer(text))


def uncode(text: str) -> str | None:
    """What stands in the code span that the whole text is, or `None`."""
    if len(text) > 2 and text[0] == "`" and text[-1] == "`" and text.count("`") == 2:
        return text[1:-1]
    span = CODE.fullmatch(text)
    return None if span is None else _content(span[2])


def _content(inside: str) -> str:
    if len(inside) > 2 and inside[0] == inside[-1] == " " and (inside[1] == "`" or inside[-2] == "`"):
        return inside[1:-1]
    return inside


def literal(value: Scalar) -> str:
    """A scalar as the language writes it: numbers and booleans plain, text in a code span."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    plain = value and value[0] not in ' "`' and value[-1] not in " `" and "`" not in value
    return code(value if plain else json.dumps(value, ensure_ascii=False))


def scalar(text: str) -> Scalar | None:
    """The scalar that a text writes, or `None` if it writes none."""
    if (inside := uncode(text)) is not None:
        if inside.startswith('"'):
            try:
                decoded = json.loads(inside)
            except ValueError:
                return inside
            return decoded if isinstance(decoded, str) else inside
        return inside
    if text in ("true", "false"):
        return text == "true"
    return number(text)


def number(text: str) -> int | float | None:
    text = text.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+", text) else text
    if (match := NUMBER.match(text)) is None:
        return None
    return int(text) if match[1] is None and "e" not in text.lower() else float(text)


def together(pieces: list[str], mark: str = ";") -> str:
    """Several pieces in one line, with the separator escaped inside each."""
    return f"{mark} ".join(_guarded(piece, mark) for piece in pieces)


def _guarded(piece: str, mark: str) -> str:
    if mark in piece:
        piece = re.sub(rf"(\\*){mark}", lambda edge: edge[1] * 2 + "\\" + mark, piece)
    return re.sub(r"\\+$", lambda run: run[0] * 2, piece) if piece.endswith("\\") else piece


def apart(text: str, mark: str = ";") -> list[str]:
    """The pieces of a line, each unescaped and trimmed."""
    if "\\" not in text:
        return [piece.strip(" ") for piece in text.split(mark) if piece.strip(" ")]
    pieces, current, position = [], "", 0
    for edge in re.finditer(rf"(\\*){mark}", text):
        current += text[position : edge.start()] + "\\" * (len(edge[1]) // 2)
        position = edge.end()
        if len(edge[1]) % 2:
            current += mark
        else:
            pieces.append(current)
            current = ""
    tail = re.sub(r"\\+$", lambda run: run[0][: (len(run[0]) + 1) // 2], text[position:])
    return [piece.strip(" ") for piece in (*pieces, current + tail) if piece.strip(" ")]
