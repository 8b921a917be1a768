"""What is said of a name when somebody points at it, as Markdown."""

from collections.abc import Iterable

from groundplan.checks.registry import all_rules
from groundplan.checks.rule import Rule
from groundplan.documents.constructs.access_text import write_access
from groundplan.documents.form import Fact, Facts, Form, row_line
from groundplan.documents.pages import placed
from groundplan.spec.address import AUTH, ERRORS, Address
from groundplan.spec.effective import access_of, all_errors, schema_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.spec import Spec

NONE = "—"


def said_of(meaning: Address, spec: Spec) -> str:
    """What the specification says of an element or a part of one; empty where it says nothing."""
    kind, _, name = meaning.element.partition(" ")
    if meaning.element == ERRORS:
        return _code(meaning.part.removeprefix("code "), spec)
    if meaning.element == AUTH:
        return _role(meaning.part.removeprefix("role "), spec)
    if kind == "model" and (model := spec.models_by_name.get(name)) is not None:
        field = model.field(meaning.part.removeprefix("field "))
        return _model(model) if field is None else _table((field,))
    if kind == "schema" and (schema := schema_of(name, spec)) is not None:
        return _schema(schema)
    if (endpoint := spec.endpoints_by_address.get(meaning)) is not None:
        return _endpoint(endpoint, spec)
    router = spec.router(name) if kind == "router" else None
    return "" if router is None else f"**{router.title or router.name}**\n\n{len(router.endpoints)} endpoints"


def said_of_rule(code: str) -> str:
    """Why a rule holds, by its code; empty where there is no such rule."""
    rule: Rule | None = next((rule for rule in all_rules() if rule.code == code), None)
    return "" if rule is None else f"**{rule.code} {rule.name}**\n\n{rule.why}"


def said_of_fact(label: str, element: str, spec: Spec) -> str:
    """What a word of the language says, in the element in which it stands; empty for other words."""
    form = form_of(element, spec)
    fact = None if form is None else form.facts.get(label.lower())
    return "" if fact is None else _fact(fact)


def form_of(element: str, spec: Spec) -> Form | None:
    """The form of an element, by its address."""
    return next((place.form for place in placed(spec) if place.address == element), None)


def _fact(fact: Fact | Facts) -> str:
    return f"**{fact.label}**: {fact.says}\n\n```markdown\n- **{fact.label}**: {fact.example}\n```"


def _code(code: str, spec: Spec) -> str:
    for known in spec.errors.codes:
        if known.code == code:
            return f"**{known.status}** `{code}`\n\n{known.meaning}"
    found = [known for known in spec.errors.common if known.code == code]
    return "\n\n".join(f"**{known.status}** `{code}`\n\n{known.when}" for known in found)


def _role(name: str, spec: Spec) -> str:
    roles = spec.auth.roles if spec.auth is not None else ()
    return next((f"**role** `{name}`\n\n{role.may}" for role in roles if role.name == name), "")


def _model(model: Model) -> str:
    return f"**{model.name}** {model.description}\n\n{_table(model.fields)}"


def _schema(schema: Schema) -> str:
    return f"**{schema.name}** {schema.description}\n\n{_table(schema.fields)}"


def _table(fields: Iterable[Field | SchemaField]) -> str:
    rows = [("Field", "Type", "Null", "Must be sent"), ("---",) * 4]
    for field in fields:
        required = _sent(field) if isinstance(field, Field) else "yes" if field.required else "no"
        rows.append((f"`{field.name}`", str(field.type or NONE), "yes" if field.nullable else "no", required))
    return "\n".join(map(row_line, rows))


def _sent(field: Field) -> str:
    return f"create: {field.create}" if field.create else NONE


def _endpoint(endpoint: Endpoint, spec: Spec) -> str:
    access = access_of(endpoint, spec)
    who = NONE if access is None else write_access(access)
    answers = [f"{answer.status}" + (f" `{answer.schema}`" if answer.schema else "") for answer in endpoint.responses]
    errors = [f"{case.status}" + (f" `{case.code}`" if case.code else "") for case in all_errors(endpoint, spec)]
    return f"**{endpoint.address}**\n\n{endpoint.summary}\n\n- **Auth**: {who}\n- Answers {', '.join(answers + errors)}"
