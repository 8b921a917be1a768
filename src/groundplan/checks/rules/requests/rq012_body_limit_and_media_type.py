"""A body has a largest size and a media type, and there is an answer to one that is larger or of another kind.

FastAPI reads as much as it is sent. Whatever is larger than memory ends the process, with one request and without a login.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import API, ERRORS
from groundplan.spec.effective import all_errors, body_fields
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

SIZE = Pattern(r"\b\d+ ?(?:[kmg]i?b|(?:kilo|mega|giga)?bytes)\b", re.IGNORECASE)
MEDIA = Pattern(r"\bmedia types?\b|\bcontent[- ]type\b|\bapplication/json\b|\bJSON only\b|\bonly JSON\b", re.IGNORECASE)


@rule(
    "RQ012",
    severity="warning",
    hears="spec",
    bad="| 400 | `body_too_large` | endpoints with a body | the body is larger than the limit |",
    good="| 413 | `body_too_large` | endpoints with a body | the body is larger than the limit |",
    source="OWASP API4:2023; RFC 9110 §15.5.14, §15.5.16",
)
def body_limit_and_media_type(spec: Spec) -> Iterator[Fault]:
    sending = [endpoint for endpoint in spec.endpoints if endpoint.body is not None]
    shared = _shared(spec)
    limited, typed = any(map(SIZE.search, shared)), any(map(MEDIA.search, shared))
    boundless = [e for e in sending if not (limited or spec.api.body_limit is not None or _has_limit(e, spec))]
    questions = (
        ("how large a body may be", bool(boundless)),
        ("of which media type it is", not typed and not spec.api.media),
    )
    unsaid = [what for what, is_open in questions if is_open]
    if sending and unsaid:
        message = f"nothing says {' and '.join(unsaid)}, at `{(boundless or sending)[0].address}` for one"
        mend = "add `- **Body limit**: 1 MB` and `- **Media type**: `application/json``"
        yield Fault(at=API, message=message, mend=mend)
    answers = ((413, "too large", not boundless), (415, "of another type", bool(spec.api.media) and not typed))
    for status, fault, asked in answers:
        open_ = _without(sending, status, spec) if asked else None
        if open_ is not None:
            message = f"no error with {status} answers a body that is {fault}, at `{open_.address}` for one"
            mend = f"add a row with {status} to the common errors, for endpoints with a body"
            yield Fault(at=ERRORS, message=message, mend=mend)


def _shared(spec: Spec) -> tuple[str, ...]:
    layers = (f"{layer.settings} {layer.why}" for layer in spec.routing.middleware)
    return (*spec.api.notes, *spec.routing.notes, *spec.errors.notes, *layers)


def _has_limit(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether an endpoint bounds its body by itself: an upload by its file, any other by a note."""
    files = [field for field in body_fields(endpoint, spec) if field.type is not None and field.type.kind == "file"]
    bounded = bool(files) and all(field.constraints.bounds.high is not None for field in files)
    return bounded or any(map(SIZE.search, endpoint.notes))


def _without(sending: list[Endpoint], status: int, spec: Spec) -> Endpoint | None:
    """The first endpoint that never answers a status."""
    if any(common.status == status and {"all", "body"} & set(common.applies) for common in spec.errors.common):
        return None
    return next((e for e in sending if all(case.status != status for case in all_errors(e, spec))), None)
