"""What a block of code says beside the tables that it declares: remarks, names, and whatever is no declaration."""

import re
from collections.abc import Iterator

LANGUAGES = frozenset(("sql", "python", "py", "mermaid", "ddl", "postgresql", "postgres", "mysql", "sqlite"))
REMARK = re.compile(r"(?:--|#(?!\w*\{)|//)\s*(.*)$|\"\"\"(.*?)(?:\"\"\"|$)|/\*(.*?)\*/")
NAME = re.compile(r"\s*[`\"\[]?([A-Za-z_]\w*)")
# A line that begins so declares nothing that a table could hold, so the block has to stay.
PROGRAM = re.compile(
    r"\s*(?:def|async|return|if|for|while|with|try|raise|yield|await|print|assert|@|select|insert|update|delete|drop|grant|begin|commit"
    r"|create (?:or replace )?(?:function|trigger|view|policy|procedure|database|schema))\b",
    re.IGNORECASE,
)
WORDS = """
    class import from create alter primary foreign constraint unique check key index table if not exists on references pass enum type
    extension comment add column sqlmodel basemodel config erdiagram end field string default
"""
KEYWORDS = frozenset(WORDS.split())


def beside_tables(text: str) -> Iterator[str] | None:
    """The remarks and names of a block that declares tables; `None` where it does anything else."""
    lines = text.splitlines()
    if any(PROGRAM.match(line) for line in lines):
        return None
    return (piece for line in lines for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    remark = REMARK.search(line)
    if remark is not None:
        yield next((text for text in remark.groups() if text), "")
        line = line[: remark.start()]
    name = NAME.match(line)
    if name is not None and name[1].lower() not in KEYWORDS:
        yield name[1]
