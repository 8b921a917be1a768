"""The types of the vocabulary in the notation of TypeScript: a quarter of the tokens of their JSON Schema."""

from typing import Any

import msgspec
from msgspec import inspect

from groundplan.spec.noun import Noun


def notation(*nouns: type[Noun]) -> str:
    """The types of some nouns and of all that they hold, a line each: `Filter = {field: string, operator?: "=" | …}`.

    A field with `?` may be left out, and then means that nothing is said.
    """
    lines: dict[str, str] = {}
    for noun in nouns:
        _write(inspect.type_info(noun), lines)
    return "\n".join(f"{name} = {{{fields}}}" for name, fields in lines.items())


def _write(info: Any, lines: dict[str, str]) -> str:
    """The name of a type in the notation; those that it needs are added to the lines."""
    match info:
        case inspect.StructType():
            name = str(info.cls.__name__)
            if name not in lines:
                lines[name] = ""  # a type may hold itself
                fields = (
                    f"{field.encode_name}{'' if field.required else '?'}: {_write(field.type, lines)}"
                    for field in info.fields
                )
                lines[name] = ", ".join(fields)
            return name
        case inspect.LiteralType():
            return " | ".join(msgspec.json.encode(value).decode() for value in info.values)
        case inspect.VarTupleType() | inspect.ListType() | inspect.CollectionType():
            item = _write(info.item_type, lines)
            return f"({item})[]" if " | " in item else f"{item}[]"
        case inspect.UnionType():
            said = (_write(one, lines) for one in info.types if not isinstance(one, inspect.NoneType))
            return " | ".join(dict.fromkeys(said))
        case inspect.IntType() | inspect.FloatType():
            return "number"
        case inspect.BoolType():
            return "boolean"
        case inspect.StrType():
            return "string"
        case _:
            raise TypeError(f"the notation has no word for {info}")
