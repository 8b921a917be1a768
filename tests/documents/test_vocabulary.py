"""The laws of reading and writing are worth what their examples cover: every word of the vocabulary is drawn."""

from collections.abc import Iterator

import msgspec
from hypothesis import Phase, given, seed, settings

from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec
from tests.strategies.specs import specs


def words(value: object) -> Iterator[tuple[str, str]]:
    """Each field of each value that says something, as class and field."""
    if isinstance(value, tuple):
        for item in value:
            yield from words(item)
    if isinstance(value, Noun):
        for field in msgspec.structs.fields(value):
            said = getattr(value, field.name)
            default = field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default
            if said != default:
                yield type(value).__name__, field.name
            yield from words(said)


def vocabulary(kind: type[Noun], known: set[type[Noun]]) -> set[tuple[str, str]]:
    """Every class and field that a specification can hold."""
    if kind in known:
        return set()
    known.add(kind)
    found = set()
    for field in msgspec.structs.fields(kind):
        found.add((kind.__name__, field.name))
        for inner in nouns(msgspec.inspect.type_info(field.type)):
            found |= vocabulary(inner, known)
    return found


def nouns(info: msgspec.inspect.Type) -> Iterator[type[Noun]]:
    match info:
        case msgspec.inspect.StructType(cls=cls) if issubclass(cls, Noun):
            yield cls
        case msgspec.inspect.UnionType(types=types):
            for inner in types:
                yield from nouns(inner)
        case msgspec.inspect.VarTupleType(item_type=inner):
            yield from nouns(inner)


def test_every_word_of_the_vocabulary_is_drawn() -> None:
    missing = vocabulary(Spec, set())
    for number in range(4):  # what one round draws depends on the constants in the modules that are loaded
        missing = missing - drawn(number)
        if not missing:
            break
    assert missing == set()


def drawn(number: int) -> set[tuple[str, str]]:
    """The words of some specifications that are drawn."""
    found: set[tuple[str, str]] = set()

    @seed(number)
    @given(specs())
    @settings(max_examples=150, phases=[Phase.generate], database=None)
    def draw(spec: Spec) -> None:
        found.update(words(spec))

    draw()
    return found
