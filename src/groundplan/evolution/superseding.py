"""Decisions that replace older ones: the older stays, says that it no longer holds, and names the one that does."""

from groundplan.spec.record import Decision
from groundplan.spec.spec import Spec


def with_superseding(spec: Spec, record: Decision) -> Spec:
    """The specification with a new decision, which stands last; those on the same thing that it replaces are superseded.

    The same specification comes back where a decision that holds says the same already. A name that an older decision has
    gets a number, so that no record is written over.
    """
    holding = tuple(known for known in spec.decisions if known.status in ("accepted", "proposed"))
    if any(_says_the_same(known, record) for known in holding):
        return spec
    new = record.replace(slug=_free(record.slug, spec))
    replaced = {known.slug for known in holding if _on_the_same(known, record)}
    older = tuple(
        known.replace(status="superseded", superseded_by=new.slug) if known.slug in replaced else known
        for known in spec.decisions
    )
    return spec.replace(decisions=(*older, new))


def _says_the_same(known: Decision, record: Decision) -> bool:
    return (known.title, known.status, known.decision) == (record.title, record.status, record.decision)


def _on_the_same(known: Decision, record: Decision) -> bool:
    """Whether two decisions are about one thing: by their title, or by what they affect and could choose from."""
    if known.title == record.title:
        return True
    affects, options = set(record.affects), set(record.options)
    return bool(affects and options) and (set(known.affects), set(known.options)) == (affects, options)


def _free(slug: str, spec: Spec) -> str:
    taken = {known.slug for known in spec.decisions}
    free, number = slug, 2
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
