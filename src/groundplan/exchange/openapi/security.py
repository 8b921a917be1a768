"""How a caller shows who they are, and which callers an operation lets in."""

from groundplan.exchange.json_schema import Json
from groundplan.spec.auth import Auth
from groundplan.spec.effective import access_of
from groundplan.spec.endpoint import Access
from groundplan.spec.spec import Spec

SCHEME_NAMES = {"bearer": "bearerAuth", "cookie": "cookieAuth", "api key": "apiKeyAuth", "basic": "basicAuth"}


def scheme_name(spec: Spec) -> str:
    """The security scheme of the API; where nobody chose one, a bearer token."""
    return SCHEME_NAMES.get(spec.auth.scheme if spec.auth is not None else "", "bearerAuth")


def security_schemes(spec: Spec) -> Json:
    """The scheme by its name; none where nobody has to sign in."""
    accesses = (access_of(endpoint, spec) for endpoint in spec.endpoints)
    if spec.auth is None and not any(access is not None and access.secured for access in accesses):
        return {}
    return {scheme_name(spec): _scheme(spec.auth or Auth())}


def _scheme(auth: Auth) -> Json:
    said = _description(auth)
    description: Json = {"description": said} if said else {}
    match auth.scheme:
        case "cookie":
            return {"type": "apiKey", "in": "cookie", "name": "session", **description}
        case "api key":
            return {"type": "apiKey", "in": "header", "name": "X-API-Key", **description}
        case "basic":
            return {"type": "http", "scheme": "basic", **description}
        case _:
            access = auth.token("access")
            form = {"bearerFormat": "JWT"} if auth.algorithms or (access is not None and access.form == "JWT") else {}
            return {"type": "http", "scheme": "bearer", **form, **description}


def _description(auth: Auth) -> str:
    access = auth.token("access")
    said = (
        ("Algorithm", ", ".join(auth.algorithms)),
        ("Issuer", auth.issuer),
        ("Audience", auth.audience),
        ("Access token", f"{access.lifetime} seconds" if access is not None and access.lifetime is not None else ""),
    )
    return "; ".join(f"{label}: {text}" for label, text in said if text)


def security(access: Access | None, spec: Spec) -> list[Json] | None:
    """Who may call an operation; empty for everybody, `None` where nobody said.

    One requirement for each role or permission, since any of them is enough. They stand where OAuth has its scopes, as
    OpenAPI 3.1 allows (Security Requirement Object).
    """
    if access is None:
        return None
    if not access.secured:
        return []
    return [{scheme_name(spec): [name]} for name in access.names] or [{scheme_name(spec): []}]


def access_in_words(access: Access | None) -> str:
    """Which role or permission is needed, as a sentence; nothing where signing in is enough."""
    if access is None or not access.names:
        return ""
    word = "role" if access.kind == "roles" else "permission"
    return f"Needs the {word} {' or '.join(f'`{name}`' for name in access.names)}."
