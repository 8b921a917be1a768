"""A field that moves through states by actions, each from certain states to one."""

from collections.abc import Iterator

from groundplan.architect.designs.anchor import Anchor, anchor_of, with_anchor_code, with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.fields import without_input
from groundplan.architect.designs.taxonomy import criteria, with_codes
from groundplan.spec.behavior import Behavior
from groundplan.spec.effective import access_of
from groundplan.spec.endpoint import Access, Endpoint, ErrorCase, Idempotency, Response
from groundplan.spec.model import Field, StateMachine, Transition
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type, literal


class Workflow(Noun, frozen=True):
    """What is to be built: the field, its states with the first one first, and the moves; `roles` by action."""

    field: str
    states: tuple[str, ...]
    moves: tuple[Transition, ...]
    roles: tuple[tuple[str, str], ...] = ()


def with_workflow(spec: Spec, collection: str, flow: Workflow) -> Spec:
    """The specification in which a field changes by actions alone; moves that it has already stay as they are."""
    anchor = anchor_of(spec, collection)
    if anchor is None:
        return spec
    spec = _with_states(spec, anchor, flow)
    model = spec.models_by_name[anchor.model.name]
    wrong = ErrorCode(
        409,
        f"{anchor.names.one}_wrong_state",
        "Conflict",
        flow.field,
        meaning=f"its `{flow.field}` does not allow that",
    )
    spec = with_codes(with_anchor_code(spec, anchor), wrong)
    moves = model.states.transitions if model.states is not None else ()
    made = tuple(_action(anchor.replace(model=model), flow, move, moves, spec, wrong) for move in moves)
    return with_storage_told(with_new(spec, anchor.router, *made))


def _with_states(spec: Spec, anchor: Anchor, flow: Workflow) -> Spec:
    """The model with the field, which no body names, and the moves."""
    model = anchor.model
    known, machine = model.field(flow.field), model.states
    had = known.type.values if known is not None and known.type is not None and known.type.kind == "enum" else ()
    values = (*flow.states, *(value for value in had if value not in flow.states))
    first = literal(flow.states[0])
    if known is not None and known.default is not None and known.default.value in values:
        first = known.default
    field = Field(flow.field, Type("enum", values=values), default=first, read="yes")
    if known is not None:
        spec = without_input(spec, model, flow.field)
        model = spec.models_by_name[model.name]
        moved = known.replace(type=field.type, default=first, nullable=False, create="", update="")
        fields = tuple(moved if other.name == flow.field else other for other in model.fields)
    else:
        at = next((i for i, f in enumerate(model.fields) if f.name in ("created_at", "updated_at")), len(model.fields))
        fields = (*model.fields[:at], field, *model.fields[at:])
    moves = machine.transitions if machine is not None else ()
    more = tuple(move for move in flow.moves if move.action not in {known.action for known in moves})
    free = f"`{flow.field}` may change from any of its values to any other."
    notes = tuple(note for note in model.notes if note != free)
    return spec.with_model(model.replace(fields=fields, states=StateMachine(flow.field, (*moves, *more)), notes=notes))


def _action(
    anchor: Anchor, flow: Workflow, move: Transition, moves: tuple[Transition, ...], spec: Spec, wrong: ErrorCode
) -> Endpoint:
    names = anchor.names
    made = anchor.endpoint("POST", move.action.replace("_", "-"))
    role = dict(flow.roles).get(move.action, "")
    sources = " or ".join(f"`{source}`" for source in move.sources)
    others = tuple(state for state in _states(spec, anchor, flow) if state not in move.sources)
    return made.replace(
        summary=f"Move {names.a_word} from {sources} to `{move.target}`.",
        access=Access("roles", _and_above(role, spec)) if role else anchor_access(anchor, spec),
        scope=anchor.scope,
        behavior=Behavior("move", anchor.model.name, by=(anchor.keys[-1].name,), to=move.target),
        responses=(Response(200, f"{anchor.model.name}Read", when=f"moved; `{flow.field}` is `{move.target}`"),),
        errors=(*made.errors, ErrorCase(wrong.status, wrong.code, f"its `{flow.field}` is not {sources}")),
        idempotency=Idempotency("none", reason=f"a second one meets `{move.target}` and answers 409"),
        criteria=criteria(*_promises(anchor, flow, move, others, wrong, role)),
    )


def anchor_access(anchor: Anchor, spec: Spec) -> Access:
    """Who may change a row: as its update says, or else as reading it does."""
    served = (e for e in spec.endpoints if e.behavior is not None and e.behavior.model == anchor.model.name)
    change = next((e for e in served if e.behavior is not None and e.behavior.verb in ("update", "replace")), None)
    return (access_of(change, spec) if change is not None else None) or anchor.access


def _and_above(role: str, spec: Spec) -> tuple[str, ...]:
    names = tuple(known.name for known in spec.auth.roles) if spec.auth is not None else ()
    return names[names.index(role) :] if role in names else (role,)


def _states(spec: Spec, anchor: Anchor, flow: Workflow) -> tuple[str, ...]:
    field = spec.models_by_name[anchor.model.name].field(flow.field)
    return field.type.values if field is not None and field.type is not None else ()


def _promises(
    anchor: Anchor, flow: Workflow, move: Transition, others: tuple[str, ...], wrong: ErrorCode, role: str
) -> Iterator[str]:
    names = anchor.names
    for source in move.sources:
        yield f"One whose `{flow.field}` is `{source}` answers 200 with `{flow.field}` = `{move.target}`."
    if others:
        listed = ", ".join(f"`{state}`" for state in others)
        yield f"From {listed} it answers 409 `{wrong.code}`, and the {names.word} stays as it was; of two at once one answers 200."
    if role:
        yield f"A caller without the role `{role}` answers 403 `forbidden`, and nothing changes."
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    yield f"The id of {names.a_word} {foreign} answers 404 `{anchor.missing.code}`."
