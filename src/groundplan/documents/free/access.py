"""Who may call, as free text says it: of one endpoint, of a section, or of a whole document with its exceptions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from groundplan.documents.free.declaration import DECLARED
from groundplan.documents.free.labels import Labelled, kind_of, labelled
from groundplan.documents.free.nodes import Bullet, Fence, Line, Node, Section
from groundplan.documents.free.outline import flat
from groundplan.spec.endpoint import Access

PUBLIC = Access("public")
SIGNED_IN = Access("authenticated")

NO = re.compile(
    r"\W*(?:❌|✗|✘|no\b|none\b|permit ?all\b|not (?:required|needed)|public\w*|p[uú]blic[oa]\b|open\b|anonymous\b|false\b|n/a\b|ninguna?\b|nenhuma?\b|"
    r"불필요|없음|optional\b|unauthenticated|without|no requerid|n[aã]o)",
    re.IGNORECASE,
)
YES = re.compile(
    r"✅|✓|✔|\b(?:yes|required|require[sd]?|bearer|jwt|tokens?|authenticated|authentication|authorization|logged[- ]in|signed[- ]in|protected|private"
    r"|true|user|self|caller|s[ií]m?|obligatori[oa]|obrigat[oó]ri[oa]|requerid[oa]|cookie|session|api[- ]?key|owner)\b|필요|필수|인증",
    re.IGNORECASE,
)
# Words that stand where a role could, and are none.
NO_ROLE_WORDS = """
    user users authenticated any anyone everyone jwt bearer token required auth authentication logged in signed yes
    the a an all only or and with role roles must be who has have is own self header authorization true public none no
    member-only account valid access active
