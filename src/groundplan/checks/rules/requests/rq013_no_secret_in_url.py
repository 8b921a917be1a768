"""No password, token or key stands in a path or a query.

URLs are written into logs, histories and `Referer` headers by everybody whom a request comes by. The link in a mail cannot
do without; its token works once.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.auth import Token
from groundplan.spec.endpoint import Endpoint, Parameter
from groundplan.spec.spec import Spec

SECRET = Pattern(
    r"(?:^|_)(?:(?:access|auth|bearer|id|refresh|reset|session)_?token|token|jwt|password|passwd|pwd|secret|api_?key|credentials?)$"
)
# Where a list goes on, and where a push message goes to, is no proof of anything.
HARMLESS = Pattern(r"^(?:next|prev|previous|page|continuation|cursor|sync|push|device|search)_?token$")
ONCE = Pattern(r"\b(?:single[- ]use|one[- ]time|once|short[- ]lived)\b", re.IGNORECASE)


@rule(
    "RQ013",
    severity="error",
    hears="endpoint",
    bad=(
        "| `is_active` | bool | — | — | only those that are active, or only those that are not |\n"
        "| `access_token` | str | — | ≤ 4096 | who is asking |"
    ),
    good="| `is_active` | bool | — | — | only those that are active, or only those that are not |",
    source="RFC 6750 §2.3, §5.3; OWASP API2:2023",
)
def no_secret_in_url(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    tokens = spec.auth.tokens if spec.auth is not None else ()
    for parameter in (*endpoint.located("path"), *endpoint.located("query")):
        if _is_secret(parameter) and not _works_once(parameter, endpoint, tokens):
            yield Fault(
                at=endpoint.address / f"{parameter.location} {parameter.name}",
                message=f"`{parameter.name}` stands in the URL, which logs and histories keep",
                mend="send it in a header or the body; of a link in a mail say that it is single-use",
            )


def _is_secret(parameter: Parameter) -> bool:
    name = re.sub(r"(?<=[a-z])(?=[A-Z])|-", "_", parameter.name).lower()
    typed = parameter.type is not None and parameter.type.kind == "secret"
    return typed or (SECRET.search(name) is not None and HARMLESS.match(name) is None)


def _works_once(parameter: Parameter, endpoint: Endpoint, tokens: tuple[Token, ...]) -> bool:
    texts = (parameter.meaning, *parameter.constraints.notes, *endpoint.notes)
    spent = any(token.single_use and token.kind in endpoint.path for token in tokens)
    return spent or any(map(ONCE.search, texts))
