"""Rules on methods, paths and what a create gives back."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Router
from groundplan.spec.endpoint import Body, Endpoint, Response
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.checks.judged import found

LIST = Endpoint("GET", "/api/loans")
READ = Endpoint("GET", "/api/loans/{loan_id}")
MADE = Response(201, "LoanRead", headers=("Location",))
LEND = Endpoint("POST", "/api/loans", responses=(MADE,))
LOAN = Model(
    "Loan",
    fields=(Field("loan_no", Type("str"), primary_key=True, read="yes"), Field("title", Type("str"), read="yes")),
    schemas=("LoanRead",),
)
RULES = Settings(("EP002", "EP003", "EP005", "EP007", "EP011"))


def serving(*endpoints: Endpoint, api: Api = Api()) -> Spec:
    return Spec(api=api, models=(LOAN,), routers=(Router("loans", endpoints=endpoints),))


def told(code: str, spec: Spec) -> list[str]:
    return [at for found_code, at in found(code, spec)]


def paths(*operations: str) -> Spec:
    """Endpoints of nothing but method and path."""
    return serving(*(LIST.replace(method=method, path=path) for method, path in map(str.split, operations)))


@pytest.mark.parametrize("code", RULES.select)
def test_sound_endpoints_have_no_finding(code: str) -> None:
    assert told(code, serving(LIST, LEND, READ)) == []


def test_a_path_is_the_same_whatever_its_ids_are_called() -> None:
    assert told("EP002", paths("GET /loans/{id}", "GET /loans/{loan_id}")) == ["GET /loans/{loan_id}"]
    assert told("EP002", paths("GET /loans/{id}", "GET /loans/{id}")) == ["GET /loans/{id}"]
    assert told("EP002", paths("GET /loans/{id}", "DELETE /loans/{loan_id}", "GET /loans/{id}/fines")) == []


def test_one_path_in_two_routers_is_found() -> None:
    renamed = READ.replace(path="/api/loans/{id}")
    twice = Spec(routers=(Router("loans", endpoints=(READ,)), Router("desk", endpoints=(renamed,))))
    assert told("EP002", twice) == ["GET /api/loans/{id}"]


def test_an_endpoint_in_two_routers_is_found_once() -> None:
    twice = Spec(
        routers=(Router("loans", prefix="/api", endpoints=(READ,)), Router("desk", prefix="/api", endpoints=(READ,)))
    )
    assert (told("EP002", twice), told("RT001", twice)) == ([], ["GET /api/loans/{loan_id}"])


SHADOWED = [
    ("GET /loans/{id}", "GET /loans/late"),
    ("GET /loans/{id:str}", "GET /loans/late"),
    ("GET /{kind}/{id}", "GET /loans/{loan_id}"),
    ("DELETE /loans/{id}/fines/{fine}", "DELETE /loans/{id}/fines/all"),
]
REACHED = [
    ("GET /loans/late", "GET /loans/{id}"),
    ("GET /loans/{id:int}", "GET /loans/late"),
    ("GET /loans/{id}", "POST /loans/late"),
    ("GET /loans/{id}", "GET /loans/{loan_id}"),
    ("GET /loans/{id}", "GET /loans/late/fines"),
    ("GET /loans/late/{id}", "GET /loans/{id}/fines"),
]


@pytest.mark.parametrize(("first", "second"), SHADOWED)
def test_a_path_that_nobody_reaches_is_found(first: str, second: str) -> None:
    assert told("EP003", paths(first, second)) == [second]


@pytest.mark.parametrize(("first", "second"), REACHED)
def test_a_path_that_is_reached_has_no_finding(first: str, second: str) -> None:
    assert told("EP003", paths(first, second)) == []


def test_an_order_that_is_said_in_words_counts() -> None:
    late = LIST.replace(path="/api/loans/late", notes=("Registered before `/api/loans/{loan_id}`.",))
    assert told("EP003", serving(READ, late)) == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE"])
def test_a_method_without_a_body_has_none(method: str) -> None:
    broken = READ.replace(method=method, body=Body("LoanUpdate"))
    assert told("EP005", serving(broken)) == [f"{method} /api/loans/{{loan_id}}#request body"]


def test_a_search_by_post_may_have_a_body() -> None:
    assert told("EP005", serving(LEND.replace(path="/api/loans/search", body=Body("LoanSearch")))) == []


def test_a_create_without_a_location_is_found_where_a_get_could_follow() -> None:
    silent = LEND.replace(responses=(MADE.replace(headers=()),))
    assert told("EP007", serving(silent, READ)) == ["POST /api/loans#response 201"]
    assert told("EP007", serving(silent)) == []


@pytest.mark.parametrize("said", [{"when": "made; `Location` names it"}, {"headers": ("Location",)}])
def test_a_location_may_be_a_header_or_a_sentence(said: dict[str, object]) -> None:
    assert told("EP007", serving(LEND.replace(responses=(Response(201, "LoanRead").replace(**said),)), READ)) == []


def test_an_api_that_names_the_row_in_location_says_it_for_all() -> None:
    silent = LEND.replace(responses=(MADE.replace(headers=()),))
    assert told("EP007", serving(silent, READ, api=Api(notes=("201 names the row in `Location`.",)))) == []


def test_an_api_that_never_names_the_row_is_told_once() -> None:
    silent = LEND.replace(responses=(MADE.replace(headers=()),))
    fines = silent.replace(path="/api/fines")
    assert told("EP007", serving(silent, fines, READ, READ.replace(path="/api/fines/{fine_id}"))) == ["api"]


def test_a_location_leads_to_a_path_that_there_is() -> None:
    assert told("EP007", serving(LEND)) == ["POST /api/loans#response 201"]
    nested = LEND.replace(path="/api/readers/{reader_id}/loans")
    assert told("EP007", serving(nested, READ)) == []


@pytest.mark.parametrize(("name", "faults"), [("ok", 1), ("id", 0), ("receipt_number", 0)])
def test_a_create_answers_what_it_made(name: str, faults: int) -> None:
    receipt = Schema("Receipt", fields=(SchemaField(name, Type("str")),))
    lend = LEND.replace(responses=(MADE.replace(schema="Receipt"),))
    assert len(told("EP007", serving(lend, READ).replace(schemas=(receipt,)))) == faults


@pytest.mark.parametrize("path", ["/api/loans/", "/api//loans", "/api/loans?open=1", "/api/loans#late"])
def test_a_path_in_another_spelling_is_found(path: str) -> None:
    assert told("EP011", serving(LIST.replace(path=path))) == [f"GET {path}"]


def test_the_root_is_a_path() -> None:
    assert told("EP011", serving(LIST.replace(path="/"))) == []


def test_slashes_are_mended_where_no_other_path_is_meant() -> None:
    def fixed(*operations: str) -> list[str]:
        spec = mended(paths(*operations), Settings(("EP011",)))
        assert mended(spec, Settings(("EP011",))) == spec
        return [endpoint.address for endpoint in spec.endpoints]

    assert fixed("GET /loans/", "POST /loans//late") == ["GET /loans", "POST /loans/late"]
    assert fixed("GET /loans/", "GET /loans") == ["GET /loans/", "GET /loans"]
    assert fixed("GET /loans?open=1") == ["GET /loans?open=1"]


def test_a_create_of_several_tells_them_in_a_list_and_a_batch_may_answer_207() -> None:
    rows = SchemaField("items", Type("list", item=Type("ref", name="LoanRead")))
    batch = Endpoint("POST", "/api/loans/batch", responses=(Response(201, "LoanBatch"), Response(207, "LoanBatch")))
    spec = serving(batch, READ).replace(schemas=(Schema("LoanBatch", fields=(rows,)),))
    assert [at for code, at in found("EP", spec) if code in ("EP006", "EP007") and "batch" in at] == []
