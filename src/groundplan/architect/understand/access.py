"""Who may do what: ownership, roles, sign-in."""

import re
from typing import Literal

OWN = re.compile(
    r"\b(?:only (?:my|his|her|their|its)\b(?! (?:creator|owner|author))|(?<!on )(?:his|her|their|its|your|my|one'?s) own\b|own (?:rows|records|data|items)\b|(?:they|he|she|who|i|we) (?:\w+ )?"
    r"(?:opened|created|made|wrote|own|added|posted|submitted|uploaded|entered)\b|belongs? to (?:the|a|one|its|their) (?:\w+ )?user"
    r"|private to\b|nobody else\b|no one else\b|(?:is|are) personal\b|only person who\b|owned by (?:the|a|one|each|its)|per user\b|user-specific|only the (?:owner|author|creator)"
    r"|not (?:each other'?s|others'?|other (?:people|users)'?s?)"
    r"|(?:never|not|nobody|no one|cannot|can't)\b[^.;]{0,40}\b(?:another|other|someone else|somebody else|a different)(?: (?:user|person|member|customer|account|people)s?)?(?:'s|s')\s)",
    re.IGNORECASE,
)
SHARED = re.compile(
    r"\b(?:shared? (?:by|between|among|with) (?:all|every)|(?:all|every)\s?(?:one|body)?\s?(?:signed[- ]in|logged[- ]in|authenticated|registered)"
    r"|(?:all|every)(?: \S+)? (?:users?|members?|employees?|colleagues?) (?:share|see|can see|may see|sees)|share them|common to all"
    r"|(?:everyone|everybody|all) (?:can |may )?shares?)\b",
    re.IGNORECASE,
)
PUBLIC = re.compile(
    r"\b(?:public(?:ly)?\b|without (?:a |any )?(?:sign(?:ing)?[- ]?in|log(?:ging)?[- ]?in|login|auth\w*|token|account)|no (?:auth\w*|login|sign[- ]?in)"
    r"|anonymous(?:ly)?|open to (?:everybody|everyone|all|the world|anyone))",
    re.IGNORECASE,
)
ROLE_WORDS = [
    "superadmin",
    "admin",
    "administrator",
    "owner",
    "manager",
    "editor",
    "moderator",
    "author",
    "staff",
    "support",
    "agent",
    "operator",
    "reviewer",
    "maintainer",
    "contributor",
    "supervisor",
    "accountant",
    "auditor",
    "writer",
    "teacher",
    "student",
    "employee",
    "member",
    "customer",
    "client",
    "viewer",
    "reader",
    "guest",
    "user",
]
ROLE = r"(?:" + "|".join(ROLE_WORDS) + r")s?"
LISTING = re.compile(
    r"\broles?\b(?![- ]based)[^.:;]{0,30}?(?::|\bare\b|\bnamed\b|\bcalled\b|\blike\b|\bsuch as\b|-)\s*(?P<after>[^.;\n]+)"
    r"|\b(?:rbac|access control|permissions?)\b[^.:;\n]{0,20}[:(-]\s*(?P<control>[^.;)\n]+)"
    rf"|(?P<before>{ROLE}(?:\s*(?:,|and|or|/|, and)\s*{ROLE})+)(?:\s+(?:roles?|accounts?|users))?"
    r"|\broles? (?P<bare>[a-z]+(?:\s*(?:,|and|/|, and)\s*[a-z]+)+)",
    re.IGNORECASE,
)
# One role that comes to those that there are: `add a role auditor`, `an auditor role`.
ADDED = re.compile(
    r"\b(?:add|introduce|need|want|create|new|another)\b[^.;:]{0,20}\brole\s+(?:called\s+|named\s+|of\s+(?:an?\s+)?)?['\"`]?(?P<named>[a-z_]+)"
    r"|\b(?:an?|new|another)\s+['\"`]?(?P<before>(?!new\b|second\b|third\b|further\b|user\b|role\b)[a-z_]+)['\"`]?\s+role\b",
    re.IGNORECASE,
)
RBAC = re.compile(
    r"\b(?:rbac|role[- ]?based|roles?\b|permissions?\b|access control|authori[sz]ation\b"
    r"|(?:only|just) (?:the )?(?:admins?|administrators?|managers?|editors?|moderators?|staff)\b"
    r"|(?:viewers?|readers?|editors?|writers?|moderators?|managers?|auditors?|staff|guests?) (?:can|may|cannot|must|should|are allowed|have access)"
    r"|(?:admins?|administrators?) (?:can|may|should|must|manage|see|are allowed|have access))",
    re.IGNORECASE,
)
ACCOUNTS = re.compile(
    r"\b(?:register(?:ing)?|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bbe )registered|registration|sign[- ]?(?:up|in|on)|log[- ]?in(?:g)?|log in|login|authenticat\w*|jwt|json web tokens?"
    r"|user accounts?|accounts? (?:for|with)|access tokens?|refresh tokens?|bearer tokens?"
    r"|(?:secure|protect|guard|lock down) (?:the|our|all|this|every)(?: (?:of )?(?:our|the))? (?:api|endpoints?|routes?|backend))\b",
    re.IGNORECASE,
)
OVERRIDE = re.compile(
    r"\b(?:admins?|administrators?)\b[^.;,]{0,30}\b(?:everything|anything|all (?:of )?(?:the )?(?:data|rows|records|users'?|others'?|\w+s)"
    r"|every \w+|others'?)\b|\badmin override\b",
    re.IGNORECASE,
)


