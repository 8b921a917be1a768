"""Checking after an edit: only those rules are asked again that looked at something which changed."""

from collections.abc import Callable, Iterable, Mapping, Set
from functools import partial
from typing import Any

from groundplan.checks.acceptance import Settled
from groundplan.checks.engine import concluded
from groundplan.checks.registry import all_rules
from groundplan.checks.rule import Hears, Judged
from groundplan.checks.settings import Settings
from groundplan.spec.finding import Place
from groundplan.spec.outline import Document, Outline
from groundplan.spec.spec import Spec
from groundplan.spec.watched import Look, Memory

Check = tuple[str, Callable[..., Iterable[Any]]]


class Recheck:
    """The checks of one specification after the other."""

    def __init__(self, settings: Settings = Settings()) -> None:
        self._settings = settings
        self._memory = Memory[tuple[Judged, ...]]()
        self._documents: dict[str, Document] = {}
        self._rules = tuple(filter(settings.runs, all_rules()))
        self._of_endpoints = tuple(
            (rule.code, check) for rule in self._rules if (check := rule.on_endpoint) is not None
        )
        self._of_models = tuple((rule.code, part) for rule in self._rules if (part := rule.on_model) is not None)

    def judge(self, spec: Spec, outline: Outline, places: Mapping[str, Place], changed: Set[Look]) -> Settled:
        """The same as `engine.judge`; `changed` is what differs from the specification before."""
        self._memory.turn_to(spec, changed)
        found: list[Judged] = []
        for kind, checks, elements in (
            ("endpoint", self._of_endpoints, spec.endpoints),
            ("model", self._of_models, spec.models),
            ("router", self._hearing("router"), spec.routers),
        ):
            for element in elements:
                found += self._memory.recall(kind, element, partial(_asked, checks, element))
        for rule in self._rules:
            if rule.hears == "spec":
                found += self._memory.recall(rule.code, rule, partial(_asked, ((rule.code, rule.check),)), wide=True)
        self._documents = {document.file: self._as_before(document) for document in outline.documents}
        for document in self._documents.values():
            make = partial(_asked, self._hearing("document"), document)
            found += self._memory.recall("document", document, make, wide=True)
        return concluded(found, outline, places, self._settings)

    def _as_before(self, document: Document) -> Document:
        """The document as it was before, if it is the same."""
        known = self._documents.get(document.file)
        return known if known is not None and known == document else document

    def _hearing(self, hears: Hears) -> tuple[Check, ...]:
        return tuple((rule.code, rule.check) for rule in self._rules if rule.hears == hears)


def _asked(checks: Iterable[Check], *about: object) -> tuple[Judged, ...]:
    return tuple(Judged(code, fault) for code, check in checks for fault in check(*about))
