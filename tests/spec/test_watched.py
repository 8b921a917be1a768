"""What a function looked at is known, whatever way it looked."""

from collections.abc import Callable

import msgspec
import pytest

from groundplan.spec.changed import changed_looks, settled
from groundplan.spec.endpoint import Endpoint, RateLimit
from groundplan.spec.spec import Spec
from groundplan.spec.watched import Memory
from tests.checks.walked import walked_spec

TASKS = "GET /api/tasks"


def with_endpoint(change: Callable[[Endpoint], Endpoint]) -> Spec:
    spec = walked_spec()
    return spec.with_endpoint(change(spec.endpoints_by_address[TASKS]), "tasks")


SUMMARY = with_endpoint(lambda endpoint: endpoint.replace(summary="All of them"))
LIMITED = with_endpoint(lambda endpoint: endpoint.replace(rate_limits=(RateLimit(5, "minute", "user"),)))
MOVED = with_endpoint(lambda endpoint: endpoint.replace(path="/api/chores"))
MODEL = walked_spec().with_model(walked_spec().models_by_name["Task"].replace(description="Work"))
CODES = walked_spec().replace(errors=walked_spec().errors.replace(codes=()))
UNAUTHED = walked_spec().replace(auth=None)
CHANGES = (SUMMARY, LIMITED, MOVED, MODEL, CODES, UNAUTHED)

LOOKS: dict[str, tuple[Callable[[Spec], object], tuple[Spec, ...]]] = {
    "a fact of every endpoint": (lambda spec: [e.rate_limits for e in spec.endpoints], (LIMITED, MOVED)),
    "addresses": (lambda spec: [str(e.address) for e in spec.endpoints], (MOVED,)),
    "whole endpoints": (lambda spec: [len({*spec.endpoints})], (SUMMARY, LIMITED, MOVED)),
    "compiled code": (lambda spec: [msgspec.json.encode(e) for e in spec.endpoints], CHANGES),
    "copies": (lambda spec: [e.replace(path="") for e in spec.endpoints], (SUMMARY, LIMITED, MOVED)),
    "a key": (lambda spec: [spec.models_by_name["Task"].description], (MODEL,)),
    "all models": (lambda spec: [m.name for m in spec.models], (MODEL,)),
    "a fact of the errors": (lambda spec: [spec.errors.status_of("email_taken")], (CODES,)),
    "whether there is auth": (lambda spec: [spec.auth is None], (UNAUTHED,)),
}


def test_only_the_nouns_that_say_something_else_are_other_objects() -> None:
    copy = msgspec.msgpack.decode(msgspec.msgpack.encode(SUMMARY), type=Spec)
    again = settled(walked_spec(), copy)
    assert again == SUMMARY
    assert all(one is other for one, other in zip(again.models, walked_spec().models, strict=True))
    changed = [e for e in again.endpoints if e is not walked_spec().endpoints_by_address.get(e.address)]
    assert [endpoint.address for endpoint in changed] == [TASKS]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("wide", [True, False])
def test_a_function_is_called_again_when_it_would_see_a_change(look: str, wide: bool) -> None:
    see, seen_in = LOOKS[look]
    for after in CHANGES:
        found, again = before_and_after(see, after, wide=wide)
        assert found == see(after)
        if wide:
            assert again == (after in seen_in)


def before_and_after(see: Callable[[Spec], object], after: Spec, *, wide: bool) -> tuple[object, bool]:
    """What is found after a change, and whether it was looked for again."""
    before, about = walked_spec(), object()
    memory: Memory[object] = Memory()
    memory.turn_to(before, changed_looks(Spec(), before))
    first = memory.recall("look", about, see, wide=wide)
    assert first == see(before)
    changed = settled(before, after)
    memory.turn_to(changed, changed_looks(before, changed))
    found = memory.recall("look", about, see, wide=wide)
    return found, found is not first


def test_another_key_of_a_look_up_is_none_of_ones_business() -> None:
    assert before_and_after(lambda spec: [spec.models_by_name["User"].name], MODEL, wide=False) == (["User"], False)
