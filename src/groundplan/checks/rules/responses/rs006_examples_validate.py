"""An example holds what its schema allows: known fields, values of their types, choices that exist, codes of the taxonomy.

Examples are what people copy and tests are made of. One that the API would refuse costs more trust than having none.
"""

from collections.abc import Iterator, Mapping

import msgspec

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.responses.payloads import Shape, faults_in, likeness, shapes_of_endpoint, shapes_of_name
from groundplan.spec.outline import Document, Fence, Heading
from groundplan.spec.spec import Spec

OPERATION = Pattern(r"\b(GET|POST|PUT|PATCH|DELETE)\b[`* ]+(/[^\s`*]*)")
WORDS = Pattern(r"\w+")


@rule(
    "RS006",
    severity="error",
    hears="document",
    bad='- **Request body**: `TaskCreate`\n\n```json\n{"title": "Write the report", "status": "in-progress"}\n```',
    good="- **Request body**: `TaskCreate`",
    source="OpenAPI 3.1 Media Type Object; Spectral oas3-valid-media-example",
)
def examples_validate(document: Document, spec: Spec) -> Iterator[Fault]:
    for headings, fence in _placed(document):
        payload = _payload(fence)
        if not isinstance(payload, Mapping):
            continue
        code = payload.get("code")
        if "detail" in payload and isinstance(code, str):
            wrong = "" if code in spec.code_names or not spec.code_names else f"no error has the code `{code}`"
        else:
            wrong = _wrong(payload, headings, spec)
        if wrong:
            yield Fault(
                place=fence.place,
                message=f"the example cannot be: {wrong}",
                mend="make it a payload that the API knows",
            )


def _placed(document: Document) -> Iterator[tuple[tuple[Heading, ...], Fence]]:
    """Each block of JSON with the headings that it stands below, the nearest first."""
    fences = (fence for fence in document.fences if fence.language.lower() == "json")
    above: list[Heading] = []
    parts: list[Heading | Fence] = [*document.headings, *fences]
    for part in sorted(parts, key=lambda part: part.place):
        if isinstance(part, Fence):
            yield tuple(reversed(above)), part
        else:
            above = [*(heading for heading in above if heading.level < part.level), part]


def _payload(fence: Fence) -> object:
    """What a block holds; nothing where it is cut short or no JSON, as examples in prose may be."""
    try:
        return msgspec.json.decode(fence.text)
    except (msgspec.DecodeError, RecursionError):
        return None


def _wrong(payload: Mapping[str, object], headings: tuple[Heading, ...], spec: Spec) -> str:
    """What is wrong with a payload by the shape that comes nearest, of those that the next heading names."""
    shapes = next((shapes for heading in headings if (shapes := _shapes(heading, spec))), ())
    if not shapes:
        return ""
    nearest = max(likeness(payload, shape) for shape in shapes)
    faults = [faults_in(payload, shape, spec) for shape in shapes if likeness(payload, shape) == nearest]
    fewest = min(faults, key=lambda found: len(found))
    return fewest[0] if fewest else ""


def _shapes(heading: Heading, spec: Spec) -> tuple[Shape, ...]:
    operation, words = OPERATION.search(heading.text), WORDS.findall(heading.text)
    if operation is not None:
        endpoint = spec.endpoints_by_address.get(f"{operation[1]} {operation[2]}")
        return () if endpoint is None else shapes_of_endpoint(endpoint, spec)
    return shapes_of_name(words[0], spec) if len(words) == 1 else ()
