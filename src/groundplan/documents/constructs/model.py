"""A model: `## Task`, its fields as a table, and the facts that tie it to others."""

import re
from collections.abc import Iterable

from groundplan.documents.constructs.duration import read_duration, write_duration
from groundplan.documents.constructs.plain_facts import name, sentence
from groundplan.documents.constructs.rules_cell import read_rules, write_rules
from groundplan.documents.constructs.shape_cells import cell, name_in, write_yes_no, yes_no
from groundplan.documents.constructs.type_text import read_default, read_type, write_default, write_type
from groundplan.documents.diagrams import state_diagram
from groundplan.documents.form import (
    Cells,
    Context,
    Diagram,
    Fact,
    Facts,
    Form,
    Lead,
    Notes,
    NotUnderstood,
    RowOut,
    Table,
    Values,
)  # fmt: skip
from groundplan.documents.inline import NOTHING, code, code_spans, codes, uncode
from groundplan.spec.model import (
    Check,
    ErrorRef,
    Field,
    Index,
    Model,
    Reference,
    Relationship,
    SoftDelete,
    StateMachine,
    Transition,
    Uniqueness,
    UniqueTogether,
)  # fmt: skip

HEAD = ("Field", "Type", "Null", "Default", "Rules", "Create", "Update", "Read")
REFERENCE = re.compile(r"(?:→|->) ?`(\w+)\.(\w+)`(?:, on delete (cascade|restrict|set null))?$")
ELSE = re.compile(r"(.*?),? ?else (\d{3}) `([^`]+)`$")
INDEXED = re.compile(r"((?:`[^`]+`(?: descending)?)(?: \+ `[^`]+`(?: descending)?)*)( ignoring case)?(?: where (.+))?$")
RELATION = re.compile(
    r"`(\w+)`, (many to one|one to many|one to one|many to many) `(\w+)`"
    r"(?: by `(\w+)`)?(?: through `(\w+)`)?(?:, back as `(?:\w+\.)?(\w+)`)?(?:, loaded (eager|batched|on demand))?$"
)
KEPT = re.compile(r"`(\w+)`(?:, kept (.+))?$")


def write_else(error: ErrorRef | None) -> str:
    return "" if error is None else f", else {error.status} {code(error.code)}"


def split_else(text: str) -> tuple[str, ErrorRef | None]:
    """A text and the error that its end `, else 409 `code`` names."""
    if match := ELSE.match(text):
        return match[1], ErrorRef(int(match[2]), match[3])
    return text, None


def _known(piece: str, more: dict[str, object]) -> bool:
    if piece == "primary key":
        more["primary_key"] = True
    elif piece == "indexed":
        more["indexed"] = True
    elif piece in ("secret", "personal"):
        more["sensitivity"] = piece
    elif piece.startswith("computed: "):
        more["computed"] = piece[10:].strip()
    elif match := REFERENCE.match(piece):
        more["references"] = Reference(match[1], match[2]).replace(on_delete=match[3])
    elif piece.startswith("unique"):
        rest, error = split_else(piece)
        if rest not in ("unique", "unique ignoring case"):
            return False
        more["unique"] = Uniqueness(rest != "unique", error)
    else:
        return False
    return True


def _rules(field: Field) -> str:
    more = []
    if field.primary_key:
        more.append("primary key")
    if field.references is not None:
        on_delete = field.references.on_delete
        target = code(f"{field.references.model}.{field.references.field}")
        more.append(f"→ {target}{f', on delete {on_delete}' if on_delete else ''}")
    if field.unique is not None:
        ignoring = " ignoring case" if field.unique.ignoring_case else ""
        more.append(f"unique{ignoring}{write_else(field.unique.error)}")
    if field.indexed:
        more.append("indexed")
    if field.sensitivity:
        more.append(field.sensitivity)
    if field.computed:
        more.append(f"computed: {field.computed}")
    return write_rules(field.constraints, more, _known)


