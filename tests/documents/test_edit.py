"""An edit says what was wanted, and touches no line of anything else."""

from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.edit import edit
from groundplan.documents.read import read
from groundplan.documents.write import write
from groundplan.evolution.compare import compare
from groundplan.spec.address import Address
from groundplan.spec.api import Router
from groundplan.spec.endpoint import Criterion, Endpoint, Response
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from tests.documents.prose import FOREIGN, scattered
from tests.strategies.endpoints import rate_limits
from tests.strategies.specs import specs


def differing(one: Spec, other: Spec) -> list[str]:
    """What differs beside the order of elements, which a document's reader may choose."""
    return [
        str(part)
        for difference in compare(one, other).differences
        for part in difference.parts or (difference.address,)
        if part.part != "order"
    ]


def outside(text: str, address: Address) -> list[str]:
    """The lines of a document without those of one endpoint."""
    lines = text.split("\n")
    start = lines.index(f"### {address}")
    after = (i for i in range(start + 1, len(lines)) if lines[i].startswith(("## ", "### ")))
    return lines[:start] + lines[next(after, len(lines)) :]


def foreign_lines(text: str) -> list[str]:
    known = {line for foreign in FOREIGN for line in foreign.split("\n") if line and line != "```"}
    return [line for line in text.split("\n") if line in known]


@given(specs())
def test_no_difference_is_no_edit(spec: Spec) -> None:
    assert edit(read(write(spec)), spec) == {}


@given(specs(), specs())
def test_an_edited_document_says_the_new_spec(before: Spec, after: Spec) -> None:
    texts = write(before)
    edited = {f: t for f, t in {**texts, **edit(read(texts), after)}.items() if t is not None}

    assert differing(read(edited).spec, after) == []


@given(specs(min_endpoints=1), st.data())
def test_an_edit_keeps_every_line_outside_its_element(spec: Spec, data: st.DataObject) -> None:
    texts = data.draw(scattered(write(spec)))
    reading = read(texts)
    endpoint = data.draw(st.sampled_from(list(reading.spec.endpoints)))
    router = reading.spec.router_by_endpoint[endpoint.address].name
    changed = endpoint.replace(rate_limits=data.draw(rate_limits()), unlimited="")
    edits = edit(reading, reading.spec.with_endpoint(changed, router))
    assert set(edits) <= {"api/rest-endpoints.md"}
    for file, text in edits.items():
        assert text is not None
        assert outside(text, endpoint.address) == outside(texts[file], endpoint.address)
        assert foreign_lines(text) == foreign_lines(texts[file])


@given(specs(min_endpoints=1), specs(), st.data())
def test_foreign_text_survives_any_edit_that_keeps_its_element(spec: Spec, other: Spec, data: st.DataObject) -> None:
    texts = data.draw(scattered(write(spec)))
    reading = read(texts)
    after = reading.spec.replace(errors=other.errors, routing=other.routing, api=other.api)
    edited = {f: t for f, t in {**texts, **edit(reading, after)}.items() if t is not None}
    assert differing(read(edited).spec, after) == []
    for file in texts:
        assert foreign_lines(edited[file]) == foreign_lines(texts[file])


@given(specs(), specs())
def test_an_edit_made_twice_changes_nothing_the_second_time(before: Spec, after: Spec) -> None:
    texts = write(before)
    once = {f: t for f, t in {**texts, **edit(read(texts), after)}.items() if t is not None}
    reading = read(once)
    assert edit(reading, reading.spec) == {}


def test_columns_that_a_person_added_and_moved_are_kept() -> None:
    text = (
        "# Data model\n\n## Task\n\n"
        "| Field | Owner of it | Null | Type | Create | Update | Read | Rules | Default |\n"
        "| :-- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| `title` | Ann | no | str | required | optional | yes | 1..200 | — |\n"
        "| `note` | Bob | yes | text | optional | optional | yes | ≤ 500 | — |\n"
    )
    reading = read({"database/schema.md": text})
    [task] = reading.spec.models
    wider = task.fields[1].replace(nullable=False)
    [edited] = edit(reading, reading.spec.with_model(task.replace(fields=(task.fields[0], wider)))).values()
    assert edited == text.replace("| Bob | yes |", "| Bob | no |")


def test_a_wrapped_line_and_windows_line_ends_are_kept() -> None:
    text = (
        "# Errors\r\n\r\n- An optional field that is absent\r\n  is left out, never null.\r\n"
        "- Input is never echoed.\r\n\r\nMy own remark.\r\n"
    )
    reading = read({"api/errors.md": text})
    assert reading.spec.errors.notes == (
        "An optional field that is absent is left out, never null.",
        "Input is never echoed.",
    )
    without = reading.spec.replace(errors=reading.spec.errors.replace(notes=reading.spec.errors.notes[:1]))
    [edited] = edit(reading, without).values()
    assert edited == text.replace("- Input is never echoed.\r\n", "")


def test_each_of_two_rows_on_one_status_is_edited_where_it_stands() -> None:
    page, model = Response(200, media="text/html"), Response(200, "PageRead")
    endpoint = Endpoint("GET", "/pages", summary="List the pages.", responses=(page, model))
    before = Spec(routers=(Router("pages", "Pages", endpoints=(endpoint,)),))
    for responses in ((page.replace(media="text/plain"), model), (page, model.replace(schema="PageLine")), (model,)):
        after = before.with_endpoint(endpoint.replace(responses=responses), "pages")
        edited = write(before) | {f: t for f, t in edit(read(write(before)), after).items() if t is not None}
        assert next(iter(read(edited).spec.endpoints)).responses == responses


def test_items_that_replace_the_first_of_a_list_stand_in_that_list() -> None:
    endpoint = Endpoint("GET", "/a", criteria=tuple(map(Criterion, ("One.", "Two.", "Three."))))
    spec = Spec(routers=(Router("a", prefix="/a", endpoints=(endpoint,)),))
    texts = write(spec)
    anew = endpoint.replace(criteria=tuple(map(Criterion, ("Uno.", "Dos.", "Three."))))
    edited = edit(read(texts), spec.with_endpoint(anew, "a"))

    assert edited == {
        "api/rest-endpoints.md": texts["api/rest-endpoints.md"].replace("One.", "Uno.").replace("Two.", "Dos.")
    }


def test_a_table_that_comes_behind_rows_in_another_order_parts_none_of_them() -> None:
    table = "| Field | Type | Always | Meaning |\n| --- | --- | --- | --- |\n| `code` | str | yes | — |\n| `detail` | str | no | — |\n"
    texts = {"api/errors.md": f"# Errors\n\nOne body for all.\n\n{table}\n- A remark.\n"}
    reading = read(texts)
    errors = reading.spec.errors
    after = errors.replace(envelope=errors.envelope[::-1], codes=(ErrorCode(404, "lost"),), notes=())
    edited = edit(reading, reading.spec.replace(errors=after))["api/errors.md"]
    assert edited is not None and table in edited
    assert [code.code for code in read({"api/errors.md": edited}).spec.errors.codes] == ["lost"]
