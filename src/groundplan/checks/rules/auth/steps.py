"""The steps by which a token is verified, in their order, and by which words one is recognised."""

import re

from groundplan.spec.auth import PipelineStep

STEPS = {
    "header": "header authorization bearer cookie extract",
    "decode": "decode parse format",
    "algorithm": "algorithm algorithms alg",
    "signature": "signature",
    "times": "times time exp expiry nbf iat lifetime",
    "issuer and audience": "issuer audience iss aud",
    "type": "type typ kind",
    "claims": "claims claim",
    "user": "user subject sub account caller",
    "role": "role roles permission permissions",
}
ORDER = tuple(STEPS)
WORDS = {word: name for name, words in STEPS.items() for word in words.split()}


def known_step(step: PipelineStep) -> str:
    """The usual name of a step, or nothing for one of the project's own."""
    if step.name in STEPS:
        return step.name
    return next((WORDS[word] for word in re.findall(r"[a-z]+", step.name.lower()) if word in WORDS), "")
