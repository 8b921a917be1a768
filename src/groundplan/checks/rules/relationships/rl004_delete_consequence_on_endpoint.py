"""A DELETE says what it does to the rows that point at the deleted one.

The foreign key decides it, three pages away from where a client reads. Rows that go along are gone for good, so the
endpoint names them; a delete that children prevent answers 409, so the endpoint has the error.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

FATES = {"cascade": "are deleted with it, for good", "set null": "stay, and no longer point at it"}


def _restated(spec: Spec) -> Spec:
    """A note for each model whose rows go along or are cut loose; the code of a refusal is left to a person."""
    return with_endpoints(spec, lambda endpoint: _with_notes(endpoint, spec))


def _with_notes(endpoint: Endpoint, spec: Spec) -> Endpoint:
    notes = tuple(f"Rows of `{child}` that point at it {FATES[fate]}." for child, fate in _unsaid(endpoint, spec))
    return endpoint.replace(notes=(*endpoint.notes, *notes)) if notes else endpoint


@rule(
    "RL004",
    severity="error",
    hears="endpoint",
    bad="Delete a project for good.",
    good="Delete a project for good, and every `Task` in it.",
    source="AIP-135",
    fix=_restated,
)
def delete_consequence_on_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    for child, fate in _unsaid(endpoint, spec):
        yield Fault(
            at=endpoint.address,
            message=f"rows of `{child}` {FATES[fate]}, and `{endpoint.address}` does not say so",
            mend=f"add a note or a criterion that says what becomes of `{child}`",
        )
    holding = [child.name for child, on_delete in _children(endpoint, spec) if on_delete == "restrict"]
    if holding and not any(case.status == 409 for case in endpoint.errors):
        yield Fault(
            at=endpoint.address,
            message=f"rows of `{holding[0]}` prevent the delete, and `{endpoint.address}` has no error for it",
            mend="add an error row of status 409 with a code for a row that is still in use",
        )


def _children(endpoint: Endpoint, spec: Spec) -> Iterator[tuple[Model, str]]:
    """The models whose rows point at what the endpoint deletes; a soft delete leaves them as they are."""
    deletes = endpoint.behavior.verb == "delete" if endpoint.behavior is not None else endpoint.method == "DELETE"
    model = model_of(endpoint, spec) if deletes else None
    if model is None or model.soft_delete is not None:
        return
    for child, field in spec.children_by_model.get(model.name, ()):
        if field.references is not None and field.references.on_delete is not None:
            yield child, field.references.on_delete


def _unsaid(endpoint: Endpoint, spec: Spec) -> list[tuple[str, str]]:
    """The models whose rows are deleted or cut loose without a word; clients never saw links and internal rows."""
    found = dict.fromkeys(
        (child.name, on_delete)
        for child, on_delete in _children(endpoint, spec)
        if on_delete in FATES and not child.is_link and child.schemas != () and not _named(child, endpoint)
    )
    return list(found)


def _named(child: Model, endpoint: Endpoint) -> bool:
    criteria = (criterion.text for criterion in endpoint.criteria)
    answers = (response.when for response in endpoint.responses)
    texts = (endpoint.summary, *endpoint.notes, *endpoint.effects, *criteria, *answers)
    names = tuple(f"`{name}`" for name in (child.name, child.table) if name)
    return any(name in text for name in names for text in texts)
