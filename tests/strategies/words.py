"""Texts and names as the vocabulary has them: one line, trimmed, and otherwise anything."""

from functools import cache

from hypothesis import strategies as st

MARKDOWN = "|`*#\\<>[]()-_+=~!:;.,\"'{}&@/ →—≤≥abcdeXYZ019éß漢🙂"
CONTROLS = [chr(code) for code in (*range(32), 127, 0x85, 0x2028, 0x2029, 0xFEFF)]
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters=CONTROLS)
PLAIN = ("a plain sentence", "`user_id` is the caller's", "200 with `TaskRead`; nothing else", "1..200, trimmed")


@cache
def texts() -> st.SearchStrategy[str]:
    """A free text: one line, trimmed, not empty and no lone dash, with all the marks that Markdown knows."""
    raw = st.one_of(
        st.sampled_from(PLAIN),
        st.text(st.sampled_from(MARKDOWN), min_size=1, max_size=16),
        st.text(LETTERS, min_size=1, max_size=10),
    )
    return raw.map(str.strip).filter(lambda text: bool(text) and text not in ("—", "-", "?"))


@cache
def optional_texts() -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), texts())


@cache
def notes() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts(), max_size=2).map(tuple)


@cache
def names() -> st.SearchStrategy[str]:
    """snake_case, as of fields, parameters and codes."""
    return st.from_regex(r"[a-z]{1,6}(_[a-z0-9]{1,4})?", fullmatch=True)


@cache
def optional_names() -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), names())


@cache
def labels() -> st.SearchStrategy[str]:
    """As of routers, roles and permissions."""
    return st.from_regex(r"[a-z]{1,5}([:-][a-z]{1,4})?", fullmatch=True)


@cache
def type_names() -> st.SearchStrategy[str]:
    """PascalCase, as of models and schemas."""
    return st.from_regex(r"[A-Z][a-z]{1,5}([A-Z][a-z]{1,4})?", fullmatch=True)


@cache
def plain_words() -> st.SearchStrategy[str]:
    """Names of layers, steps and handlers: words."""
    return st.from_regex(r"[A-Za-z]{1,6}( [a-z]{1,5})?", fullmatch=True)


@cache
def paths() -> st.SearchStrategy[str]:
    segment = st.from_regex(r"[a-z]{1,6}|\{[a-z]{1,5}_id\}", fullmatch=True)
    return st.lists(segment, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))


@cache
def headers() -> st.SearchStrategy[str]:
    return st.from_regex(r"[A-Z][A-Za-z]{1,6}(-[A-Z][a-z]{1,5})?", fullmatch=True)


@cache
def media_types() -> st.SearchStrategy[str]:
    return st.sampled_from(("text/csv", "application/pdf", "multipart/form-data", "image/svg+xml"))


@cache
def dates() -> st.SearchStrategy[str]:
    return st.dates().map(lambda day: f"{day:%Y-%m-%d}".rjust(10, "0"))


@cache
def durations() -> st.SearchStrategy[int]:
    """Seconds."""
    return st.one_of(st.sampled_from((1, 60, 900, 3_600, 86_400, 2_592_000)), st.integers(1, 10_000_000))
