"""One more error in its place among those that are there, whose order stays as it is."""

from collections.abc import Sequence

from groundplan.spec.endpoint import Endpoint, ErrorCase
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec


def with_case(endpoint: Endpoint, case: ErrorCase) -> Endpoint:
    """The endpoint with one more error, before the first of a higher status."""
    at = _place(endpoint.errors, case.status)
    return endpoint.replace(errors=(*endpoint.errors[:at], case, *endpoint.errors[at:]))


def with_code(spec: Spec, code: ErrorCode) -> Spec:
    """The taxonomy with this code, before the first of a higher status; a code that is known stays as it is."""
    if code.code in spec.code_names:
        return spec
    codes = spec.errors.codes
    at = _place(codes, code.status)
    return spec.replace(errors=spec.errors.replace(codes=(*codes[:at], code, *codes[at:])))


def _place(rows: Sequence[ErrorCase | ErrorCode], status: int) -> int:
    """How many rows stand before one of this status."""
    return next((index for index, row in enumerate(rows) if row.status > status), len(rows))