"""
NO_ROLE = frozenset(NO_ROLE_WORDS.split())

ROLE = r"[A-Za-z][\w-]*"
ROLES = (
    re.compile(
        rf"^\W*(?P<names>{ROLE}`(?:(?:\s*\([^()]*\))?\s*(?:,|/|\||\bor\b|\band\b)\s*`{ROLE}`?)*)(?=\s*(?:$|[.,;(—–-]|only\b|roles?\b))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:require[sd]? )?(?:the )?[`'\"]?(?P<names>{ROLE}(?:[`'\"]? ?(?:,|/|\||or|and|&) ?[`'\"]?{ROLE})*)[`'\"]? roles?\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\broles?\s*[:=]\s*[`'\"]?(?P<names>{ROLE}(?:[`'\"]?\s*(?:,|/|\||or|and|&)\s*[`'\"]?{ROLE})*)", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<names>{ROLE}(?: ?(?:,|/|\||or|and|&) ?{ROLE})*) only\b", re.IGNORECASE),
    re.compile(r"\b(?P<names>(?:super)?admin(?:istrator)?s?)\b", re.IGNORECASE),
)
ONLY = re.compile(
    r"^\W*only (?P<names>[a-z][\w-]*(?: [a-z][\w-]*)?(?:(?:,| or| and|/) [a-z][\w-]*)*) (?:can|may|are allowed|is allowed|have|has)\b",
    re.IGNORECASE,
)
REQUIRES = re.compile(
    r"^\W*(?:requires? (?:an? )?(?:valid )?(?:user )?(?:jwt|bearer|auth\w*|token|login|signed[- ]in)|auth\w* (?:is )?required|protected\b|"
    r"requiere autenticaci[oó]n|requer autentica[cç][aã]o|인증 필요)",
    re.IGNORECASE,
)
# Roles as a list of constants in brackets: `(MATE, CAPTAIN)`.
CAPITALS = re.compile(r"[A-Z][A-Z_]+(?:\s*[,/|]\s*[A-Z][A-Z_]+)+")
# `Requires `Captain` or `Harbourmaster``: roles as code, which begin with a capital.
REQUIRES_ROLES = re.compile(r"\b[Rr]equires? (?:the )?(?P<names>`[A-Z]\w*`(?:(?:, | or |, or | and )`[A-Z]\w*`)*)")
OPEN = re.compile(
    r"^\W*(?:public(?:ly accessible)?(?: endpoint| route)?\b|no (?:auth\w*|token|login)(?: is)?(?: required| needed)?\b)",
    re.IGNORECASE,
)
# `Revoke the session (requires auth)`: who may call stands in brackets behind what it does.
ASIDE = re.compile(
    r"\((?P<said>[^()]*\b(?:requires? (?:an? )?(?:valid )?(?:auth\w*|login|token|jwt)|auth\w* required|no auth\w*|public)\b[^()]*)\)",
    re.IGNORECASE,
)
HEADER = re.compile(r"\bauthorization\b\W{1,5}bearer\b", re.IGNORECASE)

EVERY = re.compile(
    r"\b(?:all|every|each|any|todos?|todas?|cada|모든|tutti|tutte)\b(?P<which>[^.;:\n]{0,60}?)"
    r"\b(?:endpoints?|routes?|rutas?|rotas?|requests?|apis?|operations?|calls?|api calls|엔드포인트|요청)\b(?P<after>[^\n]{0,200})",
    re.IGNORECASE,
)
NEEDS = re.compile(
    r"\b(?:requir\w*|need\w*|must|protected|secured|authenticated|expects?|requieren?|exigem?|requerem|necesitan|richiedono|use[sd]?)\b|필요",
    re.IGNORECASE,
)
CREDENTIAL = re.compile(
    r"\b(?:auth\w*|jwt|bearer|tokens?|login|logged|signed|autenticaci[oó]n|autentica[cç][aã]o)\b|인증", re.IGNORECASE
)
# "All protected endpoints require a token" says what protected means, not which endpoints are.
TAUTOLOGY = re.compile(
    r"\b(?:protected|authenticated|secured?|private|authori[sz]ed|non-?public|protegid[oa]s|autenticad[oa]s)\b",
    re.IGNORECASE,
)
HANDLED = re.compile(
    r"\bauth\w* (?:is |are )?(?:handled|done|performed|provided|required|via|through|using|uses?)\b[^.\n]{0,80}\b(?:jwt|bearer|tokens?)\b",
    re.IGNORECASE,
)
# What a sentence on all calls is limited to: `Every request to `/ferries/…` must carry a token`.
LIMITED = re.compile(r"^[^.;/]{0,20}\b(?:to|under|below|on|in|for)\s+`?(?P<path>/[\w/{}*:.-]+)")
# Said of the whole API.
NOT_AT_ALL = re.compile(
    r"\bapi (?:currently )?(?:does not|doesn['’]t) (?:currently )?(?:require|need|have|use) (?:any )?auth\w*",
    re.IGNORECASE,
)
# Where a caller has no token yet; a header that is shown for the whole document says nothing of these.
ENTRANCES = ("login", "signup", "refresh", "health", "forgot-password", "reset-password", "verify-email", "webhook")
EXCEPT = re.compile(
    r"\b(?:except(?:ions?)?(?: for)?|excluding|other than|apart from|unless|but not|excepto|salvo|exceto|tranne|a menos)\b[:\s]*(?P<what>[^\n]{0,400})|제외",
    re.IGNORECASE,
)
TITLE_PUBLIC = re.compile(r"\b(?:public|unauthenticated|no auth\w*)\b|공개", re.IGNORECASE)
TITLE_SECURED = re.compile(
    r"\b(?:authenticated|protected|(?:all )?(?:require|requires|need) (?:jwt|auth\w*|token|login)|auth(?:entication)? required|jwt required|secured|private)\b",
    re.IGNORECASE,
)
TITLE_ROLE = re.compile(
    r"\b(?P<names>(?:super)?admin(?:istrator)?s?)(?: only|\)| endpoints| routes| api|$)", re.IGNORECASE
)


# A longer text is no statement of who may call.
LONGEST = 400


class Said(NamedTuple):
    """What a text says of access, with the line that says it.

    `exempt` are words of endpoints to which it does not apply; `within` and `silent` are those of endpoints beyond which, or
    of which, it says nothing.
    """

    access: Access
    line: int
    exempt: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    def access_for(self, path: str) -> Access | None:
        """Who may call an endpoint that inherits this; `None` where nothing is said of it."""
        segments = [segment.lower() for segment in path.split("/") if segment]
        if any(_matches(word, segments) for word in self.exempt):
            return PUBLIC
        outside = bool(self.within) and not any(_matches(word, segments) for word in self.within)
        return None if outside or any(_matches(word, segments) for word in self.silent) else self.access


def of_endpoint(parts: Iterable[Labelled], loose: Sequence[Node], cells: dict[str, str], line: int) -> Said | None:
    """What the text of one endpoint says of it."""
    headers: Said | None = None
    for part in parts:
        kind = kind_of(part.label)
        if kind == "auth":
            text = " ".join(
                (part.detail, part.text, *(n.text for n in part.nodes if isinstance(n, Line | Bullet | Fence)))
            ).strip()
            if (access := in_words(text)) is not None:
                return Said(access, part.line)
        elif kind == "headers" and HEADER.search(_text_of(part)):
            headers = headers or Said(SIGNED_IN, part.line)
    for title, text in cells.items():
        if kind_of(title) == "auth" and (access := in_words(text)) is not None:
            return Said(access, line)
    sentence = _in_sentences(loose, parts)
    return sentence or headers


def _text_of(part: Labelled) -> str:
    below = (node.text for node in flat(part.nodes) if isinstance(node, Line | Bullet | Fence))
    return " ".join((f"{part.text}", *below))


def _in_sentences(loose: Sequence[Node], parts: Iterable[Labelled]) -> Said | None:
    """A sentence such as `Requires authentication`, sharpened by `Only admins can delete`; or a header in a fence."""
    found: Said | None = None
    nodes = [
        *flat(loose),
        *(
            node
            for part in parts
            for node in flat(part.nodes)
            if kind_of(part.label) in ("headers", "note", "answer", "query", "body")
        ),
    ]
    for node in nodes:
        if isinstance(node, Fence):
            if HEADER.search(node.text):
                found = found or Said(SIGNED_IN, node.line)
        elif isinstance(node, Line | Bullet):
            if len(node.text) > LONGEST:
                continue
            if OPEN.match(node.text):
                return Said(PUBLIC, node.line)
            if (aside := ASIDE.search(node.text)) is not None and (access := _in_aside(aside["said"])) is not None:
                found = found or Said(access, node.line)
            if REQUIRES.match(node.text) or HEADER.search(node.text):
                found = found or Said(in_words(node.text) or SIGNED_IN, node.line)
            only = ONLY.match(node.text) or REQUIRES_ROLES.search(node.text)
            if only is not None and (names := _role_names(only["names"])):
                found = Said(Access("roles", names), node.line) if found is None or found.access == SIGNED_IN else found
    return found


def _in_aside(text: str) -> Access | None:
    """Access as a remark says it among others: `S-12, requires auth, manager only`."""
    pieces = [piece.strip() for piece in text.split(",")]
    for piece in pieces:
        if re.fullmatch(r"[\w-]+ only", piece) and (access := in_words(piece)) is not None and access.kind == "roles":
            return access
    said = [piece for piece in pieces if REQUIRES.match(piece) or OPEN.match(piece)]
    return in_words(", ".join(said)) if said else None


def in_words(text: str) -> Access | None:
    """Access as a label's text or a cell gives it: `Required`, `❌`, `Bearer (admin only)`; `None` where it says nothing."""
    plain = text[:LONGEST].strip(" *_`")
    if not plain or plain in "—–-":
        return None
    if NO.match(plain):
        return PUBLIC
    names = role_names(plain)
    if names:
        return Access("roles", names)
    return SIGNED_IN if YES.search(plain) else None


