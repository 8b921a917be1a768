"""A field in few words, so that cases read as a table: `deck: int required 1..9 =1`."""

from groundplan.spec.endpoint import Parameter
from groundplan.spec.model import SchemaField


def told(field: SchemaField | Parameter) -> str:
    """A field or parameter on one line; what nobody said is left out."""
    words = [field.name if field.type is None else f"{field.name}: {field.type}"]
    if field.required is not None and not (isinstance(field, Parameter) and not field.required):
        words.append("required" if field.required else "optional")
    if isinstance(field, SchemaField) and field.nullable:
        words.append("nullable")
    bounds = field.constraints.bounds
    if bounds.low is not None or bounds.high is not None:
        words.append(f"{'' if bounds.low is None else bounds.low}..{'' if bounds.high is None else bounds.high}")
    if field.default is not None:
        words.append(f"={field.default.value if field.default.kind == 'value' else field.default.kind}")
    return " ".join(words)
