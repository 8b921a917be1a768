"""Planning: conventions and specs in, a proposal and its edit out; saved for review, or applied."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from groundplan.architect.foundation import foundation
from groundplan.architect.handed import Design
from groundplan.architect.language_model.model import Consulted, LanguageModel
from groundplan.architect.propose import Judge, Proposal, propose, review, unsound
from groundplan.architect.understand.reader import understand
from groundplan.checks.settings import Settings
from groundplan.documents.conventions import CONVENTION_FILES, read_conventions
from groundplan.documents.edit import edit
from groundplan.documents.read import Reading, read
from groundplan.documents.workspace import Workspace
from groundplan.documents.write import write
from groundplan.evolution.migrating import migration_plan
from groundplan.spec.conventions import Conventions
from groundplan.spec.failure import InvalidInput, SpecsMissing
from groundplan.spec.record import MigrationStep
from groundplan.spec.spec import Spec
from groundplan.surfaces.settings import read_settings

if TYPE_CHECKING:
    from groundplan.evolution.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Laid:
    """What `init` wrote, and the files that conventions were read from."""

    files: tuple[str, ...]
    conventions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A proposal of a day, the documents as they were and as they would be, and the answers that it rests on.

    `model` is the language model that could be asked, with what it took.
    """

    workspace: Workspace
    reading: Reading
    proposal: Proposal
    changes: Mapping[str, str | None]
    answers: Mapping[str, str]
    today: str
    model: Consulted | None = None

    @property
    def diff(self) -> str:
        """The change as a unified diff, files by name."""
        return unified(self.reading.texts, self.changes)

    @property
    def verdicts(self) -> tuple["Verdict", ...]:
        """What the change means to clients, the gravest first."""
        from groundplan.evolution.verdicts import judge

        return judge(self.reading.spec, self.proposal.after, self.today)

    @property
    def migration(self) -> tuple[MigrationStep, ...]:
        """What the database goes through."""
        return migration_plan(self.reading.spec, self.proposal.after)


def unified(texts: Mapping[str, str], changes: Mapping[str, str | None]) -> str:
    """Documents as they are and as they would be, as a unified diff."""
    from difflib import unified_diff

    return "".join(
        line if line.endswith("\n") else f"{line}\n"
        for file, text in sorted(changes.items())
        for line in unified_diff(
            texts.get(file, "").splitlines(keepends=True),
            (text or "").splitlines(keepends=True),
            f"a/{file}" if file in texts else "/dev/null",
            "/dev/null" if text is None else f"b/{file}",
        )
    )