def role_names(text: str) -> tuple[str, ...]:
    """The roles that a text restricts to; none where signing in is enough."""
    inside = re.search(r"\(([^)]*)\)", text)
    if inside is not None and CAPITALS.fullmatch(inside[1]) and (names := _role_names(inside[1])):
        return names
    stretches = ([inside[1]] if inside is not None else []) + [text]
    for stretch in stretches:
        if re.search(
            r"\b(?:any|all|every) (?:\w+ )?(?:users?|roles?)\b|\b(?:users?|owner)\b(?! role)", stretch, re.IGNORECASE
        ):
            return ()
        for pattern in ROLES:
            if match := pattern.search(stretch):
                return _role_names(match["names"])
    listed = re.fullmatch(rf"\W*{ROLE}(?:\W*[,/|+]\W*{ROLE})*\W*", text)
    if listed is not None and (names := _role_names(text)) and not YES.search(text):
        return names
    korean = re.search(r"필요\s*\(([A-Z_, /]+)\)", text)
    return _role_names(korean[1]) if korean is not None else ()


def _role_names(text: str) -> tuple[str, ...]:
    words = re.split(r"\s*(?:,|/|\||\+|&|\bor\b|\band\b)\s*", re.sub(r"\([^()]*\)", "", text).strip(" `'\"()"))
    names = []
    for word in words:
        kept = [piece for piece in re.findall(r"[A-Za-z][\w-]*", word) if piece.lower() not in NO_ROLE]
        if not kept:
            return ()
        names.append(_role(" ".join(kept)))
    return () if "owner" in names else tuple(dict.fromkeys(names))


