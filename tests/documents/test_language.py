"""Every word of the language reads its own example, and says it again in the same words."""

import pytest

from groundplan.documents.constructs import api, auth, endpoint, errors, model, record, router, routing, schema
from groundplan.documents.form import Fact, Facts, Form, all_parts

FORMS = {
    "endpoint": endpoint.FORM,
    "router": router.FORM,
    "api": api.API_FORM,
    "data": api.DATA_FORM,
    "routing": routing.FORM,
    "errors": errors.FORM,
    "model": model.FORM,
    "schema": schema.FORM,
    "auth": auth.FORM,
    "decision": record.DECISION_FORM,
    "migration": record.MIGRATION_FORM,
}
WORDS = [
    pytest.param(form, fact, id=f"{name} {fact.label}")
    for name, form in FORMS.items()
    for fact in all_parts(form.parts, (Fact, Facts))
]


@pytest.mark.parametrize(("form", "fact"), WORDS)
def test_a_word_reads_its_own_example(form: Form, fact: Fact | Facts) -> None:
    assert fact.says
    value = fact.read(fact.example)
    if isinstance(fact, Facts):
        assert fact.write(value) == fact.example
    else:
        assert value
