"""What was understood of a request: which playbooks, with which slots."""

from groundplan.spec.model import Field
from groundplan.spec.noun import Noun


class Intent(Noun, frozen=True):
    """One thing that is asked for, in the slots that playbooks share; empty where the request does not say.

    Args:
        playbook: the name of the playbook that answers it.
        resource: the collection as the user wrote it, snake_case and plural: `tasks`.
        fields: what the request says of the resource's fields, typed; what it leaves open carries the playbook's default.
        operations: of `create`, `list`, `read`, `update`, `delete`; empty is all of them.
        scope: `owner` (each user their own), `shared` (all signed-in users), `public` (no sign-in), or empty.
        roles: role names in the order of the request.
        admin_only: what only the highest role may do, as `delete tasks`.
        override: whether the highest role reaches the rows of others.
        filters: names of fields, as the user wrote them; one that ends with ` range` is bounded from both sides.
        sorts: names of fields that a list may be ordered by.
        sort_default: the order when nobody asks; `-` before it is descending.
        page_style, page_size, page_cap: `offset`, `page` or `cursor`; rows.
        quote: the words of the request that said it.
    """

    playbook: str
    resource: str = ""
    fields: tuple[Field, ...] = ()
    operations: tuple[str, ...] = ()
    scope: str = ""
    roles: tuple[str, ...] = ()
    admin_only: tuple[str, ...] = ()
    override: bool = False
    filters: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    sort_default: str = ""
    page_style: str = ""
    page_size: int | None = None
    page_cap: int | None = None
    quote: str = ""


class Brief(Noun, frozen=True):
    """All that a request asks for, in the order in which it has to be designed.

    `declined` is set when code was asked for: the thing whose spec serves instead. `unknown` is what was not understood.
    """

    request: str
    intents: tuple[Intent, ...] = ()
    declined: str = ""
    unknown: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
