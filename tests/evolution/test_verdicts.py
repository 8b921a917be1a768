"""What a change means to clients: one case for each kind of change, and laws for any two specifications."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundplan.evolution.verdicts import LEVELS, judge
from groundplan.evolution.verdicts.rulings import RULINGS
from groundplan.spec.api import Api, Cors, Router, Routing, Versioning
from groundplan.spec.auth import Auth, Claim, Passwords, Role, Token
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import (
    Access,
    Body,
    Criterion,
    Deprecation,
    Endpoint,
    ErrorCase,
    Filter,
    Idempotency,
    Pagination,
    Parameter,
    Precondition,
    RateLimit,
    Response,
    Scope,
    Search,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import Field, Model, Schema, SchemaField, SoftDelete, StateMachine, Transition
from groundplan.spec.outcome import EnvelopeField, Errors
from groundplan.spec.record import Decision
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type, literal
from tests.strategies.specs import specs
from tests.strategies.types import constraints, types

TODAY = "2026-11-25"
DAY = 86_400
INT, NUMBER, UUID, STR = Type("int"), Type("float"), Type("uuid"), Type("str")
SHELF = Type("enum", values=("fiction", "poetry"))
MORE_SHELVES = Type("enum", values=("fiction", "poetry", "science"))
NOTE = SchemaField("note", STR, required=False)
PLAIN = Endpoint("POST", "/api/loans", behavior=Behavior("create", "Loan"), responses=(Response(201, "LoanRead"),))
# Two whole specifications are dear to make.
FEW = settings(max_examples=10)
Case = tuple[Spec, Spec, list[str]]


def library(*endpoints: Endpoint, **said: Any) -> Spec:
    """A specification with these endpoints."""
    return Spec(routers=(Router("desk", endpoints=endpoints),), **said)


def plain(**said: Any) -> Spec:
    """One endpoint that says a thing more."""
    return library(PLAIN.replace(**said))


def asked(**said: Any) -> Spec:
    """An endpoint with one parameter in its query, which says these things."""
    return plain(parameters=(Parameter("shelf", "query", **({"type": STR} | said)),))


def by_key(type_: Type, name: str = "loan_id") -> Spec:
    """An endpoint with one parameter in its path."""
    parameters = (Parameter(name, "path", type_, required=True),)
    return library(Endpoint("GET", f"/api/loans/{{{name}}}", parameters=parameters, responses=PLAIN.responses))


def sent(*fields: SchemaField, unknown: Any = "rejected") -> Spec:
    """An endpoint whose body has these fields."""
    return library(PLAIN.replace(body=Body(fields=fields)), api=Api(unknown_fields=unknown))


def answered(*fields: SchemaField) -> Spec:
    """An endpoint that answers an object with these fields."""
    return library(PLAIN.replace(responses=(Response(200, "Receipt"),)), schemas=(Schema("Receipt", fields=fields),))


def ended(sunset: str) -> Spec:
    return plain(deprecation=Deprecation("2026-11-01", sunset)).replace(
        routing=Routing(versioning=Versioning(notice=90 * DAY))
    )


def bounded(high: int, type_: Type = STR) -> dict[str, Any]:
    return {"type": type_, "constraints": Constraints(bounds=Bounds(1, high))}


def signed(**said: Any) -> Spec:
    return library(PLAIN, auth=Auth(**({"algorithms": ("HS256",), "issuer": "desk", "audience": "readers"} | said)))


def served(*origins: str) -> Spec:
    return library(PLAIN, routing=Routing(cors=Cors(origins)))


def listed(**said: Any) -> Spec:
    response = Response(200, "LoanRead", "page")
    return library(Endpoint("GET", "/api/loans", responses=(response,)).replace(**said))


def paged(style: Any = "offset", size: int = 20, cap: int = 100) -> Spec:
    return listed(pagination=Pagination(style, size, cap))


def sorted_by(*fields: SortField) -> Spec:
    return listed(sort=Sort(fields, "id"))


def deleting(soft: SoftDelete | None) -> Spec:
    endpoint = Endpoint("DELETE", "/api/loans/{loan_id}", behavior=Behavior("delete", "Loan", by=("loan_id",)))
    return library(endpoint.replace(responses=(Response(204),)), models=(Model("Loan", soft_delete=soft),))


def moving(*transitions: Transition) -> Spec:
    return library(PLAIN, models=(Model("Loan", states=StateMachine("status", transitions)),))


def failing(*errors: ErrorCase) -> Spec:
    return plain(errors=errors)


def enveloped(*names: str) -> Spec:
    return library(PLAIN, errors=Errors(envelope=tuple(EnvelopeField(name, STR, always=True) for name in names)))


LENT = Transition("lend", ("free",), "lent")
LOST = Transition("lose", ("lent",), "lost")
GONE, BUSY = ErrorCase(409, "copy_gone"), ErrorCase(409, "copy_lent")
OPTIONAL = SchemaField("days", INT, required=False)
REQUIRED = SchemaField("days", INT)
NOTED = SchemaField("remark", STR, required=False)
FAREWELL = NOTE.replace(constraints=Constraints(notes=("deprecated since 2026-11-01, use `remark`",)))
FAREWELL_TODAY = NOTE.replace(constraints=Constraints(notes=(f"deprecated since 2026-01-01, sunset {TODAY}",)))
LIMIT = RateLimit(10, "minute", "user")
BY_TITLE, BY_YEAR = SortField("title", default=True), SortField("year")
MEMBER, CLERK = Access("roles", ("member",)), Access("roles", ("member", "clerk"))
OWNED, ALL = Scope("owner", "Loan.user_id"), Scope("none")

CASES: dict[str, Case] = {
    # Endpoints
    "an endpoint is new": (library(), plain(), ["safe endpoint-added"]),
    "an endpoint goes unannounced": (plain(), library(), ["breaking endpoint-removed"]),
    "an endpoint goes on the day that was named": (ended(TODAY), library(), ["safe endpoint-removed-in-time"]),
    "an endpoint goes before the day that was named": (
        ended("2027-06-01"),
        library(),
        ["breaking endpoint-removed-early"],
    ),
    "an endpoint has another path": (plain(), plain(path="/api/lendings"), ["breaking endpoint-moved"]),
    "an endpoint has another method": (plain(), plain(method="PUT"), ["breaking endpoint-moved"]),
    "a name in the path differs": (by_key(UUID), by_key(UUID, "id"), ["safe path-parameter-renamed"]),
    "an end is announced in time": (plain(), ended("2027-03-01"), ["safe deprecated-in-time"]),
    "an end is announced late": (plain(), ended("2027-01-01"), ["breaking deprecated-too-late"]),
    "the end comes earlier": (ended("2027-06-01"), ended("2027-05-01"), ["breaking sunset-earlier"]),
    "the end comes later": (ended("2027-05-01"), ended("2027-06-01"), ["safe sunset-later"]),
    "the end is called off": (ended("2027-05-01"), plain(), ["safe deprecation-withdrawn"]),
    # Parameters
    "a path takes fewer values": (by_key(STR), by_key(UUID), ["breaking input-type-narrowed"]),
    "a path takes more values": (by_key(UUID), by_key(STR), ["safe input-type-widened"]),
    "a parameter can be sent": (plain(), asked(), ["safe input-added"]),
    "a parameter has to be sent": (plain(), asked(required=True), ["breaking required-input-added"]),
    "a parameter is gone": (asked(), plain(), ["breaking parameter-removed"]),
    "a parameter became required": (asked(), asked(required=True), ["breaking input-became-required"]),
    "a parameter became optional": (asked(required=True), asked(), ["safe input-became-optional"]),
    "a parameter defaults otherwise": (
        asked(default=literal("fiction")),
        asked(default=literal("poetry")),
        ["risky input-default-changed"],
    ),
    "a parameter has one choice more": (asked(type=SHELF), asked(type=MORE_SHELVES), ["safe input-value-added"]),
    "a parameter has one choice less": (asked(type=MORE_SHELVES), asked(type=SHELF), ["breaking input-value-removed"]),
    "a parameter may be less long": (asked(**bounded(80)), asked(**bounded(40)), ["breaking input-rule-narrowed"]),
    "a parameter may be longer": (asked(**bounded(40)), asked(**bounded(80)), ["safe input-rule-widened"]),
    "a parameter takes fewer values": (asked(type=NUMBER), asked(type=INT), ["breaking input-type-narrowed"]),
    "a parameter takes more values": (asked(type=INT), asked(type=STR), ["safe input-type-widened"]),
    "a parameter may be repeated": (asked(), asked(repeatable=True), ["safe input-became-list"]),
    "a parameter takes a list": (asked(), asked(type=Type("list", item=STR)), ["safe input-became-list"]),
    "a parameter takes one value only": (asked(repeatable=True), asked(), ["breaking input-became-single"]),
    "a header has to be sent": (
        plain(),
        plain(parameters=(Parameter("X-Desk", "header", STR, required=True),)),
        ["breaking required-input-added"],
    ),
    "a parameter filters by another comparison": (
        asked(filter=Filter("year", "≥")),
        asked(filter=Filter("year", ">")),
        ["breaking filter-changed"],
    ),
    "a parameter filters another field": (
        asked(filter=Filter("year")),
        asked(filter=Filter("printed")),
        ["risky filter-field-changed"],
    ),
    # Bodies
    "a body can be sent": (plain(), plain(body=Body(fields=(OPTIONAL,))), ["safe body-added"]),
    "a body has to be sent": (plain(), plain(body=Body(fields=(REQUIRED,))), ["breaking required-body-added"]),
    "a body is gone": (plain(body=Body(fields=(OPTIONAL,))), plain(), ["breaking body-removed"]),
    "a body may be a form": (
        plain(body=Body(media="application/json")),
        plain(body=Body(media="application/json, multipart/form-data")),
        ["safe media-added"],
    ),
    "a body may no longer be a form": (
        plain(body=Body(media="application/json, multipart/form-data")),
        plain(body=Body(media="application/json")),
        ["breaking media-removed"],
    ),
    "a body may be less large": (
        library(PLAIN, api=Api(body_limit=2_000)),
        library(PLAIN, api=Api(body_limit=1_000)),
        ["breaking body-limit-lowered"],
    ),
    "a body may be larger": (
        library(PLAIN, api=Api(body_limit=1_000)),
        library(PLAIN, api=Api(body_limit=2_000)),
        ["safe body-limit-raised"],
    ),
    # Fields that are sent
    "a field can be sent": (sent(NOTE), sent(NOTE, OPTIONAL), ["safe input-added"]),
    "a field has to be sent": (sent(NOTE), sent(NOTE, REQUIRED), ["breaking required-input-added"]),
    "a field with a default has to be sent": (
        sent(NOTE),
        sent(NOTE, REQUIRED.replace(default=literal(7))),
        ["breaking required-input-added"],
    ),
    "a field is refused": (sent(NOTE, OPTIONAL), sent(NOTE), ["breaking field-refused"]),
    "a field is ignored": (
        sent(NOTE, OPTIONAL, unknown="ignored"),
        sent(NOTE, unknown="ignored"),
        ["risky field-ignored"],
    ),
    "a field became required": (sent(OPTIONAL), sent(REQUIRED), ["breaking input-became-required"]),
    "a field became optional": (sent(REQUIRED), sent(OPTIONAL), ["safe input-became-optional"]),
    "a field may not be null": (sent(REQUIRED.replace(nullable=True)), sent(REQUIRED), ["breaking became-not-null"]),
    "a field may be null": (sent(REQUIRED), sent(REQUIRED.replace(nullable=True)), ["safe became-nullable"]),
    "a field takes whole numbers only": (
        sent(REQUIRED.replace(type=NUMBER)),
        sent(REQUIRED),
        ["breaking input-type-narrowed"],
    ),
    "a field takes any number": (sent(REQUIRED), sent(REQUIRED.replace(type=NUMBER)), ["safe input-type-widened"]),
    "a field takes something else": (
        sent(REQUIRED),
        sent(REQUIRED.replace(type=Type("bool"))),
        ["breaking input-type-changed"],
    ),
    "a field has one choice more": (
        sent(NOTE.replace(type=SHELF)),
        sent(NOTE.replace(type=MORE_SHELVES)),
        ["safe input-value-added"],
    ),
    "a field has one choice less": (
        sent(NOTE.replace(type=MORE_SHELVES)),
        sent(NOTE.replace(type=SHELF)),
        ["breaking input-value-removed"],
    ),
    "a field may be less long": (
        sent(NOTE.replace(**bounded(80))),
        sent(NOTE.replace(**bounded(40))),
        ["breaking input-rule-narrowed"],
    ),
    "a field has to match": (
        sent(NOTE),
        sent(NOTE.replace(constraints=Constraints(pattern="^[a-z]+$"))),
        ["breaking input-rule-narrowed"],
    ),
    "a field may be longer": (
        sent(NOTE.replace(**bounded(40))),
        sent(NOTE.replace(**bounded(80))),
        ["safe input-rule-widened"],
    ),
    "a field need not match": (
        sent(NOTE.replace(constraints=Constraints(format="iso-3166"))),
        sent(NOTE),
        ["safe input-rule-widened"],
    ),
    "a field defaults otherwise": (
        sent(OPTIONAL.replace(default=literal(7))),
        sent(OPTIONAL.replace(default=literal(14))),
        ["risky input-default-changed"],
    ),
    "a field is called otherwise": (sent(REQUIRED, NOTE), sent(REQUIRED, NOTED), ["breaking field-renamed"]),
    "a field has a second name": (
        sent(NOTE),
        sent(FAREWELL, NOTED),
        ["safe field-deprecated", "safe field-renamed-gently"],
    ),
    "unknown fields are refused": (
        sent(NOTE, unknown="ignored"),
        sent(NOTE, unknown="rejected"),
        ["breaking unknown-fields-rejected"],
    ),
    "unknown fields are ignored": (
        sent(NOTE, unknown="rejected"),
        sent(NOTE, unknown="ignored"),
        ["safe unknown-fields-ignored"],
    ),
    "a field goes on the day that was named": (
        sent(FAREWELL_TODAY, OPTIONAL),
        sent(OPTIONAL),
        ["safe field-removed-in-time"],
    ),
    "a field has a rule in words": (
        sent(NOTE),
        sent(NOTE.replace(constraints=Constraints(notes=("no swearing",)))),
        ["risky input-rule-in-words"],
    ),
    "a field is trimmed": (
        sent(NOTE),
        sent(NOTE.replace(constraints=Constraints(trimmed=True))),
        ["risky input-trimmed"],
    ),
    "a field has a type at last": (sent(NOTE.replace(type=None)), sent(NOTE), ["risky unsaid"]),
    # Answers
    "success has another status": (plain(), plain(responses=(Response(200, "LoanRead"),)), ["breaking status-changed"]),
    "success has two statuses": (
        plain(),
        plain(responses=(*PLAIN.responses, Response(202))),
        ["risky status-added"],
    ),
    "success has one status of two": (
        plain(responses=(*PLAIN.responses, Response(202))),
        plain(),
        ["safe status-removed"],
    ),
    "an answer has no body": (plain(), plain(responses=(Response(201),)), ["breaking content-removed"]),
    "an answer has a body": (plain(responses=(Response(201),)), plain(), ["safe content-added"]),
    "an answer is something else than JSON": (
        plain(responses=(Response(201, media="text/csv"),)),
        plain(responses=(Response(201, media="text/html"),)),
        ["breaking content-type-changed"],
    ),
    "an answer says less on the day that was named": (
        answered(FAREWELL_TODAY, REQUIRED),
        answered(REQUIRED),
        ["safe answer-removed-in-time"],
    ),
    "an answer says it otherwise": (
        answered(REQUIRED),
        answered(REQUIRED.replace(type=Type("bool"))),
        ["breaking answer-type-changed"],
    ),
    "an answer may be less long": (
        answered(NOTE.replace(**bounded(80))),
        answered(NOTE.replace(**bounded(40))),
        ["safe answer-rule-narrowed"],
    ),
    "an answer says more": (answered(NOTE), answered(NOTE, REQUIRED), ["safe answer-added"]),
    "an answer says less": (answered(NOTE, REQUIRED), answered(NOTE), ["breaking answer-removed"]),
    "an answer may lack a field": (answered(REQUIRED), answered(OPTIONAL), ["breaking answer-became-optional"]),
    "an answer always has a field": (answered(OPTIONAL), answered(REQUIRED), ["safe answer-always-there"]),
    "an answer may have a null": (
        answered(REQUIRED),
        answered(REQUIRED.replace(nullable=True)),
        ["breaking answer-became-nullable"],
    ),
    "an answer never has a null": (
        answered(REQUIRED.replace(nullable=True)),
        answered(REQUIRED),
        ["safe answer-became-not-null"],
    ),
    "an answer has any number": (
        answered(REQUIRED),
        answered(REQUIRED.replace(type=NUMBER)),
        ["breaking answer-type-widened"],
    ),
    "an answer has whole numbers only": (
        answered(REQUIRED.replace(type=NUMBER)),
        answered(REQUIRED),
        ["safe answer-type-narrowed"],
    ),
    "an answer has one choice more": (
        answered(NOTE.replace(type=SHELF)),
        answered(NOTE.replace(type=MORE_SHELVES)),
        ["risky answer-value-added"],
    ),
    "an answer has one choice less": (
        answered(NOTE.replace(type=MORE_SHELVES)),
        answered(NOTE.replace(type=SHELF)),
        ["safe answer-value-removed"],
    ),
    "an answer may be longer": (
        answered(NOTE.replace(**bounded(40))),
        answered(NOTE.replace(**bounded(80))),
        ["risky answer-rule-widened"],
    ),
    "an answer need not match": (
        answered(NOTE.replace(constraints=Constraints(pattern="^[a-z]+$"))),
        answered(NOTE),
        ["risky answer-rule-widened"],
    ),
    "an answer calls a field otherwise": (
        answered(REQUIRED, NOTE),
        answered(REQUIRED, NOTED),
        ["breaking answer-renamed"],
    ),
    "an answer came as a list and comes as a page": (
        listed(responses=(Response(200, "LoanRead", "list"),)),
        listed(responses=(Response(200, "LoanRead", "page"),)),
        ["breaking shape-changed"],
    ),
    "an answer loses a header": (
        plain(responses=(Response(201, "LoanRead", headers=("Location",)),)),
        plain(),
        ["breaking header-removed"],
    ),
    "an answer has a header more": (
        plain(),
        plain(responses=(Response(201, "LoanRead", headers=("Location",)),)),
        ["safe header-added"],
    ),
    "a list has another order": (
        sorted_by(BY_TITLE, BY_YEAR),
        sorted_by(BY_TITLE.replace(default=False), BY_YEAR.replace(default=True)),
        ["risky order-changed"],
    ),
    # Errors
    "a known status has a code more": (failing(GONE), failing(GONE, BUSY), ["risky error-code-added"]),
    "a status is new": (failing(), failing(GONE), ["risky error-status-added"]),
    "a code is called otherwise": (failing(GONE), failing(BUSY), ["breaking error-code-changed"]),
    "a code has another status": (failing(GONE), failing(GONE.replace(status=410)), ["breaking error-code-changed"]),
    "a code no longer comes": (failing(GONE, BUSY), failing(GONE), ["safe error-code-removed"]),
    "errors say less": (enveloped("code", "detail"), enveloped("code"), ["breaking envelope-removed"]),
    "errors say it otherwise": (
        enveloped("code", "detail"),
        enveloped("code", "message"),
        ["breaking envelope-removed", "safe envelope-added"],
    ),
    "errors say more": (enveloped("code"), enveloped("code", "detail"), ["safe envelope-added"]),
    "errors may say less": (
        enveloped("code"),
        library(PLAIN, errors=Errors(envelope=(EnvelopeField("code", STR),))),
        ["breaking envelope-changed"],
    ),
    # Who may call
    "callers have to sign in": (
        plain(access=Access("public")),
        plain(access=Access("authenticated")),
        ["breaking access-narrowed"],
    ),
    "callers need not sign in": (
        plain(access=Access("authenticated")),
        plain(access=Access("public")),
        ["safe access-widened"],
    ),
    "a role is let in": (plain(access=MEMBER), plain(access=CLERK), ["safe role-added"]),
    "a role is turned away": (plain(access=CLERK), plain(access=MEMBER), ["breaking role-removed"]),
    "callers reach only their rows": (plain(scope=ALL), plain(scope=OWNED), ["breaking scope-narrowed"]),
    "callers reach all rows": (plain(scope=OWNED), plain(scope=ALL), ["safe scope-widened"]),
    "tokens are signed otherwise": (signed(), signed(algorithms=("RS256",)), ["breaking tokens-refused"]),
    "tokens have another issuer": (signed(), signed(issuer="hall"), ["breaking tokens-refused"]),
    "tokens have another audience": (signed(), signed(audience="clerks"), ["breaking tokens-refused"]),
    "tokens live shorter": (
        signed(tokens=(Token("access", "JWT", 900),)),
        signed(tokens=(Token("access", "JWT", 300),)),
        ["risky lifetime-shortened"],
    ),
    "tokens have to carry a claim more": (
        signed(claims=(Claim("sub"),)),
        signed(claims=(Claim("sub"), Claim("branch"))),
        ["breaking tokens-refused"],
    ),
    "callers reach other rows": (
        plain(scope=OWNED),
        plain(scope=OWNED.replace(field="Loan.clerk_id")),
        ["risky scope-changed"],
    ),
    "tokens need not carry a claim": (
        signed(claims=(Claim("sub"), Claim("branch"))),
        signed(claims=(Claim("sub"),)),
        ["safe tokens-accepted"],
    ),
    "tokens live longer": (
        signed(tokens=(Token("access", "JWT", 300),)),
        signed(tokens=(Token("access", "JWT", 900),)),
        ["safe lifetime-lengthened"],
    ),
    "tokens of another kind are given": (signed(), signed(tokens=(Token("refresh"),)), ["safe token-added"]),
    "tokens of a kind are given no longer": (signed(tokens=(Token("refresh"),)), signed(), ["breaking token-removed"]),
    "tokens work once": (
        signed(tokens=(Token("refresh"),)),
        signed(tokens=(Token("refresh", rotated=True),)),
        ["risky token-handling-changed"],
    ),
    "passwords have to be longer": (
        signed(passwords=Passwords("argon2id", Bounds(8, 128))),
        signed(passwords=Passwords("argon2id", Bounds(12, 128))),
        ["breaking passwords-narrowed"],
    ),
    "passwords may be longer": (
        signed(passwords=Passwords("argon2id", Bounds(8, 64))),
        signed(passwords=Passwords("argon2id", Bounds(8, 128))),
        ["safe passwords-widened"],
    ),
    "a website is turned away": (
        served("https://a.example", "https://b.example"),
        served("https://a.example"),
        ["breaking origins-narrowed"],
    ),
    "a website is let in": (
        served("https://a.example"),
        served("https://a.example", "https://b.example"),
        ["safe origins-widened"],
    ),
    "versions are told apart otherwise": (
        library(PLAIN, routing=Routing(versioning=Versioning("path"))),
        library(PLAIN, routing=Routing(versioning=Versioning("header"))),
        ["breaking versioning-changed"],
    ),
    # Limits, retries, conditions
    "requests are limited": (plain(rate_limits=()), plain(rate_limits=(LIMIT,)), ["risky limit-tightened"]),
    "requests are limited more": (
        plain(rate_limits=(LIMIT,)),
        plain(rate_limits=(LIMIT.replace(amount=5),)),
        ["risky limit-tightened"],
    ),
    "requests are limited less": (
        plain(rate_limits=(LIMIT,)),
        plain(rate_limits=(LIMIT.replace(amount=20),)),
        ["safe limit-loosened"],
    ),
    "requests are limited no longer": (plain(rate_limits=(LIMIT,)), plain(rate_limits=()), ["safe limit-loosened"]),
    "a key has to be sent": (
        plain(idempotency=Idempotency("key")),
        plain(idempotency=Idempotency("key", required=True)),
        ["breaking key-required"],
    ),
    "a key can be sent": (plain(), plain(idempotency=Idempotency("key")), ["safe key-added"]),
    "a key has no meaning any more": (plain(idempotency=Idempotency("key")), plain(), ["breaking key-removed"]),
    "a key is kept shorter": (
        plain(idempotency=Idempotency("key", kept=2 * DAY)),
        plain(idempotency=Idempotency("key", kept=DAY)),
        ["risky key-kept-shorter"],
    ),
    "a key is kept longer": (
        plain(idempotency=Idempotency("key", kept=DAY)),
        plain(idempotency=Idempotency("key", kept=2 * DAY)),
        ["safe key-kept-longer"],
    ),
    "a retry does it again": (
        plain(idempotency=Idempotency("natural")),
        plain(idempotency=Idempotency("none")),
        ["breaking retry-repeats"],
    ),
    "a retry does no harm": (
        plain(idempotency=Idempotency("none")),
        plain(idempotency=Idempotency("natural")),
        ["safe retry-harmless"],
    ),
    "a version can be sent": (plain(), plain(precondition=Precondition("If-Match")), ["safe condition-added"]),
    "a version has no meaning any more": (
        plain(precondition=Precondition("If-Match")),
        plain(),
        ["breaking condition-removed"],
    ),
    "a version has to be sent": (
        plain(precondition=Precondition("If-Match")),
        plain(precondition=Precondition("If-Match", required=True)),
        ["breaking condition-required"],
    ),
    # Lists
    "a page may be less large": (paged(cap=100), paged(cap=50), ["breaking cap-lowered"]),
    "a page may be larger": (paged(cap=100), paged(cap=200), ["safe cap-raised"]),
    "a page has another size by default": (paged(size=20), paged(size=30), ["risky page-size-changed"]),
    "pages follow one another otherwise": (paged("offset"), paged("cursor"), ["breaking page-style-changed"]),
    "rows can no longer be sorted by a field": (
        sorted_by(BY_TITLE, BY_YEAR),
        sorted_by(BY_TITLE),
        ["breaking sort-field-removed"],
    ),
    "rows can be sorted by a field more": (
        sorted_by(BY_TITLE),
        sorted_by(BY_TITLE, BY_YEAR),
        ["safe sort-field-added"],
    ),
    "rows can no longer be filtered by a field": (
        listed(parameters=(Parameter("year", "query", INT, filter=Filter("year")),)),
        listed(),
        ["breaking parameter-removed"],
    ),
    "rows can be filtered by a field more": (
        listed(),
        listed(parameters=(Parameter("year", "query", INT, filter=Filter("year")),)),
        ["safe input-added"],
    ),
    "another field is searched": (
        listed(search=Search("q", ("title",))),
        listed(search=Search("q", ("title", "author"))),
        ["risky search-changed"],
    ),
    # Behavior
    "deleted rows are kept": (deleting(None), deleting(SoftDelete("deleted_at")), ["safe delete-became-soft"]),
    "deleted rows are gone": (deleting(SoftDelete("deleted_at")), deleting(None), ["risky delete-became-hard"]),
    "a move is refused": (moving(LENT, LOST), moving(LENT), ["breaking move-removed"]),
    "a move is allowed": (moving(LENT), moving(LENT, LOST), ["safe move-added"]),
    "a move is for others": (
        moving(LENT.replace(who="member")),
        moving(LENT.replace(who="clerk")),
        ["risky move-condition-changed"],
    ),
    "a request does something else": (
        plain(),
        plain(behavior=Behavior("update", "Loan", by_caller=True)),
        ["risky behavior-changed"],
    ),
    # Words
    "a summary reads otherwise": (plain(summary="Lend."), plain(summary="Lend a book."), ["safe words"]),
    "a description reads otherwise": (
        asked(meaning="where it stands"),
        asked(meaning="the shelf"),
        ["safe words"],
    ),
    "a criterion is new": (plain(), plain(criteria=(Criterion("A loan answers 201."),)), ["safe words"]),
}


def said(before: Spec, after: Spec) -> list[str]:
    return [f"{verdict.level} {verdict.kind}" for verdict in judge(before, after, TODAY)]


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES)
def test_a_change_is_judged(before: Spec, after: Spec, expected: list[str]) -> None:
    assert said(before, after) == expected


def test_each_ruling_is_the_verdict_on_a_case() -> None:
    told = {line for _, _, expected in CASES.values() for line in expected}
    assert {f"{ruling.level} {ruling.name}" for ruling in RULINGS} == told


@FEW
@given(spec=specs())
def test_a_specification_beside_itself_has_no_verdict_nor_has_a_decision(spec: Spec) -> None:
    assert judge(spec, spec.replace(), TODAY) == ()
    assert judge(spec, spec.with_decision(Decision("2026-11-25-lend-for-30-days", "Lend for 30 days")), TODAY) == ()


@FEW
@given(before=specs(), after=specs())
def test_the_gravest_verdicts_come_first(before: Spec, after: Spec) -> None:
    ranks = [LEVELS.index(verdict.level) for verdict in judge(before, after, TODAY)]
    assert ranks == sorted(ranks)


SHAPES = st.builds(SchemaField, st.just("note"), types(), constraints=constraints().map(lambda c: c.replace(notes=())))
BACKWARDS = {
    "input-type-narrowed": "input-type-widened",
    "input-rule-narrowed": "input-rule-widened",
    "input-value-removed": "input-value-added",
}


@given(before=SHAPES, after=SHAPES)
def test_what_widens_a_request_narrows_it_the_other_way(before: SchemaField, after: SchemaField) -> None:
    there = {verdict.kind for verdict in judge(sent(before), sent(after), TODAY)}
    back = {verdict.kind for verdict in judge(sent(after), sent(before), TODAY)}
    if "breaking" not in {verdict.level for verdict in judge(sent(before), sent(after), TODAY)}:
        for narrower, wider in BACKWARDS.items():
            assert (wider in there) == (narrower in back)


@given(before=SHAPES, after=SHAPES)
def test_what_is_safe_to_send_is_not_safe_to_answer(before: SchemaField, after: SchemaField) -> None:
    asking = [verdict.kind.removeprefix("input-") for verdict in judge(sent(before), sent(after), TODAY)]
    answering = [verdict.level for verdict in judge(answered(before), answered(after), TODAY)]
    if any(kind in ("type-widened", "rule-widened", "value-added") for kind in asking):
        assert set(answering) & {"breaking", "risky"}


LOAN = Model(
    "Loan",
    fields=(
        Field("id", UUID, read="yes"),
        Field("days", INT, create="required", read="yes", constraints=Constraints(bounds=Bounds(1, 30))),
    ),
    schemas=("LoanCreate", "LoanRead"),
)
CREATE = PLAIN.replace(body=Body("LoanCreate"))
LIST = Endpoint("GET", "/api/loans", responses=(Response(200, "LoanRead", "page"),))


def test_a_field_of_a_model_is_told_at_each_endpoint_where_it_travels() -> None:
    days = LOAN.fields[1].replace(constraints=Constraints(bounds=Bounds(1, 60)))
    after = library(CREATE, LIST, models=(LOAN.replace(fields=(LOAN.fields[0], days)),))
    verdicts = judge(library(CREATE, LIST, models=(LOAN,)), after, TODAY)
    assert [(verdict.level, verdict.at) for verdict in verdicts] == [
        ("risky", "POST /api/loans#response field days"),
        ("risky", "GET /api/loans#response field days"),
        ("safe", "POST /api/loans#request field days"),
    ]
    assert {verdict.origin for verdict in verdicts} == {"model Loan"}
    assert verdicts[0].message == "response field `days`: at most 60 instead of 30"


def test_a_field_of_a_shape_inside_another_is_told_with_its_way() -> None:
    def spec(*fields: SchemaField) -> Spec:
        lines = SchemaField("lines", Type("list", item=Type("ref", name="Line")))
        shapes = (Schema("Receipt", fields=(lines,)), Schema("Line", fields=fields))
        return library(PLAIN.replace(responses=(Response(201, "Receipt"),)), schemas=shapes)

    again = SchemaField("parent", Type("ref", name="Line"), nullable=True)
    [verdict] = judge(spec(REQUIRED, again), spec(again), TODAY)
    assert (verdict.at, verdict.origin) == ("POST /api/loans#response field lines.days", "schema Line")


def test_what_a_router_says_is_told_at_its_endpoints_and_names_the_router() -> None:
    before = Spec(routers=(Router("desk", access=CLERK, endpoints=(PLAIN,)),))
    [verdict] = judge(before, before.with_router(before.routers[0].replace(access=MEMBER)), TODAY)
    assert (verdict.kind, verdict.at, verdict.origin) == ("role-removed", "POST /api/loans#auth", "router desk")


def test_a_role_that_includes_one_that_may_call_may_call_too() -> None:
    def spec(*includes: str) -> Spec:
        return library(
            PLAIN.replace(access=MEMBER), auth=Auth(roles=(Role("member"), Role("clerk", includes=includes)))
        )

    [verdict] = judge(spec("member"), spec(), TODAY)
    assert (verdict.message, verdict.origin) == ("is no longer for role `clerk`", "auth")


def test_paging_that_is_new_is_told_of_its_parameters_and_of_the_answer() -> None:
    before = listed(responses=(Response(200, "LoanRead", "list"),))
    assert [verdict.message for verdict in judge(before, paged(), TODAY)] == [
        "200 answers a page instead of a list",
        "query parameter `limit` is new",
        "query parameter `offset` is new",
    ]


def test_what_is_only_stored_is_no_matter_of_clients() -> None:
    stored = LOAN.replace(fields=(*LOAN.fields, Field("shelf_mark", STR, indexed=True)), table="loans")
    assert judge(library(LIST, models=(LOAN,)), library(LIST, models=(stored,)), TODAY) == ()
