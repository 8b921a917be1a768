"""A change that breaks clients, as another version beside the one that they use."""

import re
from dataclasses import replace

from groundplan.architect.brief import Intent
from groundplan.architect.designs.versions_of_endpoints import Reshaped, addresses, version_names, with_version
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.playbooks.edits.deprecate_endpoint import end_question, last_day
from groundplan.architect.understand.endpoints import endpoints_meant
from groundplan.architect.understand.existing import fields_meant
from groundplan.architect.understand.fields.naming import column_name
from groundplan.architect.understand.fields.reading import read_field, read_fields
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

NAME = re.compile(r"\bv(?:ersion)?[ .]?(\d+)\b", re.IGNORECASE)
OBJECT = re.compile(
    r"\b(?:an?\s+)?(?:object|structure|pair|nested|record)\b[^.]*?\b(?:with|of|holding|containing|made of|:)\s+(?P<parts>[^.;]+)",
    re.IGNORECASE,
)
CALLED = re.compile(r"\b(?:called|named|renamed to|becomes?)\s+['\"`“]?(?P<name>[a-z]\w*)['\"`”]?", re.IGNORECASE)
# Versions of a row are what became of it, and none of the API.
KEPT = re.compile(
    r"\b(?:keep|store|save|see|show|restore)\b[^.]{0,20}\b(?:old|earlier|previous|former|all) versions? of (?:an?|the|each|every|our|my)\b(?! (?:api|endpoint))",
    re.IGNORECASE,
)
RENAMED = re.compile(r"\brenam\w*\b", re.IGNORECASE)
INTO = re.compile(r"\s+(?:to|into|as)\s+['\"`“]?(?P<name>[a-z]\w*)", re.IGNORECASE)
GONE = re.compile(r"\b(?:without|no longer (?:has|have|holds?|contains?)|drops?|removes?)\b", re.IGNORECASE)
TYPED = re.compile(r"\b(?:is|are|as|becomes?|should be|must be)\s+(?P<type>an?\s+\w+|\w+)", re.IGNORECASE)


def _changes(wish: Wish) -> tuple[Reshaped, ...]:
    """What the new version answers otherwise, as far as the wish tells it."""
    found = []
    for meant in fields_meant(wish):
        after, before = wish.text[meant.end :], wish.text[: meant.start]
        if (parts := OBJECT.search(after)) is not None:
            found.append(Reshaped(meant.field.name, parts=read_fields(parts["parts"])))
        elif (called := CALLED.search(after) or (INTO.match(after) if RENAMED.search(before) else None)) is not None:
            found.append(Reshaped(meant.field.name, called=column_name(called["name"])))
        elif GONE.search(before[-40:]) is not None:
            found.append(Reshaped(meant.field.name, gone=True))
        elif (typed := TYPED.search(after)) is not None:
            wanted = read_field(f"{meant.field.name}: {typed['type']}")
            if wanted is not None and wanted.type is not None and wanted.type != meant.field.type:
                found.append(Reshaped(meant.field.name, type=wanted.type))
    return tuple(found)


def _version(ground: Ground) -> str:
    if said := NAME.search(ground.intent.quote):
        return f"v{said[1]}"
    known = version_names(ground.spec)
    return f"v{int(known[-1][1:]) + 1}" if known else "v2"


def _build(ground: Ground) -> Spec:
    endpoints = addresses(ground.spec, ground.intent.names)
    wish = Wish(ground.intent.quote, ground.spec, subject=ground.intent.resource)
    return with_version(ground.spec, endpoints, _version(ground), _changes(wish), ground.today, last_day(ground))


def _reads(wish: Wish) -> Intent | None:
    fields = fields_meant(wish)
    if not (wish.named or fields) or KEPT.search(wish.text):
        return None
    if not wish.named:
        wish = replace(wish, subject=fields[0].collection)
    meant = endpoints_meant(wish)
    current = tuple(endpoint for endpoint in meant if endpoint.deprecation is None and not _newest(endpoint.path, wish))
    if not meant:
        return None
    if NAME.search(wish.request) is None and any(endpoint.deprecation is not None for endpoint in meant):
        # Another version that has no name is there already.
        current = ()
    return Intent(
        "versioning", wish.resource, names=tuple(str(endpoint.address) for endpoint in current), key="version"
    )


def _newest(path: str, wish: Wish) -> bool:
    """Whether a path is of the version that is asked for already."""
    said = NAME.search(wish.text)
    return said is not None and f"/v{said[1]}/" in f"{path}/"


playbook = Playbook(
    name="versioning",
    title="Offer another version of endpoints",
    calls=(
        "v2|v3|v4",
        "v2|v3|v4 get|post|put|patch|delete|endpoint|api|of|for|in is|are|become|call|object|list|without|stay|old|where",
        "new|next|second|another version rename|change|call|become|key|field|old|stay|keep|where|without",
        "v2|v3|v4 of|in|for|endpoint|api",
        "version two|2|3|new|second|another|next endpoint|api|of",
        "new|second|next version of",
        "breaking change old|present|current|existing client|version|app",
        "old|present|current|existing version keep|keeps|work|works|working|until|deprecated",
        "version api|endpoint deprecate|deprecated|sunset",
    ),
    example="a v2 of GET /api/projects in which the status is called phase; the old one works until 1 March 2029",
    near="every file has a version",
    stage="endpoints",
    reads=_reads,
    touches=("GET", "POST", "PUT", "PATCH", "DELETE", "api"),
    options=lambda _: (
        Option(
            "path",
            "Another path for what changes, beside the old one",
            _build,
            {
                "Clients of the old one": "go on working",
                "To keep up": "two answers from one table",
                "The end": "said by headers",
            },
            "Only what breaks gets another version; everything else stays where it is.",
            decision="Version by path, and only what breaks",
            consequences=(
                "Both versions are tested until the old one goes, and each use of the old one is counted.",
                "`Deprecation`, `Sunset` and a `Link` to the successor stand on every answer of the old one.",
            ),
        ),
    ),
    questions=end_question,
    affects=("API", "clients"),
    context=lambda _: ("An answer has to change in a way that breaks the clients that there are.",),
)
