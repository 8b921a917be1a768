"""No document holds a key, a token or the address of a real person.

Specifications are copied into tickets, prompts and other repositories, and their history is kept for ever. An example
needs the shape of a key and nothing that opens a door; people in examples live at `example.com`.
"""

import re
from collections.abc import Iterator

import msgspec

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import AUTH
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.outline import Document
from groundplan.spec.spec import Spec

# Each kind of secret: its shape, and what any of them holds, which is looked for in a hundredth of the time.
SECRETS = {
    "a private key": ("PRIVATE KEY", r"-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY"),
    "a signed token": ("eyJ", r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}"),
    "a key of AWS": ("AKIA", r"\bAKIA(?!\w*EXAMPLE)[0-9A-Z]{16}\b"),
    "a token of GitHub": ("gh", r"\bgh[opsur]_[A-Za-z0-9]{36}\b"),
    "a key of Stripe": ("k_live_", r"\b[rs]k_live_[A-Za-z0-9]{16,}\b"),
    "a token of Slack": ("xox", r"\bxox[abprs]-[A-Za-z0-9-]{10,}"),
    "a key of Google": ("AIza", r"\bAIza[\w-]{35}\b"),
}
# Where people have their mail: an address there is somebody's, or will be.
MAIL = Pattern(
    r"(?<![:/\w.+-])[\w.+-]{1,64}@(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|proton|protonmail|gmx|qq|163)"
    r"\.[a-z]{2,3}\b",
    re.IGNORECASE,
)


def _in_endpoint(endpoint: Endpoint, _: Spec) -> Iterator[Fault]:
    for what in _secrets(msgspec.json.encode(endpoint).decode()):
        yield Fault(at=endpoint.address, message=f"the text holds {what}", mend="write what stands there: `<token>`")


@rule(
    "DC006",
    severity="error",
    hears="document",
    bad='```json\n{"email": "jane.doe@gmail.com"}\n```\n\n| Field | Type | Null | Default | Rules | Create | Update | Read |',
    good="| Field | Type | Null | Default | Rules | Create | Update | Read |",
    source="OWASP API8:2023; RFC 2606",
    endpoints=_in_endpoint,
)
def no_real_secrets(document: Document, spec: Spec) -> Iterator[Fault]:
    for fence in document.fences:
        for what in _secrets(fence.text):
            yield Fault(place=fence.place, message=f"the block holds {what}", mend="write what stands there: `<token>`")
        for mail in MAIL.finditer(fence.text):
            yield Fault(
                place=fence.place,
                message=f"`{mail[0]}` can be the address of a person",
                mend="take one of `example.com`, which will never be anybody's",
            )
    if document.kind == "auth" and spec.auth is not None:
        for what in _secrets(msgspec.json.encode(spec.auth).decode()):
            yield Fault(
                at=AUTH, message=f"the policy holds {what}", mend="name the variable or the store that holds it"
            )


def _secrets(text: str) -> Iterator[str]:
    """Which kinds of secrets a text holds."""
    for what, (sign, shape) in SECRETS.items():
        if sign in text and re.search(shape, text):
            yield what
