"""What the tools answer: small, typed, and with its own size in tokens."""

from typing import Any, Literal

from mcp_types import CallToolResult, TextContent
from pydantic import BaseModel, ConfigDict
from pydantic_core import to_json

from groundplan.architect.language_model.context import tokens


class Part(BaseModel):
    """A part of an answer; immutable."""

    model_config = ConfigDict(frozen=True)


class Answer(Part):
    """An answer; `tokens` is about what it costs its reader."""

    tokens: int = 0

    def sent(self) -> CallToolResult:
        """The answer as it is sent: compact, without what is empty, and with its size."""
        bare = self.model_dump(mode="json", exclude_defaults=True)
        size = tokens(to_json(bare).decode())
        content = {**bare, "tokens": size}
        return CallToolResult(content=[TextContent(text=to_json(content).decode())], structured_content=content)


class Laid(Answer):
    files: list[str] = []
    next: str


class Overview(Answer):
    """A line each; of a large specification the routers stand for their endpoints until one is asked for."""

    endpoints: list[str] = []
    models: list[str] = []
    roles: list[str] = []
    codes: list[str] = []
    documents: list[str] = []
    waiting: list[str] = []


class Element(Part):
    """`text` as it stands in its document, or `data` in the types of a design."""

    address: str
    file: str
    line: int
    text: str = ""
    data: Any = None


class Elements(Answer):
    elements: list[Element] = []


class Types(Answer):
    types: str


class Choice(Part):
    value: str
    meaning: str


class Question(Part):
    """`open` says that any text is an answer, not only the value of a choice."""

    topic: str
    question: str
    why: str = ""
    choices: list[Choice] = []
    default: str = ""
    open: bool = False


class Option(Part):
    decision: str
    title: str
    recommended: bool = False
    chosen: bool = False
    why: str = ""
    trade_offs: dict[str, str] = {}


class Found(Part):
    code: str
    severity: str
    at: str = ""
    message: str
    mend: str = ""
    place: str = ""


class Planned(Answer):
    """What came of a request. Only `saved` waits under the name `proposal`; nothing but that proposal was written."""

    status: Literal["saved", "nothing_to_do", "needs_clarification", "declined", "not_understood", "unsound"]
    proposal: str = ""
    message: str = ""
    understood: list[str] = []
    assumed: dict[str, str] = {}
    questions: list[Question] = []
    options: list[Option] = []
    changes: list[str] = []
    clients: list[str] = []
    database: list[str] = []
    decision: str = ""
    findings: list[Found] = []
    next: str = ""


class Reviewed(Answer):
    """A proposal that waits, held against the documents as they are now; of one element, its difference alone."""

    proposal: str
    request: str = ""
    outdated: list[str] = []
    conflicts: dict[str, list[str]] = {}
    changes: list[str] = []
    clients: list[str] = []
    database: list[str] = []
    findings: list[Found] = []
    diff: str = ""
    next: str = ""


class Applied(Answer):
    files: list[str] = []
    next: str


class Checked(Answer):
    """`left_out` findings are there and not listed; `select` or `element` narrows the question."""

    errors: int
    warnings: int
    infos: int
    findings: list[Found] = []
    left_out: int


class Explained(Answer):
    code: str
    text: str


class Compared(Answer):
    """What changed between two states for clients, the gravest first, and the steps of the database."""

    breaking: int
    risky: int
    safe: int
    verdicts: list[str] = []
    unseen: list[str] = []
    database: list[str] = []
    left_out: int


class Exported(Answer):
    openapi: dict[str, Any] = {}
