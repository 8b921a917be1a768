"""One element told by several free-form documents: the richest telling leads, the others fill in what it leaves open."""

import re
from collections.abc import Callable, Iterable, Mapping

from inflection import singularize

from groundplan.documents.free.endpoints import disagreements, filled
from groundplan.documents.page import Page
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.finding import Place
from groundplan.spec.model import Model
from groundplan.spec.outline import Doubt


def across(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages with each endpoint and model in the one document that says most of it; one in the language says all."""
    if len(pages) < 2:
        return pages
    joined = _called(_models(_endpoints(list(pages))))
    by_file = {page.file: page for page in joined}
    return tuple(by_file.get(page.file, page) for page in pages)


def _endpoints(pages: list[Page]) -> list[Page]:
    bases = {page.api.base_path.rstrip("/") for page in pages if page.api is not None and page.api.base_path}
    told: dict[tuple[str, str], list[tuple[Page, Endpoint]]] = {}
    for page in pages:
        for router in page.routers:
            for endpoint in router.endpoints:
                told.setdefault((endpoint.method, _path(endpoint.path, bases)), []).append((page, endpoint))
    kept: dict[tuple[str, str], Endpoint] = {}
    doubts: dict[str, list[Doubt]] = {}
    for several in told.values():
        first, *others = sorted(several, key=lambda one: (one[0].style == "free", -_says(one[1])))
        endpoint = first[1]
        for page, other in others:
            if page.style != "free":
                kept[page.file, other.address] = other  # a rule speaks of what the language says twice
                continue
            line = page.spans[other.address][0] + 1
            for part, ours, theirs, _ in disagreements(_own(*first), _own(page, other), line):
                doubts.setdefault(page.file, []).append(
                    Doubt(str(endpoint.address / part), (ours, theirs), Place(page.file, line))
                )
            if first[0].style == "free":
                own = _own(page, other).access
                inherits = _own(*first).access is None
                endpoint = filled(endpoint.replace(access=own) if own is not None and inherits else endpoint, other)
        kept[first[0].file, first[1].address] = endpoint
    return [_with_endpoints(page, kept, doubts.get(page.file, ())) for page in pages]


def _own(page: Page, endpoint: Endpoint) -> Endpoint:
    """The endpoint without the access that it inherits."""
    inherits = page.sureties.get(endpoint.address / "auth") == "inherited"
    return endpoint.replace(access=None) if inherits else endpoint


def _with_endpoints(page: Page, kept: Mapping[tuple[str, str], Endpoint], doubts: Iterable[Doubt]) -> Page:
    routers = tuple(
        router.replace(
            endpoints=tuple(kept[page.file, e.address] for e in router.endpoints if (page.file, e.address) in kept)
        )
        for router in page.routers
    )
    left = tuple(router for router in routers if router.endpoints or page.style != "free")
    return page.replace(routers=left, doubts=(*page.doubts, *doubts))


def _path(path: str, bases: set[str]) -> str:
    """The path by which endpoints of several documents are told apart: without a common prefix and names of parameters."""
    base = next((base for base in bases if path.startswith(base + "/")), "")
    return re.sub(r"\{[^}]*\}", "{}", path[len(base) :] if base else path)


def _says(endpoint: Endpoint) -> int:
    """How much is said of an endpoint."""
    inside = len(endpoint.body.fields) + 1 if endpoint.body is not None else 0
    return inside + len(endpoint.parameters) + len(endpoint.responses) + len(endpoint.errors) + bool(endpoint.access)


def _models(pages: list[Page]) -> list[Page]:
    told: dict[str, list[tuple[Page, Model]]] = {}
    for page in pages:
        for model in page.models:
            told.setdefault(_key(model.name), []).append((page, model))
    kept: set[tuple[str, Address]] = set()
    doubts: dict[str, list[Doubt]] = {}
    for several in told.values():
        first, *others = sorted(several, key=lambda one: (one[0].style == "free", -len(one[1].fields)))
        kept.add((first[0].file, first[1].address))
        for page, other in others:
            if page.style != "free":
                kept.add((page.file, other.address))
                continue
            doubts.setdefault(page.file, []).extend(_differing(first[1], other, page))
    return [
        page.replace(
            models=tuple(model for model in page.models if (page.file, model.address) in kept),
            doubts=(*page.doubts, *doubts.get(page.file, ())),
        )
        for page in pages
    ]


def _called(pages: list[Page]) -> list[Page]:
    """Every mention of a model by the name that it has: `Ferry` in one document is the table `ferries` of another."""
    exact = {model.name for page in pages for model in page.models}
    exact |= {schema.name for page in pages for schema in page.schemas}
    names = {_key(model.name): model.name for page in pages for model in page.models}

    def known(name: str) -> str:
        return name if name in exact or not name else names.get(_key(name), name)

    return [page if page.style != "free" else _renamed(page, known) for page in pages]


def _renamed(page: Page, known: Callable[[str], str]) -> Page:
    models = tuple(
        model.replace(
            fields=tuple(
                field.replace(references=field.references.replace(model=known(field.references.model)))
                if field.references is not None
                else field
                for field in model.fields
            ),
            relationships=tuple(way.replace(target=known(way.target)) for way in model.relationships),
        )
        for model in page.models
    )
    routers = tuple(
        router.replace(
            endpoints=tuple(
                endpoint.replace(
                    body=endpoint.body and endpoint.body.replace(schema=known(endpoint.body.schema)),
                    responses=tuple(answer.replace(schema=known(answer.schema)) for answer in endpoint.responses),
                )
                for endpoint in router.endpoints
            )
        )
        for router in page.routers
    )
    return page.replace(models=models, routers=routers)


def _differing(one: Model, other: Model, page: Page) -> Iterable[Doubt]:
    """The fields to which two documents give different types."""
    for field in other.fields:
        known = one.field(field.name)
        if known is None or known.type is None or field.type is None or known.type.kind == field.type.kind:
            continue
        at = other.address / f"field {field.name}"
        line = page.spans.get(at, page.spans[other.address])[0] + 1
        yield Doubt(
            str(one.address / f"field {field.name}"), (str(known.type), str(field.type)), Place(page.file, line)
        )


def _key(name: str) -> str:
    """`Users`, `users` and `User` are one name."""
    return str(singularize(re.sub(r"[^a-z0-9]", "", name.lower())))