def _field_rows(model: Model) -> Iterable[RowOut]:
    for field in model.fields:
        cells = (
            code(field.name),
            write_type(field.type),
            write_yes_no(field.nullable) if field.stored else NOTHING,
            write_default(field.default),
            _rules(field),
            field.create,
            field.update,
            field.read,
        )
        # An empty null cell of a column means that nobody decided; a dash that the value is never stored.
        blank = field.stored and field.nullable is None
        yield RowOut(f"field {field.name}", (*cells[:2], "?", *cells[3:]) if blank else cells)


def _read_field(cells: Cells) -> tuple[str, str, Field]:
    constraints, more = read_rules(cells.get("rules", ""), _known)
    null = cells.get("null", "?")
    stored = null != NOTHING
    field = Field(
        name=name_in(cells, "field"),
        type=read_type(cells.get("type", "")),
        nullable=None if null in (NOTHING, "?", "") else yes_no(cells, "null"),
        default=read_default(cells.get("default", "")),
        constraints=constraints,
        stored=stored,
    ).replace(
        create=_presence(cells, "create"),
        update=_presence(cells, "update"),
        read=_presence(cells, "read", ("yes", "once")),
        **more,
    )
    return f"field {field.name}", "fields", field


def _presence(cells: Cells, title: str, words: tuple[str, ...] = ("required", "optional")) -> str:
    text = cell(cells, title)
    if text in ("", *words):
        return text
    raise NotUnderstood(f"`{text}` under {title.capitalize()} is none of {', '.join(f'`{word}`' for word in words)}")


def _fields(fields: tuple[str, ...]) -> str:
    return " + ".join(code(name[1:]) + " descending" if name.startswith("-") else code(name) for name in fields)


def _read_fields(text: str) -> tuple[str, ...]:
    return tuple(
        f"-{name}" if piece.endswith(" descending") else name
        for piece in text.split(" + ")
        for name in code_spans(piece)
    )


def _write_key(item: UniqueTogether | Index) -> str:
    text = _fields(item.fields) + (" ignoring case" if item.ignoring_case else "")
    if item.where:
        text += f" where {item.where}"
    return text


def _matched_key(text: str) -> re.Match[str]:
    if (match := INDEXED.match(text)) is None:
        raise NotUnderstood(f"`{text}` names no fields: `user_id` + `created_at` descending")
    return match


def _read_unique(text: str) -> UniqueTogether:
    rest, error = split_else(text)
    match = _matched_key(rest)
    return UniqueTogether(_read_fields(match[1]), match[2] is not None, match[3] or "", error)


def _read_index(text: str) -> Index:
    match = _matched_key(text)
    return Index(_read_fields(match[1]), match[2] is not None, match[3] or "")


def _read_check(text: str) -> Check:
    return Check(*split_else(text))


def _write_relationship(item: Relationship) -> str:
    text = f"{code(item.name)}, {item.cardinality} {code(item.target)}"
    text += f" by {code(item.by)}" if item.by else ""
    text += f" through {code(item.through)}" if item.through else ""
    text += f", back as {code(f'{item.target}.{item.back}')}" if item.back else ""
    return text + (f", loaded {item.load}" if item.load else "")


def _read_relationship(text: str) -> Relationship:
    if (match := RELATION.match(text)) is None:
        raise NotUnderstood(f"`{text}` is no relationship such as `owner`, many to one `User` by `user_id`")
    name, cardinality, target, by, through, back, load = match.groups()
    found = Relationship(name, "many to one", target, by or "", back or "", through or "")
    return found.replace(cardinality=cardinality, load=load or "")


def _write_soft_delete(model: Model) -> str | None:
    said = model.soft_delete
    if said is None:
        return None
    return code(said.field) + (f", kept {write_duration(said.kept)}" if said.kept is not None else "")


def _read_soft_delete(text: str) -> Values:
    if (match := KEPT.match(text)) is None:
        raise NotUnderstood(f"`{text}` is no soft delete such as `deleted_at`, kept 30 days")
    return {"soft_delete": SoftDelete(match[1], None if match[2] is None else read_duration(match[2]))}


def _write_schemas(model: Model) -> str | None:
    if model.schemas is None:
        return None
    if model.schemas:
        return codes(model.schemas)
    return f"none; {model.unschemed}" if model.unschemed else "none"