# The role of a new account: `reader (default)`, `new accounts are readers`.
DEFAULT = re.compile(
    r"\b(?P<role>[a-z]+)\s*\((?:the\s+)?default\)|\bnew (?:accounts?|users?|people|members?)\b[^.;]{0,20}?\b(?:are|is|get|become|start as)\s+(?:an?\s+|the\s+)?(?P<after>[a-z]+)",
    re.IGNORECASE,
)
# Words that stand where a role could and name none.
NOBODY = frozenset({
    "user", "people", "person", "everybody", "everyone", "anybody", "anyone", "nobody", "they", "them", "themselve", "we", "us", "i", "me",
    "you", "it", "its", "he", "she", "who", "that", "which", "those", "these", "this", "one", "all", "account", "caller", "visitor", "public",
    "list", "app", "api", "endpoint", "page", "system", "server", "creator", "to", "and", "or", "but", "only", "the", "a", "an", "each",
    "every", "not", "also", "then", "so", "never", "always", "there", "their", "date", "mail", "email", "name", "id", "hand", "default",
    "signed", "logged", "authenticated", "registered", "what", "if", "when", "client", "program", "script", "partner", "other", "same",
})  # fmt: skip


def role_named(word: str) -> str:
    """The role that a noun in front of `may` names, in the singular; empty where it is nobody in particular."""
    name = word.lower()
    name = name.removesuffix("s") if not name.endswith(("ss", "us")) else name
    return "" if name in NOBODY or word.lower() in NOBODY else "admin" if name == "administrator" else name


def find_scope(text: str) -> Literal["", "owner", "shared", "public"]:
    """Who reaches the rows: only their owner, all who sign in, or everybody; empty where nothing is said."""
    if OWN.search(text):
        return "owner"
    if SHARED.search(text):
        return "shared"
    return "public" if PUBLIC.search(text) else ""


def find_roles(text: str) -> tuple[str, ...]:
    """The names of roles in the order of the text, in the singular."""
    found: dict[str, None] = {}
    for match in LISTING.finditer(text):
        listed = re.sub(r"\([^()]*\)", "", next(group for group in match.groups() if group))
        for word in re.split(r"\s*(?:,|/|\band\b|\bor\b|&)\s*", listed):
            name = _role(word)
            if name:
                found.setdefault(name)
            elif found:
                break
    for match in ADDED.finditer(text):
        name = _role(match["named"] or match["before"])
        if name:
            found.setdefault(name)
    for word in re.findall(rf"\b{ROLE}\b", text, re.IGNORECASE) if RBAC.search(text) else ():
        name = _role(word)
        if name and name not in ("user", "customer", "client") and not re.search(rf"\b{name}s?'", text, re.IGNORECASE):
            found.setdefault(name)
    if found and set(found) == {"admin"}:
        return ("member", "admin")
    lower = text.lower()
    return tuple(sorted(found, key=lambda name: lower.find(name)))


def _role(word: str) -> str:
    parts = re.findall(r"[a-z][a-z_-]*", word.lower())
    skipped = (
        "the",
        "a",
        "an",
        "normal",
        "regular",
        "plain",
        "ordinary",
        "simple",
        "role",
        "roles",
        "with",
        "are",
        "three",
        "two",
    )
    words = [part for part in parts if part not in skipped]
    if len(words) != 1:
        return ""
    name = words[0].removesuffix("s") if words[0].endswith("s") and not words[0].endswith("ss") else words[0]
    return "admin" if name == "administrator" else str(name)
