"""Rules on what answers hold: objects, what was written, shapes that end, examples that can be, secrets that no cache keeps."""

from itertools import pairwise

import pytest

from groundplan.checks.engine import check, mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Router
from groundplan.spec.endpoint import Access, Body, Endpoint, Response
from groundplan.spec.finding import Place
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.outcome import ErrorCode, Errors
from groundplan.spec.outline import Document, Fence, Heading, Outline
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type
from tests.checks.judged import found

READER = Schema("Reader", fields=(SchemaField("name", Type("str")), SchemaField("level", Type("int"))))
LOAN = Model(
    "Loan",
    fields=(
        Field("id", Type("uuid"), primary_key=True, read="yes"),
        Field("title", Type("str"), constraints=Constraints(bounds=Bounds(1, 20)), create="required", read="yes"),
        Field("state", Type("enum", values=("out", "back")), create="optional", read="yes"),
        Field("urgent", Type("bool"), create="optional", read="yes"),
        Field("tags", Type("list", item=Type("enum", values=("old", "new"))), create="optional", read="yes"),
        Field("reader", Type("ref", name="Reader"), read="yes"),
    ),
    schemas=("LoanCreate", "LoanRead"),
)
LEND = Endpoint("POST", "/api/loans", body=Body("LoanCreate"), responses=(Response(201, "LoanRead"),))
LIST = Endpoint("GET", "/api/loans", responses=(Response(200, "LoanRead", "page"),))
SPEC = Spec(
    models=(LOAN,),
    schemas=(READER,),
    routers=(Router("loans", endpoints=(LEND, LIST)),),
    errors=Errors(codes=(ErrorCode(404, "loan_not_found"),)),
)


def showing(example: str, *headings: str, language: str = "json", spec: Spec = SPEC) -> list[str]:
    """The messages on an example that stands below these headings."""
    above = tuple(Heading(level, text, Place("a.md", level)) for level, text in enumerate(headings, 3))
    document = Document("a.md", "endpoints", headings=above, fences=(Fence(language, example, Place("a.md", 9)),))
    return [finding.message for finding in check(spec, Outline((document,)), settings=Settings(("RS006",)))]


WRONG = {
    "a choice that is none": ('{"title": "A", "state": "lost"}', "`state` is never `lost`"),
    "another type": ('{"title": 7, "urgent": true}', "`title` is no str"),
    "a number for a flag": ('{"title": "A", "urgent": 1}', "`urgent` is no bool"),
    "a flag for a text": ('{"title": false}', "`title` is no str"),
    "a text too long": (f'{{"title": "{"a" * 21}"}}', "`title` goes beyond 20"),
    "a text too short": ('{"title": ""}', "`title` is below 1"),
    "a field too many": ('{"title": "A", "colour": "red"}', "no field is called `colour`"),
    "a choice in a list": ('{"title": "A", "tags": ["old", "odd"]}', "an item of `tags` is never `odd`"),
    "an object within": ('{"title": "A", "reader": {"name": "B", "level": "2"}}', "`level` is no int"),
    "an unknown code": ('{"detail": "Gone.", "code": "lost"}', "no error has the code `lost`"),
}


@pytest.mark.parametrize(("example", "told"), WRONG.values(), ids=WRONG.keys())
def test_an_example_that_cannot_be_is_found(example: str, told: str) -> None:
    assert showing(example, "POST /api/loans") == [f"the example cannot be: {told}"]


RIGHT = [
    '{"title": "A", "state": "back", "urgent": false, "tags": ["old"]}',
    '{"id": "<uuid>", "title": "string", "state": "...", "reader": {"name": "B", "level": 2}}',
    '{"detail": "Gone.", "code": "loan_not_found"}',
    '{"meta": {}, "links": []}',
    '{"title": null}',
    '["out"]',
    '{"title": "cut',
    "[" * 5000,
]


@pytest.mark.parametrize("example", RIGHT, ids=lambda example: example[:20])
def test_an_example_that_can_be_or_that_nothing_describes_has_no_finding(example: str) -> None:
    assert showing(example, "POST /api/loans") == []


def test_an_example_belongs_to_the_nearest_heading_that_names_something() -> None:
    example = '{"title": "A", "state": "lost"}'
    assert len(showing(example, "`POST` `/api/loans`", "Example")) == 1
    assert len(showing(example, "Data", "Loan")) == 1
    assert showing(example, "How to send it") == []
    assert showing(example, "POST /api/fines") == []
    assert showing(example, "POST /api/loans", language="text") == []


@pytest.mark.parametrize(
    "endpoint",
    [LEND.replace(responses=()), LEND.replace(body=None), LEND.replace(responses=(Response(201, "Receipt"),))],
    ids=["no answer", "no body", "an unknown answer"],
)
def test_an_example_may_show_what_nothing_describes(endpoint: Endpoint) -> None:
    spec = SPEC.with_endpoint(endpoint, "loans")
    assert showing('{"title": "A", "receipt": 7}', "POST /api/loans", spec=spec) == []


