"""Work that takes longer than a request may: started by one request, followed and taken back by others."""

from groundplan.architect.designs.anchor import person_field, with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, with_codes, with_dependencies
from groundplan.spec.api import Router
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Access, Endpoint, ErrorCase, Idempotency, Parameter, RateLimit, Response, Scope
from groundplan.spec.model import (
    Check,
    ErrorRef,
    Field,
    Index,
    Model,
    Relationship,
    StateMachine,
    Transition,
    UniqueTogether,
)
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type, literal

STATES = ("queued", "running", "succeeded", "failed", "cancelled")
LIVE = "`status` is `queued` or `running`"
KEPT = 7
QUEUED = (
    "A worker takes the oldest queued row with `FOR UPDATE SKIP LOCKED`, and writes `progress` at least every 10 seconds.",
    "A second run of the same row does no harm.",
    "A row that runs and has written nothing for 5 minutes is queued again, at most 3 times, and then fails with `timed_out`.",
)
IN_PROCESS = (
    "The process that took the request does the work after its answer.",
    "Rows that ran when it ended fail with `interrupted` at its next start.",
)


class Job(Noun, frozen=True):
    """What is to be built: `media` is the type of the file that comes out, empty where none does; `queued` if a worker does it."""

    names: Names
    media: str
    queued: bool


def with_job(spec: Spec, job: Job, conventions: Conventions) -> Spec:
    """The specification with the endpoints that start the work, follow it, take it back and fetch what came of it."""
    names = job.names
    if names.model in spec.models_by_name:
        return spec
    owned = spec.auth is not None
    spec = with_codes(spec, *_codes(job, owned)).with_model(_model(job, spec, conventions))
    router = Router(
        name=names.segment,
        title=names.words[0].upper() + names.words[1:],
        prefix=f"{spec.api.base_path}/{names.segment}",
        module=f"routers/{names.collection}",
        access=Access("authenticated")
        if owned
        else Access("public", reason="there are no accounts, and nobody guesses an id"),
        scope=Scope("owner", f"{names.model}.{OWNER}")
        if owned
        else Scope("none", reason="who knows the id reaches the row"),
        rate_limits=(RateLimit(120, "minute", "user" if owned else "address"),),
    )
    spec = spec.with_router(router)
    file = (_file(job, spec),) if job.media else ()
    made = (_start(job, spec), _follow(job, spec), *file, _cancel(job, spec))
    return with_storage_told(with_dependencies(with_new(spec, router.name, *made)))


def _model(job: Job, spec: Spec, conventions: Conventions) -> Model:
    names, owned = job.names, spec.auth is not None
    whole, text = Constraints(bounds=Bounds(0, 100)), Constraints(bounds=Bounds(1, 64))
    stored = Field("file_key", Type("str"), nullable=True, constraints=Constraints(bounds=Bounds(1, 200)))
    instants = tuple(Field(name, Type("datetime"), nullable=True, read="yes") for name in ("started_at", "finished_at"))
    return Model(
        name=names.model,
        description=f"{names.a_word[0].upper()}{names.a_word[1:]} that is made in the background, and what became of it.",
        table=names.collection,
        fields=(
            identity(conventions),
            *((person_field(spec, conventions),) if owned else ()),
            Field("status", Type("enum", values=STATES), default=literal("queued"), read="yes"),
            Field("progress", Type("int"), default=literal(0), constraints=whole, read="yes"),
            Field("error_code", Type("str"), nullable=True, constraints=text, read="yes"),
            *((stored,) if job.media else ()),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            *instants,
            Field("updated_at", Type("datetime"), default=NOW.replace(kind="now at every change"), read="yes"),
        ),
        owner=OWNER if owned else "",
        shared="" if owned else "everybody who knows the id",
        uniques=(UniqueTogether((OWNER,), where=LIVE, error=ErrorRef(409, f"{names.one}_running")),) if owned else (),
        indexes=(Index(("status", "created_at")), *((Index((OWNER, "created_at")),) if owned else ())),
        checks=(Check("`error_code` is set only where `status` is `failed`"),),
        relationships=(Relationship("owner", "many to one", "User", by=OWNER, back=names.collection),) if owned else (),
        states=StateMachine("status", _moves()),
        schemas=(f"{names.model}Read",),
        notes=(
            "`progress` is a percentage that never falls.",
            *(QUEUED if job.queued else IN_PROCESS),
            f"Rows are deleted {KEPT} days after `finished_at`{', with their files' if job.media else ''}.",
        ),
    )


def _moves() -> tuple[Transition, ...]:
    return (
        Transition("start", ("queued",), "running", who="the worker"),
        Transition("succeed", ("running",), "succeeded", who="the worker"),
        Transition("fail", ("running",), "failed", who="the worker"),
        Transition("cancel", ("queued", "running"), "cancelled", who="the owner"),
    )


