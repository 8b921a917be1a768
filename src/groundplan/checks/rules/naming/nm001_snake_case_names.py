"""Fields, parameters, tables and codes are written in snake_case.

One style means that nobody has to look up whether it is `dueDate` or `due_date`, and that a name is the same in Python,
in the database and in JSON.
"""

from collections.abc import Iterable, Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS, Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

SNAKE = Pattern(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
HUMP = Pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")


def _unlike_others(names: Iterable[tuple[Address, str]]) -> Iterator[Fault]:
    for at, name in names:
        if SNAKE.fullmatch(name) is None:
            mend = f"call it `{snake}`" if (snake := _snake(name)) else "write it with letters from a to z"
            yield Fault(at=at, message=f"`{name}` is not snake_case", mend=mend)


@rule(
    "NM001",
    severity="error",
    hears="spec",
    bad="| `dueDate` | date | yes | — | — | optional | optional | yes |",
    good="| `due_date` | date | yes | — | — | optional | optional | yes |",
    source="AIP-140; Zalando #118, #130",
    endpoints=lambda endpoint, _: _unlike_others(_in_endpoint(endpoint)),
    models=lambda model, _: _unlike_others(_in_model(model)),
)
def snake_case_names(spec: Spec) -> Iterator[Fault]:
    yield from _unlike_others(_names(spec))


def _names(spec: Spec) -> Iterator[tuple[Address, str]]:
    for schema in spec.schemas:
        for shaped in schema.fields:
            yield schema.address / f"field {shaped.name}", shaped.name
    for item in spec.errors.envelope:
        yield ERRORS / f"envelope {item.name}", item.name
    for error in spec.errors.codes:
        yield ERRORS / f"code {error.code}", error.code


def _in_model(model: Model) -> Iterator[tuple[Address, str]]:
    if model.table:
        yield model.address / "table", model.table
    for field in model.fields:
        yield model.address / f"field {field.name}", field.name


def _in_endpoint(endpoint: Endpoint) -> Iterator[tuple[Address, str]]:
    declared = set()
    for parameter in endpoint.parameters:
        # Header and cookie names have conventions of their own.
        if parameter.location in ("path", "query"):
            declared.add(parameter.name)
            yield endpoint.address / f"{parameter.location} {parameter.name}", parameter.name
    for name in endpoint.path_names:
        if name not in declared:
            yield endpoint.address, name
    for field in endpoint.body.fields if endpoint.body is not None else ():
        yield endpoint.address / f"body {field.name}", field.name


def _snake(name: str) -> str:
    return "_".join(word.lower() for word in HUMP.split(name) if word)
