"""The name of a field, and what its words alone say of its type."""

import re

from groundplan.checks.rules.models.reserved import free_name
from groundplan.spec.types import Type

ARTICLES = re.compile(
    r"^(?:(?:an?|the|its|their|his|her|one|some|any|also|each|every|with|has|have|plus|just|only)\s+)+", re.IGNORECASE
)
MONEY = ("price", "amount", "salary", "total", "cost", "fee", "balance", "budget", "revenue", "wage", "discount_amount")
COUNTS = ("count", "quantity", "stock", "pages", "hours", "minutes", "age", "year", "position", "rank", "capacity", "seats",
          "rating", "points", "score", "size", "weight", "number_of", "level", "duration_minutes", "percent", "floor")  # fmt: skip
LONG = ("description", "notes", "note", "body", "content", "comment", "comments", "message", "text", "summary", "bio",
        "remarks", "details", "instructions", "abstract", "biography")  # fmt: skip
SHORT_OPTIONAL = ("phone", "website", "avatar", "nickname", "middle_name", "url", "link", "image", "photo", "homepage")
DATES = ("date", "birthday", "day")
INSTANTS = ("at", "time", "timestamp", "deadline", "datetime")
FLAGS = ("is", "has", "can", "in", "active", "enabled", "visible", "available", "published", "archived", "verified", "done",
         "completed", "featured", "public", "private", "paid")  # fmt: skip
TRUE_AT_FIRST = ("active", "enabled", "visible", "available", "in_stock")
STARTS = ("todo", "open", "new", "draft", "pending", "lead", "planned", "created", "backlog", "unpaid", "inactive", "queued",
          "scheduled", "requested", "submitted", "proposed", "idea", "waiting", "received", "unread", "reported")  # fmt: skip


CURRENCY = re.compile(r"_(?:eur|usd|gbp|chf)$|_in_(?:euros?|eur|dollars?|usd|pounds?|gbp|chf|francs?)$")
UNITS = r"kg|g|km|m|cm|mm|l|ml|kb|mb|meters?|metres?|grams?|litres?|liters?"


def snake(words: str) -> str:
    """The words of a name in snake_case: `Due date` is `due_date`, `dueDate` too."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", words)
    return re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")


def bare(words: str) -> str:
    """The words without articles."""
    return ARTICLES.sub("", words.strip()).strip()


def column_name(words: str) -> str:
    """The name of a column: `number of employees` is `employee_count`; what the libraries need is spared.

    It is empty where the words hold no letter and no digit.
    """
    if not (name := snake(bare(words)).strip("_")):
        return ""
    # `price in euros` is the price, and `weight in kg` says its unit.
    name = CURRENCY.sub("", name) or name
    name = re.sub(rf"_in_({UNITS}|minutes|hours|days|seconds|percent|years|months|weeks)$", r"_\1", name)
    if match := re.fullmatch(r"(?:number|count|amount)_of_(\w+)", name):
        from inflection import singularize

        return f"{singularize(match[1])}_count"
    # `date of the last call` is `last_call_date`.
    if match := re.fullmatch(r"(date|time|day|name|url|address|title)_of_(?:the_|an?_)?(\w+)", name):
        name = f"{match[2]}_{match[1]}"
    return free_name(name) if re.match(r"[a-z]", name) else f"n_{name}"


def implied_type(name: str) -> Type:
    """The type that a name alone implies."""
    name = re.sub(rf"(?<=[a-z])_(?:{UNITS})$", "", name)
    words = name.split("_")
    last = words[-1]
    if "email" in words or name == "e_mail":
        return Type("email")
    if last in ("url", "website", "link", "homepage", "uri"):
        return Type("url")
    if any(word in MONEY for word in words):
        return Type("decimal", precision=12, scale=2)
    if last in COUNTS or name.startswith("number_of"):
        return Type("int")
    if last == "at" or last in INSTANTS[1:]:
        return Type("datetime")
    if last in DATES or (last in ("on", "until", "from") and len(words) > 1):
        return Type("date")
    if words[0] in FLAGS[:4] or last in FLAGS[4:]:
        return Type("bool")
    return Type("text") if last in LONG else Type("str")


def usually_optional(name: str) -> bool:
    """Whether people who say nothing of it mean that it may be missing."""
    words = name.split("_")
    return (words[-1] in (*LONG, *SHORT_OPTIONAL) and words[-1] not in ("body", "content", "text", "message")) or (
        words[0] in ("due", "end", "ends", "closed", "closes", "finished", "expires", "deadline", "completed")
    )
