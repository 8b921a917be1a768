"""A specs folder that is being edited: what was understood of it is kept from one edit to the next.

An edit costs what it touches: documents are read again by element, derived parts and rules looked at again where
something changed that they had looked at. The findings are those of a full check.
"""

from collections.abc import Mapping
from functools import partial

from groundplan.checks.acceptance import AcceptedFinding, Settled
from groundplan.checks.recheck import Recheck
from groundplan.checks.settings import Settings
from groundplan.documents.derived import Expected, derived_parts, expected_of
from groundplan.documents.page import Page
from groundplan.documents.pages import placed
from groundplan.documents.read import Reading, assemble, in_order
from groundplan.documents.read_page import Rereading
from groundplan.spec.changed import changed_looks, settled
from groundplan.spec.finding import Finding
from groundplan.spec.spec import Spec
from groundplan.spec.watched import Memory


class Session:
    """The documents as they are now, what they say, and what is wrong in them.

    Args:
        texts: the documents, by path below the specs folder.
        settings: which rules run.
    """

    def __init__(self, texts: Mapping[str, str], settings: Settings = Settings()) -> None:
        self.settings = settings
        self.reading = Reading(Spec(), (), {})
        self._judged = Settled((), (), ())
        self._recheck = Recheck(settings)
        self._expected = Memory[dict[str, Expected]]()
        self._files: Mapping[str, str] = {}
        self._due: dict[str, Expected] = {}
        self._documents: dict[str, Rereading] = {}
        self._pages: dict[str, Page] = {}
        self.update(texts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong in the documents and not accepted there."""
        return self._judged.open

    @property
    def accepted(self) -> tuple[AcceptedFinding, ...]:
        """What the documents accept."""
        return self._judged.accepted

    def edit(self, file: str, text: str | None) -> None:
        """One document has another text now, or is gone."""
        texts = {**self.reading.texts, file: text}
        self.update({name: said for name, said in texts.items() if said is not None})

    def update(self, texts: Mapping[str, str]) -> None:
        """The documents are these now."""
        ordered = in_order(texts)
        self._pages = {file: self._page(file, text) for file, text in ordered}
        self._documents = {file: self._documents[file] for file in self._pages}
        read = assemble(tuple(self._pages.values()), texts)
        before, spec = self.reading.spec, settled(self.reading.spec, read.spec)
        changed = changed_looks(before, spec)
        self.reading = Reading(spec, read.pages, texts)
        if changed or self.reading.files != self._files:
            self._files = self.reading.files
            self._expected.turn_to(spec, changed)
            self._due = self._derived()
        outline = self.reading.outline_with({}, self._due)
        self._judged = self._recheck.judge(spec, outline, self.reading.places, changed)

    def _page(self, file: str, text: str) -> Page:
        if self.reading.texts.get(file) == text:
            return self._pages[file]
        return self._documents.setdefault(file, Rereading(file)).read(text)

    def _derived(self) -> dict[str, Expected]:
        """What every derived part of the documents should say."""
        found: dict[str, Expected] = {}
        for place in placed(self.reading.spec):
            file = self._files.get(place.address)
            if file is not None and derived_parts(place.form):
                wide = place.address.partition(" ")[2] == ""
                make = partial(expected_of, place, file)
                found.update(self._expected.recall(f"{file} {place.address}", place.element, make, wide=wide))
        return found
