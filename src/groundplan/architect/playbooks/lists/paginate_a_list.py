"""Pages for a list, or other bounds for the pages that it has."""

import re
from collections.abc import Iterator

from groundplan.architect.brief import Intent
from groundplan.architect.designs.lists import page_criteria, pages, serving
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.lists import find_pages
from groundplan.architect.understand.wish import Wish
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Criterion, Endpoint, Pagination, Sort, SortField
from groundplan.spec.spec import Spec

COUNTED = re.compile(r"`total` is \d+")
# What is said of a page behind the last, or of a cursor.
PAST = re.compile(r"\A(?:An `offset` past|A `page` past|The last page has `next_cursor`)")
# Why a list pages otherwise than the others do.
REASONS = {
    "cursor": "It pages by cursor, other than the other lists: rows that come meanwhile shift nothing, and a deep page costs as the first.",
    "offset": "It pages by offset, other than the other lists: clients jump to a place.",
    "page": "It pages by page, other than the other lists: clients show numbers of pages.",
}
# The pages of a book are none of a list.
PRINTED = re.compile(
    r"\b(?:number|count) of pages\b|\bpage count\b|\bpages? (?:field|column|int\w*|number)\b(?! style)", re.IGNORECASE
)
NUMBER = re.compile(r"\b\d+\b")


def list_of(spec: Spec, collection: str) -> Endpoint | None:
    """The endpoint that lists a resource."""
    router = spec.router(Names(collection).segment)
    inside = router.endpoints if router is not None else ()
    return next((e for e in inside if e.behavior is not None and e.behavior.verb == "list" and not e.path_names), None)


def _build(ground: Ground, style: str) -> Spec:
    spec, endpoint = ground.spec, list_of(ground.spec, ground.intent.resource)
    if endpoint is None:
        return spec
    wanted = _wanted(ground, endpoint, style)
    if wanted == endpoint.pagination:
        return spec
    router = spec.router_by_endpoint[endpoint.address]
    paged = _bounded(endpoint, wanted, spec)
    others = {e.pagination.style for e in spec.endpoints if e.pagination is not None and e.address != endpoint.address}
    if others and wanted.style not in others:
        paged = paged.replace(notes=extended(paged.notes, REASONS[wanted.style]))
    if endpoint.sort is None:
        paged = paged.replace(sort=Sort((SortField("created_at", default=True, descending=True),), "id"))
        if (model := model_of(endpoint, spec)) is not None:
            spec = spec.with_model(serving(model, model.owner, "created_at"))
    return spec.with_endpoint(paged, router.name)


def _wanted(ground: Ground, endpoint: Endpoint, style: str) -> Pagination:
    """The pages that were asked for; what was not said stays as it is, or is what the project does."""
    intent, now = ground.intent, endpoint.pagination or pages(ground.conventions).replace(style=style)
    cap = intent.page_cap or now.cap
    size = intent.page_size or now.size
    if intent.page_size and not intent.page_cap:
        cap = max(cap, size)
    return now.replace(style=intent.page_style or now.style, size=min(size, cap), cap=cap)


def _bounded(endpoint: Endpoint, wanted: Pagination, spec: Spec) -> Endpoint:
    """The list in pages; criteria about the bounds that it had speak of the new ones."""
    responses = tuple(r.replace(shape="page") if r.schema else r for r in endpoint.responses)
    had = endpoint.pagination
    kept = endpoint.criteria if had is None else tuple(_kept(endpoint.criteria, had, wanted))
    return endpoint.replace(
        pagination=wanted, responses=responses, criteria=extended(kept, *criteria(*page_criteria(wanted, spec)))
    )


def _kept(items: tuple[Criterion, ...], had: Pagination, wanted: Pagination) -> Iterator[Criterion]:
    """The criteria that hold still, those on a full page with the new size of it."""
    if had.style != wanted.style:
        items = tuple(_restyled(items, wanted))
    sizes = {str(had.size + 5): str(wanted.size + 5), str(had.size): str(wanted.size)}
    for item in items:
        if f"={had.cap + 1}`" in item.text:
            continue
        full = had.size != wanted.size and item.text.startswith(f"With {had.size + 5} ")
        yield item.replace(text=NUMBER.sub(lambda n: sizes.get(n[0], n[0]), item.text)) if full else item


def _restyled(items: tuple[Criterion, ...], wanted: Pagination) -> Iterator[Criterion]:
    """The criteria on pages of another style, in the words of the new one."""
    for item in items:
        if not PAST.search(item.text):
            text = COUNTED.sub("`next_cursor` leads to the rest", item.text) if wanted.style == "cursor" else item.text
            yield item.replace(text=text)


def _options(ground: Ground) -> tuple[Option, ...]:
    endpoint = list_of(ground.spec, ground.intent.resource)
    usual = ground.conventions.page_style
    if endpoint is None or endpoint.pagination is not None or ground.intent.page_style:
        return (Option("offset", "As the list has them", lambda g: _build(g, usual)),)
    same = "It is what the other lists of this API use, and it touches least."
    offset = {"What a client sends": "`limit`, `offset`", "A deep page": "costs as much as all before it",
              "Rows that come meanwhile": "shift the pages"}  # fmt: skip
    cursor = {"What a client sends": "`limit`, `cursor`", "A deep page": "costs as the first",
              "Rows that come meanwhile": "do not shift the pages"}  # fmt: skip
    plain = usual if usual != "cursor" else "offset"
    return (
        Option(plain, "By number", lambda g: _build(g, plain), offset, same, rank=0 if usual != "cursor" else 1),
        Option("cursor", "By cursor", lambda g: _build(g, "cursor"), cursor, same, rank=0 if usual == "cursor" else 1),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    options = _options(ground)
    if len(options) < 2:
        return ()
    choices = tuple(Choice(option.name, option.title.lower()) for option in options)
    default = next(option.name for option in options if option.rank == 0)
    asked = "May a reader jump to a page by its number, or only go on to the next?"
    why = "Jumping needs a count; going on keeps its place while rows are added."
    return (Question("style", asked, why, choices, default, weight=40),)


def _reads(wish: Wish) -> Intent | None:
    pages = None if PRINTED.search(wish.text) else find_pages(wish.text)
    if pages is None:
        return None
    return Intent("paginate-a-list", wish.resource, page_style=pages.style, page_size=pages.size, page_cap=pages.cap)


playbook = Playbook(
    name="paginate-a-list",
    title="Paginate a list",
    calls=(
        "paginate|pagination|paging",
        "page",
        "infinite scroll",
        "load more",
        "item|row|result|entry default|most",
        "rows at once",
        "list return|show|bring item|row|result",
        "list hold|contain most",
        "cursor use|by|with|instead|pagination",
    ),
    near="every project has a landing page",
    stage="lists",
    targets=True,
    reads=_reads,
    touches=("GET", "model {model}"),
    example="the /api/projects list needs pages of at most 50",
    options=_options,
    questions=_questions,
    topic="style",
)
