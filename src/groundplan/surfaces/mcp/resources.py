"""Resources: each document and each element of the specs, under an address of its own."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp_types import Resource

from groundplan.documents.proposal import FOLDER
from groundplan.spec.failure import GroundplanError, InvalidInput
from groundplan.surfaces.mcp.failures import sentence
from groundplan.surfaces.workbench import open_specs, shown

DOCUMENT = "groundplan://documents/"
ELEMENT = "groundplan://elements/"


class Library(MCPServer[Any]):
    """A server whose list of resources is made from the documents each time that it is asked for."""

    def __init__(self, specs: Path, **settings: Any) -> None:
        super().__init__(**settings)
        self._specs = specs
        self.resource(f"{DOCUMENT}{{+file}}", title="A document of the specs", mime_type="text/markdown")(
            self._document
        )
        self.resource(f"{ELEMENT}{{+name}}", title="An element of the specs", mime_type="text/markdown")(self._element)

    async def list_resources(self) -> list[Resource]:
        try:
            reading = open_specs(self._specs)
        except GroundplanError:
            return []  # there are no specs yet
        pages = [page for page in reading.pages if not page.file.startswith(f"{FOLDER}/")]
        return [
            *(
                Resource(uri=f"{DOCUMENT}{quote(page.file)}", name=page.file, mime_type="text/markdown")
                for page in pages
            ),
            *(
                Resource(uri=f"{ELEMENT}{quote(address, safe='/{}')}", name=address, mime_type="text/markdown")
                for page in pages
                for address in page.extents
            ),
        ]

    def _document(self, file: str) -> str:
        try:
            texts = open_specs(self._specs).texts
            if unquote(file) not in texts:
                raise InvalidInput(f"there is no document `{file}`")
            return texts[unquote(file)]
        except GroundplanError as error:
            raise ResourceNotFoundError(sentence(error)) from error

    def _element(self, name: str) -> str:
        try:
            return shown(open_specs(self._specs), unquote(name)).text
        except GroundplanError as error:
            raise ResourceNotFoundError(sentence(error)) from error
