"""A field that moves through states by actions, each from certain states to one."""

from collections.abc import Iterator

from groundplan.architect.designs.anchor import Anchor, anchor_of, with_anchor_code, with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.fields import with_field_as, with_fields, without_input
from groundplan.architect.designs.lists import page_criteria, pages, serving
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.effective import access_of
from groundplan.spec.endpoint import Access, Endpoint, ErrorCase, Idempotency, Response, Scope, Sort, SortField
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


def with_workflow(spec: Spec, collection: str, flow: Workflow, conventions: Conventions) -> Spec:
    """The specification in which a field changes by actions alone; a move that there is may start from more states."""
    anchor = anchor_of(spec, collection)
    if anchor is None:
        return spec
    machine = anchor.model.states
    before = machine.transitions if machine is not None else ()
    moves = _joined(before, flow.moves)
    spec = _with_states(spec, anchor, flow, moves)
    wrong = ErrorCode(
        409,
        f"{anchor.names.one}_wrong_state",
        "Conflict",
        flow.field,
        meaning=f"its `{flow.field}` does not allow that",
    )
    spec = with_codes(with_anchor_code(spec, anchor), wrong)
    anchor = anchor.replace(model=spec.models_by_name[anchor.model.name])
    made = tuple(_action(anchor, flow, move, spec, wrong) for move in moves if move not in before)
    spec = _with_waiting(spec, anchor, flow, moves, conventions)
    for endpoint in made:
        if endpoint.address in spec.endpoints_by_address:
            spec = spec.with_endpoint(endpoint, spec.router_by_endpoint[endpoint.address].name)
    return with_storage_told(with_new(spec, anchor.router, *made))


def _with_waiting(
    spec: Spec, anchor: Anchor, flow: Workflow, moves: tuple[Transition, ...], conventions: Conventions
) -> Spec:
    """The list from which those who decide on rows of others take them, where they reach none otherwise."""
    roles = dict(flow.roles)
    decided = tuple(move for move in moves if move.action in roles)
    if not decided or not anchor.private:
        return spec
    names, paging = anchor.names, pages(conventions)
    states = tuple(dict.fromkeys(state for move in decided for state in move.sources))
    listed = " or ".join(f"`{state}`" for state in states)
    lowest = min((_and_above(roles[move.action], spec) for move in decided), key=lambda ranks: -len(ranks))
    endpoint = Endpoint(
        method="GET",
        path=f"{anchor.path.rpartition('/')[0]}/waiting",
        summary=f"List the {names.words} of all that wait for a decision, the oldest first.",
        access=Access("roles", lowest),
        scope=Scope("none", reason=f"`{lowest[0]}` decides on the rows of all"),
        behavior=Behavior("other", text=f"list the {names.words} whose `{flow.field}` is {listed}"),
        parameters=anchor.keys[:-1],
        responses=(Response(200, f"{anchor.model.name}Read", "page", when="always, also when nothing waits"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} {names.words} that wait, of 2 users, 200 brings {paging.size} of them, the oldest first.",
            f"One whose `{flow.field}` is not {listed} is not among them.",
            *page_criteria(paging, spec),
            f"A caller without the role `{lowest[0]}` answers 403 `forbidden`.",
        ),
    )
    spec = spec.with_model(serving(spec.models_by_name[anchor.model.name], "created_at"))
    return with_dependencies(with_new(spec, anchor.router, endpoint))


def _joined(known: tuple[Transition, ...], told: tuple[Transition, ...]) -> tuple[Transition, ...]:
    """The moves that there are, from the states that are told beside their own, and then the new ones."""
    more = {move.action: move for move in told}
    joined = tuple(
        move.replace(sources=extended(move.sources, *more[move.action].sources))
        if move.action in more and move.target == more[move.action].target
        else move
        for move in known
    )
    actions = {move.action for move in known}
    return (*joined, *(move for move in told if move.action not in actions))


def _with_states(spec: Spec, anchor: Anchor, flow: Workflow, moves: tuple[Transition, ...]) -> Spec:
    """The model with the field, which no body names, and the moves."""
    known = anchor.model.field(flow.field)
    had = known.type.values if known is not None and known.type is not None else ()
    values = (*had, *(state for state in flow.states if state not in had)) if anchor.model.states else flow.states
    values = extended(values, *had)
    kept = known is not None and known.default is not None and known.default.value in flow.states
    first = known.default if known is not None and (kept or anchor.model.states) else literal(flow.states[0])
    moved = (known or Field(flow.field)).replace(
        type=Type("enum", values=values), default=first, nullable=False, create="", update="", read="yes"
    )
    if known is None:
        spec = with_fields(spec, anchor.model, (moved,))
    else:
        spec = without_input(spec, anchor.model, flow.field)
        spec = with_field_as(spec, spec.models_by_name[anchor.model.name], moved)
    model = spec.models_by_name[anchor.model.name]
    free = f"`{flow.field}` may change from any of its values to any other."
    notes = tuple(note for note in model.notes if note != free)
    stuck = tuple(
        value for value in had if value not in {state for move in moves for state in (*move.sources, move.target)}
    )
    if stuck and not anchor.model.states:
        listed = " and ".join(f"`{value}`" for value in stuck)
        notes = extended(
            notes, f"{listed}: only rows from before are in it, and no action leads there or on from there."
        )
    return spec.with_model(model.replace(states=StateMachine(flow.field, moves), notes=notes))


def _action(anchor: Anchor, flow: Workflow, move: Transition, spec: Spec, wrong: ErrorCode) -> Endpoint:
    names = anchor.names
    made = anchor.endpoint("POST", move.action.replace("_", "-"))
    role = dict(flow.roles).get(move.action, "")
    sources = " or ".join(f"`{source}`" for source in move.sources)
    others = tuple(state for state in _states(spec, anchor, flow) if state not in move.sources)
    return made.replace(
        summary=f"Move {names.a_word} from {sources} to `{move.target}`.",
        access=Access("roles", _and_above(role, spec)) if role else anchor_access(anchor, spec),
        scope=Scope("none", reason=f"`{role}` decides on the rows of all") if role and anchor.private else anchor.scope,
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
    foreign = "of another user, or of nobody," if anchor.private and not role else "that nobody has"
    yield f"The id of {names.a_word} {foreign} answers 404 `{anchor.missing.code}`."
