"""A token is verified in this order: shape, signature, times, claims, user; each failing step answers 401.

What is read before the signature is written by whoever sent it. A step that is missing is one that nobody tests.
"""

import itertools
from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import AUTH
from groundplan.spec.spec import Spec

ORDER = ("header", "decode", "algorithm", "signature", "times", "issuer and audience", "type", "claims", "user", "role")
NEEDED = (("header", "decode"), ("signature",), ("times",), ("issuer and audience", "claims"), ("user",))


@rule(
    "AU007",
    severity="error",
    hears="spec",
    bad="| 4 | times |",
    good="| 4 | signature |",
    source="RFC 8725 §3.1, §3.8, §3.9; RFC 7519 §7.2",
)
def jwt_pipeline_order(spec: Spec) -> Iterator[Fault]:
    auth = spec.auth
    if auth is None or not any(token.form == "JWT" for token in auth.tokens):
        return
    names = [step.name for step in auth.pipeline]
    for choices in NEEDED:
        if not any(name in names for name in choices):
            message = f"the pipeline has no step `{choices[0]}`"
            yield Fault(message, f"add the step `{choices[0]}`", AUTH / "section Pipeline")
    known = [name for name in names if name in ORDER]
    for before, after in itertools.pairwise(known):
        if ORDER.index(before) > ORDER.index(after):
            message = f"`{after}` comes after `{before}`, so `{before}` trusts what is not verified yet"
            yield Fault(message, f"put `{after}` before `{before}`", AUTH / f"step {after}")
    for step in auth.pipeline:
        status = spec.errors.status_of(step.code) if step.code else None
        if step.code and status is not None and status not in (401, 403):
            message = f"`{step.name}` answers `{step.code}`, which is {status}"
            yield Fault(message, "name a code of 401", AUTH / f"step {step.name}")
        elif not step.code:
            message = f"nothing says what a request that fails at `{step.name}` is answered"
            yield Fault(message, "name a code of 401 under Else", AUTH / f"step {step.name}")
