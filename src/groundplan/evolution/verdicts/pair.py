"""One endpoint in two specifications."""

from typing import Literal, NamedTuple

from groundplan.spec.address import API, Address
from groundplan.spec.effective import router_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


class Pair(NamedTuple):
    """An endpoint as it was and as it is, each with its specification, and the ISO date of today."""

    before: Endpoint
    after: Endpoint
    old: Spec
    new: Spec
    today: str

    @property
    def at(self) -> Address:
        return self.after.address

    def origin(self, attribute: Literal["access", "scope", "rate_limits"]) -> Address:
        """The element whose word on a shared attribute differs: the endpoint, its router, or the API."""
        was, now = router_of(self.before, self.old), router_of(self.after, self.new)
        if was.name != now.name or getattr(self.before, attribute) != getattr(self.after, attribute):
            return self.at
        return now.address if getattr(was, attribute) != getattr(now, attribute) else API
