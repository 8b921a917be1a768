"""For every door there is a criterion that the wrong person does not come through.

That the right person comes in is tried by everybody on the first day. That a stranger, a caller without the role or the
owner of other rows stays out is tried by nobody, unless it is written down.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import answers, is_named, names_in, speaks_of_others, with_endpoints
from groundplan.spec.address import ERRORS
from groundplan.spec.effective import access_of, fits, is_list, scope_of
from groundplan.spec.endpoint import Criterion, Endpoint, ErrorCase
from groundplan.spec.outcome import CommonError
from groundplan.spec.spec import Spec

STRANGERS = {"secured": "a request comes without an access token", "roles": "the caller lacks the role"}


def _unproved(spec: Spec) -> Iterator[tuple[CommonError, str]]:
    """The refusals of authentication that endpoints can answer and no criterion names, each with who is refused."""
    for error in spec.errors.common:
        doors = [door for door in error.applies if door in STRANGERS]
        if not doors or not error.code or is_named(error.code, spec):
            continue
        if any(fits(door, endpoint, spec) for door in doors for endpoint in spec.endpoints):
            yield error, STRANGERS[doors[0]]


def _forgets_others(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether the endpoint reaches only the caller's rows, by id or as a list, and no criterion tries another's."""
    scope, access = scope_of(endpoint, spec), access_of(endpoint, spec)
    if scope is None or scope.kind == "none" or access is None or not access.secured:
        return False
    if speaks_of_others(endpoint.criteria) or not (endpoint.path_names or is_list(endpoint)):
        return False
    return not any(case.code in names_in(endpoint.criteria) for case in _hiding(endpoint, spec))


def _hiding(endpoint: Endpoint, spec: Spec) -> tuple[ErrorCase, ...]:
    """The errors that hide another's row; a list hides rows by leaving them out."""
    status = spec.api.hidden_rows or 404
    return tuple(case for case in endpoint.errors if case.status == status) if endpoint.path_names else ()


def _with_others(endpoint: Endpoint, spec: Spec) -> Endpoint:
    if not _forgets_others(endpoint, spec):
        return endpoint
    text = "Rows of other users never appear, and never count."
    if endpoint.path_names:
        hidden = next(iter(_hiding(endpoint, spec)), None)
        if hidden is None:
            return endpoint
        text = f"The id of another user's row answers {hidden.status} `{hidden.code}`, and the row stays as it was."
    return endpoint.replace(criteria=(*endpoint.criteria, Criterion(text)))


def _generated(spec: Spec) -> Spec:
    spec = with_endpoints(spec, lambda endpoint: _with_others(endpoint, spec))
    refused = tuple(answers(error.when or stranger, error.status, error.code) for error, stranger in _unproved(spec))
    return spec.replace(errors=spec.errors.replace(criteria=(*spec.errors.criteria, *refused))) if refused else spec


def _untried(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if _forgets_others(endpoint, spec):
        yield Fault(
            at=endpoint.address,
            message=f"no criterion of `{endpoint.address}` tries another user's rows",
            mend="add one that says what becomes of them: answered as if absent, never listed, never counted",
        )


@rule(
    "TS005",
    severity="error",
    hears="spec",
    bad="- [ ] The newest task comes first.",
    good="- [ ] Another user's tasks never appear and never count.",
    source="OWASP API1:2023, prevention",
    endpoints=_untried,
    fix=_generated,
)
def negative_authz_covered(spec: Spec) -> Iterator[Fault]:
    for error, _ in _unproved(spec):
        yield Fault(
            at=ERRORS / f"common {error.status} {error.code}",
            message=f"no criterion shows a caller who is refused with {error.status} `{error.code}`",
            mend=f"add a criterion that names `{error.code}`",
        )