def test_the_rows_of_a_page_are_judged_one_by_one() -> None:
    page = '{"items": [{"title": "A", "state": "out"}, {"title": "B", "state": "lost"}], "total": 2}'
    assert showing(page, "GET /api/loans") == ["the example cannot be: `state` is never `lost`"]
    assert showing(page.replace("lost", "back"), "GET /api/loans") == []


PAIR = Schema("Pair", fields=(SchemaField("access_token", Type("secret")), SchemaField("expires_in", Type("int"))))
CARD = Model("Card", fields=(Field("number", Type("str"), read="once"),), schemas=("CardRead",))
SIGN_IN = Endpoint("POST", "/api/login", access=Access("public"), responses=(Response(200, "Pair", when="signed in"),))


def signing_in(endpoint: Endpoint = SIGN_IN, **changes: object) -> Spec:
    return Spec(routers=(Router("auth", endpoints=(endpoint,)),), schemas=(PAIR,), models=(CARD,)).replace(**changes)


@pytest.mark.parametrize("schema", ["Pair", "CardRead"])
def test_a_secret_that_a_cache_may_keep_is_found(schema: str) -> None:
    spec = signing_in(SIGN_IN.replace(responses=(Response(200, schema),)))
    assert found("RS007", spec) == [("RS007", "POST /api/login#response 200")]


def test_a_secret_that_no_cache_may_keep_has_no_finding() -> None:
    told = Response(200, "Pair", headers=("Cache-Control",), when="signed in; `Cache-Control: no-store`")
    assert found("RS007", signing_in(SIGN_IN.replace(responses=(told,)))) == []
    later = SIGN_IN.replace(method="GET", responses=(Response(200, "CardRead"),))
    assert found("RS007", signing_in(later)) == []
    shared = Api(notes=("Every answer carries `Cache-Control: no-store`.",))
    assert found("RS007", signing_in(api=shared)) == []
    assert found("RS007", signing_in(SIGN_IN.replace(responses=(Response(200, "LoanRead"), Response(204))))) == []


@pytest.mark.parametrize(
    ("summary", "times"),
    [
        ("Authenticate a user and return a JWT.", 1),
        ("Exchange a refresh token for a new access token.", 1),
        ("Refresh the access token.", 1),
        ("Register the push token of a device.", 0),
        ("Create a loan.", 0),
    ],
)
def test_a_token_may_be_told_by_the_summary_alone(summary: str, times: int) -> None:
    bare = SIGN_IN.replace(summary=summary, responses=(Response(200),))
    assert found("RS007", signing_in(bare)) == [("RS007", "POST /api/login#response 200")] * times


def test_the_header_is_added_once() -> None:
    after = mended(signing_in(), Settings(("RS007",)))
    [endpoint] = after.endpoints
    assert endpoint.responses == (
        Response(200, "Pair", headers=("Cache-Control",), when="signed in; `Cache-Control: no-store`"),
    )
    assert mended(after, Settings(("RS007",))) == after
    other = signing_in(SIGN_IN.replace(responses=(Response(200, "Pair", when="`Cache-Control: max-age=60`"),)))
    assert mended(other, Settings(("RS007",))) == other


def test_what_one_caller_sees_is_not_kept_for_all() -> None:
    def kept(note: str, access: Access) -> list[tuple[str, str]]:
        endpoint = Endpoint("GET", "/api/me", access=access, responses=(Response(200, "MeRead", when=note),))
        return found("RS007", signing_in(endpoint))

    shared = "`Cache-Control: public, max-age=60`"
    assert kept(shared, Access("authenticated")) == [("RS007", "GET /api/me#response 200")]
    assert kept(shared, Access("public")) == []
    assert kept("`Cache-Control: private, max-age=60`", Access("authenticated")) == []


def shape(name: str, **fields: Type) -> Schema:
    return Schema(name, fields=tuple(SchemaField(field, kind) for field, kind in fields.items()))


def ref(name: str) -> Type:
    return Type("ref", name=name)


def many(name: str) -> Type:
    return Type("list", item=ref(name))


def embedding(*schemas: Schema, models: tuple[Model, ...] = (), root: str = "A") -> list[str]:
    answering = Endpoint("GET", "/api/a", responses=(Response(200, root),))
    spec = Spec(routers=(Router("a", endpoints=(answering,)),), schemas=schemas, models=models)
    return [at for _, at in found("RS005", spec)]


def test_shapes_that_hold_each_other_are_found_where_the_circle_closes() -> None:
    assert embedding(shape("A", b=ref("B")), shape("B", a=ref("A"))) == ["schema B#field a"]
    assert embedding(shape("A", a=Type("list", item=ref("A")))) == ["schema A#field a"]


def test_a_shape_may_be_embedded_twice_without_a_circle() -> None:
    assert embedding(shape("A", b=ref("B"), c=ref("B")), shape("B", c=ref("C")), shape("C", id=Type("uuid"))) == []


