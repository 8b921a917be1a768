"""Which playbooks a text calls for: by short phrases of words, told by their stems.

A phrase is a few words that all have to stand near each other, in any order; `|` parts alternatives of one word:
``forget|lose|reset password``. A phrase that begins with `~` is weak: it counts only where nothing else is called. What is
in brackets or quotes is a name or a list, and calls for nothing.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

# How many words may lie between the first and the last word of a phrase.
NEAR = 10
WEAK, WORD = 1, 10
ASIDE = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]|`[^`]*`|“[^”]*”|(?<!\w)'[^'\n]*'(?!\w)|\"[^\"\n]*\"")
# `draft -> paid` and `a → b` are said with an arrow.
ARROW = re.compile(r"[-=]+>(?!\s*\d)|[→➔⇒](?!\s*\d)")
# A name in snake_case is one word, and calls for nothing by its parts.
WORDS = re.compile(r"[A-Za-z0-9]+(?:_\w+)?(?:['’](?:s|t|re|ve|ll)\b)?")
# A stemmer knows endings and no irregular forms.
IRREGULAR = {
    "forgot": "forget", "forgotten": "forget", "lost": "lose", "sent": "send", "kept": "keep", "told": "tell", "paid": "pay",
    "seen": "see", "chosen": "choose", "hidden": "hide", "written": "write", "gone": "go", "goes": "go", "went": "go",
    "made": "make", "held": "hold", "left": "leave", "taken": "take", "given": "give", "got": "get", "people": "person",
    "favourite": "favorite", "favourites": "favorite", "favour": "favorite", "organisation": "organization",
    "organisations": "organization", "cancelled": "cancel", "cancellation": "cancel", "authorisation": "authorization",
    "publication": "publish", "colour": "color", "e": "email", "signup": "register", "logout": "logout", "shipped": "ship",
}  # fmt: skip


# Words that the stemmer would make one with others: who manages does not `manage`.
WHOLE = frozenset({"accounting", "accountant", "manager", "customer", "reviewer"})


class Call(NamedTuple):
    """How strongly a text calls for something, and the words that do."""

    strength: int
    letters: int
    words: tuple[str, ...]


@cache
def stem(word: str) -> str:
    """`categories` and `category` are one word, and so are `forgot` and `forgotten`."""
    plain = re.sub(r"['’](?:s|t|re|ve|ll)$", "", re.sub(r"^can['’]t$", "cannot", word.lower()))
    if (single := plain.removesuffix("s")) in WHOLE:
        return single
    return str(_stemmer().stemWord(IRREGULAR.get(plain, plain)))


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("english")


def stems(text: str) -> tuple[str, ...]:
    """The words of a text by their stems; what stands in brackets or quotes is left out."""
    plain = ARROW.sub(" arrow ", ASIDE.sub(" ", text))
    return tuple(stem(word) for word in WORDS.findall(plain))


@cache
def _groups(phrase: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem(word) for word in group.split("|")) for group in phrase.lstrip("~ ").split())


def called(words: tuple[str, ...], phrases: Iterable[str]) -> Call | None:
    """The strongest of the phrases that a text, given by its stems, holds."""
    found = [call for phrase in phrases if (call := _match(words, phrase)) is not None]
    return max(found, default=None)


def _match(words: tuple[str, ...], phrase: str) -> Call | None:
    groups = _groups(phrase)
    places = [[index for index, word in enumerate(words) if word in group] for group in groups]
    if not all(places):
        return None
    for start in _starts(places):
        near = [[at for at in group if start <= at <= start + NEAR] for group in places]
        if (chosen := _apart(near)) is not None:
            hit = tuple(words[at] for at in chosen)
            strength = WEAK if phrase.startswith("~") else WORD * len(groups)
            return Call(strength, sum(map(len, hit)), hit)
    return None


def _apart(places: list[list[int]], taken: tuple[int, ...] = ()) -> tuple[int, ...] | None:
    """A place for each word of a phrase, no two the same; the first that fit."""
    if len(taken) == len(places):
        return taken
    for at in places[len(taken)]:
        if at not in taken and (rest := _apart(places, (*taken, at))) is not None:
            return rest
    return None


def _starts(places: list[list[int]]) -> Iterator[int]:
    yield from sorted({at for group in places for at in group})
