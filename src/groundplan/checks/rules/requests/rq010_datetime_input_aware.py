"""An instant that a client sends has its offset, and somewhere it is said so.

Without one `2026-03-14T09:30` is a different instant in every zone: the server guesses one, and a column with a time zone
refuses the value only after it has passed every check.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.requests.inputs import Input, all_inputs
from groundplan.spec.address import API
from groundplan.spec.spec import Spec

OFFSET = Pattern(r"\boffsets?\b|\bRFC ?3339\b|\btime ?zones?\b|\baware\b|\bZ\b|\btimestamptz\b|\d{2}Z\b", re.IGNORECASE)
LOCAL = Pattern(r"\bnaive\b|\blocal time\b|\b(?:no|without)(?: an?| any)? (?:offset|(?:time ?)?zone)\b", re.IGNORECASE)


@rule(
    "RQ010",
    severity="warning",
    hears="spec",
    bad="| `due_date` | datetime | yes | — | local time | optional | optional | yes |",
    good="| `due_date` | date | yes | — | — | optional | optional | yes |",
    source="RFC 3339 §5.6; Zalando #169, #238",
)
def datetime_input_aware(spec: Spec) -> Iterator[Fault]:
    instants = [item for item in all_inputs(spec) if _is_instant(item)]
    for item in instants:
        if (local := LOCAL.search(" ".join(_texts(item)))) is not None:
            yield Fault(
                at=item.at,
                message=f"{item.told} is sent as `{local[0]}`, which is another instant in every zone",
                mend="take it with an offset, or make it a date and a time of a named zone",
            )
    unsaid = [item for item in instants if not any(map(OFFSET.search, _texts(item)))]
    if unsaid and not any(map(OFFSET.search, (spec.api.times, *spec.api.notes))):
        yield Fault(
            at=API / "times",
            message=f"nothing says that an instant is sent with its offset, {unsaid[0].told} for one",
            mend="add `- **Times**: UTC, RFC 3339 with an offset` to the data model",
        )


def _is_instant(item: Input) -> bool:
    kind = item.type.item if item.type is not None and item.type.kind == "list" else item.type
    return kind is not None and kind.kind == "datetime"


def _texts(item: Input) -> tuple[str, ...]:
    return (*item.said, item.constraints.format, item.constraints.pattern)
