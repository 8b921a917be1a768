"""A small bookshop whose specification uses every part of the vocabulary that OpenAPI has a word for."""

from groundplan.spec.api import Api, Router, Routing, Versioning
from groundplan.spec.auth import Auth, Role, Token
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import (
    Access,
    Body,
    Deprecation,
    Endpoint,
    ErrorCase,
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
)
from groundplan.spec.model import Field, Model, Reference, Schema, SchemaField
from groundplan.spec.outcome import CommonError, EnvelopeField, ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import GENERATED, NOW, Bounds, Constraints, Type, literal

ENVELOPE = (
    EnvelopeField("detail", Type("str"), always=True, meaning="one sentence for a person"),
    EnvelopeField("code", Type("str"), always=True, meaning="one word for a program"),
    EnvelopeField("field", Type("str"), meaning="the field at fault"),
    EnvelopeField("context", Type("json"), meaning="facts for a program"),
)
COMMON = (
    CommonError(400, "malformed_json", ("body",), "the body is not JSON"),
    CommonError(400, "validation_error", ("input",), "a field is missing or wrong"),
    CommonError(401, "not_authenticated", ("secured",), "no token, or one that does not verify"),
    CommonError(401, "token_expired", ("secured",), "the token was good once"),
    CommonError(403, "forbidden", ("roles",), "signed in, without that role"),
    CommonError(429, "rate_limited", ("limited",), "the limit is spent"),
    CommonError(500, "internal_error", ("all",), "anything unforeseen"),
    CommonError(503, "unavailable", ("database",), "the database does not answer"),
)
BOOK = Model(
    "Book",
    table="books",
    fields=(
        Field("id", Type("uuid"), default=GENERATED, read="yes", primary_key=True),
        Field("seller_id", Type("uuid"), read="yes", references=Reference("User", "id", "cascade")),
        Field("title", Type("str"), constraints=Constraints(Bounds(1, 200), trimmed=True), create="required", update="optional", read="yes"),
        Field("blurb", Type("text"), nullable=True, constraints=Constraints(Bounds(None, 5000)), create="optional", update="optional", read="yes"),
        Field("price", Type("decimal", precision=10, scale=2), constraints=Constraints(Bounds(0, 10_000)), default=literal(0), create="optional", update="optional", read="yes"),
        Field("state", Type("enum", values=("draft", "for_sale", "sold")), default=literal("draft"), update="optional", read="yes"),
        Field("condition", Type("enum", values=("new", "used")), nullable=True, create="optional", read="yes"),
        Field("isbn", Type("str"), constraints=Constraints(pattern="^97[89]-[0-9]{10}$"), nullable=True, create="optional", read="yes"),
        Field("printed_on", Type("date"), nullable=True, create="optional", update="optional", read="yes"),
        Field("tags", Type("list", item=Type("str")), constraints=Constraints(Bounds(0, 10), Bounds(1, 30), distinct=True), create="optional", read="yes"),
        Field("created_at", Type("datetime"), default=NOW, read="yes"),
    ),
    owner="seller_id",
    schemas=("BookBase", "BookCreate", "BookRead", "BookUpdate"),
)  # fmt: skip
USER = Model(
    "User",
    fields=(
        Field("id", Type("uuid"), default=GENERATED, read="yes", primary_key=True),
        Field("email", Type("email"), constraints=Constraints(Bounds(None, 254)), create="required", read="yes"),
        Field("password", Type("secret"), constraints=Constraints(Bounds(12, 128)), create="required", stored=False),
        Field("password_hash", Type("str"), sensitivity="secret"),
        Field("born_on", Type("date"), create="optional", read="yes", sensitivity="personal"),
    ),
    schemas=("UserCreate", "UserRead"),
)
PRICE_LINE = Schema("PriceLine", fields=(SchemaField("amount", Type("decimal")), SchemaField("currency", Type("str"))))
QUOTE = Schema(
    "Quote",
    "What a parcel of books would cost.",
    fields=(
        SchemaField("lines", Type("list", item=Type("ref", name="PriceLine")), constraints=Constraints(Bounds(1, 50))),
        SchemaField("book", Type("ref", name="Book"), nullable=True, required=False),
        SchemaField("valid_for", Type("duration"), meaning="how long the quote holds"),
    ),
)
UNUSED = Schema("Unused", fields=(SchemaField("nothing", Type("json")),))
REGISTER = Endpoint(
    "POST",
    "/api/users",
    "Create an account.",
    access=Access("public"),
    behavior=Behavior("create", "User"),
    body=Body("UserCreate"),
    responses=(Response(201, "UserRead", headers=("Location",), when="the account exists"),),
    errors=(ErrorCase(409, "email_taken", "another account has that `email`"),),
    rate_limits=(RateLimit(5, "minute", "address"),),
)
LIST = Endpoint(
    "GET",
    "/api/books",
    "List books.",
    access=Access("public"),
    scope=Scope("none"),
    behavior=Behavior("list", "Book"),
    parameters=(
        Parameter("state", "query", Type("enum", values=("draft", "for_sale", "sold")), repeatable=True),
        Parameter(
            "max_price", "query", Type("decimal", precision=10, scale=2), constraints=Constraints(Bounds(0, None))
        ),
        Parameter("X-Currency", "header", Type("str"), constraints=Constraints(pattern="^[A-Z]{3}$")),
        Parameter("visit", "cookie", Type("str")),
    ),
    responses=(Response(200, "BookRead", "page", when="always"),),
    pagination=Pagination("offset", 20, 100),
    sort=Sort((SortField("created_at", default=True, descending=True), SortField("price")), "id"),
    search=Search("q", ("title", "blurb"), Bounds(2, 100)),
)
CREATE = Endpoint(
    "POST",
    "/api/books",
    "Offer a book.",
    behavior=Behavior("create", "Book"),
    body=Body("BookCreate"),
    responses=(Response(201, "BookRead", headers=("Location",), when="created"),),
    errors=(ErrorCase(422, "idempotency_key_reused", "the same key came with another body"),),
    idempotency=Idempotency("key", kept=86_400, required=True),
    effects=("an e-mail goes to followers of the seller",),
)
CHANGE = Endpoint(
    "PATCH",
    "/api/books/{book_id}",
    "Change a book.",
    behavior=Behavior("update", "Book", by=("book_id",)),
    body=Body("BookUpdate"),
    responses=(Response(200, "BookRead", when="changed"),),
    errors=(ErrorCase(404, "book_not_found", "no such book"), ErrorCase(412, "version_changed", "somebody was faster")),
    precondition=Precondition("If-Match", required=True),
)
REMOVE = Endpoint(
    "DELETE",
    "/api/books/{book_id}",
    "Remove a book.",
    access=Access("roles", ("admin", "editor")),
    scope=Scope("owner", "Book.seller_id", ("admin",), audited=True),
    behavior=Behavior("delete", "Book", by=("book_id",)),
    responses=(Response(204, when="gone"),),
    errors=(ErrorCase(404, "book_not_found", "no such book"),),
)
COVER = Endpoint(
    "POST",
    "/api/books/{book_id}/cover",
    "Show what the book looks like.",
    behavior=Behavior("other", text="keeps the picture"),
    body=Body(
        fields=(
            SchemaField("picture", Type("file"), constraints=Constraints(Bounds(1, 5_242_880))),
            SchemaField("caption", Type("str"), required=False, constraints=Constraints(Bounds(None, 80))),
        ),
        media="multipart/form-data",
    ),
    responses=(Response(204),),
)
REPORT = Endpoint(
    "GET",
    "/api/reports/sales.csv",
    "Download what was sold.",
    access=Access("permissions", ("reports:read",)),
    behavior=Behavior("other", text="streams the rows"),
    responses=(Response(200, media="text/csv"),),
    deprecation=Deprecation("2026-12-01", "2027-06-01", "GET /api/reports"),
)
PARCEL = Endpoint(
    "POST",
    "/api/quotes",
    "Price a parcel.",
    access=Access("authenticated"),
    behavior=Behavior("other", text="adds up"),
    body=Body("Quote"),
    responses=(Response(200, "Quote"), Response(202, "PriceLine", "list", when="priced later")),
)
SHOP = Spec(
    api=Api(
        name="Bookshop", version="2.3.0", base_path="/api", unknown_fields="rejected", times="UTC, RFC 3339",
        partial_update="an absent field stays", rate_limits=(RateLimit(120, "minute", "user"),),
    ),
    routing=Routing(versioning=Versioning("path", "/api")),
    routers=(
        Router("users", prefix="/api/users", endpoints=(REGISTER,)),
        Router(
            "books", tag="Books", access=Access("authenticated"), scope=Scope("owner", "Book.seller_id"),
            notes=("second-hand only",), endpoints=(LIST, CREATE, CHANGE, REMOVE, COVER),
        ),
        Router("reports", endpoints=(REPORT, PARCEL)),
    ),
    models=(USER, BOOK),
    schemas=(PRICE_LINE, QUOTE, UNUSED),
    auth=Auth(
        "bearer", ("HS256",), issuer="bookshop", tokens=(Token("access", "JWT", 900),),
        roles=(Role("member", default=True), Role("admin")),
    ),
    errors=Errors(
        envelope=ENVELOPE,
        common=COMMON,
        codes=(
            ErrorCode(404, "book_not_found", "NotFound", meaning="no such book"),
            ErrorCode(409, "email_taken", "Conflict", field="email", meaning="another account has that address"),
            ErrorCode(412, "version_changed", context=("version",)),
            ErrorCode(422, "idempotency_key_reused"),
        ),
    ),
)  # fmt: skip
