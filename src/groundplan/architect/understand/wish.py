"""One clause of a request, with all that it can be understood by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from groundplan.architect.understand.calls import stems
from groundplan.architect.understand.known import collections, mentioned
from groundplan.spec.conventions import Conventions
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

VERSIONED = re.compile(r"\bv[2-9]\b|\b(?:new|next|second|another) (?:api )?version\b", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """A clause of a request.

    Args:
        text: its words, misspelt ones corrected.
        request: the whole request, of which it is a part.
        spec: what there is by then; what earlier clauses asked for is in it.
        conventions: what the project has decided.
        subject: the collection that the clause before spoke of, which `it` and `they` mean.
    """

    text: str
    spec: Spec
    request: str = ""
    conventions: Conventions = field(default_factory=Conventions)
    subject: str = ""

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return stems(self.text)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The collections that the clause names, in its order."""
        return mentioned(self.text, self.spec)

    @property
    def resource(self) -> str:
        """The collection that the clause is about: the first that it names, or the one that was spoken of."""
        others = tuple(name for name in self.named if name != "users")
        return (*others, *self.named, self.subject)[0]

    @property
    def model(self) -> Model | None:
        return self.models.get(self.resource)

    @property
    def versioned(self) -> bool:
        """Whether the request wants its change in another version of the API, so that what there is stays as it is."""
        return VERSIONED.search(self.request) is not None

    @cached_property
    def models(self) -> Mapping[str, Model]:
        """The models that have endpoints, by collection."""
        known = set(collections(self.spec))
        return {model.table: model for model in self.spec.models if model.table in known}
