"""A difference in plain words, one line each."""

from groundplan.evolution.compare import Difference
from groundplan.spec.endpoint import Endpoint


def worded(difference: Difference) -> str:
    """`GET /api/tasks: query status, index …` or `model Tag: new`."""
    address = f"`{difference.address}`"
    match difference.kind:
        case "added":
            summary = f": {difference.after.summary}" if isinstance(difference.after, Endpoint) else ""
            return f"{address} is new{summary.rstrip('.')}"
        case "removed":
            return f"{address} is gone"
        case "renamed":
            return f"{address} was called `{difference.was}` before"
        case "changed":
            return f"{address}: {', '.join(_short(part.part) for part in difference.parts)}"


def _short(part: str) -> str:
    """A part's name; of a sentence its first words."""
    kind, _, rest = part.partition(" ")
    if kind in ("note", "criterion", "effect"):
        words = rest.split()
        return f"{kind} “{' '.join(words[:6])}{' …' if len(words) > 6 else ''}”"
    return part
