"""What a project has already decided about its APIs; the architect's defaults."""

from typing import Literal

from groundplan.spec.finding import Place
from groundplan.spec.noun import Noun


class Conventions(Noun, frozen=True):
    """Lifetimes in seconds. `stated` says where a convention was read, by the name of its field here."""

    name: str = ""
    prefix: str = "/api"
    id_type: Literal["uuid", "int"] = "uuid"
    page_style: Literal["offset", "page", "cursor"] = "offset"
    page_size: int = 20
    page_cap: int = 100
    invalid_input: Literal[400, 422] = 400
    hidden_rows: Literal[403, 404] = 404
    algorithm: str = "HS256"
    access_lifetime: int = 15 * 60
    refresh_lifetime: int = 30 * 24 * 60 * 60
    password_hash: str = "argon2id"
    password_min: int = 12
    envelope: tuple[str, ...] = ("detail", "code", "field", "context")
    update_method: Literal["PATCH", "PUT"] = "PATCH"
    stated: tuple[tuple[str, Place], ...] = ()
    file: str = ""
