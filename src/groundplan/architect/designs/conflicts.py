"""Values that no two rows may share: what a second one answers, in which words."""

from groundplan.architect.designs.names import Names
from groundplan.spec.endpoint import ErrorCase
from groundplan.spec.model import ErrorRef, Field, Model
from groundplan.spec.outcome import ErrorCode


def taken(names: Names, field: Field) -> ErrorRef:
    """What a second row with the same value answers."""
    return ErrorRef(409, f"{names.one}_{field.name}_taken")


def uniques(model: Model) -> list[tuple[tuple[str, ...], ErrorRef]]:
    """Every unique rule of a model that answers an error: its fields and the error."""
    single = [((f.name,), f.unique.error) for f in model.fields if f.unique is not None and f.unique.error is not None]
    return [*single, *((unique.fields, unique.error) for unique in model.uniques if unique.error is not None)]


def conflicts(names: Names, model: Model) -> tuple[ErrorCase, ...]:
    """The errors of an endpoint that writes such rows."""
    whose = "the caller already has" if model.owner else "there already is"
    return tuple(
        ErrorCase(error.status, error.code, f"{whose} {names.a_word} with that {_sent(fields, model)}")
        for fields, error in uniques(model)
    )


def conflict_criterion(names: Names, case: ErrorCase) -> str:
    """What a test shows of one of them."""
    same = case.when.partition(" with that ")[2]
    return f"A second {names.word} with the same {same} answers {case.status} `{case.code}`, also at the same moment."


def conflict_codes(names: Names, model: Model) -> tuple[ErrorCode, ...]:
    """Their codes in the taxonomy."""
    whose = "the caller" if model.owner else "the API"
    return tuple(
        ErrorCode(
            409,
            error.code,
            "Conflict",
            fields[-1],
            meaning=f"{whose} has {names.a_word} with that {_sent(fields, model).replace('`', '')}",
        )
        for fields, error in uniques(model)
    )


def _sent(fields: tuple[str, ...], model: Model) -> str:
    """Those of the fields that a client can do something about, or the last."""
    sent = [name for name in fields if (field := model.field(name)) is not None and field.create] or fields[-1:]
    return " and ".join(f"`{name}`" for name in sent)
