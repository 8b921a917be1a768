"""A relationship from its other side."""

from groundplan.spec.model import Cardinality, Field, Model, Relationship

INVERSE: dict[Cardinality, Cardinality] = {
    "many to one": "one to many",
    "one to many": "many to one",
    "one to one": "one to one",
    "many to many": "many to many",
}


def other_side(relationship: Relationship, model: Model, target: Model) -> Relationship | None:
    """What the other model says of the same relationship, if it says anything."""
    return next(
        (
            other
            for other in target.relationships
            if other.target == model.name
            and other is not relationship
            and (other.name == relationship.back or other.back == relationship.name)
        ),
        None,
    )


def keys_between(relationship: Relationship, model: Model, target: Model) -> list[tuple[Model, Field]]:
    """The foreign keys that can hold a relationship, each with the model that has it."""
    sides = {
        "many to one": ((model, target),),
        "one to many": ((target, model),),
        "one to one": ((model, target), (target, model)),
    }.get(relationship.cardinality, ())
    return [
        (holder, field)
        for holder, pointed in dict.fromkeys(sides)
        for field in holder.fields
        if field.references is not None
        and field.references.model == pointed.name
        and relationship.by in ("", field.name)
    ]
