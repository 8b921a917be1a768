"""The body of a request: it may be accepted more often, and never less."""

from collections.abc import Iterator

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.fields import Travelling, declared_in, ending, over, travelling
from groundplan.evolution.verdicts.inputs import Told, added, changed
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.effective import body_fields
from groundplan.spec.endpoint import Body
from groundplan.spec.model import SchemaField


def judge_request(pair: Pair) -> Iterator[Verdict]:
    was, now, at = pair.before.body, pair.after.body, pair.at / "request body"
    if was is None and now is not None:
        fields = body_fields(pair.after, pair.new)
        optional = bool(fields) and not any(field.required for field in fields)
        if optional:
            yield rulings.BODY_ADDED.on(at, "there is a body, all of it optional")
        else:
            yield rulings.REQUIRED_BODY_ADDED.on(at, "there is a body that has to be sent")
    elif was is not None and now is None:
        yield rulings.BODY_REMOVED.on(at, "the body is gone")
    elif was is not None and now is not None:
        yield from _media(was, now, pair)
        origin = declared_in(now.schema, pair.new, pair.at)
        fields_before, fields_after = body_fields(pair.before, pair.old), body_fields(pair.after, pair.new)
        for field in travelling(fields_before, fields_after, pair.old, pair.new, origin):
            yield from _field(field, pair)


def _media(before: Body, after: Body, pair: Pair) -> Iterator[Verdict]:
    was, now = _types(before), _types(after)
    for name in now:
        if name not in was:
            yield rulings.MEDIA_ADDED.on(pair.at / "request body", f"a body may be `{name}`")
    for name in was:
        if name not in now:
            yield rulings.MEDIA_REMOVED.on(pair.at / "request body", f"a body may no longer be `{name}`")


def _types(body: Body) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip().lower() for name in body.media.split(",")))


def _field(field: Travelling, pair: Pair) -> Iterator[Verdict]:
    tell = Told(pair.at / f"request field {field.path}", f"request field `{field.path}`", field.origin)
    match field:
        case Travelling(before=None, after=SchemaField() as now):
            gentle = bool(field.beside) and not now.required
            said = f" takes the place of `{field.beside}`, which is still accepted"
            yield tell(rulings.FIELD_RENAMED_GENTLY, said) if gentle else added(now, tell)
        case Travelling(before=SchemaField() as was, after=None):
            yield _gone(was, tell, pair)
        case Travelling(before=SchemaField() as was, after=SchemaField() as now):
            yield from _kept(was, now, tell, pair)


def _gone(was: SchemaField, tell: Told, pair: Pair) -> Verdict:
    if over(was, pair.today):
        return tell(rulings.FIELD_REMOVED_IN_TIME, " is gone")
    refused = pair.new.api.unknown_fields == "rejected"
    return tell(rulings.FIELD_REFUSED if refused else rulings.FIELD_IGNORED, " is gone")


def _kept(was: SchemaField, now: SchemaField, tell: Told, pair: Pair) -> Iterator[Verdict]:
    if was.name != now.name:
        in_time = over(was, pair.today)
        yield tell(rulings.FIELD_REMOVED_IN_TIME if in_time else rulings.FIELD_RENAMED, f" was called `{was.name}`")
    if was.nullable != now.nullable:
        if now.nullable:
            yield tell(rulings.BECAME_NULLABLE, " may be null now")
        else:
            yield tell(rulings.BECAME_NOT_NULL, " may not be null any more")
    yield from changed(was, now, tell, spelt=False)
    if (said := ending(now)) is not None and said != ending(was):
        yield tell(rulings.FIELD_DEPRECATED, " is deprecated")
    if was.meaning != now.meaning:
        yield tell(rulings.WORDS, ": words differ")
