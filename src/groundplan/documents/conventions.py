"""What a project has written down about its backend: `backend/CLAUDE.md`, `AGENTS.md`, `CLAUDE.md`.

These files are for people and coding agents, in free prose. Each convention is looked for in every line; the first file
that states it wins, and a negation (`never UUIDs`) states nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from groundplan.spec.conventions import Conventions
from groundplan.spec.finding import Place

CONVENTION_FILES = ("backend/CLAUDE.md", "AGENTS.md", "CLAUDE.md")
NEGATION = re.compile(
    r"\b(?:no|not|never|without|instead of|rather than|don'?t|do not|avoid|nor|unlike)\b[^,.;]*", re.IGNORECASE
)
NUMBERS = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "fifty": 50, "hundred": 100}
UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
COUNT = r"(\d+|five|ten|fifteen|twenty|thirty|sixty|one|two|a|an)"
SPAN = rf"{COUNT}[\s-]*(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?|rs?)?|d(?:ays?)?|w(?:eeks?)?)\b"

Found = Iterator[tuple[str, object, int]]
Reader = Callable[[str], Found]


def read_conventions(files: Mapping[str, str]) -> Conventions:
    """The conventions that files state; defaults for what none of them does.

    Args:
        files: the texts of the convention files, by path; the order of `CONVENTION_FILES` decides, then the given one.
    """
    ordered = sorted(
        files, key=lambda file: CONVENTION_FILES.index(file) if file in CONVENTION_FILES else len(files) + 9
    )
    values: dict[str, object] = {}
    stated: list[tuple[str, Place]] = []
    for file in ordered:
        for number, line in enumerate(files[file].splitlines(), 1):
            plain = line.replace("**", "  ").replace("`", " ")
            for name, value, column in _line(NEGATION.sub(lambda gone: " " * len(gone[0]), plain)):
                if name not in values:
                    values[name] = value
                    stated.append((name, Place(file, number, column + 1)))
                    values.setdefault("file", file)
    return Conventions(stated=tuple(stated)).replace(**values)


def _line(line: str) -> Found:
    for reader in READERS:
        yield from reader(line)


def _prefix(line: str) -> Found:
    said = r"prefix(?:ed)?|under|base path|base url|start(?:s)? with|begin(?:s)? with|live|mounted|routes?|endpoints?|versioned?"
    if not re.search(rf"\b(?:{said})\b", line, re.IGNORECASE):
        return
    match = re.search(r"(?<![\w/.])(/(?:api(?:/v\d+)?|v\d+(?:/api)?|rest(?:/v\d+)?))(?![\w-])", line)
    if match is not None:
        yield "prefix", match[1], match.start()


def _ids(line: str) -> Found:
    about = r"\b(?:primary keys?|ids?|identifiers?|pks?|keys)\b"
    if not re.search(about, line, re.IGNORECASE):
        return
    if match := re.search(
        r"\b(?:auto[- ]?increment\w*|integers?|ints?|bigints?|serial|bigserial|sequential|numeric ids?)\b",
        line,
        re.IGNORECASE,
    ):
        yield "id_type", "int", match.start()
    elif match := re.search(r"\buuids?(?:v?[47])?\b|\bguids?\b", line, re.IGNORECASE):
        yield "id_type", "uuid", match.start()


def _pages(line: str) -> Found:
    if not re.search(r"paginat\w*|\bpag(?:e|es|ing)\b|per_page|page_size|\blimit\b", line, re.IGNORECASE):
        return
    styles = (
        ("cursor", r"\bcursor\b|keyset"),
        (
            "page",
            r"page number|\bper_page\b|page[- ]based|\bpage\b\s+and\s+\b(?:per_page|page_size|size)\b|numbered pages",
        ),
        ("offset", r"\boffset\b|\bskip\b"),
    )
    for style, pattern in styles:
        if match := re.search(pattern, line, re.IGNORECASE):
            yield "page_style", style, match.start()
            break
    cap = re.search(
        r"(?:max(?:imum)?(?: page size)?(?: of| is|:|=)?|at most|up to|no more than|capped at|cap(?: of| is|:)?|hard limit(?: of| is)?)\s*(\d+)"
        r"|(\d+)\s*(?:at most|max(?:imum)?)\b",
        line,
        re.IGNORECASE,
    )
    if cap is not None:
        yield "page_cap", int(cap[1] or cap[2]), cap.start()
    size = re.search(
        r"default(?:s)?(?: page size)?(?: of| to| is|:|=)?\s*(\d+)|(\d+)\s*(?:rows |items |records )?(?:by default|\(default\)|per page|a page|as default)"
        r"|page size(?: of| is|:|=)?\s*(\d+)",
        line,
        re.IGNORECASE,
    )
    if size is not None and (cap is None or size.group(size.lastindex or 0) != (cap[1] or cap[2])):
        yield "page_size", int(size.group(size.lastindex or 0)), size.start()


def _invalid(line: str) -> Found:
    about = r"validation|invalid (?:input|bod(?:y|ies)|request|field|data)|bad input|malformed"
    if (word := re.search(about, line, re.IGNORECASE)) and (match := re.search(r"\b(400|422)\b", line)):
        yield "invalid_input", int(match[1]), min(word.start(), match.start())


def _hidden(line: str) -> Found:
    about = r"(?:other|another|foreign|someone else|not (?:their|your) own|owner|belong)"
    if re.search(about, line, re.IGNORECASE) and (match := re.search(r"\b(403|404)\b", line)):
        yield "hidden_rows", int(match[1]), match.start()


def _algorithm(line: str) -> Found:
    if match := re.search(r"\b((?:HS|RS|ES|PS)(?:256|384|512)|EdDSA)\b", line):
        yield "algorithm", match[1], match.start()


def _lifetimes(line: str) -> Found:
    for kind in ("access", "refresh"):
        near = rf"{kind}[ -]?(?:tokens?|jwts?)?[^.;]{{0,40}}?{SPAN}|{SPAN}[^.;,]{{0,20}}?{kind}[ -]?tokens?"
        match = re.search(near, line, re.IGNORECASE)
        if match is not None:
            count, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
            yield f"{kind}_lifetime", _count(count) * UNITS[unit[0].lower()], match.start()


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word.lower(), 2 if word.lower() == "two" else 1)


def _hash(line: str) -> Found:
    if match := re.search(r"\b(argon2(?:id)?|bcrypt|scrypt|pbkdf2)\b", line, re.IGNORECASE):
        yield "password_hash", match[1].lower().replace("argon2", "argon2id").replace("idid", "id"), match.start()


def _update(line: str) -> Found:
    if re.search(r"\b(?:updat\w+|edit\w*|chang\w+)\b", line, re.IGNORECASE) and (
        match := re.search(r"\b(PUT|PATCH)\b", line)
    ):
        yield "update_method", match[1], match.start()


def _name(line: str) -> Found:
    if match := re.search(
        r"\b(?:project|api|service|app(?:lication)?)(?: name)?(?: is called| is named|:)\s+([A-Z][\w -]{1,40})", line
    ):
        yield "name", match[1].strip(), match.start(1)


READERS: tuple[Reader, ...] = (
    _prefix, _ids, _pages, _invalid, _hidden, _algorithm, _lifetimes, _hash, _update, _name,
)  # fmt: skip
