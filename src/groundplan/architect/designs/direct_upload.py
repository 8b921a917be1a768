"""Large files: the client sends the bytes to the object store itself, and tells the API when they are there."""

from groundplan.architect.designs.files import INERT, Files, file_model, made_by, on_file, refusals
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, invalid
from groundplan.architect.understand.quantities import write_size
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Body, Endpoint, ErrorCase, Idempotency, RateLimit, Response
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type, literal

MINUTES = 15
URL = Constraints(bounds=Bounds(1, 2_048))
NO_STORE = ("Cache-Control",)


def pending_model(files: Files, spec: Spec, conventions: Conventions) -> Model:
    """The table of the files, in which a row is there before its bytes are."""
    model = file_model(files, spec, conventions)
    state = Field("status", Type("enum", values=("pending", "stored")), default=literal("pending"), read="yes")
    fields = tuple(
        field.replace(nullable=True)
        if field.name == "sha256"
        else field.replace(create="required")
        if field.name in ("file_name", "content_type", "size")
        else field
        for field in model.fields
    )
    return model.replace(
        fields=(*fields[:-1], state, fields[-1]),
        schemas=tuple(f"{model.name}{variant}" for variant in ("Base", "Create", "Read")),
        notes=(
            *model.notes,
            "A row that is `pending` for a day is deleted with whatever was sent for it.",
            "`status` goes from `pending` to `stored` when the upload is completed, and never back.",
        ),
    )


def direct_schemas(files: Files) -> tuple[Schema, Schema]:
    """What is needed to send the bytes, and what is needed to get them."""
    names, until = files.names, SchemaField("expires_at", Type("datetime"), meaning="when the address stops working")
    return (
        Schema(
            f"{names.model}Upload",
            "Where the bytes go; no cache may keep it.",
            (
                SchemaField("id", files.anchor.keys[-1].type, meaning=f"the {files.word}"),
                SchemaField(
                    "upload_url", Type("url"), constraints=URL, meaning="takes one PUT of exactly this type and size"
                ),
                until,
            ),
        ),
        Schema(
            f"{names.model}Link",
            "Where the bytes are; no cache may keep it.",
            (SchemaField("download_url", Type("url"), constraints=URL, meaning="answers GET as a download"), until),
        ),
    )


def direct_codes(files: Files) -> tuple[ErrorCode, ...]:
    one = files.names.one
    return (
        ErrorCode(409, f"{one}_not_stored", "Conflict", meaning="the object store does not have its bytes yet"),
        ErrorCode(
            422, f"{one}_differs", "Unprocessable", meaning="the bytes are not of the type and size that were said"
        ),
    )


def begin(files: Files, spec: Spec) -> Endpoint:
    """The row is made, and the address to send the bytes to is given."""
    anchor, names, size = files.anchor, files.names, write_size(files.largest)
    told = anchor.endpoint("POST", files.segment)
    large, foreign = refusals(files)
    kept = ("file_name", "content_type", "size", "sha256")
    sets = tuple(item for item in made_by(files) if item.field not in kept)
    return told.replace(
        summary=f"Begin to attach {Names(files.called).a_word} to {anchor.names.a_word}.",
        access=files.access,
        scope=files.reach,
        behavior=Behavior("create", names.model, sets=sets),
        body=Body(f"{names.model}Create"),
        responses=(
            Response(
                201, f"{names.model}Upload", headers=("Location", *NO_STORE), when="pending; `Cache-Control: no-store`"
            ),
        ),
        errors=(*told.errors, large, foreign),
        rate_limits=(RateLimit(20, "minute", "user" if files.signed else "address"),),
        idempotency=Idempotency("none", reason="a blind retry makes a second pending row, which is purged"),
        notes=(f"A file may have {size} ({files.largest:,} bytes); `upload_url` works {MINUTES} minutes.",),
        criteria=criteria(
            f"A `size` of {files.largest} bytes answers 201 with `{names.model}Upload`, and the row is `pending`.",
            f"One byte more answers 413 `{names.one}_too_large`.",
            f"A `content_type` that is none of those taken answers 415 `{names.one}_type_unsupported`.",
            f"A body that names `status` answers {invalid(spec)}.",
            files.strangers,
        ),
    )


def complete(files: Files) -> Endpoint:
    """The bytes are there: they are looked at before anybody can get them."""
    made, one = on_file(files, "POST", "complete"), files.names.one
    return made.replace(
        summary=f"Say that the bytes of {Names(files.called).a_word} were sent.",
        access=files.access,
        behavior=Behavior(
            "update", files.names.model, by=(files.key,), sets=(Assignment("status", Value("literal", "stored")),)
        ),
        responses=(Response(200, f"{files.names.model}Read", when="stored, or was already"),),
        errors=(
            *made.errors,
            ErrorCase(409, f"{one}_not_stored", "the object store does not have the bytes"),
            ErrorCase(422, f"{one}_differs", "the bytes are of another type or size than was said; they are deleted"),
        ),
        idempotency=Idempotency("natural"),
        criteria=extended(
            criteria(
                f"After the bytes were sent, 200 with `{files.names.model}Read` whose `status` is `stored`; once more, the same.",
                f"Before that it answers 409 `{one}_not_stored`.",
                f"Bytes whose first ones are of another type answer 422 `{one}_differs`, and nobody can download them.",
            ),
            *made.criteria,
        ),
    )


def link(files: Files) -> Endpoint:
    made, one = on_file(files, "GET", "link"), files.names.one
    return made.replace(
        summary=f"Get an address from which one {files.word} can be downloaded.",
        behavior=Behavior("read", files.names.model, by=(files.key,)),
        responses=(
            Response(200, f"{files.names.model}Link", headers=NO_STORE, when="stored; `Cache-Control: no-store`"),
        ),
        notes=(f"The address works {MINUTES} minutes and answers with {' and '.join(f'`{name}`' for name in INERT)}.",),
        criteria=extended(
            criteria(
                f"200 with `{files.names.model}Link`, whose address brings the bytes that were sent.",
                f"One that is `pending` answers 404 `{one}_not_found`, as if it were not there.",
            ),
            *made.criteria,
        ),
    )
