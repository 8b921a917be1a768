"""Where a request says otherwise than the project's conventions."""

import re

from groundplan.spec.conventions import Conventions

ID_TYPES = re.compile(
    r"(?:[,;]?\s*\b(?:with|using|and|that use|which use)\s+)?\b(integer|int|numeric|uuid)s? (?:as )?(?:ids?|keys?|primary keys?)\b",
    re.IGNORECASE,
)


def against_conventions(text: str, conventions: Conventions) -> tuple[str, ...]:
    """A sentence for each convention that a request goes against."""
    stated = {name for name, _ in conventions.stated}
    found = []
    ids = ID_TYPES.search(text)
    if ids is not None and "id_type" in stated:
        wanted = "uuid" if ids[1].lower() == "uuid" else "int"
        if wanted != conventions.id_type:
            found.append(f"it wants {wanted} ids, and `{conventions.file}` says {conventions.id_type}")
    style = re.search(r"\b(cursor|offset)[- ](?:based )?paginat\w+", text, re.IGNORECASE)
    if style is not None and "page_style" in stated and style[1].lower() != conventions.page_style:
        found.append(f"it wants {style[1].lower()} pagination, and `{conventions.file}` says {conventions.page_style}")
    algorithm = re.search(r"\b((?:HS|RS|ES|PS)\d{3})\b", text)
    if algorithm is not None and "algorithm" in stated and algorithm[1] != conventions.algorithm:
        found.append(f"it wants {algorithm[1]}, and `{conventions.file}` says {conventions.algorithm}")
    return tuple(found)
