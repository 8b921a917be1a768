"""An answer that holds a token or a secret that is shown once says that no cache may keep it.

Browsers and proxies keep what nobody forbids, and whoever opens the same page next reads it there. What one user sees
must not be kept for all, either.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.effective import access_of, router_of
from groundplan.spec.endpoint import Endpoint, Response
from groundplan.spec.spec import Spec

HEADER = "Cache-Control"
FORBIDS = Pattern(r"\bno-store\b|\bno cache\b|\bnever (?:be )?cached\b|\bnot (?:be )?cached\b", re.IGNORECASE)
PUBLIC = Pattern(r"\bCache-Control\b[^.;]{0,60}\bpublic\b", re.IGNORECASE)
TOKEN = Pattern(r"^(?:access|refresh|id|api)_?(?:token|key)$|^client_secret$|^recovery_codes?$", re.IGNORECASE)
GIVES = Pattern(
    r"\b(?:return|receive|issue|obtain|mint|get|refresh|for a new)\w*\b[^.;]{0,60}\b(?:tokens?|JWTs?)\b", re.IGNORECASE
)


def _kept_nowhere(spec: Spec) -> Spec:
    """Every answer with a token, with the header that forbids to keep it."""
    return with_endpoints(
        spec,
        lambda endpoint: endpoint.replace(
            responses=tuple(
                _forbidding(response) if _may_be_kept(endpoint, response, spec) else response
                for response in endpoint.responses
            )
        ),
    )


def _forbidding(response: Response) -> Response:
    if HEADER in response.when:
        return response  # It says something else, and that is for a person to change.
    when = f"{response.when}; `{HEADER}: no-store`" if response.when else f"`{HEADER}: no-store`"
    headers = response.headers if HEADER in response.headers else (*response.headers, HEADER)
    return response.replace(headers=headers, when=when)


@rule(
    "RS007",
    severity="warning",
    hears="endpoint",
    bad="| 200 | `TokenPair` | signed in |",
    good="| 200 | `TokenPair`, with `Cache-Control` | signed in; `Cache-Control: no-store` |",
    source="RFC 6750 §5.3; RFC 9111 §5.2.2.5; Zalando #227",
    fix=_kept_nowhere,
)
def no_store_on_secrets(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    access = access_of(endpoint, spec)
    for response in endpoint.responses:
        at = endpoint.address / f"response {response.status}"
        told = f"`{response.schema}`" if response.schema else "the answer"
        if _may_be_kept(endpoint, response, spec):
            yield Fault(
                at=at,
                message=f"{told} holds a secret, and nothing forbids caches to keep it",
                mend=f"add `, with `{HEADER}`` to the answer, and `{HEADER}: no-store` to when it comes",
            )
        elif access is not None and access.secured and PUBLIC.search(" ".join((response.when, *endpoint.notes))):
            yield Fault(
                at=at,
                message="a cache may keep for everybody what only this caller may see",
                mend=f"make it `{HEADER}: private`, or `no-store`",
            )


def _may_be_kept(endpoint: Endpoint, response: Response, spec: Spec) -> bool:
    if not _holds_secret(endpoint, response, spec) and not _gives_token(endpoint, response):
        return False
    shared = (*router_of(endpoint, spec).notes, *spec.api.notes, *spec.routing.notes)
    stated = (response.when, *endpoint.notes, *shared, *(spec.auth.notes if spec.auth is not None else ()))
    return not any(FORBIDS.search(text) for text in stated)


def _gives_token(endpoint: Endpoint, response: Response) -> bool:
    """Whether a sentence says that a token is answered, where no schema says what is."""
    unshaped = endpoint.method == "POST" and response.status in (200, 201) and not response.schema
    return unshaped and GIVES.search(f"{endpoint.summary} {response.when}") is not None


def _holds_secret(endpoint: Endpoint, response: Response, spec: Spec) -> bool:
    """Whether a secret leaves with the answer: a token, or a column that is shown once, when its row is made."""
    model = spec.model_by_schema.get(response.schema)
    if model is not None:
        return endpoint.method == "POST" and any(field.read == "once" for field in model.fields)
    shape = spec.schemas_by_name.get(response.schema)
    return shape is not None and any(
        TOKEN.match(field.name) is not None or (field.type is not None and field.type.kind == "secret")
        for field in shape.fields
    )
