"""A request in plain words, as a brief: which playbooks, with which slots."""

import re

from groundplan.architect.brief import Brief, Intent
from groundplan.architect.understand import access, lists
from groundplan.architect.understand.code_request import code_wanted, serving_element
from groundplan.architect.understand.fields.reading import read_fields
from groundplan.architect.understand.known import absent, collections, mentioned
from groundplan.architect.understand.resources import Wanted, find_operations, find_resource
from groundplan.architect.understand.typos import corrected
from groundplan.architect.understand.unknown import find_unknown
from groundplan.spec.conventions import Conventions
from groundplan.spec.spec import Spec

LONGEST = 8_000
IDS = re.compile(
    r"(?:[,;]?\s*\b(?:with|using|and|that use|which use)\s+)?\b(integer|int|numeric|uuid)s? (?:as )?(?:ids?|keys?|primary keys?)\b",
    re.IGNORECASE,
)
ERRORS = re.compile(
    r"\berrors?\b[^.!?]{0,40}\b(?:respon\w+|codes?|structur\w*|formats?|envelopes?|handl\w+|taxonom\w+|shapes?|bod(?:y|ies)|contract"
    r"|messages?|consisten\w+|look|uniform\w*|schema)"
    r"|\b(?:structur\w*|standardi[sz]\w*|unif\w+|format\w*|consisten\w+|same|one|handl\w+|shape of|return)\b[^.!?]{0,30}\berrors?\b"
    r"|\bexception (?:handl\w+|mapping)|\bfailures? (?:look|be reported)",
    re.IGNORECASE,
)


def understand(request: str, spec: Spec, conventions: Conventions) -> Brief:
    """What a request asks for. The same words on the same specification give the same brief.

    Args:
        request: free text of at most 8,000 characters; the rest is not read.
        spec: what there is, so that things can be called by their names.
        conventions: what the project has decided; a request that says otherwise is told so.
    """
    text = request[:LONGEST].replace("\r\n", "\n").strip()
    # A corrected word may name a thing, but the fields and resources that a user spells are kept as they are.
    fixed = corrected(text, (*collections(spec), *(field.name for model in spec.models for field in model.fields)))
    if code_wanted(fixed):
        return Brief(request, declined=serving_element(fixed, spec) or "specs/")
    if contradiction := access.contradiction(fixed):
        return Brief(request, contradictions=(contradiction,))
    against = _against_conventions(fixed, conventions)
    # What the conventions settle is no field: `with uuid ids` names none.
    fixed = IDS.sub(" ", fixed)
    wanted = find_resource(fixed)
    rest = fixed if wanted is None else fixed[: wanted.fields_start] + " " + fixed[wanted.fields_end :]
    intents = _intents(rest, wanted, spec)
    # The names of fields are no wishes: a task may have tags, and a user an avatar.
    wishes = (*find_unknown(_without_names(rest, wanted)), *_nameless(rest, wanted, spec))
    return Brief(
        request,
        tuple(intents),
        unknown=wishes or (() if intents else (text,)),
        contradictions=against,
    )


def _without_names(text: str, wanted: Wanted | None) -> str:
    if wanted is None:
        return text
    return re.sub(rf"\b{wanted.collection.replace('_', '[ _-]')}\b", " ", text, flags=re.IGNORECASE)


def _intents(text: str, wanted: Wanted | None, spec: Spec) -> list[Intent]:
    """The intents in the order in which they have to be designed."""
    roles = access.RBAC.search(text) is not None
    found = []
    if access.ACCOUNTS.search(text) and not (roles and spec.auth is not None):
        found.append(Intent("user-accounts"))
    scope = access.find_scope(text)
    if wanted is not None and wanted.collection != "users":
        found.append(_resource(text, wanted, scope))
    named = mentioned(text, spec)
    if roles:
        found.append(_roles(text, spec, scope, named, wanted))
    elif scope == "owner" and wanted is None:
        found += [Intent("own-rows", resource=name, scope="owner") for name in named if name != "users"]
    if ERRORS.search(text):
        found.append(Intent("error-taxonomy"))
    return found + _list_intents(text, named, spec, wanted)


def _resource(text: str, wanted: Wanted, scope: str) -> Intent:
    return Intent(
        "crud-resource",
        resource=wanted.collection,
        fields=read_fields(wanted.fields) if wanted.fields else (),
        operations=find_operations(text),
        scope=scope,
        quote=wanted.fields,
    )


def _roles(text: str, spec: Spec, scope: str, named: tuple[str, ...], wanted: Wanted | None) -> Intent:
    known = (*collections(spec), *((wanted.collection,) if wanted is not None else ()))
    return Intent(
        "jwt-rbac",
        resource=named[0] if named else "",
        roles=access.find_roles(text),
        scope=scope,
        override=access.OVERRIDE.search(text) is not None,
        admin_only=access.find_exclusive(text, known),
    )


def _list_intents(text: str, named: tuple[str, ...], spec: Spec, wanted: Wanted | None) -> list[Intent]:
    """Pages, filters and orders of lists that there are."""
    if wanted is not None:
        return []
    found = []
    pages = lists.find_pages(text)
    for collection in named:
        model = next(model for model in spec.models if model.table == collection)
        filters, _ = lists.find_filters(text, model)
        sorts, default, _ = lists.find_sorts(text, model)
        cap = pages.cap if pages is not None else None
        if pages is not None:
            found.append(
                Intent("paginate-a-list", collection, page_style=pages.style, page_size=pages.size, page_cap=cap)
            )
        if filters or sorts or default:
            found.append(Intent("filter-and-sort", collection, filters=filters, sorts=sorts, sort_default=default))
    return found


def _nameless(text: str, wanted: Wanted | None, spec: Spec) -> tuple[str, ...]:
    """What is called by a name that nothing has: a list, or a field to filter or order by."""
    if wanted is not None:
        return ()
    named = mentioned(text, spec)
    if not named:
        there = ", ".join(f"`{name}`" for name in collections(spec)) or "nothing yet"
        return tuple(f"there is no `{name}` (what there is: {there})" for name in absent(text, spec))
    found: list[str] = []
    for collection in named[:1]:
        model = next(model for model in spec.models if model.table == collection)
        unknown = (*lists.find_filters(text, model)[1], *lists.find_sorts(text, model)[2])
        found += [f"`{collection}` has no field `{words}`" for words in unknown]
    return tuple(found)


def _against_conventions(text: str, conventions: Conventions) -> tuple[str, ...]:
    """Where a request says otherwise than the project's conventions."""
    stated = {name for name, _ in conventions.stated}
    found = []
    ids = IDS.search(text)
    if ids is not None and "id_type" in stated:
        wanted = "uuid" if ids[1].lower() == "uuid" else "int"
        if wanted != conventions.id_type:
            found.append(f"it wants {wanted} ids, and `{conventions.file}` says {conventions.id_type}")
    style = re.search(r"\b(cursor|offset)[- ](?:based )?paginat\w+", text, re.IGNORECASE)
    if style is not None and "page_style" in stated and style[1].lower() != conventions.page_style:
        found.append(f"it wants {style[1].lower()} pagination, and `{conventions.file}` says {conventions.page_style}")
    algorithm = re.search(r"\b((?:HS|RS|ES|PS)\d{3})\b", text)
    if algorithm is not None and "algorithm" in stated and algorithm[1] != conventions.algorithm:
        found.append(f"it wants {algorithm[1]}, and `{conventions.file}` says {conventions.algorithm}")
    return tuple(found)