def _role(name: str) -> str:
    """A role in lower case and in the singular; `DevOps` is written as one name and stays."""
    plural = name.endswith("s") and not name.endswith("ss") and name[1:] == name[1:].lower()
    return name.removesuffix("s").lower() if plural else name.lower()


def of_section(section: Section, inner: Iterable[Section]) -> Said | None:
    """What a section says of all endpoints in it; `inner` are sections below it that hold no endpoint."""
    title = section.title
    if title:
        if role := TITLE_ROLE.search(title):
            return Said(Access("roles", _role_names(role["names"])), section.line)
        bracket = re.search(r"[(\[–—-](.*)", title)
        if (bracket is not None and TITLE_SECURED.search(bracket[1])) or TITLE_SECURED.match(title):
            return Said(SIGNED_IN, section.line)
        if TITLE_PUBLIC.search(title):
            return Said(PUBLIC, section.line)
    inside = tuple(inner)
    said = [found for text, line in _sentences(section, inside) if (found := _of_every(text, line)) is not None]
    of_group = _of_group(section) if section.level > 1 else None
    # What names its exceptions says more than what only names all.
    fullest = sorted(said, key=lambda found: (bool(found.within), not found.exempt))
    return of_group or next(iter(fullest), None) or _header_shown(inside)


def _of_group(section: Section) -> Said | None:
    """What a label says above the endpoints of a section: `**Auth required**: Yes`."""
    for node in section.nodes:
        if not isinstance(node, Line | Bullet) or DECLARED.search(node.text) is not None:
            return None
        said = labelled(node.text)
        if said is not None and kind_of(said[0]) == "auth" and (access := in_words(f"{said[1]} {said[2]}")) is not None:
            return Said(access, node.line)
    return None


def _header_shown(inner: Iterable[Section]) -> Said | None:
    """The header that a section on authentication shows, which every call needs but those that give out tokens."""
    for part in inner:
        if kind_of(re.sub(r"^\W*\d+(?:\.\d+)*[.)]?\s*", "", part.title[:LONGEST])) == "auth":
            for node in flat(part.nodes):
                if isinstance(node, Line | Bullet | Fence) and HEADER.search(node.text[:LONGEST]):
                    return Said(SIGNED_IN, node.line, silent=ENTRANCES)
    return None


