"""Files that belong to a row: their table, and the endpoints that take, list, give and delete them."""

import re
from collections.abc import Iterator

from groundplan.architect.designs.anchor import SIGNED_IN, Anchor, parent_field, person_field
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, extended, invalid
from groundplan.architect.understand.quantities import write_size
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Access,
    Body,
    Endpoint,
    ErrorCase,
    Idempotency,
    Method,
    Parameter,
    RateLimit,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import Field, Index, Model, Relationship, SchemaField, Uniqueness
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

INERT = ("Content-Disposition", "X-Content-Type-Options")


class Files(Noun, frozen=True):
    """What is to be built: `called` in paths, of these media types, of `largest` bytes; `signed` where uploaders are known."""

    anchor: Anchor
    called: str
    media: tuple[str, ...]
    largest: int
    signed: bool

    @property
    def names(self) -> Names:
        """Those of the table: `ticket_screenshots`."""
        return Names(f"{self.anchor.names.one}_{self.called}")

    @property
    def word(self) -> str:
        return Names(self.called).word

    @property
    def words(self) -> str:
        return Names(self.called).words

    @property
    def segment(self) -> str:
        return Names(self.called).segment

    @property
    def key(self) -> str:
        """The path parameter of one file: `screenshot_id`."""
        return Names(self.called).key

    @property
    def access(self) -> Access:
        return SIGNED_IN if self.signed else self.anchor.access

    @property
    def reach(self) -> Scope:
        """Whoever reaches the row reaches its files."""
        anchor = self.anchor
        return (
            anchor.scope
            if anchor.private
            else Scope("none", reason=f"whoever reaches the {anchor.names.word} sees them")
        )

    @property
    def strangers(self) -> str:
        foreign = "of another user, or of nobody," if self.anchor.private else "that nobody has"
        return f"The id of {self.anchor.names.a_word} {foreign} answers 404 `{self.anchor.missing.code}`."

    @property
    def kind(self) -> Field:
        """The column of the media type: a choice, unless a name is too odd for the values of one."""
        if all(re.fullmatch(r"[a-z0-9.+/]+", media) for media in self.media):
            return Field("content_type", Type("enum", values=self.media), read="yes")
        held = Constraints(bounds=Bounds(1, 127), notes=(f"one of {self.formats}",))
        return Field("content_type", Type("str"), constraints=held, read="yes")

    @property
    def content(self) -> Response:
        """The bytes as a success, of the range of media types that covers all of them."""
        heads = {media.partition("/")[0] for media in self.media}
        whole = (
            self.media[0]
            if len(self.media) == 1
            else f"{heads.pop()}/*"
            if len(heads) == 1
            else "application/octet-stream"
        )
        return Response(200, media=whole, headers=INERT, when=f"the bytes as they came, {self.formats}")

    @property
    def formats(self) -> str:
        return ", ".join(f"`{media}`" for media in self.media)


def file_model(files: Files, spec: Spec, conventions: Conventions) -> Model:
    """The table of the files; the bytes are elsewhere, under a key that the server makes."""
    names, anchor = files.names, files.anchor
    person = (person_field(spec, conventions).replace(indexed=True),) if files.signed else ()
    uploader = Relationship("uploader", "many to one", "User", by=OWNER, back=names.collection)
    row = Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back=names.collection)
    return Model(
        name=names.model,
        description=f"A file that belongs to {anchor.names.a_word}; its bytes are in the object store.",
        table=names.collection,
        fields=(identity(conventions), parent_field(anchor), *person, *_facts(files)),
        owner=OWNER if files.signed else "",
        shared="" if files.signed else "everybody",
        indexes=(Index((anchor.key, "created_at")),),
        relationships=(row, uploader) if files.signed else (row,),
        schemas=(f"{names.model}Read",),
        notes=(
            "`file_name` is shown and never used as a path; `content_type` is what the first bytes are, not what was claimed.",
            "Bytes whose row is gone are deleted by a daily job, and so is a file that never came to a row.",
        ),
    )


def _facts(files: Files) -> Iterator[Field]:
    """What is known of the bytes."""
    text = Constraints(bounds=Bounds(1, 255), trimmed=True)
    size = Constraints(bounds=Bounds(1, files.largest), notes=("bytes",))
    digest = Constraints(bounds=Bounds(32, 32), notes=("SHA-256",))
    held = Constraints(bounds=Bounds(None, 255), notes=("random, never from the name",))
    yield Field("file_name", Type("str"), constraints=text, read="yes")
    yield files.kind
    yield Field("size", Type("int"), constraints=size, read="yes")
    yield Field("sha256", Type("bytes"), constraints=digest)
    yield Field("storage_key", Type("str"), constraints=held, unique=Uniqueness(), sensitivity="secret")
    yield Field("created_at", Type("datetime"), default=NOW, read="yes")


def file_codes(files: Files) -> tuple[ErrorCode, ...]:
    """The codes that every way of uploading needs."""
    one, missing = files.names.one, f"no such {files.word} on this {files.anchor.names.word}"
    return (
        ErrorCode(404, f"{one}_not_found", "NotFound", meaning=missing),
        ErrorCode(413, f"{one}_too_large", "TooLarge", "file", meaning=f"the file is larger than {write_size(files.largest)}"),
        ErrorCode(415, f"{one}_type_unsupported", "UnsupportedType", "file", meaning="the file is of no type that is taken"),
    )  # fmt: skip


def refusals(files: Files) -> tuple[ErrorCase, ErrorCase]:
    one = files.names.one
    return (
        ErrorCase(413, f"{one}_too_large", f"the file is larger than {write_size(files.largest)}"),
        ErrorCase(415, f"{one}_type_unsupported", f"the file is none of {files.formats}"),
    )


