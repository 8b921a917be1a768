"""The table of an endpoint's answers: successes, errors of its own, and the row that names the common errors."""

import re
from collections.abc import Iterable
from functools import cache
from posixpath import dirname, relpath

from groundplan.documents.constructs.shape_cells import cell
from groundplan.documents.form import Cells, Context, NotUnderstood, RowOut, Table
from groundplan.documents.inline import NOTHING, code, code_spans, codes, uncode
from groundplan.spec.effective import common_errors
from groundplan.spec.endpoint import Endpoint, ErrorCase, Response

ERRORS_FILE = "api/errors.md"
SHAPE = re.compile(r"(?:(page|list) of )?`(\w+)`$")
COMMON = re.compile(r"\[[^\]]*\]\([^)]*\)$|common$")


def _rows(endpoint: Endpoint) -> Iterable[RowOut]:
    for response in endpoint.responses:
        yield RowOut(f"response {response.status}", (str(response.status), _answer(response), response.when))
    for case in endpoint.errors:
        named = code(case.code) if case.code else NOTHING
        yield RowOut(f"error {case.status} {case.code}", (str(case.status), named, case.when))


def _answer(response: Response) -> str:
    if response.schema:
        text = code(response.schema) if response.shape == "one" else f"{response.shape} of {code(response.schema)}"
    else:
        text = response.media or "no body"
    return f"{text}, with {codes(response.headers)}" if response.headers else text


def _common_row(endpoint: Endpoint, context: Context) -> Iterable[RowOut]:
    statuses = sorted({error.status for error in common_errors(endpoint, context.spec)})
    if statuses:
        target = _way_to_errors(context.file)
        link = f"[common]({target}#common-errors)"
        yield RowOut("common errors", (", ".join(map(str, statuses)), link, ""), "common errors")


def _read(cells: Cells) -> tuple[str, str, object]:
    status, answer, when = cell(cells, "status"), cell(cells, "response"), cell(cells, "when")
    if COMMON.match(answer):
        return "common errors", "", None
    if not status.isascii() or not status.isdigit() or len(status) != 3:
        raise NotUnderstood(f"`{status}` is no HTTP status")
    number = int(status)
    if number >= 400:
        name = "" if not answer else uncode(answer)
        if name is None:
            raise NotUnderstood(f"`{answer}` is no error code")
        return f"error {number} {name}", "errors", ErrorCase(number, name, when)
    return f"response {number}", "responses", _read_answer(number, answer, when)


def _read_answer(status: int, answer: str, when: str) -> Response:
    body, _, headers = answer.partition(", with ")
    response = Response(status, headers=code_spans(headers), when=when)
    if body in ("", "no body"):
        return response
    if match := SHAPE.match(body):
        return response.replace(schema=match[2], shape=match[1] or "one")
    if re.fullmatch(r"[\w.+-]+/[\w.+*-]+", body):
        return response.replace(media=body)
    raise NotUnderstood(f"`{answer}` is no answer: `Schema`, page of `Schema`, a media type, or no body")


OUTCOMES_TABLE = Table("outcomes", ("Status", "Response", "When"), _rows, _read, derived=_common_row)


@cache
def _way_to_errors(file: str) -> str:
    """The relative link from a document to that of the errors."""
    return relpath(ERRORS_FILE, dirname(file) or ".")
