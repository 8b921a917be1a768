"""What tells the parts of an element apart, so that a changed part is not a removed one and an added one.

Each kind of part has a name of its own in the documents (`query status`, `error 409 email_taken`), and keeps it here.
"""

from collections.abc import Callable
from typing import Any

from groundplan.spec.api import Dependency, Middleware
from groundplan.spec.auth import Claim, Permission, PipelineStep, Role, Token
from groundplan.spec.behavior import Assignment
from groundplan.spec.endpoint import ErrorCase, Parameter, Response
from groundplan.spec.model import Field, Index, Relationship, SchemaField, Transition, UniqueTogether
from groundplan.spec.outcome import CommonError, EnvelopeField, ErrorCode, Handler
from groundplan.spec.record import OptionRow

NAMES: dict[type, Callable[[Any], str]] = {
    Parameter: lambda item: f"{item.location} {item.name}",
    Response: lambda item: f"response {item.status}",
    ErrorCase: lambda item: f"error {item.status} {item.code}",
    Field: lambda item: f"field {item.name}",
    SchemaField: lambda item: f"field {item.name}",
    UniqueTogether: lambda item: f"unique {' + '.join(item.fields)}",
    Index: lambda item: f"index {' + '.join(item.fields)}",
    Relationship: lambda item: f"relationship {item.name}",
    Transition: lambda item: f"transition {item.action} {' '.join(item.sources)}",
    Middleware: lambda item: f"middleware {item.name}",
    Dependency: lambda item: f"dependency {item.name}",
    EnvelopeField: lambda item: f"envelope {item.name}",
    CommonError: lambda item: f"common {item.status} {item.code}",
    ErrorCode: lambda item: f"code {item.code}",
    Handler: lambda item: f"handler {item.raised}",
    Token: lambda item: f"token {item.kind}",
    Claim: lambda item: f"claim {item.name}",
    PipelineStep: lambda item: f"step {item.name}",
    Role: lambda item: f"role {item.name}",
    Permission: lambda item: f"permission {item.name}",
    Assignment: lambda item: f"assignment {item.field}",
    OptionRow: lambda item: f"option {item.aspect}",
}
# Where the documents call an attribute otherwise than the vocabulary does.
LABELS = {
    "access": "auth",
    "body": "request body",
    "rate_limits": "rate limit",
    "unlimited": "rate limit",
    "deprecation": "deprecated",
    "notes": "note",
    "criteria": "criterion",
    "effects": "effect",
    "checks": "check",
}


def label(attribute: str) -> str:
    """The name of an attribute as the documents say it."""
    return LABELS.get(attribute, attribute.replace("_", " "))


def names(items: tuple[Any, ...], attribute: str) -> dict[str, Any]:
    """The items of a tuple by name; what has none is told apart by its content."""
    found: dict[str, Any] = {}
    for item in items:
        naming = NAMES.get(type(item))
        name = naming(item) if naming is not None else f"{label(attribute)} {_content(item)}"
        while name in found:
            name += "'"
        found[name] = item
    return found


def _content(item: Any) -> str:
    return str(getattr(item, "text", item))
