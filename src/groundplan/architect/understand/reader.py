"""A request in plain words, as a brief: which playbooks, with which slots."""

import re

from groundplan.architect.brief import Brief, Intent
from groundplan.architect.clarify import default_answers
from groundplan.architect.playbook import STAGES, Ground, Playbook
from groundplan.architect.registry import all_playbooks, playbook_named
from groundplan.architect.understand.against import ID_TYPES, against_conventions
from groundplan.architect.understand.announced import with_announced
from groundplan.architect.understand.calls import Call, called, stems
from groundplan.architect.understand.clauses import clauses, sentences
from groundplan.architect.understand.code_request import code_wanted, serving_element
from groundplan.architect.understand.contradictions import contradiction
from groundplan.architect.understand.known import absent, collections
from groundplan.architect.understand.notations import in_words
from groundplan.architect.understand.resources import find_resources
from groundplan.architect.understand.retold import retold
from groundplan.architect.understand.typos import corrected
from groundplan.architect.understand.unknown import find_unknown
from groundplan.architect.understand.vague import vague_question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.conventions import Conventions
from groundplan.spec.spec import Spec

LONGEST = 8_000
# What a wish is for is no wish: `so that I can see my progress`.
PURPOSE = re.compile(r"so that\b", re.IGNORECASE)


def understand(request: str, spec: Spec, conventions: Conventions) -> Brief:
    """What a request asks for. The same words on the same specification give the same brief.

    Args:
        request: free text of at most 8,000 characters; the rest is not read.
        spec: what there is, so that things can be called by their names.
        conventions: what the project has decided; a request that says otherwise is told so.
    """
    text = request[:LONGEST].replace("\r\n", "\n").strip()
    names = (*collections(spec), *(field.name for model in spec.models for field in model.fields))
    terms = (word for playbook in all_playbooks() for call in playbook.calls for word in re.findall(r"[a-z]+", call))
    fixed = corrected(text, names, terms)
    if code_wanted(fixed):
        return Brief(request, declined=serving_element(fixed, spec) or "specs/")
    if said := contradiction(fixed):
        return Brief(request, contradictions=(said,))
    against = against_conventions(fixed, conventions)
    # What the conventions settle is no field: `with uuid ids` names none.
    plain = in_words(ID_TYPES.sub(" ", fixed))
    known = collections(spec)
    fixed = with_announced(retold(plain, known), known)
    rest = _without_fields(fixed)
    if beyond := find_unknown(rest):
        return Brief(request, unknown=beyond)
    hearing = _heard(fixed, spec, conventions)
    if (again := with_announced(retold(plain, known), ())) != fixed:
        # What was told before is told again, and is there.
        repeated = _heard(again, spec, conventions)
        told = tuple(intent for intent in repeated.intents if intent.playbook == "crud-resource")
        if told and all(_is_there(intent, spec) for intent in told):
            hearing = repeated
    nothing = not (hearing.intents or hearing.nameless or absent(rest, spec))
    if nothing and (asked := vague_question(fixed, spec)) is not None:
        return Brief(request, asks=(asked,))
    intents = tuple(sorted(hearing.intents, key=lambda intent: STAGES.index(playbook_named(intent.playbook).stage)))
    return Brief(
        request,
        intents,
        unknown=hearing.nameless or (() if intents else (text,)),
        contradictions=against,
        aside=tuple(hearing.aside) if intents else (),
    )


def _is_there(intent: Intent, spec: Spec) -> bool:
    """Whether a resource is there, with endpoints of its own and all of the fields that are told."""
    model = next((model for model in spec.models if model.table == intent.resource), None)
    if model is None or spec.router(intent.resource.replace("_", "-")) is None or not intent.fields:
        return False
    return all(model.field(field.name) is not None for field in intent.fields)


def _heard(text: str, spec: Spec, conventions: Conventions) -> "_Hearing":
    hearing = _Hearing(text, spec, conventions)
    for sentence in sentences(_without_fields(text)):
        for clause in clauses(sentence, hearing.topic):
            hearing.hear(clause)
    return hearing


def _without_fields(text: str) -> str:
    """The request, a line for each resource, without the lists of fields: a task may have tags, a user an avatar."""
    for wanted in reversed(find_resources(text)):
        after = text[wanted.fields_end :].lstrip(" ,;.")
        if wanted.joined:
            text = f"{text[: wanted.start]}\ncrud for {wanted.name}\n{after}"
        elif wanted.fields:
            text = f"{text[: wanted.fields_start].rstrip(' :(')}\n{after}"
    return text


class _Hearing:
    """Clause after clause: what it asks for is read on the specification that those before it lead to."""

    def __init__(self, request: str, spec: Spec, conventions: Conventions) -> None:
        self.intents: list[Intent] = []
        self.aside: list[str] = []
        self.nameless: tuple[str, ...] = ()
        self._request = request
        self._spec = spec
        self._there = collections(spec)
        self._conventions = conventions
        self._subject = ""

    def topic(self, text: str) -> str:
        """The playbook that a stretch of text calls for most."""
        ranked = _ranked(stems(text))
        return ranked[0][0].name if ranked and ranked[0][1].strength > 1 else ""

    def hear(self, text: str) -> None:
        if self.intents and PURPOSE.match(text):
            self._follow(Wish(text, self._spec, self._request, self._conventions, self._subject))
            return
        wish = Wish(text, self._spec, self._request, self._conventions, self._subject)
        missing = absent(text, self._spec) if not wish.named else ()
        for playbook, _ in _ranked(wish.stems):
            intent = playbook.heard(wish)
            if intent is None:
                continue
            if playbook.targets and missing and not wish.named:
                there = ", ".join(f"`{name}`" for name in collections(self._spec)) or "nothing yet"
                self.nameless += tuple(f"there is no `{name}` (what there is: {there})" for name in missing)
                return
            self._add(intent)
            return
        if self.intents:
            self._follow(wish)
        else:
            self.aside.append(text)
            self._subject = wish.resource

    def _follow(self, wish: Wish) -> None:
        """Take a clause that calls for nothing of its own as one that says more of the intent before it."""
        last = self.intents[-1]
        self.intents[-1] = playbook_named(last.playbook).followed(wish, last)
        self._subject = self.intents[-1].resource or self._subject

    def _add(self, intent: Intent) -> None:
        provisional = _provisional(intent, self._spec, self._conventions)
        if self.intents and provisional == self._spec and intent.resource not in ("", *self._there):
            # What is said again of a resource that the request itself brings is nothing more.
            self._subject = intent.resource
            return
        at = next((index for index, known in enumerate(self.intents) if known.goes_on(intent)), None)
        if at is None:
            self.intents.append(intent)
        else:
            self.intents[at] = self.intents[at].joined(intent)
        self._subject = intent.resource or self._subject
        self._spec = provisional


def _ranked(words: tuple[str, ...]) -> list[tuple[Playbook, Call]]:
    """The playbooks that words call for, the strongest call first."""
    found = [(playbook, call) for playbook in all_playbooks() if (call := called(words, playbook.calls)) is not None]
    return sorted(found, key=lambda pair: (-pair[1].strength, -pair[1].letters))


def _provisional(intent: Intent, spec: Spec, conventions: Conventions) -> Spec:
    """The specification as the simplest option leaves it, for clauses that speak of what this one brings."""
    playbook = playbook_named(intent.playbook)
    if playbook.targets and not intent.resource:
        return spec
    ground = Ground(intent, spec, conventions)
    ground = Ground(intent, spec, conventions, default_answers(playbook, ground))
    best = min(playbook.options(ground), key=lambda option: option.rank)
    return best.build(ground)
