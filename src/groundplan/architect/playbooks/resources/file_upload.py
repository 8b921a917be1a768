"""Files that people attach to the rows of a resource."""

import re
from dataclasses import replace

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.anchor import anchor_of, person_anchor, with_anchor_code, with_end_told, with_tied
from groundplan.architect.designs.direct_upload import (
    begin,
    complete,
    direct_codes,
    direct_schemas,
    link,
    pending_model,
)
from groundplan.architect.designs.files import (
    Files,
    download,
    file_codes,
    file_delete,
    file_list,
    file_model,
    file_read,
    upload,
)
from groundplan.architect.designs.single_file import with_single_file
from groundplan.architect.designs.taxonomy import with_codes, with_dependencies
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.file_kinds import (
    DOCUMENTS,
    IMAGES,
    PICTURED,
    SINGLE,
    find_called,
    find_formats,
    usual_formats,
)
from groundplan.architect.understand.quantities import find_size, write_size
from groundplan.architect.understand.targets import target_of
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

# Above this a worker of the API is held too long by one upload.
THROUGH = 10_000_000
# What an int4 column holds.
MOST = 2_000_000_000
KINDS = {"images": IMAGES, "documents": DOCUMENTS, "both": (*DOCUMENTS, *IMAGES)}


# What is made by the server, or is a column that only names a file.
NO_FILE = re.compile(
    r"\bexport\w*\b|\bdownload\w*\b|\bcsv\b|\bfields?\b|\bcolumns?\b|\burls?\b|\blinks?\b|\brename\w*\b", re.IGNORECASE
)
SENT = re.compile(r"\bupload\w*\b|\battach\w*\b|\bsend\b|\bput\b|\d ?[mk]b\b", re.IGNORECASE)
# A spreadsheet whose lines become rows is no file that is kept.
ROWS = re.compile(
    r"\bimport\w*\b|\bspreadsheets?\b|\bbulk\b|\bfrom (?:an? |the )?(?:csv|excel|xlsx?|file)", re.IGNORECASE
)


def _files(ground: Ground) -> Files | None:
    spec = ground.spec
    own = ground.intent.resource == "users"
    anchor = person_anchor(spec) if own else anchor_of(spec, ground.intent.resource)
    if anchor is None:
        return None
    called, quote = ground.intent.names[0], ground.intent.quote
    media = find_formats(quote) or KINDS.get(ground.answers.get("types", ""), usual_formats(called))
    largest = find_size(quote) or int(ground.answers.get("size", "10")) * 1_000_000
    signed = ground.spec.auth is not None and "User" in ground.spec.models_by_name
    return Files(anchor, called, media, min(largest, MOST), signed)


def _is_single(ground: Ground) -> bool:
    return ground.intent.names[0] in SINGLE.values()


def _single(ground: Ground) -> Spec:
    # An avatar is somebody's, so it needs people who sign in.
    own = ground.intent.resource == "users"
    spec = with_accounts(ground.spec, ground.conventions, "rotate") if own else ground.spec
    files = _files(replace(ground, spec=spec))
    return ground.spec if files is None else with_single_file(spec, files, ground.conventions)


def _built(ground: Ground, direct: bool) -> Spec:
    files, spec = _files(ground), ground.spec
    if files is None or files.names.model in spec.models_by_name:
        return spec
    anchor = files.anchor
    spec = with_codes(with_anchor_code(spec, anchor), *file_codes(files), *(direct_codes(files) if direct else ()))
    spec = spec.with_model((pending_model if direct else file_model)(files, spec, ground.conventions))
    for schema in direct_schemas(files) if direct else ():
        spec = spec.with_schema(schema)
    ways = (begin(files, spec), complete(files), link(files)) if direct else (upload(files, spec), download(files))
    spec = with_tied(
        spec, anchor, file_list(files, ground.conventions, spec), *ways, file_read(files), file_delete(files)
    )
    return with_dependencies(with_end_told(spec, anchor.model.name, f"Every `{files.names.model}` of it goes with it."))


