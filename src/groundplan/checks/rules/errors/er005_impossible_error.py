"""No endpoint lists an error that nothing in it can cause.

Each one is handled by every client and asked for by every test, and all of that is work for nothing. It also hides the
errors that can happen among those that cannot.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import access_of, body_fields, is_list, scope_of
from groundplan.spec.endpoint import Endpoint, ErrorCase
from groundplan.spec.spec import Spec

CREDENTIAL = Pattern(r"token|password|passwd|secret|signature|code|otp|pin|key|state|assertion", re.IGNORECASE)
GENERIC = ("", "forbidden", "access_denied", "permission_denied", "not_allowed")
READS = ("GET", "HEAD")


@rule(
    "ER005",
    severity="warning",
    hears="endpoint",
    bad="| 200 | `Health` | the process can answer at all |\n| 401 | `not_authenticated` | no access token |",
    good="| 200 | `Health` | the process can answer at all |",
    source="RFC 9110 §15.5; AIP-193",
)
def impossible_error(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    for case in endpoint.errors:
        if why := _why_impossible(endpoint, case, spec):
            yield Fault(
                at=endpoint.address / f"error {case.status} {case.code}",
                message=f"{case.status} is listed, but {why}",
                mend="take the row out, or say what causes it",
            )


def _why_impossible(endpoint: Endpoint, case: ErrorCase, spec: Spec) -> str:
    """Why the endpoint cannot answer an error; empty where it can, or where too little is said to tell."""
    match case.status:
        case 401 if _is_open(endpoint, spec) and not _takes_credentials(endpoint, spec):
            return "everybody may call, and nothing is proved"
        case 403 if case.code in GENERIC and _admits_everybody(endpoint, spec):
            return "no role is asked for, and no row has an owner"
        case 404 if _looks_nothing_up(endpoint, spec):
            return "nothing is looked up by an id"
        case 409 if endpoint.method in READS:
            return "reading changes nothing that could clash"
        case 400 | 422 if _takes_nothing(endpoint) and "`" not in case.when:
            return "nothing is sent that could be invalid"
    return ""


def _is_open(endpoint: Endpoint, spec: Spec) -> bool:
    access = access_of(endpoint, spec)
    return access is not None and not access.secured


def _takes_credentials(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether the request may prove something by itself, as a sign-in does; an unknown body may."""
    if endpoint.located("header") or endpoint.located("cookie"):
        return True
    if endpoint.body is None:
        # A cookie may travel with anything but a plain read.
        names = {*endpoint.path_names, *(parameter.name for parameter in endpoint.parameters)}
        return endpoint.method not in READS or any(CREDENTIAL.search(name) for name in names)
    fields = body_fields(endpoint, spec)
    return not fields or any(CREDENTIAL.search(field.name) for field in fields)


def _admits_everybody(endpoint: Endpoint, spec: Spec) -> bool:
    access, scope = access_of(endpoint, spec), scope_of(endpoint, spec)
    if access is None or access.kind in ("roles", "permissions"):
        return False
    return scope is not None and scope.kind == "none" and not _takes_credentials(endpoint, spec)


def _looks_nothing_up(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether a create names no row: neither in its path nor in what it is sent."""
    fields = body_fields(endpoint, spec)
    creates = endpoint.behavior is not None and endpoint.behavior.verb == "create"
    if not creates or endpoint.path_names or endpoint.parameters or not fields:
        return False
    return not any(re.search(r"(?:_|^)(?:id|ids|uuid|slug|code|key)$", field.name) for field in fields)


def _takes_nothing(endpoint: Endpoint) -> bool:
    # The parameters of a list may be told in prose alone.
    return endpoint.method in READS and not endpoint.takes_input and not is_list(endpoint)
