"""Which element stands in which document, under which heading, in which order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from groundplan.documents.constructs import api, auth, endpoint, errors, model, record, router, routing, schema
from groundplan.documents.form import Form
from groundplan.spec.address import API, AUTH, ERRORS, ROUTING, Address
from groundplan.spec.outline import DocumentKind
from groundplan.spec.spec import Spec

ENDPOINTS_FILE = "api/rest-endpoints.md"
ROUTING_FILE = "api/routing.md"
ERRORS_FILE = "api/errors.md"
SCHEMA_FILE = "database/schema.md"
AUTH_FILE = "auth/jwt.md"
DATA = Address("data")
KINDS: dict[str, DocumentKind] = {
    "api": "endpoints",
    "auth": "auth",
    "database": "schema",
    "domain": "schema",
    "models": "schema",
}


class Placed(NamedTuple):
    """An element and its place: the document it belongs to when it is new, its heading, and the element it follows.

    `parent` is the element whose section it stands in.
    """

    address: Address
    element: Any
    form: Form
    home: str
    level: int
    heading: str
    parent: Address | None = None


def kind_of(file: str) -> DocumentKind:
    """What a document is about, told by its path below the specs folder."""
    folders, _, name = file.rpartition("/")
    top = folders.split("/")[0]
    if top == "changes":
        return "proposal"
    if top == "decisions":
        return "decision"
    if folders.endswith("migrations"):
        return "migration"
    if name == "errors.md":
        return "errors"
    if name == "routing.md":
        return "routing"
    return next((KINDS[folder] for folder in reversed(folders.split("/")) if folder in KINDS), "other")


def placed(spec: Spec) -> Iterator[Placed]:
    """Every element of a specification, document by document, in the order in which it is written."""
    yield Placed(API, spec.api, api.API_FORM, ENDPOINTS_FILE, 1, "REST endpoints")
    for group in spec.routers:
        if not group.title and not group.endpoints:
            continue  # its row in the table of routers says all there is
        yield Placed(group.address, group, router.FORM, ENDPOINTS_FILE, 2, _heading(group.title or group.name), API)
        for promise in group.endpoints:
            yield Placed(
                promise.address, promise, endpoint.FORM, ENDPOINTS_FILE, 3, str(promise.address), group.address
            )
    yield Placed(ROUTING, spec.routing, routing.FORM, ROUTING_FILE, 1, "Routing")
    yield Placed(ERRORS, spec.errors, errors.FORM, ERRORS_FILE, 1, "Errors")
    yield Placed(DATA, spec.api, api.DATA_FORM, SCHEMA_FILE, 1, "Data model")
    for table in spec.models:
        yield Placed(table.address, table, model.FORM, SCHEMA_FILE, 2, table.name, DATA)
    for shape in spec.schemas:
        yield Placed(shape.address, shape, schema.FORM, SCHEMA_FILE, 2, shape.name, DATA)
    if spec.auth is not None:
        yield Placed(AUTH, spec.auth, auth.FORM, AUTH_FILE, 1, "Authentication")
    for plan in spec.migrations:
        file = f"database/migrations/{plan.slug}.md"
        yield Placed(plan.address, plan, record.MIGRATION_FORM, file, 1, _heading(plan.title))
    for made in spec.decisions:
        file = f"decisions/{made.slug}.md"
        yield Placed(made.address, made, record.DECISION_FORM, file, 1, _heading(made.title))


def _heading(title: str) -> str:
    """A title as a heading's text: hashes at its end would close the heading and not belong to it."""
    text, slashes, hashes = _closing(title)
    return text + slashes * 2 + "\\" + hashes if hashes else title


def title_of(heading: str) -> str:
    """The title that a heading's text writes."""
    text, slashes, hashes = _closing(heading)
    return text + slashes[: len(slashes) // 2] + hashes if hashes else heading


def _closing(text: str) -> tuple[str, str, str]:
    """What stands before the hashes at the end of a text, the backslashes between, and the hashes."""
    unclosed = text.rstrip("#")
    bare = unclosed.rstrip("\\")
    return bare, unclosed[len(bare) :], text[len(unclosed) :]
