"""The authentication policy: tokens, claims, pipeline, roles, permissions, and the derived table of routes."""

from collections.abc import Iterable
from typing import get_args

from groundplan.documents.constructs.access_text import write_access
from groundplan.documents.constructs.duration import read_duration, write_duration
from groundplan.documents.constructs.plain_facts import name, names, sentence, word
from groundplan.documents.constructs.shape_cells import cell, name_in, write_yes_no, yes_no
from groundplan.documents.constructs.type_text import read_bounds, read_type, write_bounds, write_type
from groundplan.documents.diagrams import auth_pipeline
from groundplan.documents.form import (
    Cells,
    Context,
    Criteria,
    Diagram,
    Fact,
    Form,
    Notes,
    NotUnderstood,
    RowOut,
    Section,
    Table,
    Values,
)  # fmt: skip
from groundplan.documents.inline import NOTHING, apart, code, code_spans, codes, together
from groundplan.spec.auth import Auth, Claim, Passwords, Permission, PipelineStep, Role, Token
from groundplan.spec.effective import access_of

KINDS = tuple(get_args(Token.__annotations__["kind"]))
FLAGS = {
    "rotated at every use": "rotated",
    "a reused one ends its family": "reuse_ends_family",
    "single use": "single_use",
}


def _write_token(token: Token) -> str:
    pieces: list[str] = [token.form] if token.form else []
    if token.lifetime is not None:
        pieces.append(write_duration(token.lifetime))
    if token.idle is not None:
        pieces.append(f"idle {write_duration(token.idle)}")
    if token.stored_as:
        pieces.append(f"stored as {token.stored_as}")
    pieces += [text for text, flag in FLAGS.items() if getattr(token, flag)]
    pieces += [f"\\{note}" if note.startswith("\\") or _piece(note) is not None else note for note in token.notes]
    return together(pieces) or NOTHING


def _piece(text: str) -> Values | None:
    """What one piece of a token's fact says, or `None` for a note."""
    if text in ("JWT", "opaque"):
        return {"form": text}
    if flag := FLAGS.get(text):
        return {flag: True}
    if text.startswith("stored as "):
        return {"stored_as": text[10:]}
    try:
        return {"idle": read_duration(text[5:])} if text.startswith("idle ") else {"lifetime": read_duration(text)}
    except NotUnderstood:
        return None


def _token_fact(kind: str) -> Fact:
    def write(auth: Auth) -> str | None:
        token = auth.token(kind)
        return None if token is None else _write_token(token)

    def read(text: str) -> Values:
        values: Values = {}
        notes = []
        for piece in apart("" if text == NOTHING else text):
            said = _piece(piece)
            if said is None:
                notes.append(piece.removeprefix("\\"))
            else:
                values |= said
        return {f"token {kind}": Token("access").replace(kind=kind, notes=tuple(notes), **values)}

    return Fact(
        f"{kind.capitalize()} token",
        write,
        read,
        "its form, its lifetime, and how it is kept",
        "opaque; 30 days; stored as SHA-256; rotated at every use; a reused one ends its family",
    )


def _write_passwords(auth: Auth) -> str | None:
    said = auth.passwords
    if said is None:
        return None
    bounds = write_bounds(said.bounds)
    notes = [f"\\{note}" if note.startswith("\\") or read_bounds(note) is not None else note for note in said.notes]
    return together([code(said.hash), *([bounds] if bounds else []), *notes])


def _read_passwords(text: str) -> Values:
    head, *pieces = apart(text)
    hash_name = next(iter(code_spans(head)), head)
    passwords, notes = Passwords(hash_name), []
    for piece in pieces:
        bounds = read_bounds(piece)
        if bounds is None:
            notes.append(piece.removeprefix("\\"))
        else:
            passwords = passwords.replace(bounds=bounds)
    return {"passwords": passwords.replace(notes=tuple(notes))}


def _claim_rows(auth: Auth) -> Iterable[RowOut]:
    for claim in auth.claims:
        cells = (code(claim.name), write_type(claim.type), write_yes_no(claim.required), claim.meaning)
        yield RowOut(f"claim {claim.name}", cells)


def _read_claim(cells: Cells) -> tuple[str, str, Claim]:
    required = yes_no(cells, "required")
    claim = Claim(
        name_in(cells, "claim"), read_type(cells.get("type", "")), required is not False, cell(cells, "meaning")
    )
    return f"claim {claim.name}", "claims", claim


def _step_rows(auth: Auth) -> Iterable[RowOut]:
    for index, step in enumerate(auth.pipeline, 1):
        cells = (str(index), step.name, step.checks, code(step.code) if step.code else NOTHING)
        yield RowOut(f"step {step.name}", cells)


