"""One promise of the API: a method, a path, and everything that a client may rely on."""

from typing import Literal

from groundplan.spec.address import Address
from groundplan.spec.behavior import Behavior
from groundplan.spec.model import SchemaField
from groundplan.spec.noun import Noun
from groundplan.spec.types import Bounds, Constraints, Default, Type

Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
Location = Literal["path", "query", "header", "cookie"]
Window = Literal["second", "minute", "hour", "day"]
LimitKey = Literal["address", "user", "tenant", "account", "key"]


class Access(Noun, frozen=True):
    """Who may call. `reason` says why something is public."""

    kind: Literal["public", "authenticated", "roles", "permissions"]
    names: tuple[str, ...] = ()
    reason: str = ""

    @property
    def secured(self) -> bool:
        return self.kind != "public"


class Scope(Noun, frozen=True):
    """Which rows a caller reaches: those whose `field` (`Task.user_id`) is the caller or the tenant, or all of them.

    `override` names the roles that reach every row, and `audited` that each use leaves an audit row.
    """

    kind: Literal["owner", "tenant", "none"]
    field: str = ""
    override: tuple[str, ...] = ()
    audited: bool = False
    reason: str = ""


class Filter(Noun, frozen=True):
    """How a query parameter narrows a list: `field` `operator` the value."""

    field: str
    operator: Literal["=", "≠", "<", "≤", ">", "≥", "contains", "starts with", "is set"] = "="


class Parameter(Noun, frozen=True):
    """A value outside the body. A path parameter is always required.

    Without `filter`, a query parameter of a list that is named as a field filters by equality. The parameters that
    pagination, sort and search bring are not kept here: they follow from those facts.
    """

    name: str
    location: Location
    type: Type | None = None
    required: bool = False
    default: Default | None = None
    constraints: Constraints = Constraints()
    repeatable: bool = False
    filter: Filter | None = None
    meaning: str = ""


class Body(Noun, frozen=True):
    """What is sent: a named schema, or fields that only this endpoint has."""

    schema: str = ""
    fields: tuple[SchemaField, ...] = ()
    media: str = "application/json"


class Response(Noun, frozen=True):
    """A success. `shape` says how often `schema` stands in the body; no schema and no media is no body."""

    status: int
    schema: str = ""
    shape: Literal["one", "page", "list"] = "one"
    media: str = ""
    headers: tuple[str, ...] = ()
    when: str = ""


class ErrorCase(Noun, frozen=True):
    """An error of this endpoint's own, and when it is answered; `code` is empty where only the status is said."""

    status: int
    code: str
    when: str = ""


class RateLimit(Noun, frozen=True):
    """`amount` requests in `count` `window`s, counted for each `key`."""

    amount: int
    window: Window
    key: LimitKey
    count: int = 1


class Idempotency(Noun, frozen=True):
    """What a blind retry does: replays (`key`, kept seconds), meets a unique `field`, is natural, or repeats (`none`)."""

    kind: Literal["key", "field", "natural", "none"]
    field: str = ""
    kept: int | None = None
    required: bool = False
    reason: str = ""


class Precondition(Noun, frozen=True):
    """A conditional request (RFC 9110 §13.1)."""

    header: Literal["If-Match", "If-None-Match"]
    required: bool = False


class Pagination(Noun, frozen=True):
    """How a list is cut: `size` rows a page unless asked otherwise, `cap` at most."""

    style: Literal["offset", "page", "cursor"]
    size: int
    cap: int


class SortField(Noun, frozen=True):
    name: str
    default: bool = False
    descending: bool = False


class Sort(Noun, frozen=True):
    """The orders that a client may ask for, and the unique field that breaks ties."""

    fields: tuple[SortField, ...]
    tie: str = ""


class Search(Noun, frozen=True):
    """Free-text search by one parameter over several fields."""

    parameter: str
    fields: tuple[str, ...]
    bounds: Bounds = Bounds()


class Deprecation(Noun, frozen=True):
    """ISO dates; `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) headers carry them."""

    since: str
    sunset: str = ""
    replacement: str = ""


class Criterion(Noun, frozen=True):
    """An acceptance criterion: one sentence that a test can show."""

    text: str
    done: bool = False


class Endpoint(Noun, frozen=True):
    """`None` means unsaid, so that what the router or the API says holds; an empty tuple means an explicit none."""

    method: Method
    path: str
    summary: str = ""
    access: Access | None = None
    scope: Scope | None = None
    behavior: Behavior | None = None
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    errors: tuple[ErrorCase, ...] = ()
    rate_limits: tuple[RateLimit, ...] | None = None
    unlimited: str = ""
    idempotency: Idempotency | None = None
    precondition: Precondition | None = None
    pagination: Pagination | None = None
    sort: Sort | None = None
    search: Search | None = None
    effects: tuple[str, ...] = ()
    deprecation: Deprecation | None = None
    notes: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @property
    def address(self) -> Address:
        return Address.endpoint(self.method, self.path)

    @property
    def path_names(self) -> tuple[str, ...]:
        """The names in braces, in order."""
        return tuple(segment[1:-1] for segment in self.segments if segment.startswith("{") and segment.endswith("}"))

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(segment for segment in self.path.split("/") if segment)

    @property
    def takes_input(self) -> bool:
        """Whether anything that a client sends can be invalid."""
        return bool(self.parameters or self.body or self.path_names or self.pagination or self.sort or self.search)

    def located(self, location: Location) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.parameters if parameter.location == location)

    def error(self, code: str) -> ErrorCase | None:
        return next((case for case in self.errors if case.code == code), None)
