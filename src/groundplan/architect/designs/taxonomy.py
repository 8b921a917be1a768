"""Adding codes, common errors, criteria and dependencies where they are not there yet."""

from typing import TypeVar

from groundplan.spec.api import Dependency
from groundplan.spec.effective import fits
from groundplan.spec.endpoint import Criterion
from groundplan.spec.outcome import CommonError, ErrorCode
from groundplan.spec.spec import Spec

Item = TypeVar("Item")


def with_codes(spec: Spec, *codes: ErrorCode) -> Spec:
    """The taxonomy with these codes, by status and code; a code that is known stays as it is."""
    known = {code.code for code in spec.errors.codes} | {common.code for common in spec.errors.common}
    new = tuple(code for code in codes if code.code not in known)
    if not new:
        return spec
    merged = tuple(sorted((*spec.errors.codes, *new), key=lambda code: (code.status, code.code)))
    return spec.replace(errors=spec.errors.replace(codes=merged))


def with_common(spec: Spec, *errors: CommonError) -> Spec:
    """The taxonomy with these common errors, by status; one that is known stays as it is."""
    known = {common.code for common in spec.errors.common}
    new = tuple(error for error in errors if error.code not in known)
    if not new:
        return spec
    merged = tuple(sorted((*spec.errors.common, *new), key=lambda error: error.status))
    return spec.replace(errors=spec.errors.replace(common=merged))


def with_dependency(spec: Spec, dependency: Dependency) -> Spec:
    if any(known.name == dependency.name for known in spec.routing.dependencies):
        return spec
    return spec.replace(routing=spec.routing.replace(dependencies=(*spec.routing.dependencies, dependency)))


def with_dependencies(spec: Spec) -> Spec:
    """The dependencies that endpoints have come to need: a database session, the bounds of a page, the caller."""
    session = "one database session: committed when the handler returns, rolled back when it raises"
    known = (
        Dependency("get_session", session, used_by=("database",)),
        Dependency("get_page", "the bounds of a page and its order, checked", used_by=("lists",)),
        Dependency("get_current_user", "the caller's `User`, from the token's `sub`", ("get_session",), ("secured",)),
    )
    for dependency in known:
        if any(fits(condition, endpoint, spec) for condition in dependency.used_by for endpoint in spec.endpoints):
            spec = with_dependency(spec, dependency)
    return spec


def extended(known: tuple[Item, ...], *more: Item) -> tuple[Item, ...]:
    """The items with those at the end that are not among them yet."""
    return (*known, *(item for item in more if item not in known))


def criteria(*texts: str) -> tuple[Criterion, ...]:
    return tuple(Criterion(text) for text in texts if text)


def invalid(spec: Spec) -> str:
    """The status and code of an invalid field, as a criterion names it: ``400 `validation_error```."""
    return f"{spec.api.invalid_input or 400} `validation_error`"
