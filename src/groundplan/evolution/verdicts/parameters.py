"""Values outside the body: in the path, the query, headers and cookies."""

from collections.abc import Iterator, Mapping

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.inputs import Told, added, changed
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.effective import filter_of, model_of, paging_parameters, query_parameters
from groundplan.spec.endpoint import Endpoint, Parameter
from groundplan.spec.types import Bounds

Key = tuple[str, str]


def judge_parameters(pair: Pair) -> Iterator[Verdict]:
    yield from _path(pair)
    # What these are is told of paging and sorting.
    elsewhere = _brought_by_both(pair)
    was, now = _named(pair.before), _named(pair.after)
    for key, parameter in now.items():
        if key in elsewhere:
            continue
        tell = _told(pair, parameter)
        if (known := was.get(key)) is None:
            yield added(parameter, tell)
        else:
            yield from _kept(pair, known, parameter, tell)
    for key, parameter in was.items():
        if key not in now and key not in elsewhere:
            yield _told(pair, parameter)(rulings.PARAMETER_REMOVED, " is gone")


def _path(pair: Pair) -> Iterator[Verdict]:
    """The parameters in the path, place by place."""
    was, now = ({p.name: p for p in endpoint.located("path")} for endpoint in (pair.before, pair.after))
    for old, new in zip(pair.before.path_names, pair.after.path_names, strict=False):
        tell = Told(pair.at / f"path {new}", f"path parameter `{new}`", pair.at)
        if old != new:
            yield tell(rulings.PATH_PARAMETER_RENAMED, f" was called `{old}` before")
        if old in was and new in now:
            # It is always there, whether or not somebody wrote so.
            before, after = (one.replace(required=True, default=None) for one in (was[old], now[new]))
            yield from changed(before, after, tell, spelt=True)


def _named(endpoint: Endpoint) -> Mapping[Key, Parameter]:
    """The other parameters by place and name; header names have no letter case."""
    every = (*query_parameters(endpoint), *endpoint.located("header"), *endpoint.located("cookie"))
    return {(p.location, p.name.lower() if p.location == "header" else p.name): p for p in every}


def _brought_by_both(pair: Pair) -> set[Key]:
    before, after = pair.before, pair.after
    found: set[Key] = set()
    for attribute in ("pagination", "sort"):
        if getattr(before, attribute) is not None and getattr(after, attribute) is not None:
            for one in (before, after):
                alone = Endpoint(one.method, one.path).replace(**{attribute: getattr(one, attribute)})
                found |= {("query", parameter.name) for parameter in paging_parameters(alone)}
    return found


def _told(pair: Pair, parameter: Parameter) -> Told:
    word = f"{parameter.location} parameter" if parameter.location == "query" else parameter.location
    return Told(pair.at / f"{parameter.location} {parameter.name}", f"{word} `{parameter.name}`", pair.at)


def _kept(pair: Pair, before: Parameter, after: Parameter, tell: Told) -> Iterator[Verdict]:
    was, now = _of_one(before), _of_one(after)
    if was.repeatable != now.repeatable:
        if now.repeatable:
            yield tell(rulings.INPUT_BECAME_LIST, " takes several values now")
        else:
            yield tell(rulings.INPUT_BECAME_SINGLE, " takes one value only")
    yield from changed(was, now, tell, spelt=True)
    if was.meaning != now.meaning:
        yield tell(rulings.WORDS, ": words differ")
    old, new = (filter_of(before, model_of(pair.before, pair.old)), filter_of(after, model_of(pair.after, pair.new)))
    if old == new or old is None or new is None:
        return
    if old.operator != new.operator:
        yield tell(rulings.FILTER_CHANGED, f" filters by `{new.operator}` instead of `{old.operator}`")
    else:
        yield tell(rulings.FILTER_FIELD_CHANGED, f" filters `{new.field}` instead of `{old.field}`")


def _of_one(parameter: Parameter) -> Parameter:
    """A parameter that takes a list, told as a repeatable one of its items."""
    type_ = parameter.type
    if type_ is None or type_.kind != "list":
        return parameter
    rules = parameter.constraints
    return parameter.replace(
        type=type_.item, repeatable=True, constraints=rules.replace(bounds=rules.each, each=Bounds())
    )