def project_conventions(specs: Path) -> Conventions:
    """The conventions of the project that holds a specs folder.

    Raises:
        InvalidInput: a convention file is not UTF-8.
    """
    project = specs.resolve().parent
    files: dict[str, str] = {}
    for name in CONVENTION_FILES:
        path = project / name
        if path.is_file():
            try:
                files[name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise InvalidInput(f"`{name}` is not UTF-8", mend="save the file as UTF-8") from error
    found = read_conventions(files)
    return found if found.name else found.replace(name=_title(project.name))


def _title(folder: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in folder).split()
    return " ".join(words).capitalize() or "API"


def init(specs: Path) -> Laid:
    """Lay down the first specs where there are none yet."""
    workspace = Workspace(specs)
    conventions = project_conventions(specs)
    read_from = tuple(dict.fromkeys(place.file for _, place in conventions.stated))
    if specs.is_dir() and workspace.texts():
        return Laid((), read_from)
    files = write(foundation(conventions))
    workspace.write(files, {})
    return Laid(tuple(sorted(files)), read_from)


def plan(
    specs: Path,
    request: str,
    *,
    answers: Mapping[str, str],
    assume: bool,
    today: str,
    model: LanguageModel | None = None,
) -> Planned:
    """What a request would change in a specs folder; nothing is written.

    Raises:
        SpecsMissing: there is no specs folder, or nothing in it.
        InvalidInput: the request is empty, or an answer is none of the choices of its question.
        ModelFailed: the language model is needed, and gives no answer.
    """
    if not request.strip():
        raise InvalidInput("the request is empty", mend='say what you need: groundplan plan "pages for /api/tasks"')
    workspace, reading, settings = _opened(specs)
    conventions = project_conventions(specs)

    def design(wishes: tuple[str, ...], planned: Proposal, judge: Judge) -> Proposal:
        assert model is not None
        return model.design(wishes, planned, conventions, _writable(judge, reading))

    proposal = propose(
        request,
        reading.spec,
        conventions,
        answers=answers,
        assume=assume,
        today=today,
        settings=settings,
        reader=understand if model is None else model.reader(answers, assume),
        designer=None if model is None else design,
    )
    planned = _planned(workspace, reading, proposal, {**dict(proposal.assumptions), **answers}, today)
    return planned if model is None else replace(planned, model=model.consulted)


def _writable(judge: Judge, reading: Reading) -> Judge:
    """A judge who also refuses what the documents could not say."""

    def judged(data: object) -> Proposal:
        proposal = judge(data)
        if proposal.status == "ready":
            try:
                require_faithful(reading.texts, edit(reading, proposal.after), proposal.after)
            except InvalidInput as error:
                return unsound(proposal, reading.spec, error)
        return proposal

    return judged


def hand_in(specs: Path, request: str, design: Design, *, today: str) -> Planned:
    """What a design that somebody else made would change in a specs folder; nothing is written.

    Raises:
        SpecsMissing: there is no specs folder, or nothing in it.
        InvalidInput: an element of the design has no place in the specification.
    """
    workspace, reading, settings = _opened(specs)
    proposal = review(request, design, reading.spec, today=today, settings=settings)
    return _planned(workspace, reading, proposal, {}, today)


def _opened(specs: Path) -> tuple[Workspace, Reading, Settings]:
    workspace = Workspace(specs)
    texts = workspace.texts()
    if not texts:
        raise SpecsMissing(f"`{specs}` holds no specifications", mend="run `groundplan init` first")
    return workspace, read(texts), read_settings(specs.resolve().parent)


def _planned(
    workspace: Workspace, reading: Reading, proposal: Proposal, answers: Mapping[str, str], today: str
) -> Planned:
    changes = edit(reading, proposal.after) if proposal.status == "ready" else {}
    require_faithful(reading.texts, changes, proposal.after)
    return Planned(workspace, reading, proposal, changes, answers, today)


def require_faithful(texts: Mapping[str, str], changes: Mapping[str, str | None], after: Spec) -> None:
    """Read the documents as they would be, and refuse to offer them if they do not say what was designed.

    Raises:
        InvalidInput: they say something else.
    """
    edited = {file: text for file, text in {**texts, **changes}.items() if text is not None}
    if changes and not _same(read(edited).spec, after):
        raise InvalidInput(
            "the documents cannot be edited safely: read again they would not say what was planned",
            mend="`groundplan check` shows what in them is not understood",
        )


def _same(read_again: Spec, designed: Spec) -> bool:
    from groundplan.evolution.compare import compare

    return all(
        difference.kind == "changed" and all(part.part == "order" for part in difference.parts)
        for difference in compare(read_again, designed).differences
    )


def where_specified(planned: Planned) -> str:
    """Where the element that serves instead of code stands: ``specs/api/rest-endpoints.md:57 (`POST /api/tasks`)``."""
    address = planned.proposal.element
    root = planned.workspace.root
    place = planned.reading.places.get(address)
    return f"{root}/" if place is None else f"{root / place.file}:{place.line} (`{address}`)"


def proposal_json(planned: Planned, status: str) -> bytes:
    """One document for a program; `status` is what became of the proposal."""
    from groundplan.evolution.wording import worded

    proposal = planned.proposal
    document = {
        "status": status,
        "request": proposal.request,
        "understood": proposal.understood,
        "message": proposal.message
        if proposal.status != "declined"
        else f"{proposal.message} What the code has to do is specified in {where_specified(planned)}.",
        "questions": [
            {
                "topic": question.topic,
                "question": question.question,
                "why": question.why,
                "options": [{"value": choice.value, "meaning": choice.meaning} for choice in question.choices],
                "default": question.default,
                "open": question.open or not question.choices,
            }
            for question in proposal.questions
        ],
        "assumptions": [{"topic": topic, "value": value} for topic, value in proposal.assumptions],
        "options": [
            {
                "decision": considered.title,
                "name": option.name,
                "title": option.title,
                "trade_offs": option.traits,
                "recommended": option.recommended,
                "chosen": option.name == considered.chosen,
                "why": option.why,
            }
            for considered in proposal.considered
            for option in considered.options
        ],
        "changes": [
            {"kind": d.kind, "element": str(d.address), "parts": [str(p.part) for p in d.parts], "summary": worded(d)}
            for d in proposal.changes.differences
        ],
        "clients": [
            {"level": v.level, "kind": v.kind, "at": str(v.at), "message": v.message, "why": v.why}
            for v in planned.verdicts
        ],
        "database": [{"phase": step.phase, "step": step.step} for step in planned.migration],
        "decision": proposal.decision or None,
        "suggestions": proposal.suggestions,
        "findings": [{"code": f.code, "at": f.at, "message": f.message} for f in proposal.findings],
        "diff": planned.diff,
        "model": planned.model,
    }
    return msgspec.json.format(msgspec.json.encode(document))
