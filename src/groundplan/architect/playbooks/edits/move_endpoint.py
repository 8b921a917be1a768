"""An endpoint under another path."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.moves import moved, with_moved
from groundplan.architect.designs.renames import OVERLAP
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.playbooks.edits.deprecate_endpoint import last_day
from groundplan.architect.understand.wish import Wish
from groundplan.spec.endpoint import Deprecation, Endpoint
from groundplan.spec.spec import Spec

PATH = r"['\"`]?(?P<{}>/[\w{{}}/-]*[\w}}])['\"`]?"
MOVED = re.compile(
    rf"(?:\b(?P<method>GET|POST|PUT|PATCH|DELETE)\s+)?{PATH.format('old')}(?![\w/{{]).{{0,60}}?\b(?:to|into|under|at|as|be|called|becomes?)\s+"
    rf"(?:(?:GET|POST|PUT|PATCH|DELETE)\s+)?{PATH.format('new')}",
    re.IGNORECASE | re.DOTALL,
)

AT_ONCE = re.compile(r"\b(?:at once|immediately|right away|nobody (?:uses|calls))\b", re.IGNORECASE)


def _whole(path: str, spec: Spec) -> str:
    """A path as the API has it, with what all of its paths begin with."""
    base = spec.api.base_path
    return path if not base or f"{path}/".startswith(f"{base}/") else f"{base}{path}"


def _moving(ground: Ground) -> tuple[Endpoint, ...]:
    old, new, method = ground.intent.names
    return moved(ground.spec, old, new, method)


def _build(ground: Ground, *, both: bool) -> Spec:
    old, new, _ = ground.intent.names
    if not both:
        return with_moved(ground.spec, old, new, _moving(ground), None)
    return with_moved(ground.spec, old, new, _moving(ground), Deprecation(ground.today, last_day(ground)))


def _options(ground: Ground) -> tuple[Option, ...]:
    options = (
        Option(
            "both",
            f"Both paths for {OVERLAP} days",
            lambda ground: _build(ground, both=True),
            {
                "Clients of the old path": "go on working",
                "To keep up": "two paths to one handler",
                "The end": "said by headers",
            },
            "Nobody breaks on the day of the release, and the old path says when it ends.",
        ),
        Option(
            "at-once",
            "The new path at once",
            lambda ground: _build(ground, both=False),
            {"Clients of the old path": "break", "To keep up": "one path", "The end": "is the release"},
            rank=1,
        ),
    )
    return options[1:] if AT_ONCE.search(ground.intent.quote) else options


def _questions(ground: Ground) -> tuple[Question, ...]:
    if not _moving(ground) or AT_ONCE.search(ground.intent.quote):
        return ()
    choices = (Choice("both", "yes, so both paths answer for a while"), Choice("at-once", "no, it can move at once"))
    why = "A path that disappears breaks every client that calls it."
    return (
        Question("move", f"Does anybody call `{ground.intent.names[0]}` already?", why, choices, "both", weight=60),
    )


def _reads(wish: Wish) -> Intent | None:
    if (said := MOVED.search(wish.text)) is None:
        return None
    old, new = _whole(said["old"], wish.spec), _whole(said["new"], wish.spec)
    known = any(endpoint.path == old or endpoint.path.startswith(f"{old}/") for endpoint in wish.spec.endpoints)
    if not known or old == new:
        return None
    return Intent("move-endpoint", names=(old, new, (said["method"] or "").upper()), key=old)


playbook = Playbook(
    name="move-endpoint",
    title="Offer an endpoint under another path",
    calls=(
        "move|rename|relocate|change|switch endpoint|route|path|api|to|under|into",
        "path|route|url|endpoint should|must|shall be|become|called",
        "get|post|put|patch|delete should|must|shall be|become",
    ),
    example="move /api/projects to /api/plans",
    near="people move a project to another folder",
    stage="endpoints",
    reads=_reads,
    touches=("GET", "POST", "PUT", "PATCH", "DELETE", "router"),
    options=_options,
    questions=_questions,
    topic="move",
)
