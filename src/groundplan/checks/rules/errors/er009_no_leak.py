"""No error tells what only the log may know: traces, SQL, exception texts, file paths, the input itself.

They help whoever attacks more than whoever calls, and an input that is echoed may hold a password.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS, Address
from groundplan.spec.spec import Spec

LEAK = Pattern(
    r"\b(?:stack ?trace|traceback|the trace|sql(?: statement| query)?|exception(?:'s)? (?:text|message)|str\(e\w*\)|\{exc\w*\}"
    r"|file path|the input|request body|the password|the token)\b",
    re.IGNORECASE,
)
TELLS = Pattern(
    r"\b(?:`?detail`?|`?context`?|answer\w*|body|response|returns?|includes?|contains?|holds?|echo\w*|with)\b",
    re.IGNORECASE,
)
DENIED = Pattern(r"\b(?:no|not|never|nor|nothing|neither|without|log(?:ged|s)?)\b", re.IGNORECASE)


@rule(
    "ER009",
    severity="error",
    hears="spec",
    bad="| 6 | anything else | 500 `internal_error` with the stack trace in `detail` |",
    good="| 6 | anything else | 500 `internal_error` |",
    source="OWASP API8:2023; Zalando #177",
)
def no_leak(spec: Spec) -> Iterator[Fault]:
    for at, text in _texts(spec):
        for sentence in re.split(r"(?<=[.;])\s+", text):
            leak = LEAK.search(sentence)
            if leak is None or DENIED.search(sentence) is not None:
                continue
            if TELLS.search(f"{sentence[: leak.start()]} {sentence[leak.end() :]}"):
                yield Fault(
                    f"an error would tell `{leak[0]}`", "answer a constant text, and write the cause to the log", at
                )


def _texts(spec: Spec) -> Iterator[tuple[Address, str]]:
    for handler in spec.errors.handlers:
        yield ERRORS / f"handler {handler.raised}", handler.answer
    for common in spec.errors.common:
        yield ERRORS / f"common {common.status} {common.code}", common.when
    for known in spec.errors.codes:
        yield ERRORS / f"code {known.code}", known.meaning
    for index, note in enumerate(spec.errors.notes, 1):
        yield ERRORS / f"note {index}", note