def test_what_is_nested_deeper_than_two_is_found_once() -> None:
    chain = [shape(name, inner=ref(inner)) for name, inner in zip("ABCDE", "BCDEF", strict=True)]
    assert embedding(*chain, shape("F", id=Type("uuid"))) == ["schema C"]


def test_a_row_with_an_endless_list_of_others_is_found() -> None:
    assert embedding(shape("A", id=Type("uuid"), b=many("B")), shape("B")) == ["schema A#field b"]
    assert embedding(shape("A", items=many("B"), total=Type("int")), shape("B")) == []
    assert embedding(shape("A", id=Type("uuid"), b=Type("list", item=Type("uuid"))), shape("B")) == []
    bounded = SchemaField("b", many("B"), constraints=Constraints(bounds=Bounds(0, 20)))
    told = SchemaField("b", many("B"), meaning="the latest 5")
    for field in (bounded, told):
        row = Schema("A", fields=(SchemaField("id", Type("uuid")), field))
        assert embedding(row, shape("B")) == []


def test_models_embed_what_is_read_of_others() -> None:
    book = Model("Book", fields=(Field("loan", ref("Loan"), read="yes"),), schemas=("BookRead",))
    loan = Model("Loan", fields=(Field("book", ref("Book"), read="yes"),), schemas=("LoanRead",))
    assert embedding(models=(book, loan), root="BookRead") == ["model Loan#field book"]


def test_a_shape_that_no_answer_holds_may_hold_itself() -> None:
    assert embedding(shape("Filter", inner=ref("Filter")), shape("A")) == []


def test_a_chain_of_thousands_is_walked_to_its_end() -> None:
    names = ["A", *(f"S{i}" for i in range(5000))]
    chain = [shape(name, inner=ref(inner)) for name, inner in pairwise(names)]
    assert len(embedding(*chain)) == 1


ANSWERS = {
    "a bare list": (Response(200, "LoanRead", "list"), 1),
    "a page": (Response(200, "LoanRead", "page"), 0),
    "one row": (Response(200, "LoanRead"), 0),
    "lines of another format": (Response(200, "LoanRead", "list", media="application/x-ndjson"), 0),
}


@pytest.mark.parametrize(("response", "times"), ANSWERS.values(), ids=ANSWERS.keys())
def test_a_bare_list_is_found(response: Response, times: int) -> None:
    spec = Spec(routers=(Router("loans", endpoints=(LIST.replace(responses=(response,)),)),))
    assert found("RS003", spec) == [("RS003", "GET /api/loans#response 200")] * times


def writing(*fields: Field) -> list[str]:
    """What is found of a model with these fields beside one that is read."""
    book = Model("Book", fields=(Field("id", Type("uuid"), read="yes"), *fields), notes=("`pin` is never shown.",))
    return [at for _, at in found("RS004", Spec(models=(book,)))]


def test_a_field_that_is_sent_and_never_read_is_found() -> None:
    assert writing(Field("title", Type("str"), create="required")) == ["model Book#field title"]
    assert writing(Field("title", Type("str"), update="optional")) == ["model Book#field title"]


ONLY_SENT = {
    "a secret": Field("key", Type("secret"), create="required"),
    "marked as secret": Field("key", Type("str"), sensitivity="secret", create="required"),
    "by its name": Field("new_password", Type("str"), create="required"),
    "not stored": Field("locale", Type("str"), create="optional", stored=False),
    "by a rule": Field("locale", Type("str"), create="optional", constraints=Constraints(notes=("write only",))),
    "by a note": Field("pin", Type("str"), create="required"),
    "only read": Field("created_at", Type("datetime"), read="yes"),
}


@pytest.mark.parametrize("field", ONLY_SENT.values(), ids=ONLY_SENT.keys())
def test_a_field_that_is_only_sent_may_say_so(field: Field) -> None:
    assert writing(field) == []


def test_a_model_that_says_nothing_of_reading_is_not_judged() -> None:
    book = Model("Book", fields=(Field("title", Type("str"), create="required"),))
    assert found("RS004", Spec(models=(book,))) == []


def test_a_schema_that_is_sent_is_compared_with_the_one_that_is_answered() -> None:
    def compared(sent: Schema, read: Schema) -> list[str]:
        return [at for _, at in found("RS004", Spec(schemas=(sent, read)))]

    sent = shape("BookCreate", title=Type("str"), author_id=Type("uuid"), price=Type("decimal"))
    assert compared(sent, shape("BookRead", title=Type("text"), author_id=Type("uuid"), price=Type("decimal"))) == []
    assert compared(sent, shape("BookOut", title=Type("str"), writer=Type("uuid"), price=Type("str"))) == [
        "schema BookCreate#field author_id",
        "schema BookCreate#field price",
    ]
    assert compared(sent, shape("Shelf", id=Type("uuid"))) == []
    assert compared(shape("BookUpdate", author=ref("Author")), shape("Book", author=Type("str"))) == []
