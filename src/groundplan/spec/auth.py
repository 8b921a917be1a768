"""Who calls: tokens, the pipeline that verifies them, roles and permissions."""

from typing import Literal

from groundplan.spec.endpoint import Criterion
from groundplan.spec.noun import Noun
from groundplan.spec.types import Bounds, Type


class Token(Noun, frozen=True):
    """A token kind. Lifetimes are seconds: `lifetime` from issue, `idle` since the last use."""

    kind: Literal["access", "refresh", "verify", "reset", "invite"]
    form: Literal["", "JWT", "opaque"] = ""
    lifetime: int | None = None
    idle: int | None = None
    stored_as: str = ""
    rotated: bool = False
    reuse_ends_family: bool = False
    single_use: bool = False
    notes: tuple[str, ...] = ()


class Claim(Noun, frozen=True):
    name: str
    type: Type | None = None
    required: bool = True
    meaning: str = ""


class PipelineStep(Noun, frozen=True):
    """One step of the verification; `code` is what a request that fails it is answered."""

    name: str
    checks: str = ""
    code: str = ""


class Passwords(Noun, frozen=True):
    hash: str
    bounds: Bounds = Bounds()
    notes: tuple[str, ...] = ()


class Role(Noun, frozen=True):
    """`default` is the role of a new account; `includes` are roles whose rights it has as well."""

    name: str
    may: str = ""
    default: bool = False
    includes: tuple[str, ...] = ()


class Permission(Noun, frozen=True):
    """A right with a name of its own, and the roles that have it."""

    name: str
    may: str = ""
    roles: tuple[str, ...] = ()


class Auth(Noun, frozen=True):
    """The authentication policy of the API (RFC 6750, 7519, 8725, 9700); lifetimes and skew in seconds."""

    scheme: Literal["", "bearer", "cookie", "api key", "basic"] = ""
    algorithms: tuple[str, ...] = ()
    key: str = ""
    issuer: str = ""
    audience: str = ""
    clock_skew: int | None = None
    tokens: tuple[Token, ...] = ()
    passwords: Passwords | None = None
    sessions: str = ""
    revocation: str = ""
    claims: tuple[Claim, ...] = ()
    pipeline: tuple[PipelineStep, ...] = ()
    roles: tuple[Role, ...] = ()
    permissions: tuple[Permission, ...] = ()
    role_source: Literal["", "row", "token"] = ""
    admin_override: str = ""
    notes: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    def token(self, kind: str) -> Token | None:
        return next((token for token in self.tokens if token.kind == kind), None)
