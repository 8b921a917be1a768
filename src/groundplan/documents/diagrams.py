"""Diagrams in Mermaid, drawn from the specification: what ties the models, and the ways of a request.

Each function gives the lines that stand inside a fence, none where there is nothing to draw. Names are other people's
text, so they reach Mermaid only as plain words or as quoted labels in which every character with a meaning is an entity.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from groundplan.spec.model import Cardinality, Field, Model, Relationship
from groundplan.spec.spec import Spec

INDENT = "    "
PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
# Words that one of the three grammars takes for its own wherever they stand alone, in any letter case.
RESERVED = frozenset({
    "accdescr", "acctitle", "as", "bt", "call", "choice", "class", "classdef", "click", "default", "direction", "end",
    "entity", "erdiagram", "flowchart", "fork", "graph", "hide", "href", "interpolate", "join", "linkstyle", "lr",
    "many", "more", "note", "of", "one", "only", "optionally", "or", "rl", "scale", "state", "style", "subgraph", "tb",
    "td", "title", "to", "total", "u", "zero",
})  # fmt: skip
SPECIAL = re.compile(r"[\"#%&:;<>\\`{}\[\]|]")
ENTITIES = {'"': "#quot;", "&": "#amp;", "<": "#lt;", ">": "#gt;"}
# Mermaid takes a whole line that holds `direction TB` for a statement, also when it stands inside quotes.
TURNING = re.compile(r"\b(direction) (?=(?:TB|BT|LR|RL|TD)\b)", re.IGNORECASE)
LINKS: dict[Cardinality, str] = {
    "many to one": "}o--||",
    "one to many": "||--o{",
    "one to one": "||--o|",
    "many to many": "}o--o{",
}


def entity_diagram(spec: Spec) -> tuple[str, ...]:
    """The models and what ties them (`erDiagram`): a line a foreign key, then ties without one, then lone models."""
    if not spec.models:
        return ()
    ties = [tie for model in spec.models for tie in (*_keys(model, spec), *_other_ties(model, spec))]
    tied = {name for left, _, right, _ in ties for name in (left, right)}
    lines = [f"{_word(left)} {link} {_word(right)} : {_word(label)}" for left, link, right, label in ties]
    lone = (_word(model.name) for model in spec.models if model.name not in tied)
    return _diagram("erDiagram", (*lines, *lone))


Tie = tuple[str, str, str, str]


def _keys(model: Model, spec: Spec) -> Iterator[Tie]:
    """A tie for each foreign key of a model, from the model that it points to."""
    for field in model.fields:
        if field.references is not None:
            parent = "|o" if field.nullable else "||"
            child = "o|" if _alone(field, model) else "o{"
            target = field.references.model
            yield target, f"{parent}--{child}", model.name, _label(field, model, spec.models_by_name.get(target))


def _alone(field: Field, model: Model) -> bool:
    """Whether at most one row can hold a value of the field."""
    whole = any(unique.fields == (field.name,) and not unique.where for unique in model.uniques)
    return field.unique is not None or whole or model.primary_key == (field,)


def _label(field: Field, model: Model, parent: Model | None) -> str:
    """What the parent calls its children, as far as anybody gave that a name."""
    if field.name == model.owner:
        return "owns"
    target = "" if parent is None else parent.name
    here = next((tie for tie in model.relationships if _is_by(tie, field, model, target)), None)
    if here is not None:
        return here.back or here.name
    there = () if parent is None else parent.relationships
    named = next((tie for tie in there if tie.target == model.name and tie.by in ("", field.name)), None)
    return field.name if named is None else named.name


def _is_by(tie: Relationship, field: Field, model: Model, target: str) -> bool:
    """Whether a relationship runs over a foreign key; unsaid, it is the only key to its target."""
    if tie.target != target or tie.cardinality not in ("many to one", "one to one"):
        return False
    keys = [other for other in model.fields if other.references is not None and other.references.model == target]
    return tie.by == field.name if tie.by else len(keys) == 1


def _other_ties(model: Model, spec: Spec) -> Iterator[Tie]:
    """A tie for each relationship that no foreign key shows."""
    for tie in model.relationships:
        if not _is_drawn(tie, model, spec):
            yield model.name, LINKS[tie.cardinality], tie.target, tie.name


def _is_drawn(tie: Relationship, model: Model, spec: Spec) -> bool:
    if tie.through in spec.models_by_name:
        return True
    target = spec.models_by_name.get(tie.target)
    if target is None or tie.cardinality == "many to many":
        return _is_told_before(tie, model, target, spec)
    return _points(model, target) or _points(target, model) or _is_told_before(tie, model, target, spec)


def _points(model: Model, target: Model) -> bool:
    return any(field.references is not None and field.references.model == target.name for field in model.fields)


def _is_told_before(tie: Relationship, model: Model, target: Model | None, spec: Spec) -> bool:
    """Whether the other end told the same relationship, and stands first."""
    if target is None or target.name == model.name:
        return False
    order = [known.name for known in spec.models]
    if order.index(target.name) > order.index(model.name):
        return False
    return any(other.target == model.name and other.name == tie.back for other in target.relationships)


def auth_pipeline(spec: Spec) -> tuple[str, ...]:
    """The steps that verify a caller (`flowchart LR`), and what a request that fails one of them is answered."""
    steps = spec.auth.pipeline if spec.auth is not None else ()
    if not steps:
        return ()
    codes = tuple(dict.fromkeys(step.code for step in steps if step.code))
    names = _node_names((*(step.name for step in steps), *codes))
    answers = dict(zip(codes, names[len(steps) :], strict=False))
    lines = [" --> ".join(_node(name, step.name) for name, step in zip(names, steps, strict=False))]
    shown: set[str] = set()
    for name, step in zip(names, steps, strict=False):
        if step.code:
            status = spec.errors.status_of(step.code)
            label = step.code if status is None else f"{status} {step.code}"
            answer = answers[step.code]
            lines.append(f"{name} -- fails --> {answer if step.code in shown else _node(answer, label)}")
            shown.add(step.code)
    return _diagram("flowchart LR", lines)


def middleware_order(spec: Spec) -> tuple[str, ...]:
    """The way of a request (`flowchart LR`): every middleware from the outermost, the router, the handler."""
    if not spec.routing.middleware:
        return ()
    stops = ("request", *(layer.name for layer in spec.routing.middleware), "router", "handler")
    return _diagram(
        "flowchart LR", [" --> ".join(_node(*node) for node in zip(_node_names(stops), stops, strict=False))]
    )


def state_diagram(model: Model) -> tuple[str, ...]:
    """The states of a model and the moves between them (`stateDiagram-v2`); a state without a way out is an end."""
    if model.states is None:
        return ()
    field, moves = model.field(model.states.field), model.states.transitions
    values = field.type.values if field is not None and field.type is not None else ()
    states = tuple(dict.fromkeys((*values, *(state for move in moves for state in (*move.sources, move.target)))))
    if not states:
        return ()
    ids = dict(zip(states, _node_names(states), strict=False))
    lines = [f'state "{_escaped(state)}" as {name}' for state, name in ids.items() if state != name]
    start = field.default.value if field is not None and field.default is not None else None
    lines.append(f"[*] --> {ids[start] if isinstance(start, str) and start in ids else ids[states[0]]}")
    for move in moves:
        label = f"{move.action} ({move.guard})" if move.guard else move.action
        lines += [f"{ids[source]} --> {ids[move.target]} : {_escaped(label)}" for source in move.sources]
    left = {source for move in moves for source in move.sources}
    lines += [f"{name} --> [*]" for state, name in ids.items() if moves and state not in left]
    return _diagram("stateDiagram-v2", lines)


def _diagram(kind: str, lines: Iterable[str]) -> tuple[str, ...]:
    return (kind, *(INDENT + line for line in lines))


def _word(text: str) -> str:
    """A name of the entity diagram: as it is if it is a plain word, else quoted."""
    return text if _is_plain(text) else f'"{_escaped(text)}"'


def _is_plain(text: str) -> bool:
    return PLAIN_WORD.fullmatch(text) is not None and text.lower() not in RESERVED


def _node(name: str, label: str) -> str:
    return name if name == label else f'{name}["{_escaped(label)}"]'


def _node_names(labels: Sequence[str]) -> tuple[str, ...]:
    """A plain, unique name for each label, as near to the label as can be."""
    taken: set[str] = set()
    names = []
    for index, label in enumerate(labels, 1):
        near = label if _is_plain(label) else re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
        name = near if _is_plain(near) else f"n{index}"
        while name in taken:
            name = f"{name}_{index}"
        taken.add(name)
        names.append(name)
    return tuple(names)


def _escaped(text: str) -> str:
    """Text for a label: one line, visible characters only, none of them with a meaning in Mermaid."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    plain = SPECIAL.sub(lambda match: ENTITIES.get(match[0], f"#{ord(match[0])};"), line)
    return TURNING.sub(r"\1#32;", plain) or "#32;"
