"""An instant that a client sends has its offset, and somewhere it is said so.

Without one `2026-03-14T09:30` is a different instant in every zone: the server guesses one, and a column with a time zone
refuses the value only after it has passed every check.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.requests.inputs import Input, all_inputs, inputs_of, inputs_to, shared_inputs
from groundplan.spec.address import API
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

OFFSET = Pattern(r"\boffsets?\b|\bRFC ?3339\b|\btime ?zones?\b|\baware\b|\bZ\b|\btimestamptz\b|\d{2}Z\b", re.IGNORECASE)
LOCAL = Pattern(r"\bnaive\b|\blocal time\b|\b(?:no|without)(?: an?| any)? (?:offset|(?:time ?)?zone)\b", re.IGNORECASE)


def _in_endpoint(endpoint: Endpoint, _: Spec) -> Iterator[Fault]:
    return _local(inputs_of(endpoint))


def _in_model(model: Model, _: Spec) -> Iterator[Fault]:
    return _local(inputs_to(model))


@rule(
    "RQ010",
    severity="warning",
    hears="spec",
    bad="| `due_date` | datetime | yes | — | local time | optional | optional | yes |",
    good="| `due_date` | date | yes | — | — | optional | optional | yes |",
    source="RFC 3339 §5.6; Zalando #169, #238",
    endpoints=_in_endpoint,
    models=_in_model,
)
def datetime_input_aware(spec: Spec) -> Iterator[Fault]:
    yield from _local(shared_inputs(spec))
    if any(map(OFFSET.search, (spec.api.times, *spec.api.notes))):
        return
    unsaid = (item for item in all_inputs(spec) if _is_instant(item) and not any(map(OFFSET.search, _texts(item))))
    if (first := next(unsaid, None)) is not None:
        yield Fault(
            at=API / "times",
            message=f"nothing says that an instant is sent with its offset, {first.told} for one",
            mend="add `- **Times**: UTC, RFC 3339 with an offset` to the data model",
        )


def _local(found: Iterator[Input]) -> Iterator[Fault]:
    for item in found:
        if _is_instant(item) and (local := LOCAL.search(" ".join(_texts(item)))) is not None:
            yield Fault(
                at=item.at,
                message=f"{item.told} is sent as `{local[0]}`, which is another instant in every zone",
                mend="take it with an offset, or make it a date and a time of a named zone",
            )


def _is_instant(item: Input) -> bool:
    kind = item.type.item if item.type is not None and item.type.kind == "list" else item.type
    return kind is not None and kind.kind == "datetime"


def _texts(item: Input) -> tuple[str, ...]:
    return (*item.said, item.constraints.format, item.constraints.pattern)
