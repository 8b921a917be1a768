"""What holds for the whole API, and the way of a request through it."""

from typing import Literal

from groundplan.spec.address import Address
from groundplan.spec.endpoint import Access, Criterion, Endpoint, RateLimit, Scope
from groundplan.spec.noun import Noun

Applies = Literal[
    "all", "secured", "roles", "input", "body", "limited", "database", "lists", "lookup", "owned", "key", "precondition",
]  # fmt: skip


class Api(Noun, frozen=True):
    """Facts that every endpoint shares; `None` or empty means unsaid."""

    name: str = ""
    version: str = ""
    base_path: str = ""
    unknown_fields: Literal["", "rejected", "ignored"] = ""
    partial_update: str = ""
    hidden_rows: Literal[0, 403, 404] = 0
    invalid_input: Literal[0, 400, 422] = 0
    rate_limits: tuple[RateLimit, ...] | None = None
    unlimited: str = ""
    body_limit: int | None = None
    media: str = ""
    times: str = ""
    ids: str = ""
    constraint_names: str = ""
    migrations: str = ""
    notes: tuple[str, ...] = ()


class Router(Noun, frozen=True):
    """A group of endpoints under one prefix; what it says holds for each of them unless they say otherwise."""

    name: str
    title: str = ""
    prefix: str = ""
    module: str = ""
    tag: str = ""
    access: Access | None = None
    scope: Scope | None = None
    rate_limits: tuple[RateLimit, ...] | None = None
    unlimited: str = ""
    dependencies: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()

    @property
    def address(self) -> Address:
        return Address.router(self.name)


class Middleware(Noun, frozen=True):
    """One layer; the first in the list is the outermost."""

    name: str
    settings: str = ""
    why: str = ""


class Dependency(Noun, frozen=True):
    """Something that FastAPI injects: what it gives, what it needs, and which endpoints use it."""

    name: str
    gives: str = ""
    needs: tuple[str, ...] = ()
    used_by: tuple[Applies, ...] = ()


class Cors(Noun, frozen=True):
    """Cross-origin policy; no origins means that no browser on another origin is served."""

    origins: tuple[str, ...] = ()
    credentials: bool = False
    methods: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    reason: str = ""


class Versioning(Noun, frozen=True):
    """How versions are told apart; `notice` is how many seconds a deprecated endpoint lives on."""

    strategy: Literal["", "path", "header", "media type", "none"] = ""
    current: str = ""
    notice: int | None = None


class Routing(Noun, frozen=True):
    """What a request meets on its way: middleware in order, dependencies, cross-origin policy, versions."""

    middleware: tuple[Middleware, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    cors: Cors | None = None
    versioning: Versioning = Versioning()
    notes: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
