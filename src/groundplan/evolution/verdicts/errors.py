"""Errors: the envelope, and what each endpoint can answer."""

from collections.abc import Iterator

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.inputs import Told
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.types import moves
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.address import ERRORS, Address
from groundplan.spec.effective import all_errors
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import SchemaField
from groundplan.spec.outcome import EnvelopeField, ErrorCode
from groundplan.spec.spec import Spec

Case = tuple[int, str]


def judge_errors(pair: Pair) -> Iterator[Verdict]:
    """The verdicts on the errors of an endpoint, those that all share among them."""
    was, now = _cases(pair.before, pair.old), _cases(pair.after, pair.new)
    gone, come = [case for case in was if case not in now], [case for case in now if case not in was]
    origin = pair.at if pair.before.errors != pair.after.errors else ERRORS
    replaced = dict(_replaced(gone, come))
    for case in come:
        if case in replaced:
            yield _changed(replaced[case], case, pair.at, origin)
        elif any(status == case[0] for status, _ in was):
            yield rulings.ERROR_CODE_ADDED.on(_at(pair.at, case), f"may answer {_said(case)}", origin)
        else:
            yield rulings.ERROR_STATUS_ADDED.on(_at(pair.at, case), f"may answer {_said(case)}", origin)
    for case in gone:
        if case not in replaced.values():
            yield rulings.ERROR_CODE_REMOVED.on(_at(pair.at, case), f"no longer answers {_said(case)}", origin)


def _cases(endpoint: Endpoint, spec: Spec) -> tuple[Case, ...]:
    return tuple(dict.fromkeys((case.status, case.code) for case in all_errors(endpoint, spec)))


def _replaced(gone: list[Case], come: list[Case]) -> Iterator[tuple[Case, Case]]:
    """Each new error that stands in for an old one, with that: one code under two statuses, or two under one status."""
    for case in come:
        moved = [old for old in gone if old[1] == case[1] and case[1]]
        named = [old for old in gone if old[0] == case[0] and old[1]]
        alone = sum(status == case[0] for status, _ in come) == 1
        if len(moved) == 1:
            yield case, moved[0]
        elif alone and len(named) == 1 and case[1]:
            yield case, named[0]


def _changed(was: Case, now: Case, at: Address, origin: Address) -> Verdict:
    return rulings.ERROR_CODE_CHANGED.on(_at(at, now), f"answers {_said(now)} instead of {_said(was)}", origin)


def _at(address: Address, case: Case) -> Address:
    return address / f"error {case[0]} {case[1]}".rstrip()


def _said(case: Case) -> str:
    status, code = case
    return f"{status} `{code}`" if code else str(status)


def judge_envelope(old: Spec, new: Spec) -> Iterator[Verdict]:
    """The verdicts on what every error carries, and on what single codes add to it."""
    was = {field.name: field for field in old.errors.envelope}
    now = {field.name: field for field in new.errors.envelope}
    for name, field in now.items():
        if name not in was:
            yield rulings.ENVELOPE_ADDED.on(ERRORS / f"envelope {name}", f"every error may carry `{name}`")
        else:
            yield from _envelope_field(was[name], field)
    for name in was:
        if name not in now:
            yield rulings.ENVELOPE_REMOVED.on(ERRORS / f"envelope {name}", f"no error carries `{name}` any more")
    codes = {code.code: code for code in old.errors.codes}
    for code in new.errors.codes:
        if (known := codes.get(code.code)) is not None:
            yield from _context(known, code)


def _envelope_field(was: EnvelopeField, now: EnvelopeField) -> Iterator[Verdict]:
    tell = Told(ERRORS / f"envelope {now.name}", f"`{now.name}` of every error", ERRORS)
    if was.always and not now.always:
        yield tell(rulings.ENVELOPE_CHANGED, " is not always there")
    elif now.always and not was.always:
        yield tell(rulings.ENVELOPE_ADDED, " is always there now")
    for move in moves(SchemaField(was.name, was.type), SchemaField(now.name, now.type), spelt=False):
        unsure = move.sort == "type unsaid"
        yield tell(rulings.UNSAID if unsure else rulings.ENVELOPE_CHANGED, f": {move.words}")


def _context(was: ErrorCode, now: ErrorCode) -> Iterator[Verdict]:
    at = ERRORS / f"code {now.code}"
    for name in now.context:
        if name not in was.context:
            yield rulings.ENVELOPE_ADDED.on(at, f"`{now.code}` carries `{name}` in its context")
    for name in was.context:
        if name not in now.context:
            yield rulings.ENVELOPE_REMOVED.on(at, f"`{now.code}` no longer carries `{name}` in its context")
