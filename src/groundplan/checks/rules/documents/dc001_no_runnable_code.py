"""Specifications hold no code that runs.

Code in a specification is a second implementation: it is copied, it ages, and it decides by accident what the text left
open. Payloads, HTTP messages and diagrams show what is promised without saying how it is kept.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Document, Fence
from groundplan.spec.spec import Spec

SHOWN = ("", "http", "json", "mermaid", "text", "txt")
# What begins a line of code and hardly ever a line of anything else.
CODE = {
    "Python": r"(?:async )?def \w+\(|class \w+(?:\(.*\))?:|@\w+(?:\.\w+)+\(|from [\w.]+ import |import [\w.]+$",
    "SQL": r"SELECT\b[^;]{1,2000}?\sFROM\s|INSERT INTO\s|UPDATE \S+ SET\s|DELETE FROM\s|(?:CREATE|ALTER|DROP) [A-Z]+ \w",
    "shell": r"#!/|\$ \w|(?:sudo|pip|uv|docker|curl|alembic|uvicorn|npm|export) [\w\"'./-]",
}
SIGNS = {name: Pattern(rf"^[ \t]*(?:{signs})", re.MULTILINE) for name, signs in CODE.items()}


@rule(
    "DC001",
    severity="error",
    hears="document",
    bad='```python\n@router.get("/tasks")\n```',
    good='```json\n{"title": "Write the report"}\n```',
    source="ISO/IEC/IEEE 29148 §5.2.4, what and not how",
)
def no_runnable_code(document: Document, spec: Spec) -> Iterator[Fault]:
    for fence in document.fences:
        if (what := _code_in(fence)) is not None:
            yield Fault(
                place=fence.place,
                message=f"the block holds {what}",
                mend="say in prose or in a table what it must do; payloads stand in `json`, messages in `http`",
            )


def _code_in(fence: Fence) -> str | None:
    if fence.language.lower() not in SHOWN:
        return f"`{fence.language}`"
    if fence.language.lower() == "mermaid":
        return None
    return next((name for name, signs in SIGNS.items() if signs.search(fence.text)), None)
