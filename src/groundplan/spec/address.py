"""Addresses name the elements of a specification and the parts of an element.

An address is the element, and, after `#`, the part: `GET /api/tasks`, `GET /api/tasks#query status`,
`model Task#field title`, `errors#code email_taken`. The same address finds the place in the documents.
"""

from functools import lru_cache
from typing import Self


class Address(str):
    """One element (`model Task`) or one part of it (`model Task#field title`)."""

    __slots__ = ()

    def __truediv__(self, part: str) -> "Address":
        return Address(f"{self}#{part}")

    @property
    def element(self) -> "Address":
        """The address without its part."""
        return Address(self.partition("#")[0])

    @property
    def part(self) -> str:
        """The part that is named, or nothing."""
        return str(self.partition("#")[2])

    @classmethod
    def endpoint(cls, method: str, path: str) -> "Address":
        return _endpoint(method, path)

    @classmethod
    def router(cls, name: str) -> Self:
        return cls(f"router {name}")

    @classmethod
    def model(cls, name: str) -> Self:
        return cls(f"model {name}")

    @classmethod
    def schema(cls, name: str) -> Self:
        return cls(f"schema {name}")

    @classmethod
    def decision(cls, slug: str) -> Self:
        return cls(f"decision {slug}")

    @classmethod
    def migration(cls, slug: str) -> Self:
        return cls(f"migration {slug}")


@lru_cache(maxsize=1 << 16)
def _endpoint(method: str, path: str) -> Address:
    # Endpoints are asked for their address more often than for anything else.
    return Address(f"{method} {path}")


API = Address("api")
ROUTING = Address("routing")
ERRORS = Address("errors")
AUTH = Address("auth")
