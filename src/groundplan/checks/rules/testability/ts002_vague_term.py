"""A criterion uses no word that two people measure differently.

"Quickly", "properly" and "some" are agreed to by everybody and settle nothing. "Should" and "may" leave open whether the
test fails. A number with its unit, or what is seen, says the same and can be wrong.
"""

from collections.abc import Iterable, Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import SEEN, SPAN, address_of, endpoint_criteria, shared_criteria
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Criterion
from groundplan.spec.spec import Spec

# Over small letters: to ignore case takes four times as long.
VAGUE = Pattern(
    r"\b(?:fast|quick|slow|eas(?:y|ily)|simpl[ey]|user-friendly|intuitive|seamless|appropriate|adequate|sufficient|reasonabl[ey]"
    r"|robust|graceful|proper|efficient|optimal|smooth|sensibl[ey])(?:ly)?\b"
    r"|\betc\b|\band/or\b|\bas needed\b|\bas appropriate\b|\bif possible\b|\bif necessary\b|\band so on\b"
    r"|\b(?:some|several) (?!other\b|one\b)\w+s\b|\b(?:should|might|could)\b"
)


@rule(
    "TS002",
    severity="warning",
    hears="spec",
    bad="- [ ] An existing id quickly answers 200 with `TaskRead`.",
    good="- [ ] An existing id answers 200 with `TaskRead`.",
    source="INCOSE Guide to Writing Requirements, R7 to R9; ISO/IEC/IEEE 29148 §5.2.7",
    endpoints=lambda endpoint, _: _vague(endpoint_criteria(endpoint)),
)
def vague_term(spec: Spec) -> Iterator[Fault]:
    yield from _vague(shared_criteria(spec))


def _vague(criteria: Iterable[tuple[Address, Criterion]]) -> Iterator[Fault]:
    for element, criterion in criteria:
        if VAGUE.search(criterion.text.lower()) is None:
            continue
        word = VAGUE.search(SPAN.sub("``", criterion.text).lower())
        # A criterion in which nothing can be seen is found as such.
        if word is not None and SEEN.search(criterion.text) is not None:
            yield Fault(
                at=address_of(element, criterion),
                message=f"“{word[0]}” leaves open when the criterion is met",
                mend="say what is seen, or a number with its unit; what is demanded `is`, and not `should be`",
            )
