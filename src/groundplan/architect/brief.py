"""What was understood of a request: which playbooks, with which slots."""

from typing import TYPE_CHECKING, Any

from groundplan.spec.model import Field
from groundplan.spec.noun import Noun

if TYPE_CHECKING:
    from groundplan.architect.playbook import Question


class Intent(Noun, frozen=True):
    """One thing that is asked for, in the slots that playbooks share; empty where the request does not say.

    Args:
        playbook: the name of the playbook that answers it.
        resource: the collection as the user wrote it, snake_case and plural: `tasks`.
        fields: what the request says of the resource's fields, typed; what it leaves open carries the playbook's default.
        operations: of `create`, `list`, `read`, `update`, `delete`; empty is all of them.
        scope: `owner` (each user their own), `shared` (all signed-in users), `public` (no sign-in), or empty.
        roles: role names in the order of the request.
        override: whether the highest role reaches the rows of others.
        filters: names of fields, as the user wrote them; one that ends with ` range` is bounded from both sides.
        sorts: names of fields that a list may be ordered by.
        sort_default: the order when nobody asks; `-` before it is descending.
        page_style, page_size, page_cap: `offset`, `page` or `cursor`; rows.
        other: a second collection: the parent of a nested resource, the far side of a link.
        names: names that only this playbook knows what to do with: the old and the new one of a field, the states of a row.
        key: what tells this apart from another intent of the playbook on the same resource: the name of a field.
        left: what the request names as if the resource had it, and it has not.
        quote: the words of the request that said it; playbooks read amounts, times and choices from them.
    """

    playbook: str
    resource: str = ""
    fields: tuple[Field, ...] = ()
    operations: tuple[str, ...] = ()
    scope: str = ""
    roles: tuple[str, ...] = ()
    override: bool = False
    filters: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    sort_default: str = ""
    page_style: str = ""
    page_size: int | None = None
    page_cap: int | None = None
    other: str = ""
    names: tuple[str, ...] = ()
    key: str = ""
    left: tuple[str, ...] = ()
    quote: str = ""

    def goes_on(self, more: "Intent") -> bool:
        """Whether another intent says more of the same thing."""
        return (self.playbook, self.resource, self.key) == (more.playbook, more.resource, more.key)

    def joined(self, more: "Intent") -> "Intent":
        """This intent with what another says on top of it; where both say one thing, this one counts."""
        values: dict[str, Any] = {}
        for name in self.__struct_fields__:
            mine, theirs = getattr(self, name), getattr(more, name)
            if name == "quote":
                values[name] = ". ".join(filter(None, (mine, theirs if theirs not in mine else "")))
            elif isinstance(mine, tuple):
                values[name] = (*mine, *(item for item in theirs if item not in mine))
            else:
                values[name] = mine or theirs
        return self.replace(**values)


class Brief(Noun, frozen=True):
    """All that a request asks for, in the order in which it has to be designed.

    Args:
        declined: set when code was asked for: the thing whose spec serves instead.
        unknown: what was not understood.
        aside: what stands beside what was understood, and asks for nothing that could be told.
        unfit: what was understood and no playbook plans; somebody has to design it.
        restated: the request in a reader's words, where they are not the user's.
        asks: what a reader has to know before it can tell what is asked for.
        assumed: what it took for granted instead of asking: the topic, and what it took.
    """

    request: str
    intents: tuple[Intent, ...] = ()
    declined: str = ""
    unknown: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    restated: tuple[str, ...] = ()
    asks: "tuple[Question, ...]" = ()
    assumed: tuple[tuple[str, str], ...] = ()
