"""Headers of an answer: those that are stated, and those that a status or a deprecation brings."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from groundplan.exchange.json_schema import Json
from groundplan.spec.endpoint import Deprecation

HEADER_SCHEMAS: Mapping[str, Json] = {
    "location": {"type": "string", "format": "uri-reference"},
    "retry-after": {"type": "integer", "minimum": 0},
}
HEADER_MEANINGS = {
    "location": "where the resource is",
    "etag": "the version of the resource, for `If-Match` and `If-None-Match`",
    "retry-after": "seconds to wait",
    "www-authenticate": "the scheme that is asked for",
    "deprecation": "since when the operation is deprecated (RFC 9745)",
    "sunset": "when it stops answering (RFC 8594)",
}


def headers(names: Iterable[str]) -> Json:
    """Each header once, by the name that stands first."""
    found: dict[str, Json] = {}
    for name in names:
        known = name.lower()
        # A media type says the content type; the Response Object of OpenAPI 3.1 has such a header ignored.
        if known not in {other.lower() for other in found} and known != "content-type":
            meaning = HEADER_MEANINGS.get(known)
            said: Json = {"description": meaning} if meaning is not None else {}
            found[name] = {**said, "schema": dict(HEADER_SCHEMAS.get(known, {"type": "string"}))}
    return dict(found)


def deprecation_headers(deprecation: Deprecation | None, stated: Iterable[str]) -> Json:
    """`Deprecation` as a moment in seconds since 1970, `Sunset` as an HTTP date."""
    if deprecation is None:
        return {}
    known = {name.lower() for name in stated}
    found = headers(name for name in ("Deprecation", "Sunset") if name.lower() not in known)
    since, sunset = _midnight(deprecation.since), _midnight(deprecation.sunset)
    if since is not None and isinstance(header := found.get("Deprecation"), dict):
        header["example"] = f"@{int(since.timestamp())}"
    if not deprecation.sunset:
        found.pop("Sunset", None)
    elif sunset is not None and isinstance(header := found.get("Sunset"), dict):
        header["example"] = format_datetime(sunset, usegmt=True)
    return found


def _midnight(day: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(day), time(), UTC)
    except ValueError:
        return None
