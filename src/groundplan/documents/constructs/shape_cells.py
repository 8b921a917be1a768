"""Cells that fields of bodies, schemas and parameters share."""

from groundplan.documents.constructs.rules_cell import read_rules, write_rules
from groundplan.documents.constructs.type_text import read_default, read_type, write_default, write_type
from groundplan.documents.form import Cells, NotUnderstood, RowOut
from groundplan.documents.inline import NOTHING, code, uncode
from groundplan.spec.model import SchemaField

SHAPE_HEAD = ("Type", "Required", "Null", "Default", "Rules", "Meaning")


def cell(cells: Cells, title: str) -> str:
    """The text of a cell; nothing for a dash or where there is no such column."""
    text = cells.get(title, "")
    return "" if text == NOTHING else text


def name_in(cells: Cells, title: str) -> str:
    text = cells.get(title, "")
    return uncode(text) or text


def yes_no(cells: Cells, title: str) -> bool | None:
    """Whether a cell says yes or no; `None` where it says neither."""
    match cell(cells, title).lower():
        case "yes":
            return True
        case "no":
            return False
        case "":
            return None
        case other:
            raise NotUnderstood(f"`{other}` under {title.capitalize()} is neither `yes` nor `no`")


def write_yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def write_shape(field: SchemaField, part: str) -> RowOut:
    more: list[str] = [field.sensitivity] if field.sensitivity else []
    cells = (
        code(field.name),
        write_type(field.type),
        write_yes_no(field.required),
        write_yes_no(field.nullable),
        write_default(field.default),
        write_rules(field.constraints, more, _sensitivity),
        field.meaning,
    )
    return RowOut(part, cells)


def read_shape(cells: Cells, title: str) -> SchemaField:
    """The field of a row whose first column has this title."""
    constraints, more = read_rules(cells.get("rules", ""), _sensitivity)
    return SchemaField(
        name=name_in(cells, title),
        type=read_type(cells.get("type", "")),
        required=yes_no(cells, "required"),
        nullable=bool(yes_no(cells, "null")),
        default=read_default(cells.get("default", "")),
        constraints=constraints,
        meaning=cell(cells, "meaning"),
    ).replace(**more)


def _sensitivity(piece: str, more: dict[str, object]) -> bool:
    if piece in ("secret", "personal"):
        more["sensitivity"] = piece
        return True
    return False
