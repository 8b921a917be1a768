"""What is answered: it may say more, and nothing else."""

from collections.abc import Iterator, Mapping

from groundplan.evolution.identity import names
from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.fields import Travelling, declared_in, ending, over, shape_named, travelling
from groundplan.evolution.verdicts.inputs import Told
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.types import Sort, moves
from groundplan.evolution.verdicts.verdict import Ruling, Verdict
from groundplan.spec.endpoint import Response
from groundplan.spec.model import SchemaField

# Rules in words and trimming are about what is sent.
BY_SORT: Mapping[Sort, Ruling] = {
    "type narrowed": rulings.ANSWER_TYPE_NARROWED,
    "type widened": rulings.ANSWER_TYPE_WIDENED,
    "type changed": rulings.ANSWER_TYPE_CHANGED,
    "type unsaid": rulings.UNSAID,
    "value added": rulings.ANSWER_VALUE_ADDED,
    "value removed": rulings.ANSWER_VALUE_REMOVED,
    "rule narrowed": rulings.ANSWER_RULE_NARROWED,
    "rule widened": rulings.ANSWER_RULE_WIDENED,
    "rule changed": rulings.ANSWER_RULE_WIDENED,
}


def judge_responses(pair: Pair) -> Iterator[Verdict]:
    was, now = names(pair.before.responses, "responses"), names(pair.after.responses, "responses")
    gone = [response for name, response in was.items() if name not in now]
    come = [response for name, response in now.items() if name not in was]
    if pair.before.responses and pair.after.responses:
        yield from _statuses(gone, come, pair)
    elif gone or come:
        yield rulings.UNSAID.on(pair.at / "responses", "which success is answered was or is not said")
    for name, response in now.items():
        if name in was:
            yield from _kept(was[name], response, pair)
    if len(gone) == len(come) == 1:
        yield from _kept(gone[0], come[0], pair)


def _statuses(gone: list[Response], come: list[Response], pair: Pair) -> Iterator[Verdict]:
    at = pair.at / "responses"
    if gone and come:
        was, now = (", ".join(str(response.status) for response in group) for group in (gone, come))
        yield rulings.STATUS_CHANGED.on(at, f"success is {now} instead of {was}")
        return
    for response in come:
        yield rulings.STATUS_ADDED.on(at, f"success may be {response.status} as well")
    for response in gone:
        yield rulings.STATUS_REMOVED.on(at, f"success is no longer {response.status}")


def _kept(was: Response, now: Response, pair: Pair) -> Iterator[Verdict]:
    at = pair.at / f"response {now.status}"
    yield from _headers(was, now, pair)
    if was.schema and not now.schema:
        yield rulings.CONTENT_REMOVED.on(at, f"{now.status} has no `{was.schema}` in its body")
    elif now.schema and not was.schema:
        yield rulings.CONTENT_ADDED.on(at, f"{now.status} has `{now.schema}` in its body")
    elif was.shape != now.shape:
        yield rulings.SHAPE_CHANGED.on(at, f"{now.status} answers {_shape(now)} instead of {_shape(was)}")
    if was.media and now.media and was.media != now.media:
        yield rulings.CONTENT_TYPE_CHANGED.on(at, f"{now.status} is `{now.media}` instead of `{was.media}`")
    before, after = shape_named(was.schema, pair.old), shape_named(now.schema, pair.new)
    if before is not None and after is not None:
        origin = declared_in(now.schema, pair.new, pair.at)
        for field in travelling(before.fields, after.fields, pair.old, pair.new, origin):
            yield from _field(field, pair)


def _shape(response: Response) -> str:
    return {"one": "one object", "page": "a page", "list": "a list"}[response.shape]


def _headers(before: Response, after: Response, pair: Pair) -> Iterator[Verdict]:
    was, now = ({name.lower(): name for name in response.headers} for response in (before, after))
    at = pair.at / f"response {after.status}"
    for key, name in now.items():
        if key not in was:
            yield rulings.HEADER_ADDED.on(at, f"{after.status} carries `{name}`")
    for key, name in was.items():
        if key not in now:
            yield rulings.HEADER_REMOVED.on(at, f"{after.status} no longer carries `{name}`")


def _field(field: Travelling, pair: Pair) -> Iterator[Verdict]:
    tell = Told(pair.at / f"response field {field.path}", f"response field `{field.path}`", field.origin)
    match field:
        case Travelling(before=None):
            yield tell(rulings.ANSWER_ADDED, " is new")
        case Travelling(before=SchemaField() as was, after=None):
            yield tell(rulings.ANSWER_REMOVED_IN_TIME if over(was, pair.today) else rulings.ANSWER_REMOVED, " is gone")
        case Travelling(before=SchemaField() as was, after=SchemaField() as now):
            yield from _field_kept(was, now, tell, pair)


def _field_kept(was: SchemaField, now: SchemaField, tell: Told, pair: Pair) -> Iterator[Verdict]:
    if was.name != now.name:
        in_time = over(was, pair.today)
        yield tell(rulings.ANSWER_REMOVED_IN_TIME if in_time else rulings.ANSWER_RENAMED, f" was called `{was.name}`")
    if bool(was.required) != bool(now.required):
        if now.required:
            yield tell(rulings.ANSWER_ALWAYS_THERE, " is always there now")
        else:
            unsure = now.required is None
            yield tell(rulings.UNSAID if unsure else rulings.ANSWER_BECAME_OPTIONAL, " is not always there")
    if was.nullable != now.nullable:
        if now.nullable:
            yield tell(rulings.ANSWER_BECAME_NULLABLE, " may be null now")
        else:
            yield tell(rulings.ANSWER_BECAME_NOT_NULL, " is never null now")
    for move in moves(was, now, spelt=False):
        if (ruling := BY_SORT.get(move.sort)) is not None:
            yield tell(ruling, f": {move.words}")
    if (said := ending(now)) is not None and said != ending(was):
        yield tell(rulings.FIELD_DEPRECATED, " is deprecated")
    if was.meaning != now.meaning:
        yield tell(rulings.WORDS, ": words differ")
