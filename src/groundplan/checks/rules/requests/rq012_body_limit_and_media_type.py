"""A body has a largest size and a media type, and there is an answer to one that is larger or of another kind.

FastAPI reads as much as it is sent. Whatever is larger than memory ends the process, with one request and without a login.
"""

import re
from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import API, ERRORS
from groundplan.spec.effective import all_errors, body_fields
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

SIZE = re.compile(r"\b\d+ ?(?:[kmg]i?b|(?:kilo|mega|giga)?bytes)\b", re.IGNORECASE)
MEDIA = re.compile(
    r"\bmedia types?\b|\bcontent[- ]type\b|\bapplication/json\b|\bJSON only\b|\bonly JSON\b", re.IGNORECASE
)


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
    limited = spec.api.body_limit is not None or any(map(SIZE.search, _shared(spec)))
    boundless = next((endpoint for endpoint in sending if not limited and not _has_limit(endpoint, spec)), None)
    if boundless is not None:
        message = f"nothing says how large a body may be, at `{boundless.address}` for one"
        yield Fault(at=API, message=message, mend="add `- **Body limit**: 1 MB`, and an error with 413")
    elif (open_ := _without(sending, (413,), spec)) is not None:
        message = f"a body has a limit, and no error with 413 answers a larger one, at `{open_.address}` for one"
        yield Fault(
            at=ERRORS, message=message, mend="add a row with 413 to the common errors, for endpoints with a body"
        )
    stated = bool(spec.api.media) or any(map(MEDIA.search, _shared(spec)))
    if sending and not stated:
        message = f"nothing says of which media type bodies are, at `{sending[0].address}` for one"
        yield Fault(at=API, message=message, mend="add `- **Media type**: `application/json``, and an error with 415")
    elif (open_ := _without(sending, (415,), spec)) is not None and not any(map(MEDIA.search, _shared(spec))):
        message = f"no error with 415 answers a body of another media type, at `{open_.address}` for one"
        yield Fault(
            at=ERRORS, message=message, mend="add a row with 415 to the common errors, for endpoints with a body"
        )


def _shared(spec: Spec) -> tuple[str, ...]:
    layers = (f"{layer.settings} {layer.why}" for layer in spec.routing.middleware)
    return (*spec.api.notes, *spec.routing.notes, *spec.errors.notes, *layers)


def _has_limit(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether an endpoint bounds its body by itself: an upload by its file, any other by a note."""
    files = [field for field in body_fields(endpoint, spec) if field.type is not None and field.type.kind == "file"]
    bounded = bool(files) and all(field.constraints.bounds.high is not None for field in files)
    return bounded or any(map(SIZE.search, endpoint.notes))


def _without(sending: list[Endpoint], statuses: tuple[int, ...], spec: Spec) -> Endpoint | None:
    """The first endpoint that answers none of the statuses."""
    listed = ((endpoint, {case.status for case in all_errors(endpoint, spec)}) for endpoint in sending)
    return next((endpoint for endpoint, known in listed if known.isdisjoint(statuses)), None)