def _codes(job: Job, owned: bool) -> tuple[ErrorCode, ...]:
    names = job.names
    running = ErrorCode(
        409, f"{names.one}_running", "Conflict", meaning=f"the caller's last {names.word} is not finished"
    )
    unready = ErrorCode(404, f"{names.one}_not_ready", "NotFound", meaning="it has not succeeded")
    return (
        ErrorCode(404, f"{names.one}_not_found", "NotFound", meaning=_missing(names, owned)),
        *((running,) if owned else ()),
        ErrorCode(409, f"{names.one}_finished", "Conflict", meaning="what is finished cannot be taken back"),
        *((unready,) if job.media else ()),
    )


def _missing(names: Names, owned: bool) -> str:
    others = ", or it is another user's" if owned else ""
    return f"no such {names.word}{others}"


def _start(job: Job, spec: Spec) -> Endpoint:
    names, owned = job.names, spec.auth is not None
    sets = (Assignment(OWNER, Value("caller")),) if owned else ()
    running = ErrorCase(409, f"{names.one}_running", f"the caller's last {names.word} is not finished")
    return Endpoint(
        method="POST",
        path=f"{spec.api.base_path}/{names.segment}",
        summary=f"Start {names.a_word}.",
        behavior=Behavior("create", names.model, sets=sets),
        responses=(
            Response(
                202, f"{names.model}Read", headers=("Location", "Retry-After"),
                when="queued; `Location` is where to follow it, `Retry-After` when to look first",
            ),
        ),
        errors=(running,) if owned else (),
        rate_limits=(RateLimit(10, "hour", "user" if owned else "address"),),
        idempotency=Idempotency("none", reason="a second one while the first is not finished is refused")
        if owned
        else Idempotency("none", reason="a blind retry starts a second one"),
        effects=("After the commit a worker is woken.",) if job.queued else ("After the commit the work begins.",),
        criteria=criteria(
            f"202 with `status` = `queued` and `progress` = 0, and `Location` leads to the same {names.word}.",
            f"A second one while the first is not finished answers 409 `{names.one}_running`, also at the same moment; "
            "another user's does not count."
            if owned
            else "",
        ),
    )  # fmt: skip


def _on_one(job: Job, spec: Spec, below: str = "") -> Endpoint:
    names = job.names
    key = Parameter(
        names.key, "path", spec.models_by_name[names.model].primary_key[0].type, True, meaning=f"the {names.word}"
    )
    return Endpoint(
        method="GET",
        path=f"{spec.api.base_path}/{names.segment}/{{{names.key}}}{below}",
        parameters=(key,),
        errors=(ErrorCase(404, f"{names.one}_not_found", _missing(names, spec.auth is not None)),),
        criteria=criteria(
            f"The id of another user's {names.word} answers 404 `{names.one}_not_found`, as an unknown id does."
            if spec.auth is not None
            else f"An unknown id answers 404 `{names.one}_not_found`."
        ),
    )


def _follow(job: Job, spec: Spec) -> Endpoint:
    names, one = job.names, _on_one(job, spec)
    return one.replace(
        summary=f"Follow {names.a_word}.",
        behavior=Behavior("read", names.model, by=(names.key,)),
        responses=(
            Response(
                200,
                f"{names.model}Read",
                headers=("Retry-After",),
                when="found; `Retry-After` while it is not finished",
            ),
        ),
        criteria=(
            *criteria(
                "While it runs, 200 with `status` = `running`, a `progress` that is no lower than before, and `Retry-After`.",
                "When the work fails, 200 with `status` = `failed` and an `error_code`.",
            ),
            *one.criteria,
        ),
    )


def _cancel(job: Job, spec: Spec) -> Endpoint:
    names, one = job.names, _on_one(job, spec, "/cancel")
    finished = ErrorCase(409, f"{names.one}_finished", "it has succeeded, failed or been cancelled")
    return one.replace(
        method="POST",
        summary=f"Take {names.a_word} back that is not finished.",
        behavior=Behavior("move", names.model, by=(names.key,), to="cancelled"),
        responses=(
            Response(
                200, f"{names.model}Read", when="`status` is `cancelled`; a worker that runs stops at its next step"
            ),
        ),
        errors=(*one.errors, finished),
        idempotency=Idempotency("none", reason="a second one meets what is cancelled already"),
        criteria=(
            *criteria(
                "One that is queued or runs answers 200 with `status` = `cancelled`, and stays so.",
                f"One that is finished answers 409 `{names.one}_finished` and stays as it was.",
            ),
            *one.criteria,
        ),
    )


def _file(job: Job, spec: Spec) -> Endpoint:
    names, one = job.names, _on_one(job, spec, "/file")
    return one.replace(
        summary=f"Download what came of {names.a_word}.",
        behavior=Behavior("read", names.model, by=(names.key,)),
        responses=(
            Response(
                200, media=job.media, headers=("Content-Disposition",),
                when="it has succeeded; `Content-Disposition: attachment`",
            ),
        ),
        errors=(*one.errors, ErrorCase(404, f"{names.one}_not_ready", "it has not succeeded")),
        criteria=(
            *criteria(
                f"After `status` = `succeeded`, 200 brings the bytes as `{job.media}`.",
                f"Before that, and after a failure, it answers 404 `{names.one}_not_ready`.",
            ),
            *one.criteria,
        ),
    )  # fmt: skip
