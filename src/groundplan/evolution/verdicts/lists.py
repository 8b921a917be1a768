"""How a list is cut into pages, ordered and searched."""

from collections.abc import Iterator

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.endpoint import Sort


def judge_list(pair: Pair) -> Iterator[Verdict]:
    yield from _pagination(pair)
    yield from _sort(pair)
    was, now = pair.before.search, pair.after.search
    if was is not None and now is not None and set(was.fields) != set(now.fields):
        said = f"searches {_listed(now.fields)} instead of {_listed(was.fields)}"
        yield rulings.SEARCH_CHANGED.on(pair.at / "search", said)


def _pagination(pair: Pair) -> Iterator[Verdict]:
    """The verdicts where both are cut; that pages come or go is told of the answer and the parameters."""
    was, now, at = pair.before.pagination, pair.after.pagination, pair.at / "pagination"
    if was is None or now is None:
        return
    if was.style != now.style:
        yield rulings.PAGE_STYLE_CHANGED.on(at, f"pages by {now.style} instead of {was.style}")
    if was.cap != now.cap:
        ruling = rulings.CAP_LOWERED if now.cap < was.cap else rulings.CAP_RAISED
        yield ruling.on(at, f"a page holds at most {now.cap} rows instead of {was.cap}")
    if was.size != now.size:
        yield rulings.PAGE_SIZE_CHANGED.on(at, f"a page holds {now.size} rows by default instead of {was.size}")


def _sort(pair: Pair) -> Iterator[Verdict]:
    was, now, at = pair.before.sort, pair.after.sort, pair.at / "sort"
    if was is None or now is None:
        # What can be asked for is told of the parameter `sort`; the order itself is said by one of the two alone.
        return
    before, after = ([field.name for field in sort.fields] for sort in (was, now))
    for name in after:
        if name not in before:
            yield rulings.SORT_FIELD_ADDED.on(at, f"sorts by `{name}` as well")
    for name in before:
        if name not in after:
            yield rulings.SORT_FIELD_REMOVED.on(at, f"no longer sorts by `{name}`")
    if _order(was) != _order(now):
        yield rulings.ORDER_CHANGED.on(
            at, f"ordered by {_listed(_order(now))} by default instead of {_listed(_order(was))}"
        )


def _order(sort: Sort) -> tuple[str, ...]:
    """The order of who asks for none."""
    chosen = tuple(("-" if field.descending else "") + field.name for field in sort.fields if field.default)
    return (*chosen, sort.tie) if sort.tie else chosen


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
