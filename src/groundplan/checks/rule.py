"""The form of a rule: one check that is also its own page."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

import msgspec

from groundplan.spec.address import Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.finding import Place, Severity
from groundplan.spec.model import Model
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec

Hears = Literal["endpoint", "model", "router", "spec", "document", "acceptance"]
Fix = Callable[[Spec], Spec]
OnEndpoint = Callable[[Endpoint, Spec], Iterable["Fault"]]
OnModel = Callable[[Model, Spec], Iterable["Fault"]]


class Fault(Noun, frozen=True):
    """What a rule says of one place: what is wrong, and how to mend it, a sentence each without a full stop.

    A rule on documents, which see places and no addresses, gives the `place` itself.
    """

    message: str
    mend: str
    at: Address = Address("")
    place: Place | None = None


class Judged(Noun, frozen=True):
    """A fault, and the code of the rule that found it."""

    code: str
    fault: Fault


class Rule(msgspec.Struct, frozen=True):
    """A check with everything that its page says.

    `hears` is what it is called with: an endpoint and the spec, a model and the spec, a router and the spec, the spec
    alone, the outline of a document and the spec, or an acceptance and a code in it that covers no finding. `endpoints`
    and `models` are the parts of a check on something else that hear single ones. What hears an endpoint looks at no other
    one, so that its faults can be kept while that endpoint and what all share stay the same.
    `bad` and `good` are fragments of canonical Markdown. `fix` gives a spec without the faults; `redraw` says that the
    faults are in derived parts, which writing them again mends. `unsafe_fix` gives one without them too, but decides what a
    person may decide otherwise, and so changes what the API promises. A rule without `default` runs only where it is named.
    """

    code: str
    name: str
    severity: Severity
    hears: Hears
    why: str
    bad: str
    good: str
    source: str
    check: Callable[..., Iterable[Any]]
    endpoints: OnEndpoint | None = None
    models: OnModel | None = None
    fix: Fix | None = None
    redraw: bool = False
    default: bool = True
    unsafe_fix: Fix | None = None

    @property
    def on_endpoint(self) -> OnEndpoint | None:
        """What hears a single endpoint."""
        return self.check if self.hears == "endpoint" else self.endpoints

    @property
    def on_model(self) -> OnModel | None:
        """What hears a single model."""
        return self.check if self.hears == "model" else self.models

    @property
    def family(self) -> str:
        return family_of(self.code)

    @property
    def fixable(self) -> bool:
        return self.redraw or self.fix is not None


def family_of(code: str) -> str:
    """`EP` of `EP008`."""
    return code.rstrip("0123456789")


def rule(
    code: str,
    *,
    severity: Severity,
    hears: Hears,
    bad: str,
    good: str,
    source: str,
    endpoints: OnEndpoint | None = None,
    models: OnModel | None = None,
    fix: Fix | None = None,
    redraw: bool = False,
    default: bool = True,
    unsafe_fix: Fix | None = None,
) -> Callable[[Callable[..., Iterable[Any]]], Rule]:
    """Make a rule of a function; its name is the function's, its rationale the docstring of the module."""

    def made(check: Callable[..., Iterable[Any]]) -> Rule:
        why = (check.__globals__["__doc__"] or "").strip()
        name = check.__name__.replace("_", "-")
        parts = (endpoints, models, fix, redraw, default, unsafe_fix)
        return Rule(code, name, severity, hears, why, bad, good, source, check, *parts)

    return made
