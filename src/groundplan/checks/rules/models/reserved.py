"""Names that SQLModel and Pydantic need for themselves."""

MAPPED = frozenset({"metadata", "registry"})
VALIDATED = frozenset(
    {
        "construct", "copy", "dict", "json", "schema", "validate", "model_computed_fields", "model_config",
        "model_construct", "model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields",
        "model_fields_set", "model_json_schema", "model_post_init", "model_rebuild", "model_validate",
    }
)  # fmt: skip


def free_name(name: str) -> str:
    """The name, or one that no library needs: `metadata` is `extra_data`."""
    if name == "metadata":
        return "extra_data"
    return f"{name}_data" if name in MAPPED | VALIDATED else name
