"""An endpoint that is not offered any longer."""

import re
from dataclasses import replace

from groundplan.architect.brief import Intent
from groundplan.architect.designs.endpoints import without_endpoint
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.endpoints import VERBS, endpoints_meant, operations_meant, without_names
from groundplan.architect.understand.existing import field_meant
from groundplan.architect.understand.operations import refused_operations
from groundplan.architect.understand.wish import Wish
from groundplan.spec.address import Address
from groundplan.spec.spec import Spec

# The words for the change itself, and not for what the endpoint does.
LEAD = re.compile(
    r"^(?:please\s+|we\s+(?:want|would like)\s+to\s+|can you\s+)*(?-i:(?!DELETE))(?:remove|drop|delete|kill|retire|take (?:out|away)|get rid of)\s+(?=.*(?:endpoint|route|/|\b(?:GET|POST|PUT|PATCH|DELETE)\b))",
    re.IGNORECASE,
)
READ_ONLY = re.compile(r"\bread[- ]only\b", re.IGNORECASE)
IMMUTABLE = re.compile(r"\bimmutable\b|\bnever (?:change|edit|update)d?\b", re.IGNORECASE)
# `create endpoints to list and delete rooms` takes nothing away.
MADE = re.compile(
    r"\b(?:create|add|build|make|expose|need|want|provide)\b[^.]{0,20}\bendpoints?\b[^.]*\b(?:to|for|that)\b",
    re.IGNORECASE,
)
# What is put away is not gone: `archived, not deleted`.
KEPT = re.compile(r"\b(?:archiv\w+|trash|bin|soft|deactivat\w+|restor\w+|hid(?:e|den)|recover\w*)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"\b(?:more|less|fewer|longer) than\b|\b(?:per|a|an|each|every) (?:second|minute|hour|day)\b", re.IGNORECASE
)
ROLES = re.compile(
    r"\b(?:only|except|but|unless)\b[^.]{0,20}\b(?:admin|manager|editor|owner|role)|\bonly\b[^.]{0,40}\bby\b|\bby\b[^.]{0,20}\b(?:only|alone)\b",
    re.IGNORECASE,
)


def _build(ground: Ground) -> Spec:
    spec = ground.spec
    for name in ground.intent.names:
        if (endpoint := spec.endpoints_by_address.get(Address(name))) is not None:
            spec = without_endpoint(spec, endpoint)
    return spec


def _reads(wish: Wish) -> Intent | None:
    # `the status cannot be set when a task is created` is said of a field.
    if MADE.search(wish.text) or KEPT.search(wish.text) or ("/" not in wish.text and field_meant(wish) is not None):
        return None
    # Nor is an endpoint gone that somebody may call only so often.
    if (
        COUNTED.search(wish.text)
        or ROLES.search(wish.text)
        or (IMMUTABLE.search(wish.text) and field_meant(wish) is not None)
    ):
        return None
    inner = replace(wish, text=LEAD.sub("", wish.text))
    meant = endpoints_meant(inner)
    if READ_ONLY.search(wish.text) or IMMUTABLE.search(wish.text):
        kept = ("GET",) if READ_ONLY.search(wish.text) else ("GET", "POST", "DELETE")
        whole = endpoints_meant(replace(wish, text=wish.resource.replace("_", " ")))
        meant = tuple(endpoint for endpoint in whole if endpoint.method not in kept)
    elif refused := refused_operations(without_names(inner)):
        # `can be listed and created, not deleted` takes one of three away.
        verbs = {verb for operation in refused for verb in VERBS[operation]}
        meant = tuple(e for e in meant if e.behavior is None or e.behavior.verb in verbs)
    elif not operations_meant(without_names(inner)) and "/" not in inner.text:
        return None
    if not meant and not wish.named:
        return None
    names = tuple(str(endpoint.address) for endpoint in meant)
    return Intent("remove-endpoint", names=names, key=" ".join(names))


playbook = Playbook(
    name="remove-endpoint",
    title="Offer an endpoint no longer",
    calls=(
        "remove|drop|delete|kill|retire|rid endpoint|route|operation",
        "remove|drop|kill|retire|rid get|post|put|patch|delete",
        "no|not longer|more|anymore delete|update|edit|change|create|list|remove",
        "should|must|may|can|shall not|no|never delete|update|edit|change|create be|longer|more|anymore|possible",
        "cannot|can't|nobody|never delete|update|edit|change|create|deleted|changed",
        "make|be|are|is|become read only",
        "make|be|are|is|become immutable",
        "impossible|forbid|disallow|disable delete|update|edit|change|create",
        "without delete|update|edit endpoint",
        "endpoint|route not needed|used|necessary",
    ),
    example="remove DELETE /api/projects/{project_id}",
    near="users should not delete tickets of others",
    stage="endpoints",
    reads=_reads,
    touches=("errors", "model", "GET", "POST", "PUT", "PATCH", "DELETE", "router"),
    options=lambda _: (Option("removed", "It goes with the next release", _build),),
)
