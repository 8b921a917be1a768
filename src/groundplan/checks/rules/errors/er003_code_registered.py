"""Every code that an endpoint answers is in the taxonomy, once, with the same status.

A code is what programs test. One that is misspelt in one place, or has two statuses, is a promise that somebody will
break.
"""

from collections.abc import Iterator

from groundplan.checks.nearest import did_you_mean
from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS, Address
from groundplan.spec.model import ErrorRef
from groundplan.spec.spec import Spec

STYLE = Pattern(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*$")


@rule(
    "ER003",
    severity="error",
    hears="spec",
    bad="| 404 | `task_missing` | no such task, or it is another user's |",
    good="| 404 | `task_not_found` | no such task, or it is another user's |",
    source="AIP-193; Microsoft REST guidelines",
)
def code_registered(spec: Spec) -> Iterator[Fault]:
    statuses: dict[str, int] = {}
    declared = [(known.code, known.status, f"code {known.code}") for known in spec.errors.codes]
    declared += [(known.code, known.status, f"common {known.status} {known.code}") for known in spec.errors.common]
    used = list(_used(spec))
    if (declared or used) and not any((*(code for code, _, _ in declared), *(error.code for _, error in used))):
        yield Fault("no error has a code that a program can test", "give each its own: `task_not_found`", ERRORS)
        return
    for code, status, part in declared:
        if not code:
            yield Fault(
                f"{status} has no code that a program can test",
                "give it a name of its own in snake_case",
                ERRORS / part,
            )
            continue
        if STYLE.match(code) is None:
            yield Fault(f"`{code}` is not snake_case", "write it in lower case with underscores", ERRORS / part)
        if code in statuses:
            yield Fault(f"`{code}` is declared twice", "keep one of the two rows", ERRORS / part)
        statuses.setdefault(code, status)
    for at, error in used:
        if not error.code:
            yield Fault(
                f"{error.status} has no code that a program can test", "give it a name of its own in snake_case", at
            )
            continue
        known = statuses.get(error.code)
        if known is None:
            mend = did_you_mean(error.code, statuses, f"add `{error.code}` to the codes in errors.md")
            yield Fault(f"`{error.code}` is not in the taxonomy", mend, at)
        elif known != error.status:
            yield Fault(f"`{error.code}` is {error.status} here and {known} in the taxonomy", f"make it {known}", at)


def _used(spec: Spec) -> Iterator[tuple[Address, ErrorRef]]:
    for endpoint in spec.endpoints:
        for case in endpoint.errors:
            yield endpoint.address / f"error {case.status} {case.code}", ErrorRef(case.status, case.code)
    for model in spec.models:
        for field in model.fields:
            if field.unique is not None and field.unique.error is not None:
                yield model.address / f"field {field.name}", field.unique.error
        for unique in model.uniques:
            if unique.error is not None:
                yield model.address / f"unique {' + '.join(unique.fields)}", unique.error
        for index, check in enumerate(model.checks, 1):
            if check.error is not None:
                yield model.address / f"check {index}", check.error
