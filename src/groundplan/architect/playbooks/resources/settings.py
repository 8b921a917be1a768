"""What users set for themselves."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.user_settings import with_user_settings
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.fields.reading import read_fields
from groundplan.architect.understand.targets import first_word
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type, literal

THEME = Field("theme", Type("enum", values=("system", "light", "dark")), default=literal("system"))
LANGUAGE = Field(
    "language", Type("str"), default=literal("en"),
    constraints=Constraints(bounds=Bounds(2, 35), pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
)  # fmt: skip
TIME_ZONE = Field(
    "time_zone", Type("str"), default=literal("UTC"), constraints=Constraints(bounds=Bounds(1, 64), trimmed=True)
)
MAILS = Field("email_notifications", Type("bool"), default=literal(True))
KINDS = {"all": (LANGUAGE, TIME_ZONE, THEME, MAILS), "locale": (LANGUAGE, TIME_ZONE), "look": (LANGUAGE, THEME)}
# Settings that have a usual shape, by how they are called.
USUAL = {
    "theme": THEME, "dark_mode": Field("dark_mode", Type("bool"), default=literal(False)), "language": LANGUAGE,
    "locale": LANGUAGE.replace(name="locale"), "time_zone": TIME_ZONE, "timezone": TIME_ZONE,
}  # fmt: skip
CALLED = re.compile(
    r"\bsettings?\b|\bpreferences?\b|\bdark mode\b|\bthemes?\b|\b(?:choose|pick|change|set) (?:\w+ ){0,3}(?:language|time ?zone)",
    re.IGNORECASE,
)
OURS = re.compile(
    r"\benv(?:ironment)?\b|\bconfig\w*|\.toml\b|\bserver\b|\bsettings? of ours\b|\bsystem settings?\b|\b(?:limiter|middleware|database|deployment|cors)\b",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\b(?:settings|preferences|options)\b\s*(?:\(|:|,?\s*(?:like|such as|with|for|namely|including|are|e\.g\.)\b)\s*:?\s*([^.;]+)"
    r"|\b(?:set|choose|change|save|store|pick)\s+(?:his|her|their|my|its|own|the|a|\s)*([^.;]+?)(?:\s+(?:in|as|under)\s+"
    r"(?:his|her|their|my|the|user|account|\s)*(?:settings|preferences))",
    re.IGNORECASE,
)


def _fields(text: str) -> tuple[Field, ...]:
    found = LISTED.search(text)
    if found is None:
        return ()
    said = next(group for group in found.groups() if group)
    if said.count(")") > said.count("("):
        said = said[: said.rindex(")")]
    fields = (
        field for field in read_fields(said) if field.name not in ("user", "users", "id", "each_user", "every_user")
    )
    return tuple(USUAL[f.name] if f.name in USUAL and not (f.type and f.type.values) else f for f in fields)


def _build(ground: Ground) -> Spec:
    collection = ground.intent.names[0]
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    fields = ground.intent.fields
    if not fields and f"User{collection.capitalize()}" not in spec.models_by_name:
        fields = KINDS[ground.answers.get("settings", "all")]
    return with_user_settings(spec, collection, fields, ground.conventions)


def _questions(ground: Ground) -> tuple[Question, ...]:
    known = f"User{ground.intent.names[0].capitalize()}" in ground.spec.models_by_name
    if ground.intent.fields or known:
        return ()
    choices = tuple(
        Choice(name, ", ".join(field.name.replace("_", " ") for field in fields)) for name, fields in KINDS.items()
    )
    why = "Each setting is a column with a type and a default; more can be added at any time."
    return (Question("settings", "What can users set?", why, choices, "all", weight=50),)


def _reads(wish: Wish) -> Intent | None:
    # `set` has the stem of `settings`, and not every setting is a user's.
    if not CALLED.search(wish.text) or OURS.search(wish.text):
        return None
    called = (
        "preferences"
        if first_word(wish.text, "preferences?") and not first_word(wish.text, "settings?")
        else "settings"
    )
    return Intent("settings", names=(called,), fields=_fields(wish.text))


playbook = Playbook(
    name="settings",
    title="Let users keep their own settings",
    calls=(
        "user|person|account|member|customer|own|personal|profile|my|each|everyone setting|preference",
        "setting|preference page|endpoint|for|like|save|store|change|set|read",
        "dark mode|theme",
        "choose|set|change|pick|save theme|language|timezone",
        "preference",
        "setting",
    ),
    near="the default page size is a setting of ours",
    stage="resources",
    reads=_reads,
    touches=("errors", "routing", "auth", "api", "router", "model User", "model RefreshToken", "schema"),
    example="users have settings: theme (light, dark), language, weekly digest (bool)",
    options=lambda _: (Option("columns", "One row a user, a column a setting", _build),),
    questions=_questions,
)