def _sentences(section: Section, inner: Iterable[Section]) -> Iterator[tuple[str, int]]:
    """The lines of a section and of those inside, each with what it announces: `All endpoints require:` and a header."""
    for part in (section, *inner):
        if part is not section:
            yield part.title, part.line
        nodes = flat(part.nodes)
        for node, after in zip(nodes, [*nodes[1:], None], strict=False):
            if isinstance(node, Line | Bullet):
                announced = ""
                if node.text.rstrip("* ").endswith(":") and isinstance(after, Line | Bullet | Fence):
                    announced = f" {after.text[:LONGEST]}"
                yield f"{node.text}{announced}", node.line


def _of_every(text: str, line: int) -> Said | None:
    """`All endpoints require a JWT, except login and health`."""
    exempt = EXCEPT.search(text)
    what = exempt["what"] if exempt is not None and exempt["what"] else ""
    head = text[: exempt.start()] if exempt is not None else text
    every = EVERY.search(text)
    if every is not None and not TAUTOLOGY.search(every["which"]):
        rest = every["after"]
        if NEEDS.search(rest) and CREDENTIAL.search(rest):
            limit = LIMITED.match(rest)
            return Said(SIGNED_IN, line, _exempted(what), () if limit is None else (limit["path"],))
        if re.search(r"\bpublic\b|\bno auth", rest, re.IGNORECASE) and not NEEDS.search(rest):
            return Said(PUBLIC, line)
        return None
    if HANDLED.search(head) and not re.search(r"\bmost\b", head, re.IGNORECASE):
        return Said(SIGNED_IN, line, _exempted(what))
    if NOT_AT_ALL.search(text):
        return Said(PUBLIC, line)
    said = labelled(text)
    if said is not None and kind_of(said[0]) == "auth" and re.search(r"\b(?:bearer|jwt)\b", said[2], re.IGNORECASE):
        return Said(SIGNED_IN, line, _exempted(what))
    return None


NO_ENDPOINT_WORDS = (
    "and the for endpoint endpoints route routes check otherwise stated noted marked public those user all"
)
NO_ENDPOINT = frozenset(NO_ENDPOINT_WORDS.split())


def _exempted(text: str) -> tuple[str, ...]:
    """The words and paths of an exception: `/auth/*`, `login`, `health`."""
    stop = re.split(r"\b(?:require|need|must|requieren|exigem)\w*\b|[.;]\s", text, maxsplit=1)[0]
    paths = tuple(re.findall(r"/[\w/{}*:-]+", stop))
    words = tuple(word.lower() for word in re.findall(r"[A-Za-z]{3,}", re.sub(r"/[\w/{}*:-]+", " ", stop)))
    return (*paths, *(word for word in words if word not in NO_ENDPOINT))


ALIKE = {
    "login": {"login", "signin", "sign-in", "token"},
    "signup": {"signup", "sign-up", "register"},
    "registration": {"register", "signup", "sign-up"},
    "register": {"register", "signup", "sign-up"},
    "signin": {"login", "signin", "sign-in"},
    "authentication": {"auth"},
    "webhook": {"webhook", "webhooks"},
    "webhooks": {"webhook", "webhooks"},
    "healthcheck": {"health"},
}


def _matches(word: str, segments: list[str]) -> bool:
    if word.startswith("/"):
        wanted = [piece.lower() for piece in word.strip("/*").split("/") if piece.strip(".")]
        return bool(wanted) and any(
            len(segments) >= at + len(wanted) and all(map(_alike, wanted, segments[at:])) for at in range(len(segments))
        )
    return any(segment in ALIKE.get(word, {word}) for segment in segments)


def _alike(wanted: str, segment: str) -> bool:
    """Whether two segments are one; parameters may be called differently."""
    return wanted == segment or (wanted[0] in "{:" and segment[0] == "{")
