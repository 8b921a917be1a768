"""Rules on acceptance criteria."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Router, Routing
from groundplan.spec.auth import Auth
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Access, Criterion, Endpoint, ErrorCase, Parameter, Response, Scope
from groundplan.spec.outcome import CommonError, Errors
from groundplan.spec.record import Migration
from groundplan.spec.spec import Spec
from tests.checks.judged import found, messages


def criteria(*texts: str) -> tuple[Criterion, ...]:
    return tuple(Criterion(text) for text in texts)


LIST = Endpoint(
    "GET",
    "/api/loans",
    access=Access("authenticated"),
    behavior=Behavior("list", "Loan"),
    responses=(Response(200, "LoanRead", "page"),),
    criteria=criteria("With 3 loans all 3 come back.", "Another member's loans never appear, and never count."),
)
READ = Endpoint(
    "GET",
    "/api/loans/{loan_id}",
    access=Access("roles", ("clerk",)),
    behavior=Behavior("read", "Loan", by=("loan_id",)),
    responses=(Response(200, "LoanRead"),),
    errors=(ErrorCase(404, "loan_not_found", "no such loan, or it is another member's"),),
    criteria=criteria(
        "A loan of the caller answers 200 with `LoanRead`.", "A stranger's id answers 404 `loan_not_found`."
    ),
)
ERRORS = Errors(
    common=(
        CommonError(400, "validation_error", ("input",), "a field is wrong"),
        CommonError(401, "not_authenticated", ("secured",), "no access token; `WWW-Authenticate: Bearer`"),
        CommonError(403, "forbidden", ("roles",), "signed in, without that role"),
        CommonError(500, "internal_error", ("all",)),
    ),
    criteria=criteria(
        "A body with two wrong fields answers 400 `validation_error` with two entries.",
        "A request without a token answers 401 `not_authenticated`.",
        "A member who is no clerk is answered 403 `forbidden`.",
    ),
)
SOUND = Spec(
    errors=ERRORS,
    routers=(Router("loans", scope=Scope("owner", "Loan.member_id"), endpoints=(LIST, READ)),),
)


def reading(**changes: object) -> Spec:
    return SOUND.with_endpoint(READ.replace(**changes), "loans")


def listing(**changes: object) -> Spec:
    return SOUND.with_endpoint(LIST.replace(**changes), "loans")


def without_shared(index: int) -> Spec:
    kept = tuple(item for position, item in enumerate(ERRORS.criteria) if position != index)
    return SOUND.replace(errors=ERRORS.replace(criteria=kept))


def fixed(code: str, spec: Spec) -> Spec:
    return mended(spec, Settings((code,)))


def test_sound_criteria_have_no_finding() -> None:
    assert found("TS", SOUND) == []


OBSERVABLE = [
    "A valid body answers 201 with `LoanRead`, and no password or hash in it.",
    "`?status=out&status=back` returns loans of either status and no other.",
    "`?limit=101` answers 400 `validation_error` with `field` = `limit`; it is not clamped.",
    "Another member's loans never appear, and never count, whatever the parameters.",
    "The same key and body twice makes one loan, and both answers are equal.",
    '`{"due_at": null}` clears it.',
    "After step 3 no row has `due_at` without `deadline`.",
    "Returns 404 for an unknown id.",
]
VAGUE = [
    "Errors are handled well.",
    "Input is validated properly.",
    "It is fast and user-friendly.",
    "The caller is authorised correctly.",
    "Answers 200.",
    "Returns `LoanRead`.",
]


@pytest.mark.parametrize("text", OBSERVABLE)
def test_a_criterion_that_can_fail_has_no_finding(text: str) -> None:
    assert found("TS001", SOUND.replace(routing=Routing(criteria=criteria(text)))) == []


@pytest.mark.parametrize("text", VAGUE)
def test_a_criterion_that_cannot_fail_is_found(text: str) -> None:
    broken = SOUND.replace(routing=Routing(criteria=criteria(text)))
    assert found("TS", broken) == [("TS001", f"routing#criterion 1 {text}")]


def test_criteria_are_read_wherever_they_stand() -> None:
    vague = criteria("It works.")
    migration = Migration("2026-11-24-loans", "Loans", criteria=vague)
    everywhere = listing(criteria=(*LIST.criteria, *vague)).replace(auth=Auth(criteria=vague), migrations=(migration,))
    assert sorted(at.partition("#")[0] for _, at in found("TS", everywhere)) == [
        "GET /api/loans", "auth", "migration 2026-11-24-loans",
    ]  # fmt: skip


def test_an_endpoint_whose_criteria_are_all_errors_is_found() -> None:
    assert found("TS", reading(criteria=READ.criteria[1:])) == [("TS003", "GET /api/loans/{loan_id}")]


def test_a_criterion_on_what_is_there_afterwards_covers_the_success() -> None:
    assert found("TS", reading(criteria=(*criteria("The loan comes back as stored."), *READ.criteria[1:]))) == []


def test_the_success_is_covered_from_its_row() -> None:
    after = fixed("TS003", reading(criteria=READ.criteria[1:]))
    assert found("TS", after) == []
    assert after.endpoints_by_address["GET /api/loans/{loan_id}"].criteria[0] == Criterion(
        "A valid request answers 200 with `LoanRead`."
    )


def test_an_error_that_no_criterion_provokes_is_found() -> None:
    gone = ErrorCase(410, "loan_expired", "the loan is past its end")
    broken = reading(errors=(*READ.errors, gone))
    assert found("TS", broken) == [("TS004", "GET /api/loans/{loan_id}#error 410 loan_expired")]
    after = fixed("TS004", broken).endpoints_by_address["GET /api/loans/{loan_id}"]
    assert after.criteria[-1] == Criterion("When the loan is past its end, the answer is 410 `loan_expired`.")


def test_a_code_within_another_does_not_cover_it() -> None:
    broken = reading(errors=(*READ.errors, ErrorCase(404, "not_found", "nothing is there")))
    assert found("TS", broken) == [("TS004", "GET /api/loans/{loan_id}#error 404 not_found")]


def test_a_common_error_that_no_criterion_provokes_is_found() -> None:
    broken = without_shared(0)
    assert found("TS", broken) == [("TS004", "errors#common 400 validation_error")]
    assert found("TS", fixed("TS004", broken)) == []


LIMIT = Parameter("limit", "query")


def test_a_common_error_may_be_covered_at_one_endpoint() -> None:
    broken = without_shared(0)
    covered = LIST.replace(
        parameters=(LIMIT,), criteria=(*LIST.criteria, *criteria("`?limit=0` answers 400 `validation_error`."))
    )
    assert found("TS", broken.with_endpoint(covered, "loans")) == []


@pytest.mark.parametrize(
    ("index", "at"), [(1, "errors#common 401 not_authenticated"), (2, "errors#common 403 forbidden")]
)
def test_a_stranger_whom_no_criterion_tries_is_found(index: int, at: str) -> None:
    broken = without_shared(index)
    assert found("TS", broken) == [("TS005", at)]
    assert found("TS", fixed("TS005", broken)) == []


def test_nobody_is_tried_where_nothing_is_secured() -> None:
    public = LIST.replace(access=Access("public"), criteria=LIST.criteria[:1])
    spec = without_shared(1).replace(errors=ERRORS.replace(criteria=ERRORS.criteria[:1]))
    assert found("TS", spec.replace(routers=(Router("loans", endpoints=(public,)),))) == []


def test_a_list_that_forgets_other_owners_is_found() -> None:
    broken = listing(criteria=LIST.criteria[:1])
    assert found("TS", broken) == [("TS005", "GET /api/loans")]
    assert found("TS", fixed("TS005", broken)) == []


@pytest.mark.parametrize("text", ["Every other field stays.", "`?status=out` brings rows of that status and no other."])
def test_other_things_are_not_other_owners(text: str) -> None:
    assert found("TS", listing(criteria=criteria(text))) == [("TS005", "GET /api/loans")]


OTHERS = [
    "Rows of other members never appear.",
    "Other users' loans never count.",
    "A loan of someone else is left out.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_owners_are_spoken_of_in_many_words(text: str) -> None:
    assert found("TS", listing(criteria=criteria(text))) == []


def test_an_id_of_another_owner_is_tried() -> None:
    forgetful = reading(criteria=READ.criteria[:1])
    assert ("TS005", "GET /api/loans/{loan_id}") in found("TS", forgetful)
    assert found("TS", fixed("TS005", forgetful)) == []


def test_rows_that_all_may_see_are_nobody_elses() -> None:
    assert found("TS", listing(scope=Scope("none"), criteria=LIST.criteria[:1])) == []


def test_mending_a_second_time_changes_nothing() -> None:
    broken = reading(criteria=()).replace(errors=ERRORS.replace(criteria=()))
    once = fixed("TS", broken)
    assert found("TS", once) == []
    assert fixed("TS", once) == once


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The answer comes quickly, with 200.", "quickly"),
        ("A wrong `due_at` is properly answered 400 and so on.", "properly"),
        ("Some loans are listed, as needed.", "some loans"),
        ("`GET /api/loans` should answer 200.", "should"),
    ],
)
def test_a_word_that_everybody_measures_differently_is_found(text: str, word: str) -> None:
    broken = SOUND.replace(routing=Routing(criteria=criteria(text)))
    assert found("TS002", broken) == [("TS002", f"routing#criterion 1 {text}")]
    assert word in messages("TS002", broken)[0]


@pytest.mark.parametrize(
    "text", ["A `fast` loan answers 201.", "Another loan, some other one, answers 404.", "It is easygoing: 200."]
)
def test_a_name_is_no_vague_word(text: str) -> None:
    assert found("TS002", reading(criteria=criteria(text))) == []


AGREED = [
    ("A loan answers 200.", "A loan of 1,201 days answers 200."),
    ("201 characters answer 404 `loan_not_found`.",),
    ("200, and the next request answers 410.",),
    ("A loan that was returned afterwards answers 418.",),
    ("After `DELETE /api/loans/{loan_id}` it answers 410.",),
    ("Without a token the answer is 401 `not_authenticated`.",),
    ("An id answers 200 or 404.", "An id answers 200 or 404."),
]


@pytest.mark.parametrize("texts", AGREED, ids=lambda texts: texts[0])
def test_criteria_that_agree_have_no_finding(texts: tuple[str, ...]) -> None:
    assert found("TS006", reading(criteria=criteria(*texts))) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("An id of a stranger answers 404.", "An id of a stranger answers 403."),
        ("A loan answers 202.",),
        ("201, and the loan is there.",),
        ("A wrong id is 422 `loan_not_found`.",),
    ],
    ids=lambda texts: texts[0],
)
def test_criteria_that_contradict_each_other_or_the_promise_are_found(texts: tuple[str, ...]) -> None:
    assert found("TS006", reading(criteria=criteria(*texts))) == [
        ("TS006", f"GET /api/loans/{{loan_id}}#criterion 1 {texts[-1]}")
    ]
