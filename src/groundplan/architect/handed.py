"""A design that somebody else made: typed elements, each put where the one of its name stands, or added.

A coding agent hands it in, or a language model makes it. It is data: parsed into the vocabulary, never executed, and
written only by the one editor, so that nothing of it reaches a file as it came.
"""

import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from groundplan.evolution.elements import element_of, with_element, without_element
from groundplan.evolution.identity import names
from groundplan.spec.api import Api, Dependency, Middleware, Router, Routing
from groundplan.spec.auth import Auth, Permission, Role
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.failure import InvalidInput
from groundplan.spec.model import Model, Schema
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import CommonError, ErrorCode, Errors
from groundplan.spec.record import Decision
from groundplan.spec.spec import Spec

LONGEST = 1 << 20
DEEPEST = 24
# How much of what was handed in is said again.
SHOWN = 200
SLUG = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
Part = TypeVar("Part", bound=Noun)


class Placed(Noun, frozen=True):
    """An endpoint, and the router that it stands in; without one, where it stands already or where its path belongs."""

    endpoint: Endpoint
    router: str = ""


class Design(Noun, frozen=True):
    """Elements as they shall be; what is not named stays as it is.

    Args:
        endpoints, models, schemas, decisions: whole elements.
        routers: their facts; the endpoints that stand in one already stay in it.
        codes, common, roles, permissions, middleware, dependencies: single entries of documents that everything shares.
        api, routing, errors, auth: such a document whole, where entries are not enough.
        removed: addresses of endpoints, models, schemas and routers that go: `DELETE /api/tasks/{task_id}`, `model Task`.
    """

    endpoints: tuple[Placed, ...] = ()
    models: tuple[Model, ...] = ()
    schemas: tuple[Schema, ...] = ()
    routers: tuple[Router, ...] = ()
    codes: tuple[ErrorCode, ...] = ()
    common: tuple[CommonError, ...] = ()
    roles: tuple[Role, ...] = ()
    permissions: tuple[Permission, ...] = ()
    middleware: tuple[Middleware, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    api: Api | None = None
    routing: Routing | None = None
    errors: Errors | None = None
    auth: Auth | None = None
    decisions: tuple[Decision, ...] = ()
    removed: tuple[str, ...] = ()


def decoded(data: object) -> Design:
    """The design in plain JSON values.

    Raises:
        InvalidInput: it is not of these types, or a text in it has line breaks or control characters; says where.
    """
    length = 0
    for path, text in _texts(data, "$"):
        length += len(text)
        if length > LONGEST:
            raise InvalidInput("the design is longer than a megabyte", mend="hand in a part of it at a time")
        if CONTROL.search(text):
            raise InvalidInput(
                f"the text at `{path}` has a line break or a control character",
                mend="a text is one line; say each sentence as a note or a criterion of its own",
            )
    try:
        design = msgspec.convert(data, Design)
    except msgspec.ValidationError as error:
        raise InvalidInput(
            f"the design cannot be read: {error!s:.{SHOWN}}", mend="see the schema of a design"
        ) from error
    for decision in design.decisions:
        if not SLUG.fullmatch(decision.slug):
            raise InvalidInput(
                f"a decision cannot be called `{decision.slug:.{SHOWN}}`",
                mend="call it by date and name: `2026-11-23-use-uuids`",
            )
    return design


def _texts(value: object, path: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every text in plain values, also the names of fields, with where it stands."""
    if depth > DEEPEST:
        raise InvalidInput(f"the design is nested too deeply at `{path:.{SHOWN}}`", mend="see the schema of a design")
    match value:
        case str():
            yield path, value
        case dict():
            for key, item in value.items():
                yield path, str(key)
                yield from _texts(item, f"{path}.{key}", depth + 1)
        case list() | tuple():
            for index, item in enumerate(value):
                yield from _texts(item, f"{path}[{index}]", depth + 1)
        case _:
            return


def with_design(spec: Spec, design: Design) -> Spec:
    """The specification with every element of a design in its place.

    Raises:
        InvalidInput: an endpoint belongs to no router, or an address to be removed names nothing.
    """
    for name in ("api", "routing", "errors", "auth"):
        if (whole := getattr(design, name)) is not None:
            spec = spec.replace(**{name: whole})
    spec = _with_entries(spec, design)
    for address in design.removed:
        if not address.partition(" ")[2] or element_of(address, spec) is None:
            raise InvalidInput(
                f"nothing that can be removed is called `{address:.{SHOWN}}`",
                mend="name an endpoint by method and path, or a `model`, `schema`, `router` or `decision` by its name",
            )
        spec = without_element(address, spec)
    elements: tuple[Router | Model | Schema | Decision, ...] = (
        *design.routers, *design.models, *design.schemas, *design.decisions,
    )  # fmt: skip
    for element in elements:
        spec = with_element(element.address, element, spec)
    placed = (Placed(endpoint, router.name) for router in design.routers for endpoint in router.endpoints)
    for item in (*placed, *design.endpoints):
        address = item.endpoint.address
        spec = with_element(address, item.endpoint, spec, item.router or _home(spec, item.endpoint))
    return spec


def _with_entries(spec: Spec, design: Design) -> Spec:
    errors = spec.errors.replace(
        codes=_joined(spec.errors.codes, design.codes, "codes"),
        common=_joined(spec.errors.common, design.common, "common"),
    )
    routing = spec.routing.replace(
        middleware=_joined(spec.routing.middleware, design.middleware, "middleware"),
        dependencies=_joined(spec.routing.dependencies, design.dependencies, "dependencies"),
    )
    spec = spec.replace(errors=errors, routing=routing)
    if not (design.roles or design.permissions):
        return spec
    auth = spec.auth or Auth()
    return spec.replace(
        auth=auth.replace(
            roles=_joined(auth.roles, design.roles, "roles"),
            permissions=_joined(auth.permissions, design.permissions, "permissions"),
        )
    )


def _joined(known: tuple[Part, ...], more: tuple[Part, ...], attribute: str) -> tuple[Part, ...]:
    """The entries, each of `more` in the place of the one of its name, or at the end."""
    return tuple({**names(known, attribute), **names(more, attribute)}.values()) if more else known


def _home(spec: Spec, endpoint: Endpoint) -> str:
    """The router in which an endpoint stands, or whose prefix is the longest that its path begins with."""
    standing = spec.router_by_endpoint.get(endpoint.address)
    if standing is not None:
        return standing.name
    fit = [router for router in spec.routers if router.prefix and f"{endpoint.path}/".startswith(f"{router.prefix}/")]
    if not fit:
        raise InvalidInput(
            f"no router has a prefix that the path of `{endpoint.address}` begins with",
            mend="name the router that it stands in, or hand the router in as well",
        )
    return max(fit, key=lambda router: len(router.prefix)).name
