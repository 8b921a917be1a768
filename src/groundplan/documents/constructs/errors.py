"""The error contract: envelope, common errors, codes, handlers."""

from collections.abc import Iterable

from groundplan.documents.constructs.routing import read_applies, write_applies
from groundplan.documents.constructs.shape_cells import cell, name_in, write_yes_no, yes_no
from groundplan.documents.constructs.type_text import read_type, write_type
from groundplan.documents.form import Cells, Criteria, Form, Intro, Notes, NotUnderstood, RowOut, Section, Table
from groundplan.documents.inline import NOTHING, code, code_spans, codes
from groundplan.spec.outcome import CommonError, EnvelopeField, ErrorCode, Errors, Handler


def _envelope_rows(errors: Errors) -> Iterable[RowOut]:
    for field in errors.envelope:
        cells = (code(field.name), write_type(field.type), write_yes_no(field.always), field.meaning)
        yield RowOut(f"envelope {field.name}", cells)


def _read_envelope(cells: Cells) -> tuple[str, str, EnvelopeField]:
    field = EnvelopeField(
        name_in(cells, "field"), read_type(cells.get("type", "")), bool(yes_no(cells, "always")), cell(cells, "meaning")
    )
    return f"envelope {field.name}", "envelope", field


def _common_rows(errors: Errors) -> Iterable[RowOut]:
    for error in errors.common:
        cells = (str(error.status), code(error.code), write_applies(error.applies), error.when)
        yield RowOut(f"common {error.status} {error.code}", cells)


def _read_common(cells: Cells) -> tuple[str, str, CommonError]:
    error = CommonError(
        read_status(cells), name_in(cells, "code"), read_applies(cell(cells, "answered by")), cell(cells, "when")
    )
    return f"common {error.status} {error.code}", "common", error


def read_status(cells: Cells) -> int:
    text = cell(cells, "status")
    if not (text.isascii() and text.isdigit() and len(text) == 3):
        raise NotUnderstood(f"`{text}` is no HTTP status")
    return int(text)


def _code_rows(errors: Errors) -> Iterable[RowOut]:
    for known in errors.codes:
        cells = (
            str(known.status),
            code(known.code),
            code(known.exception) if known.exception else NOTHING,
            code(known.field) if known.field else NOTHING,
            codes(known.context),
            known.meaning,
        )
        yield RowOut(f"code {known.code}", cells)


def _read_code(cells: Cells) -> tuple[str, str, ErrorCode]:
    known = ErrorCode(
        status=read_status(cells),
        code=name_in(cells, "code"),
        exception=_named(cells, "exception"),
        field=_named(cells, "field"),
        context=code_spans(cells.get("context", "")),
        meaning=cell(cells, "meaning"),
    )
    return f"code {known.code}", "codes", known


def _named(cells: Cells, title: str) -> str:
    name = name_in(cells, title)
    return "" if name == NOTHING else name


def _handler_rows(errors: Errors) -> Iterable[RowOut]:
    for index, handler in enumerate(errors.handlers, 1):
        yield RowOut(f"handler {handler.raised}", (str(index), handler.raised, handler.answer))


def _read_handler(cells: Cells) -> tuple[str, str, Handler]:
    handler = Handler(cell(cells, "raised"), cell(cells, "answer"))
    return f"handler {handler.raised}", "handlers", handler


FORM = Form(
    (
        Intro(
            (
                "Every answer that is not a success has this body, whichever layer it comes from, also for an "
                "unknown route or method."
            )
        ),
        Table("envelope", ("Field", "Type", "Always", "Meaning"), _envelope_rows, _read_envelope),
        Notes(),
        Section(
            "Common errors",
            (
                Intro(
                    "Stated once. An endpoint answers those whose condition fits it, and names their "
                    "statuses in its last row."
                ),
                Table("common", ("Status", "Code", "Answered by", "When"), _common_rows, _read_common),
            ),
        ),
        Section(
            "Codes",
            (
                Table(
                    "codes",
                    ("Status", "Code", "Exception", "Field", "Context", "Meaning"),
                    _code_rows,
                    _read_code,
                ),
            ),
        ),
        Section(
            "Handlers",
            (
                Intro("Registered in this order; the most specific that matches answers."),
                Table("handlers", ("#", "Raised", "Answer"), _handler_rows, _read_handler),
            ),
        ),
        Section("Acceptance criteria", (Criteria(),)),
    )
)
