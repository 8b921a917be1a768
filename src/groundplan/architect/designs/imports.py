"""Rows that come as a file: checked all together, told apart by line, and written in the background, all or none."""

from groundplan.architect.designs.jobs import Job, with_job
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Body, Endpoint, ErrorCase
from groundplan.spec.model import Field, Model, SchemaField
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type, literal

LARGEST, MOST, SHOWN = 10_000_000, 10_000, 100


def with_import(spec: Spec, collection: str, conventions: Conventions) -> Spec:
    """The specification in which the rows of a resource can be read from a CSV file."""
    model = next((m for m in spec.models if m.table == collection), None)
    names = Names(f"{Names(collection).one}_imports")
    if model is None or names.model in spec.models_by_name:
        return spec
    spec = with_job(spec, Job(names, "", queued=True), conventions)
    job = spec.models_by_name[names.model]
    spec = spec.with_model(_counting(job, model, names))
    bad = ErrorCode(
        422,
        f"{names.one}_unreadable",
        "Unprocessable",
        "file",
        meaning="the file is no CSV in UTF-8, or lacks a column",
    )
    start = next(e for e in spec.endpoints if e.method == "POST" and e.path == f"{spec.api.base_path}/{names.segment}")
    router = spec.router_by_endpoint[start.address]
    return with_codes(spec, bad).with_endpoint(_taking(start, model, bad, spec), router.name)


def _counting(job: Model, model: Model, names: Names) -> Model:
    """The job with what came of the lines."""
    count = Constraints(bounds=Bounds(0, MOST))
    shown = Constraints(bounds=Bounds(None, 100_000))
    own = (
        Field("dry_run", Type("bool"), default=literal(False), read="yes"),
        Field("row_count", Type("int"), default=literal(0), constraints=count, read="yes"),
        Field("failed_count", Type("int"), default=literal(0), constraints=count, read="yes"),
        Field("problems", Type("json"), nullable=True, constraints=shown, read="yes"),
    )
    at = next(index for index, field in enumerate(job.fields) if field.name == "error_code")
    columns = ", ".join(f"`{field.name}`" for field in model.fields if field.create)
    notes = (
        f"The first line names the columns, of {columns}; each further line is a body of a create, with the same rules.",
        f"`problems` holds the first {SHOWN} wrong lines as `{{row, field, code}}`; with one wrong line no row is written.",
        "With `dry_run` everything is checked and nothing written.",
    )
    return job.replace(fields=(*job.fields[:at], *own, *job.fields[at:]), notes=extended(job.notes, *notes))


def _taking(start: Endpoint, model: Model, bad: ErrorCode, spec: Spec) -> Endpoint:
    words = Names(model.table).words
    file = SchemaField("file", Type("file"), constraints=Constraints(bounds=Bounds(1, LARGEST), notes=("`text/csv`",)))
    dry = SchemaField(
        "dry_run", Type("bool"), required=False, default=literal(False), meaning="check and write nothing"
    )
    told = criteria(
        f"A file with three good lines ends with `status` = `succeeded`, `row_count` = 3, and three new {words}; it was answered 202.",
        "One wrong line of three ends with `status` = `failed`, `failed_count` = 1 and its `row` in `problems`; nothing is written, "
        "and it was answered 202.",
        f"A file that is no CSV answers 422 `{bad.code}`, one of more than {LARGEST // 1_000_000} MB 413, and one without lines "
        f"{invalid(spec)}.",
    )
    return start.replace(
        summary=f"Read {words} from a file.",
        body=Body(fields=(file, dry), media="multipart/form-data"),
        errors=(*start.errors, ErrorCase(bad.status, bad.code, bad.meaning)),
        criteria=extended(start.criteria, *told),
        notes=extended(start.notes, f"At most {MOST:,} lines; a value of a spreadsheet that begins with `=` is text."),
    )