def _read_schemas(text: str) -> Values:
    if text == "none" or text.startswith("none;"):
        return {"schemas": (), "unschemed": text.partition(";")[2].strip()}
    return {"schemas": code_spans(text)}


def _transition_rows(model: Model) -> Iterable[RowOut]:
    for move in model.states.transitions if model.states is not None else ():
        cells = (code(move.action), codes(move.sources), code(move.target), move.who, move.guard)
        yield RowOut(f"transition {move.action} {' '.join(move.sources)}", cells)


def _read_transition(cells: Cells) -> tuple[str, str, Transition]:
    sources = code_spans(cells.get("from", ""))
    move = Transition(name_in(cells, "action"), sources, name_in(cells, "to"), cell(cells, "who"), cell(cells, "guard"))
    return f"transition {move.action} {' '.join(sources)}", "transitions", move


def _states(model: Model, _: Context) -> tuple[str, ...]:
    return state_diagram(model)


FORM = Form(
    (
        Lead("description"),
        Table("fields", HEAD, _field_rows, _read_field, always=True),
        name("Table", "table", "the table that holds the rows", "tasks"),
        name("Owner", "owner", "the field that ties a row to its user", "user_id"),
        name("Tenant", "tenant", "the field that ties a row to its organisation", "organization_id"),
        sentence("Shared", "shared", "who sees the rows that nobody owns", "every signed-in user"),
        Facts(
            "Unique",
            "uniques",
            lambda item: _write_key(item) + write_else(item.error),
            _read_unique,
            lambda item, _: f"unique {' + '.join(item.fields)}{_told_apart(item)}",
            "fields that are unique together, also in some rows only, and the error when they are not",
            "`user_id` + `title` ignoring case where `deleted_at` is null, else 409 `task_title_taken`",
        ),
        Facts(
            "Index",
            "indexes",
            _write_key,
            _read_index,
            lambda item, _: f"index {' + '.join(item.fields)}{_told_apart(item)}",
            "an index, its fields in order, also over some rows only",
            "`user_id` + `created_at` descending where `deleted_at` is null",
        ),
        Facts(
            "Check",
            "checks",
            lambda item: item.condition + write_else(item.error),
            _read_check,
            lambda _, index: f"check {index}",
            "a condition that every row holds, and the error when it does not",
            "`starts_at` < `ends_at`, else 422 `period_invalid`",
        ),
        Facts(
            "Relationship",
            "relationships",
            _write_relationship,
            _read_relationship,
            lambda item, _: f"relationship {item.name}",
            "a named way to another model and back",
            "`owner`, many to one `User` by `user_id`, back as `User.tasks`, loaded eager",
        ),
        Fact(
            "Soft delete",
            _write_soft_delete,
            _read_soft_delete,
            "the field that marks a deleted row, and how long it is kept",
            "`deleted_at`, kept 30 days",
        ),
        name("Version", "version", "the field that counts changes, for optimistic locking", "version"),
        Fact(
            "States",
            lambda m: code(m.states.field) if m.states else None,
            lambda text: {"states_of": uncode(text)},
            "the field whose moves the table below allows",
            "`status`",
        ),
        Fact(
            "Schemas",
            _write_schemas,
            _read_schemas,
            "the schemas made of the fields, or `none` with a reason",
            "`TaskBase`, `TaskCreate`, `TaskRead`, `TaskUpdate`",
        ),
        Notes(),
        Table("transitions", ("Action", "From", "To", "Who", "Guard"), _transition_rows, _read_transition),
        Diagram("states", _states),
    )
)


def _told_apart(item: UniqueTogether | Index) -> str:
    return (" ignoring case" if item.ignoring_case else "") + (f" where {item.where}" if item.where else "")


def make_model(name: str, values: Values) -> Model:
    """The model of what was read."""
    field, transitions = values.pop("states_of", None), values.pop("transitions", ())
    if field is not None or transitions:
        values["states"] = StateMachine(field or "", transitions)
    return Model(name).replace(**values)
