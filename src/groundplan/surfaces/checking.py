"""Checking a specs folder: read, judge, mend, remember."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from groundplan.checks.acceptance import AcceptedFinding
from groundplan.checks.rule import Judged
from groundplan.checks.settings import Settings
from groundplan.documents.workspace import Workspace
from groundplan.spec.address import Address
from groundplan.spec.finding import Finding, Severity, at_least
from groundplan.spec.noun import Noun
from groundplan.spec.outline import Derived
from groundplan.surfaces.cache import Cache, digest_of, tool_digest
from groundplan.surfaces.settings import Project, read_project

if TYPE_CHECKING:
    from groundplan.documents.read import Reading
    from groundplan.spec.outline import Outline


class Kept(Noun, frozen=True):
    """What was found of the endpoints in one document: by the rules, and of its derived parts."""

    digest: str
    judged: tuple[Judged, ...]
    derived: tuple[Derived, ...]


class Fixed(Noun, frozen=True):
    """A file that was mended, and how many lines of it are new and gone."""

    file: str
    added: int
    removed: int


class Report(Noun, frozen=True):
    """What a check found, and how much it looked at; `fixed` are the files that were mended.

    `accepted` are findings that the documents accept, `known` is how many a baseline lists; neither are among the
    `findings`. `gone` is how many of those in the baseline are not found any more.
    """

    findings: tuple[Finding, ...]
    endpoints: int
    models: int
    rules: int
    accepted: tuple[AcceptedFinding, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    known: int = 0
    gone: int = 0

    def fails(self, least: Severity) -> bool:
        """Whether a finding is at least this severe."""
        return any(at_least(finding.severity, least) for finding in self.findings)


def check(
    specs: Path,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    baseline: Path | None = None,
    fix: bool = False,
    unsafe: bool = False,
    cached: bool = True,
) -> Report:
    """Every finding of the specs in a folder.

    Args:
        specs: the folder.
        select, ignore: codes or families; they come on top of the project's settings.
        baseline: a file of findings that are known.
        fix: mend first what can be mended without a change of meaning; the report is of what is left.
        unsafe: mend also where that decides what the API promises.
        cached: take what the last run understood where nothing that it depends on has changed.

    Raises:
        SpecsMissing, InvalidInput, DocumentChanged: see `Workspace.texts`, `read_project` and `read_baseline`.
    """
    workspace = Workspace(specs)
    settings = _settings(read_project(specs.resolve().parent), select, ignore)
    fixed = _mend(workspace, settings, unsafe) if fix else ()
    texts = workspace.texts()
    tool = tool_digest()
    key = digest_of(tool, msgspec.json.encode(settings), *(part for item in texts.items() for part in item))
    cache = Cache(specs)
    report = cache.get("report", key, Report) if cached else None
    if report is None:
        report = _judge(texts, settings, cache if cached else None, tool)
        if cached:
            cache.put("report", key, report)
    if baseline is not None:
        from groundplan.surfaces.baseline import read_baseline, without_known

        new, known, gone = without_known(report.findings, read_baseline(baseline), settings.runs_code)
        report = report.replace(findings=new, known=known, gone=gone)
    return report.replace(fixed=fixed)


def _settings(project: Project, select: tuple[str, ...], ignore: tuple[str, ...]) -> Settings:
    from groundplan.checks.registry import require_known

    said = project.rules
    settings = said.replace(select=select or said.select, ignore=(*said.ignore, *ignore))
    if settings.codes:
        require_known((*select, *ignore))
        require_known(said.codes, dict(project.stated))
    return settings


def _judge(texts: Mapping[str, str], settings: Settings, cache: Cache | None, tool: str) -> Report:
    from groundplan.checks.engine import judge
    from groundplan.checks.registry import all_rules
    from groundplan.surfaces.reading import read_cached

    reading = read_cached(texts, cache, tool)
    spec = reading.spec
    outline, endpoints = (reading.outline, None) if cache is None else _remembered(reading, settings, cache, tool)
    result = judge(spec, outline, reading.places, settings, endpoints)
    return Report(
        findings=result.open,
        accepted=result.accepted,
        endpoints=sum(len(router.endpoints) for router in spec.routers),
        models=len(spec.models),
        rules=sum(settings.runs(rule) for rule in all_rules()),
    )


def _remembered(reading: "Reading", settings: Settings, cache: Cache, tool: str) -> "tuple[Outline, list[Judged]]":
    """The outline, and what rules say of the endpoints.

    What was found of the endpoints in a document is kept while its bytes and all that endpoints share stay the same.
    """
    from groundplan.checks.engine import check_endpoints

    spec = reading.spec
    shared = spec.replace(routers=tuple(router.replace(endpoints=()) for router in spec.routers))
    addresses = [str(endpoint.address) for endpoint in spec.endpoints]
    key = digest_of(tool, *map(msgspec.msgpack.encode, (settings, shared, addresses)))
    known = cache.get("endpoints", key, dict[str, Kept]) or {}
    digests = {page.file: digest_of(reading.texts[page.file]) for page in reading.pages if page.routers}
    # An endpoint that stands twice is not any one document's.
    settled = len(set(addresses)) == len(addresses)
    kept = {
        file: entry
        for file, digest in digests.items()
        if settled and (entry := known.get(file)) is not None and entry.digest == digest
    }
    outline = reading.outline_with({file: entry.derived for file, entry in kept.items()})
    for page, document in zip(reading.pages, outline.documents, strict=True):
        if page.routers and page.file not in kept:
            endpoints = (endpoint for router in page.routers for endpoint in router.endpoints)
            stale = (part for part in document.derived if Address(part.at).element in spec.endpoints_by_address)
            kept[page.file] = Kept(digests[page.file], check_endpoints(endpoints, spec, settings), tuple(stale))
    if kept != known:
        cache.put("endpoints", key, kept)
    return outline, [judged for entry in kept.values() for judged in entry.judged]


def _mend(workspace: Workspace, settings: Settings, unsafe: bool) -> tuple[Fixed, ...]:
    """Apply every safe fix, or every fix, until none changes anything, then write the documents.

    What the documents accept stays as it is.
    """
    from groundplan.checks.engine import judge, mended
    from groundplan.documents.edit import edit
    from groundplan.documents.read import read

    texts = workspace.texts()
    reading = read(texts)
    spec, outline = reading.spec, reading.outline
    accepting = any(document.accepted for document in outline.documents)
    accepted = judge(spec, outline, reading.places, settings).accepted if accepting else ()
    changes = edit(reading, mended(spec, settings, unsafe=unsafe, accepted=accepted), redraw=True)
    workspace.write(changes, texts)
    return tuple(_fixed(file, texts.get(file, ""), text or "") for file, text in sorted(changes.items()))


def _fixed(file: str, before: str, after: str) -> Fixed:
    old, new = Counter(before.splitlines()), Counter(after.splitlines())
    return Fixed(file, (new - old).total(), (old - new).total())
