"""What one server works at: a specs folder, and the requests whose questions are open."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import chain, count
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from groundplan.architect.handed import decoded
from groundplan.architect.playbook import Question
from groundplan.documents.proposal import CHANGE, FOLDER, read_change
from groundplan.spec.failure import DocumentChanged, InvalidInput
from groundplan.surfaces import planning, saved
from groundplan.surfaces.planning import Planned

MOST_OPEN = 64
TRIES = 5


class Asked(NamedTuple):
    """A request, the answers that it has, and the proposal whose place it takes, if any."""

    request: str
    answers: dict[str, str]
    instead: str = ""


class Case(NamedTuple):
    """What came of a request; `name` is that of the proposal that waits, or of the request whose questions are open."""

    planned: Planned
    name: str = ""


class Desk:
    """Several clients may call at once; what they write is kept apart by the specs folder itself."""

    def __init__(self, specs: Path) -> None:
        self.specs = specs
        self._open: OrderedDict[str, Asked] = OrderedDict()
        self._lock = Lock()

    def today(self) -> date:
        return datetime.now(UTC).date()

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        """What is open; nothing is written, and nothing remembered."""
        return self._planned(asked).proposal.questions

    def asked(self, request: str, answers: Mapping[str, str], on: str) -> Asked:
        """A request, on top of a proposal that waits if one is named.

        Raises:
            InvalidInput: no proposal of that name waits.
        """
        whole, answered = saved.gone_on(self.specs, on, request) if on else (request, {})
        return Asked(whole, {**answered, **answers}, on)

    def answered(self, name: str, answers: Mapping[str, str]) -> Asked:
        """A request whose questions are open, or a proposal whose answers shall be others.

        Raises:
            InvalidInput: neither is called that.
        """
        with self._lock:
            known = self._open.get(name)
        known = known or Asked(*saved.asked(self.specs, name), name)
        return known._replace(answers={**known.answers, **answers})

    def settled(self, asked: Asked) -> Case:
        """What comes of a request: a proposal that waits, or questions that stay open under a name."""
        planned = self._planned(asked)
        match planned.proposal.status:
            case "ready":
                name = saved.save(planned, instead=asked.instead or self._same(planned))
                self._forget(asked.request)
                return Case(planned, name)
            case "needs_clarification":
                return Case(planned, self._remember(saved.name_of(planned), asked))
            case _:
                return Case(planned)

    def applied(self, name: str) -> tuple[str, ...]:
        """Apply a proposal that waits; the files that changed.

        Where another client wrote in the same moment it is held against the documents anew, so that only a change of the
        same parts stands in the way.

        Raises:
            InvalidInput, ProposalOutdated, DocumentChanged: see `saved.apply_saved`.
        """
        for _ in range(TRIES - 1):
            try:
                return saved.apply_saved(self.specs, name)
            except DocumentChanged:
                continue
        return saved.apply_saved(self.specs, name)

    def handed_in(self, request: str, design: object) -> Case:
        """What comes of a design that an agent made."""
        planned = planning.hand_in(self.specs, request, decoded(design), today=self.today().isoformat())
        if planned.proposal.status != "ready":
            return Case(planned)
        return Case(planned, saved.save(planned, instead=self._same(planned)))

    def _remember(self, wanted: str, asked: Asked) -> str:
        """Keep a request under a name of its own; of many the oldest are forgotten."""
        names = chain((wanted,), (f"{wanted}-{number}" for number in count(2)))
        with self._lock:
            name = next(name for name in names if self._open.get(name, asked).request == asked.request)
            self._open[name] = asked
            while len(self._open) > MOST_OPEN:
                self._open.popitem(last=False)
        return name

    def _forget(self, request: str) -> None:
        with self._lock:
            for name in [name for name, asked in self._open.items() if asked.request == request]:
                del self._open[name]

    def _planned(self, asked: Asked) -> Planned:
        today = self.today().isoformat()
        return planning.plan(self.specs, asked.request, answers=asked.answers, assume=False, today=today)

    def _same(self, planned: Planned) -> str | None:
        """The proposal that waits with the same request; a new one takes its place."""
        for file, text in planned.reading.texts.items():
            if file.startswith(f"{FOLDER}/") and file.endswith(f"/{CHANGE}"):
                try:
                    request = read_change(file, text).request
                except InvalidInput:
                    continue
                if request == planned.proposal.request:
                    return file.split("/")[1]
        return None