def _read_step(cells: Cells) -> tuple[str, str, PipelineStep]:
    named = name_in(cells, "else")
    step = PipelineStep(cell(cells, "step"), cell(cells, "checks"), "" if named == NOTHING else named)
    return f"step {step.name}", "pipeline", step


def _role_rows(auth: Auth) -> Iterable[RowOut]:
    for role in auth.roles:
        named = code(role.name) + (" (default)" if role.default else "")
        includes = f" includes {codes(role.includes)}" if role.includes else ""
        yield RowOut(f"role {role.name}", (named + includes, role.may))


def _read_role(cells: Cells) -> tuple[str, str, Role]:
    head, _, rest = cells.get("role", "").partition(" includes ")
    found = code_spans(head)
    if not found:
        raise NotUnderstood(f"`{head}` is no role's name in backticks")
    role = Role(found[0], cell(cells, "may"), "(default)" in head, code_spans(rest))
    return f"role {role.name}", "roles", role


def _permission_rows(auth: Auth) -> Iterable[RowOut]:
    for permission in auth.permissions:
        yield RowOut(f"permission {permission.name}", (code(permission.name), permission.may, codes(permission.roles)))


def _read_permission(cells: Cells) -> tuple[str, str, Permission]:
    permission = Permission(name_in(cells, "permission"), cell(cells, "may"), code_spans(cells.get("roles", "")))
    return f"permission {permission.name}", "permissions", permission


def _route_rows(_: Auth, context: Context) -> Iterable[RowOut]:
    """Public routes and those that a role guards are listed; whatever is new is secured."""
    categories: dict[str, list[str]] = {}
    authenticated = False
    for endpoint in context.spec.endpoints:
        access = access_of(endpoint, context.spec)
        if access is None:
            continue
        if access.kind == "authenticated":
            authenticated = True
        else:
            category = write_access(access.replace(reason="")) or ""
            categories.setdefault(category, []).append(code(endpoint.address))
    for category, routes in categories.items():
        yield RowOut(f"routes {category}", (category, ", ".join(routes)), "routes")
    if authenticated:
        yield RowOut("routes authenticated", ("authenticated", "all others"), "routes")


def _read_route(cells: Cells) -> tuple[str, str, object]:
    return f"routes {cells.get('category', '')}", "", None


def _pipeline_diagram(_: Auth, context: Context) -> tuple[str, ...]:
    return auth_pipeline(context.spec)


FORM = Form(
    (
        word("Scheme", "scheme", ("bearer", "cookie", "api key", "basic"), "how a caller proves who it is"),
        names("Algorithm", "algorithms", "the algorithms that are accepted, no other", "`HS256`"),
        sentence("Key", "key", "where the key comes from, and its least length", "`JWT_SECRET`, 32 bytes or more"),
        name("Issuer", "issuer", "the `iss` claim that is demanded", "tasks-api"),
        name("Audience", "audience", "the `aud` claim that is demanded", "tasks-web"),
        Fact(
            "Clock skew",
            lambda auth: None if auth.clock_skew is None else write_duration(auth.clock_skew),
            lambda text: {"clock_skew": read_duration(text)},
            "how far clocks may differ",
            "30 seconds",
        ),
        *(_token_fact(kind) for kind in KINDS),
        Fact(
            "Passwords",
            _write_passwords,
            _read_passwords,
            "the hash, the length, and what else holds",
            "`argon2id`; 12..128",
        ),
        sentence(
            "Sessions", "sessions", "what a session is, and how many there may be", "one family of refresh tokens each"
        ),
        sentence(
            "Revocation",
            "revocation",
            "when live tokens stop working",
            "a deactivated user is refused at the next request",
        ),
        Notes(),
        Table("claims", ("Claim", "Type", "Required", "Meaning"), _claim_rows, _read_claim),
        Section(
            "Pipeline",
            (
                Table("pipeline", ("#", "Step", "Checks", "Else"), _step_rows, _read_step),
                Diagram("pipeline", _pipeline_diagram),
            ),
        ),
        Section(
            "Roles",
            (
                word(
                    "Role comes from",
                    "role_source",
                    ("row", "token"),
                    "whether a role is read from the user's row or from the token",
                ),
                sentence("Admin override", "admin_override", "whether a role reaches rows of others, and how", "none"),
                Table("roles", ("Role", "May"), _role_rows, _read_role),
            ),
        ),
        Section(
            "Permissions",
            (Table("permissions", ("Permission", "May", "Roles"), _permission_rows, _read_permission),),
        ),
        Section("Routes", (Table("routes", ("Category", "Routes"), lambda _: (), _read_route, derived=_route_rows),)),
        Section("Acceptance criteria", (Criteria(),)),
    )
)


def make_auth(values: Values) -> Auth:
    tokens = tuple(values.pop(f"token {kind}") for kind in KINDS if f"token {kind}" in values)
    return Auth(tokens=tokens).replace(**values)
