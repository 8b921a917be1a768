"""OpenAPI 3.1 of a specification."""

from groundplan.exchange.openapi.document import export

__all__ = ["export"]