def _options(ground: Ground) -> tuple[Option, ...]:
    if ground.intent.resource == "users" or _is_single(ground):
        return (Option("through", "Through the API, as a form", _single),)
    files = _files(ground)
    large = files is not None and files.largest > THROUGH
    return (
        Option(
            "through",
            "Through the API, as a form",
            lambda g: _built(g, False),
            {"Who carries the bytes": "the API", "A large file": "holds a worker", "Requests for one file": "one"},
            "One request, checked before anything is stored.",
            rank=1 if large else 0,
            decision="Take uploads through the API",
            consequences=(
                "Each upload holds a worker as long as it lasts, so the largest file stays small.",
                "Only the API reaches the object store.",
            ),
        ),
        Option(
            "direct",
            "To the object store directly, by an address that the API signs",
            lambda g: _built(g, True),
            {"Who carries the bytes": "the object store", "A large file": "costs the API nothing",
             "Requests for one file": "three"},
            "Size is no matter; rows may wait for bytes that never come, so they are purged.",
            rank=0 if large else 1,
            decision="Let clients upload to the object store directly",
            consequences=(
                "A row is `pending` until its bytes are looked at, and purged after a day.",
                "The object store has to be reachable by clients, and to bound what an address takes.",
            ),
        ),
    )  # fmt: skip


def _context(ground: Ground) -> tuple[str, ...]:
    files = _files(ground)
    return () if files is None else (f"A file may have {write_size(files.largest)}, and is one of {files.formats}.",)


def _questions(ground: Ground) -> tuple[Question, ...]:
    files = _files(ground)
    if files is None or files.names.model in ground.spec.models_by_name:
        return ()
    questions, quote = [], ground.intent.quote
    if not find_formats(quote) and files.called not in PICTURED:
        choices = tuple(Choice(name, ", ".join(media)) for name, media in KINDS.items())
        why = "What is taken is checked by its first bytes, and shown to others."
        questions.append(Question("types", f"Which types of {files.words} are taken?", why, choices, "both", weight=60))
    if find_size(quote) is None:
        sizes = (Choice("5", "5 MB"), Choice("10", "10 MB"), Choice("50", "50 MB, sent to the object store directly"))
        asked = (
            f"How large may {files.word} be, in MB?"
            if files.word.endswith("s")
            else f"How large may one {files.word} be?"
        )
        questions.append(
            Question("size", asked, "It decides whether the API carries the bytes.", sizes, "10", weight=50)
        )
    return tuple(questions)


def _reads(wish: Wish) -> Intent | None:
    if NO_FILE.search(wish.text) and not SENT.search(wish.text):
        return None
    if ROWS.search(wish.text) and not re.search(r"\battach", wish.text, re.IGNORECASE):
        return None
    called = find_called(wish.text) or find_called(wish.request) or "attachments"
    own = tuple(name for name in wish.models if name.endswith(f"_{called}"))
    target = target_of(wish, *own)
    # `his avatar`, `a profile picture`: where no resource is named, it is the caller's.
    if called == "avatar" and not (set(wish.named) - {"users"}):
        target = "users"
    return Intent("file-upload", target, names=(called,), key=called)


playbook = Playbook(
    name="file-upload",
    title="Let people attach files to a resource",
    calls=(
        "have|has|one|several|with as|in pdf|png|jpeg|jpg|image|photo|file",
        "upload|attach file|image|photo|picture|screenshot|document|pdf|receipt|scan|video|avatar|logo|attachment|certificate",
        "add|put|send|include|store|keep photo|picture|screenshot|scan|receipt|attachment|avatar|logo to|on|for|with|of|in",
        "upload",
        "file attachment",
        "attachment on|for|to|per|each",
        "attach to",
        "profile picture|photo|image",
        "avatar",
        "png|jpeg|jpg|pdf mb",
        "mb|megabyte file|image|photo|picture|screenshot|document",
        "~photo|image|picture|screenshot|attachment|scan|receipt|logo|file|video|document",
    ),
    near="upload a spreadsheet of contacts to import them",
    stage="resources",
    targets=True,
    reads=_reads,
    touches=("errors", "routing", "DELETE", "decision"),
    example="people attach pictures (png, webp, at most 3 MB) to tickets",
    options=_options,
    questions=_questions,
    affects=("API", "data model", "storage"),
    context=_context,
)