def made_by(files: Files) -> tuple[Assignment, ...]:
    """What the server sets on a new row."""
    person = (Assignment(OWNER, Value("caller")),) if files.signed else ()
    row = Assignment(files.anchor.key, Value("input", files.anchor.keys[-1].name))
    found = (Assignment(name, Value("input", "file")) for name in ("file_name", "content_type", "size"))
    return (
        row,
        *person,
        *found,
        Assignment("sha256", Value("hash", "file")),
        Assignment("storage_key", Value("random")),
    )


def upload(files: Files, spec: Spec) -> Endpoint:
    """The file goes through the API."""
    anchor, names, size = files.anchor, files.names, write_size(files.largest)
    sent = SchemaField(
        "file",
        Type("file"),
        constraints=Constraints(bounds=Bounds(1, files.largest)),
        meaning=f"one of {files.formats}",
    )
    told = anchor.endpoint("POST", files.segment)
    return told.replace(
        summary=f"Attach {Names(files.called).a_word} to {anchor.names.a_word}.",
        access=files.access,
        scope=files.reach,
        behavior=Behavior("create", names.model, sets=made_by(files)),
        body=Body(fields=(sent,), media="multipart/form-data"),
        responses=(Response(201, f"{names.model}Read", headers=("Location",), when="stored; `Location` names it"),),
        errors=(*told.errors, *refusals(files)),
        rate_limits=(RateLimit(20, "minute", "user" if files.signed else "address"),),
        idempotency=Idempotency("none", reason=f"a blind retry stores a second {files.word}"),
        notes=(
            f"The file may have {size} ({files.largest:,} bytes), which replaces the body limit of the API here.",
            "Reading stops at the first byte beyond it; the type, the size and the hash are those of the bytes that came.",
        ),
        criteria=criteria(
            f"A file of {size} answers 201 with `{names.model}Read`, and its content comes back byte for byte.",
            f"A file of one byte more answers 413 `{names.one}_too_large`, and nothing is stored.",
            f"A file whose first bytes are of another type answers 415 `{names.one}_type_unsupported`, whatever its name says.",
            f"A form without `file`, or with an empty one, answers {invalid(spec)} with `field` = `file`.",
            files.strangers,
        ),
    )


def file_list(files: Files, conventions: Conventions, spec: Spec) -> Endpoint:
    anchor, names, paging = files.anchor, files.names, pages(conventions)
    return anchor.endpoint("GET", files.segment).replace(
        summary=f"List the {files.words} of {anchor.names.a_word}, oldest first.",
        access=anchor.access,
        scope=files.reach,
        behavior=Behavior("list", names.model, by=(anchor.keys[-1].name,)),
        responses=(Response(200, f"{names.model}Read", "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} {files.words} on the {anchor.names.word}, 200 brings {paging.size} of them; those of "
            f"another {anchor.names.word} never appear and never count.",
            *page_criteria(paging, spec),
            files.strangers,
        ),
    )


def on_file(files: Files, method: Method, below: str = "") -> Endpoint:
    """The beginnings of an endpoint of one file."""
    anchor, code = files.anchor, f"{files.names.one}_not_found"
    tail = f"/{below}" if below else ""
    made = anchor.endpoint(method, f"{files.segment}/{{{files.key}}}{tail}")
    key = Parameter(files.key, "path", anchor.keys[-1].type, required=True, meaning=f"the {files.word}")
    when = f"no such {files.word} on this {anchor.names.word}"
    return made.replace(
        access=anchor.access,
        scope=files.reach,
        parameters=(*made.parameters, key),
        errors=(*made.errors, ErrorCase(404, code, when)),
        criteria=criteria(
            f"The id of {Names(files.called).a_word} of another {anchor.names.word} answers 404 `{code}`.",
            files.strangers,
        ),
    )


def file_read(files: Files) -> Endpoint:
    made = on_file(files, "GET")
    return made.replace(
        summary=f"Read what is known of one {files.word}: its name, type and size.",
        behavior=Behavior("read", files.names.model, by=(files.key,)),
        responses=(Response(200, f"{files.names.model}Read", when="found"),),
        criteria=extended(
            criteria(f"200 with `{files.names.model}Read`, and no storage key is in it."), *made.criteria
        ),
    )


def download(files: Files) -> Endpoint:
    made = on_file(files, "GET", "content")
    return made.replace(
        summary=f"Download one {files.word}.",
        behavior=Behavior("read", files.names.model, by=(files.key,)),
        responses=(files.content,),
        notes=(
            "`Content-Disposition: attachment` and `X-Content-Type-Options: nosniff`: no browser runs what was uploaded.",
        ),
        criteria=extended(
            criteria("200 brings the bytes that were sent, with the `Content-Type` that the server found in them."),
            *made.criteria,
        ),
    )


def file_delete(files: Files) -> Endpoint:
    made = on_file(files, "DELETE")
    shared = files.signed and not files.anchor.private
    mine = (
        f"The id of another user's {files.word} answers 404 `{files.names.one}_not_found`, and it stays."
        if shared
        else ""
    )
    return made.replace(
        summary=f"Delete {f'the caller’s own {files.word}' if shared else f'one {files.word}'} for good.".replace(
            "’", "'"
        ),
        access=files.access,
        scope=Scope("owner", f"{files.names.model}.{OWNER}") if shared else files.reach,
        behavior=Behavior("delete", files.names.model, by=(files.key,)),
        responses=(Response(204, when="gone; the bytes follow within a day"),),
        criteria=extended(
            criteria(
                f"The id of an own {files.word} answers 204; the list brings it no more, and a second delete answers 404.",
                mine,
            ),
            *made.criteria,
        ),
    )
