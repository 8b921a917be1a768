"""One thing has one name: a key to the same table, the id of the same collection, the values of one choice.

`user_id` here and `uid` there are looked up as if they were two things. Roles are two things, so that `author_id` and
`editor_id` may both point at a user.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.naming.plurals import plural
from groundplan.spec.address import Address
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

ID = Pattern(r"\{(?:(\w+?)_?)?(?:id|uuid|Id|Uuid)\}")
KEY_SUFFIX = Pattern(r"_?(?:id|uuid|key|ref|fk)$")
SHORT = {"user": ("uid",), "organization": ("org",), "organisation": ("org",)}
STYLES = (("CAPITALS", Pattern(r"[A-Z0-9_]*[A-Z][A-Z0-9_]*")), ("kebab-case", Pattern(r"[a-z0-9]+(?:-[a-z0-9]+)+")),
          ("snake_case", Pattern(r"[a-z0-9]+(?:_[a-z0-9]+)+")), ("lower", Pattern(r"[a-z0-9.+/]+")))  # fmt: skip


def _unlike_values(model: Model, _: Spec) -> Iterator[Fault]:
    for field in model.fields:
        if field.type is not None and len(styles := _styles(field.type)) > 1:
            yield Fault(
                at=model.address / f"field {field.name}",
                message=f"the values of `{field.name}` are in {' and '.join(styles)}",
                mend="write all of them alike",
            )


@rule(
    "NM005",
    severity="warning",
    hears="spec",
    bad="| `status` | enum(`todo`, `IN_PROGRESS`, `done`) | no | `todo` | — | optional | optional | yes |",
    good="| `status` | enum(`todo`, `in_progress`, `done`) | no | `todo` | — | optional | optional | yes |",
    source="AIP-140; Zalando #240",
    models=_unlike_values,
)
def one_name_per_concept(spec: Spec) -> Iterator[Fault]:
    for at, concept, name, usual in (*_outvoted(_keys(spec)), *_outvoted(_ids(spec))):
        yield Fault(
            at=at, message=f"`{name}` is {concept}, which is called `{usual}` elsewhere", mend=f"call it `{usual}`"
        )


def _keys(spec: Spec) -> Iterator[tuple[Address, str, str]]:
    """The foreign keys whose names say no more than the table that they point at."""
    for model in spec.models:
        for field in model.fields:
            if field.references is not None and _bare(field.name, field.references.model):
                yield model.address / f"field {field.name}", f"the key of `{field.references.model}`", field.name


def _bare(name: str, target: str) -> bool:
    word = _snake(target)
    stems = {word, plural(word), *SHORT.get(word, ())}
    return name in stems or KEY_SUFFIX.sub("", name) in stems


def _ids(spec: Spec) -> Iterator[tuple[Address, str, str]]:
    """The id of each collection, as its paths call it."""
    for endpoint in spec.endpoints:
        segments = endpoint.segments
        for index, segment in enumerate(segments):
            if index and _own_id(segment, segments[index - 1]):
                before = "/".join("{}" if known.startswith("{") else known for known in segments[:index])
                yield endpoint.address, f"an id of `/{before}`", segment[1:-1]


@lru_cache(maxsize=4096)
def _own_id(segment: str, collection: str) -> bool:
    """Whether a parameter is the id of a row of the collection before it: `{id}`, `{task_id}`, `{taskId}`."""
    match = ID.fullmatch(segment)
    if match is None:
        return False
    stem = (match[1] or "").rstrip("_")
    return not stem or plural(_snake(stem)) == _snake(collection)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|-", "_", name).lower()


def _outvoted(named: Iterator[tuple[Address, str, str]]) -> Iterator[tuple[Address, str, str, str]]:
    """The names of a concept that are not the most frequent one, each once, with the most frequent; the first of equals."""
    votes: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], Address] = {}
    for at, concept, name in named:
        votes.setdefault(concept, Counter())[name] += 1
        first.setdefault((concept, name), at)
    for (concept, name), at in first.items():
        usual = votes[concept].most_common(1)[0][0]
        if name != usual:
            yield at, concept, name, usual


def _styles(type_: Type) -> list[str]:
    """The styles in which the values of a choice are written; one plain word fits with small letters of any style."""
    found = {
        next((name for name, shape in STYLES if shape.fullmatch(value)), "mixed letters") for value in type_.values
    }
    if found & {"kebab-case", "snake_case"}:
        found.discard("lower")
    return sorted(found)
