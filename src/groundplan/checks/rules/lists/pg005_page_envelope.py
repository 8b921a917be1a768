"""Pages have one shape in all of the API, and a page without rows is a page.

A bare list has no place for the way to the next page. A list that answers 404 or nothing when no row matches makes every
client treat the commonest case as an error.
"""

from collections import Counter
from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import is_list, schema_of
from groundplan.spec.endpoint import Endpoint, Response
from groundplan.spec.spec import Spec

LEADS_ON = frozenset({"next_cursor", "next", "total", "has_more", "next_page"})


def _in_list(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    for response in endpoint.responses if endpoint.pagination is not None else ():
        if not _is_page(response, spec):
            yield Fault(
                at=endpoint.address / f"response {response.status}",
                message="the list has pages, and its answer has no place for the way to the next one",
                mend=f"answer `page of `{response.schema}``" if response.schema else "answer a page of a schema",
            )
    for response in endpoint.responses if is_list(endpoint) else ():
        if response.status == 204:
            yield Fault(
                at=endpoint.address / "response 204",
                message="a list without rows answers no body",
                mend="answer 200 with an empty page",
            )
    if is_list(endpoint) and not endpoint.path_names and endpoint.method == "GET":
        for case in endpoint.errors:
            if case.status == 404:
                yield Fault(
                    at=endpoint.address / f"error 404 {case.code}",
                    message="a list that nothing matches is empty, and not missing",
                    mend="take the 404 out, and answer 200 with an empty page",
                )


@rule(
    "PG005",
    severity="error",
    hears="spec",
    bad="| 200 | list of `TaskRead` | always, also when nothing matches; `total`",
    good="| 200 | page of `TaskRead` | always, also when nothing matches; `total`",
    source="Zalando #248; AIP-158",
    endpoints=_in_list,
)
def page_envelope(spec: Spec) -> Iterator[Fault]:
    # A list that says why it pages otherwise is no measure for the others.
    paged = [
        (endpoint, paging)
        for endpoint in spec.endpoints
        if (paging := endpoint.pagination) is not None and not any(paging.style in note for note in endpoint.notes)
    ]
    usual = next((style for style, _ in Counter(paging.style for _, paging in paged).most_common(1)), "")
    for endpoint, paging in paged:
        if paging.style != usual:
            yield Fault(
                at=endpoint.address / "pagination",
                message=f"pages by {paging.style} stand beside pages by {usual}",
                mend=f"page it by {usual} as the others, or say in a note why it is by {paging.style}",
            )


def _is_page(response: Response, spec: Spec) -> bool:
    """Whether an answer is a page, or a schema of the project's own with rows and a way on; errors are none."""
    if response.shape == "page" or not response.schema:
        return True
    schema = schema_of(response.schema, spec)
    if schema is None or response.shape == "list":
        return schema is None and response.shape == "one"
    names = {field.name for field in schema.fields}
    holds = any(field.type is not None and field.type.kind == "list" for field in schema.fields)
    return holds and bool(names & LEADS_ON)
