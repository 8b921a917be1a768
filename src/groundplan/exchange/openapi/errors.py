"""Errors by status, all with the one envelope; what many operations share stands once, under the components."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from groundplan.exchange.json_schema import Json
from groundplan.exchange.openapi.examples import MISSING, example_of
from groundplan.exchange.openapi.headers import headers
from groundplan.exchange.openapi.names import distinct, status_phrase
from groundplan.exchange.openapi.shapes import Shapes, pointer
from groundplan.spec.effective import all_errors
from groundplan.spec.endpoint import Endpoint, ErrorCase
from groundplan.spec.outcome import EnvelopeField, ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Constraints

JSON_MEDIA = "application/json"
Group = tuple[ErrorCase, ...]
# RFC 9110 §10.2.3, §11.6.1, §10.2.1: what an answer of these statuses has to tell.
HEADERS_BY_STATUS = {401: "WWW-Authenticate", 405: "Allow", 429: "Retry-After", 503: "Retry-After"}


@dataclass(frozen=True, slots=True)
class SharedErrors:
    """The groups of errors that stand once, under the components, because endpoints have them from the common list."""

    names: Mapping[Group, str]

    def reference(self, group: Group) -> Json | None:
        name = self.names.get(group)
        return None if name is None else {"$ref": f"#/components/responses/{name}"}


def error_groups(endpoint: Endpoint, spec: Spec) -> tuple[Group, ...]:
    """The errors of an endpoint by status; a code that stands twice counts once."""
    return tuple(_once(group) for _, group in groupby(all_errors(endpoint, spec), key=lambda case: case.status))


def _once(cases: Iterable[ErrorCase]) -> Group:
    found: dict[str, ErrorCase] = {}
    for case in cases:
        found.setdefault(case.code, case)
    return tuple(found.values())


def share(spec: Spec) -> SharedErrors:
    """The groups that hold common errors only, named by their codes: `RateLimited`, `NotAuthenticatedOrTokenExpired`."""
    common = {ErrorCase(error.status, error.code, error.when) for error in spec.errors.common}
    every = (group for endpoint in spec.endpoints for group in error_groups(endpoint, spec))
    groups = sorted({group for group in every if common.issuperset(group)}, key=_order)
    return SharedErrors(dict(zip(groups, distinct("Or".join(map(_title, group)) for group in groups), strict=False)))


def _order(group: Group) -> tuple[tuple[int, str, str], ...]:
    return tuple((case.status, case.code, case.when) for case in group)


def _title(case: ErrorCase) -> str:
    return "".join(word[:1].upper() + word[1:] for word in case.code.replace("-", "_").split("_"))


def shared_responses(shared: SharedErrors, shapes: Shapes) -> Json:
    """The components under which shared groups of errors stand."""
    return {name: error_response(group, shapes) for group, name in shared.names.items()}


def error_response(group: Group, shapes: Shapes) -> Json:
    """The errors of one status: when each is answered, and an example of each."""
    spec, status = shapes.spec, group[0].status
    lines = [f"`{case.code}`: {case.when}" if case.when else f"`{case.code}`" for case in group]
    found: Json = {"description": lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)}
    if (header := HEADERS_BY_STATUS.get(status)) is not None:
        found["headers"] = headers((header,))
    if spec.errors.envelope:
        examples = {case.code: {"value": error_example(case, spec)} for case in group}
        found["content"] = {JSON_MEDIA: {"schema": pointer(shapes.error), "examples": examples}}
    return found


def error_example(case: ErrorCase, spec: Spec) -> Json:
    """The envelope as it could come with a code; fields that need not be there stand only where the code fills them."""
    code = next((known for known in spec.errors.codes if known.code == case.code), ErrorCode(case.status, case.code))
    found: Json = {}
    for field in spec.errors.envelope:
        value = _envelope_value(field, case, code, spec)
        if value is not MISSING:
            found[field.name] = value
    return found


def _envelope_value(field: EnvelopeField, case: ErrorCase, code: ErrorCode, spec: Spec) -> object:
    textual = field.type is None or field.type.textual
    sentence = code.meaning or case.when or case.code.replace("_", " ")
    filled: Json = {"field": code.field, "context": {name: f"the {name}" for name in code.context}}
    if textual:
        filled |= {"code": case.code, "detail": _sentence(sentence), "message": _sentence(sentence)}
        filled |= {"title": status_phrase(case.status), "type": "about:blank"}
    elif field.name == "status":
        filled["status"] = case.status
    if value := filled.get(field.name):
        return value
    return example_of(field.type, Constraints(), field.name, spec) if field.always else MISSING


def _sentence(text: str) -> str:
    plain = text.replace("`", "").strip()
    return plain[:1].upper() + plain[1:].rstrip(".") + "."
