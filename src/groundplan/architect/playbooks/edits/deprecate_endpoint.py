"""An endpoint that says its end."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.moves import with_end
from groundplan.architect.designs.renames import OVERLAP
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.dates import days_later, find_date
from groundplan.architect.understand.endpoints import METHOD, PATH, endpoints_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Deprecation
from groundplan.spec.failure import InvalidInput
from groundplan.spec.spec import Spec

INSTEAD = re.compile(
    r"\b(?:use|instead|replaced by|in favou?r of|successor|moved? to)\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)


def _replacement(ground: Ground) -> str:
    """The endpoint that the request names for what comes instead."""
    said = INSTEAD.search(ground.intent.quote)
    path = PATH.search(said["rest"]) if said is not None else None
    if path is None or said is None:
        return ""
    method = METHOD.search(said["rest"])
    wanted = f"{method[1] if method is not None else ground.intent.names[0].partition(' ')[0]} {path[0].rstrip('.,')}"
    return wanted if Address(wanted) in ground.spec.endpoints_by_address else ""


def last_day(ground: Ground) -> str:
    """Until when what ends answers: as the request says, as it was answered, or as long as the API promises.

    Raises:
        InvalidInput: the answer is no day.
    """
    if said := find_date(ground.intent.quote, ground.today):
        return said
    answer = ground.answers.get("sunset", "")
    if not answer:
        return usual_end(ground)
    if not (day := find_date(answer, ground.today)):
        raise InvalidInput(f"`{answer}` is no day", mend="write it as year, month, day: `2027-06-01`")
    return day


def usual_end(ground: Ground) -> str:
    notice = (ground.spec.routing.versioning.notice or 0) // 86_400
    return days_later(ground.today, max(notice, OVERLAP))


def end_question(ground: Ground) -> tuple[Question, ...]:
    """Until when, where the request does not say."""
    if find_date(ground.intent.quote, ground.today) or not ground.intent.names:
        return ()
    usual = usual_end(ground)
    why = "Clients read the day in the `Sunset` header, and have to have moved by then."
    choices = (Choice(usual, "the shortest notice that is usual"),)
    return (Question("sunset", "Until which day does the old one answer?", why, choices, usual, weight=45, open=True),)


def _build(ground: Ground) -> Spec:
    spec, sunset, instead = ground.spec, last_day(ground), _replacement(ground)
    for name in ground.intent.names:
        endpoint = spec.endpoints_by_address.get(Address(name))
        if endpoint is not None and endpoint.deprecation is None and name != instead:
            told = with_end(endpoint, Deprecation(ground.today, sunset, instead))
            spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    return spec


def _reads(wish: Wish) -> Intent | None:
    if wish.versioned:
        return None
    names = tuple(str(endpoint.address) for endpoint in endpoints_meant(wish))
    return Intent("deprecate-endpoint", names=names, key=" ".join(names)) if names else None


playbook = Playbook(
    name="deprecate-endpoint",
    title="Say the end of an endpoint",
    calls=(
        "deprecate|deprecated|deprecation",
        "sunset",
        "deprecate|deprecated|sunset endpoint|get|post|put|patch|delete|route",
        "phase|phased out endpoint|get|post|put|patch|delete|route",
        "endpoint|route|get|post switched|turned|shut off|down",
    ),
    example="deprecate DELETE /api/projects/{project_id}, it goes on 30 June 2028",
    near="an old ticket goes in June",
    stage="endpoints",
    reads=_reads,
    touches=("GET", "POST", "PUT", "PATCH", "DELETE"),
    questions=end_question,
    options=lambda _: (Option("headers", "A line at the endpoint, and headers on its answers", _build),),
)
