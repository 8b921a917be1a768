"""Work that takes too long for one request."""

import re

from inflection import pluralize, singularize

from groundplan.architect.brief import Intent
from groundplan.architect.designs.jobs import Job, with_job
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

MAKING = (
    r"(?:generat\w+|build\w*|creat\w+|comput\w+|calculat\w+|recalculat\w+|render\w*|produc\w+|prepar\w+|run(?:ning|s)?|convert\w*"
    r"|process\w*|compil\w+|analy[sz](?:e[sd]?|ing)|transcod\w+|train\w*|start\w*|export\w*|mak(?:e|ing))"
)
ARTICLES = r"(?:(?:of|the|an?|all|our|my|their|its|some|new)\s+)*"
STOP = (
    r"(?:take|takes|taking|need|needs|last|lasts|is|are|can|may|must|should|will|has|have|in|on|for|from|to|that|which|as|with|by|and|or|of"
    r"|asynchronously|background|so|it|too|long|slow|over|at|when|while|without|every|each|job|task|work|runs?|times?|async|started|by|because)"
)
MADE = re.compile(rf"\b{MAKING}\s+{ARTICLES}(?P<what>(?:(?!{STOP}\b)[a-z][\w-]*\s*){{1,3}})", re.IGNORECASE)
DOING = re.compile(
    rf"\b(?:the|an?|our|my)?\s*(?P<what>(?:(?!{STOP}\b)[a-z][\w-]*\s+){{1,3}}?)(?:generation|calculation|computation|rendering|conversion|creation)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    rf"\b(?:the|an?|our|my)\s+(?P<what>(?:(?!{STOP}\b)[a-z][\w-]*\s+){{1,3}}?)(?:takes?|lasts?|needs?|is slow|runs?|(?:is|are) (?:started|run|generated|built|created|produced|made|computed))\b",
    re.IGNORECASE,
)
FILES = (
    (r"pdf|invoice|statement|certificate|report|document", "application/pdf"),
    (r"csv|spreadsheet|excel|export|extract|dump", "text/csv"),
    (r"zip|archive|backup", "application/zip"),
    (r"video", "video/mp4"),
    (r"image|thumbnail|poster", "image/png"),
)


# What is done to things that are there is called by its doing: `price_recalculations`.
DOINGS = (
    (r"recalculat", "recalculation"), (r"calculat|comput", "calculation"), (r"convert|transcod", "conversion"), (r"analy[sz]", "analysis"),
    (r"process", "processing_job"), (r"train", "training"), (r"export", "export"), (r"import", "import"), (r"start|run", "run"),
)  # fmt: skip


def _named(text: str, spec: Spec) -> str:
    """The collection of what is made: `yearly_sales_reports`."""
    for pattern in (MADE, DOING, SUBJECT):
        if found := pattern.search(text):
            thing = str(singularize(re.sub(r"[^a-z0-9]+", "_", found["what"].strip().lower()).strip("_")))
            doing = next((noun for words, noun in DOINGS if re.match(words, found[0], re.IGNORECASE)), "")
            known = _there(str(pluralize(thing)), spec)
            if doing and (known or doing != "run"):
                return str(pluralize(f"{thing}_{doing}"))
            return str(pluralize(f"{thing}_job" if known else thing))
    return "jobs"


def _there(collection: str, spec: Spec) -> bool:
    """Whether rows of that name are there that are no jobs."""
    model = spec.models_by_name.get(Names(collection).model)
    return model is not None and model.field("progress") is None


def _media(text: str) -> str:
    return next((media for words, media in FILES if re.search(rf"\b(?:{words})", text, re.IGNORECASE)), "")


def _build(ground: Ground, queued: bool) -> Spec:
    job = Job(Names(ground.intent.names[0]), _media(ground.intent.quote), queued)
    return with_job(ground.spec, job, ground.conventions)


def _options(_: Ground) -> tuple[Option, ...]:
    return (
        Option(
            "queue",
            "A queue in the database and a worker",
            lambda g: _build(g, queued=True),
            {"A restart": "loses nothing", "More load": "more workers", "To operate": "one process more"},
            "What was started is finished, also after a deployment, and requests stay fast.",
            decision="Run long work in a worker, with a job to follow",
            consequences=(
                "A worker process belongs to every deployment, and its queue to what is watched.",
                "Clients poll; `Retry-After` tells them how often.",
            ),
        ),
        Option(
            "process",
            "In the process that took the request",
            lambda g: _build(g, queued=False),
            {"A restart": "loses what runs", "More load": "slows the requests", "To operate": "nothing more"},
            "The least to run; work that is lost has to be started again by hand.",
            rank=1,
            decision="Run long work in the process that took the request, with a job to follow",
            consequences=("A deployment fails whatever runs; its clients start it again.",),
        ),
    )


# `an estimate in hours` takes no hour.
UNIT = re.compile(
    r"\b(?:needs?|has|have|gets?|stores?)\s+(?:an?|the|its)\s+[\w ]{1,40}?\s+in\s+(?:seconds|minutes|hours|days|weeks)\b",
    re.IGNORECASE,
)


def _reads(wish: Wish) -> Intent | None:
    if UNIT.search(wish.text):
        return None
    return Intent("background-job", names=(_named(wish.text, wish.spec),))


playbook = Playbook(
    name="background-job",
    title="Do long work in the background",
    calls=(
        "background job|task|work|process|run|generate|calculate|compute|do",
        "in background",
        "takes|take|need|last|run several|few|many|minute|hour|long generate|start|build|calculate|compute|process|render|run|convert|report|job",
        "take several|few|many|some|up|minute|hour minute|hour|long",
        "take long|ages|forever|minute|hour",
        "take|need|last half|an|one hour",
        "start come|look back|later",
        "long running|lasting task|job|operation|process|request|work|report|calculation",
        "export|report|import|it|them asynchronous|asynchronously|async|background",
        "asynchronous|asynchronously|async generate|run|process|build|calculate|compute|job|task|report|do",
        "follow|track|poll|watch|see progress",
        "progress job|report|calculation|generation|run",
        "report|calculation|job status poll|queue|follow|done|ready|finished",
        "queue job|task|report|work|worker",
        "request time|times out|timeout",
    ),
    example="building the yearly statement takes several minutes; let the client start it and follow its progress",
    near="a ticket takes several people to close",
    stage="endpoints",
    reads=_reads,
    touches=("errors", "routing", "api", "model User"),
    options=_options,
    affects=("API", "data model", "operations"),
    context=lambda g: (f"Making {Names(g.intent.names[0]).words} takes longer than a request may.",),
)
