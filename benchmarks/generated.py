"""Sound specifications of any size: accounts, and as many resources of five endpoints as it takes."""

from pathlib import Path
from typing import TypeVar

import msgspec

from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OPERATIONS, Resource, with_resource
from groundplan.architect.foundation import foundation
from groundplan.architect.understand.fields.reading import read_fields
from groundplan.documents.write import write
from groundplan.spec.api import Router
from groundplan.spec.conventions import Conventions
from groundplan.spec.model import Model
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec

FIELDS = "name (max 120), state (open, closed, done), amount (decimal(10,2)), description (optional)"
ROUTERS_A_FILE = 40
# Words that end in one of these make their plural with a plain s.
LETTERS = "bdfgklmnprtv"
Element = TypeVar("Element")


def specification(endpoints: int) -> Spec:
    """A specification with about so many endpoints, and no findings."""
    conventions = Conventions(name="Benchmark")
    accounts = with_accounts(foundation(conventions), conventions, "rotate")
    resource = Resource(Names("widgets"), read_fields(FIELDS), OPERATIONS, "owner")
    whole = with_resource(accounts, resource, conventions)
    router, model = whole.router("widgets"), whole.models_by_name["Widget"]
    [code] = [known for known in whole.errors.codes if known.code == "widget_not_found"]
    suffixes = [_letters(index) for index in range(max(1, (endpoints - 5) // 5))]
    others = tuple(known for known in whole.errors.codes if known != code)
    codes = (*others, *(_renamed(code, ErrorCode, suffix) for suffix in suffixes))
    return whole.replace(
        routers=(*accounts.routers, *(_renamed(router, Router, suffix) for suffix in suffixes)),
        models=(*accounts.models, *(_renamed(model, Model, suffix) for suffix in suffixes)),
        errors=whole.errors.replace(codes=codes),
    )


def documents(spec: Spec) -> dict[str, str]:
    """The documents of a specification, with its endpoints over several files."""
    files = write(spec)
    head, *sections = files["api/rest-endpoints.md"].split("\n## ")
    for number, start in enumerate(range(0, len(sections), ROUTERS_A_FILE)):
        name = "api/rest-endpoints.md" if number == 0 else f"api/endpoints-{number:03}.md"
        title = head if number == 0 else "# More endpoints\n"
        files[name] = "\n## ".join((title, *sections[start : start + ROUTERS_A_FILE])).rstrip("\n") + "\n"
    return files


def lay_down(folder: Path, endpoints: int) -> Spec:
    """Write the documents of a generated specification below `folder/specs`."""
    spec = specification(endpoints)
    for file, text in documents(spec).items():
        path = folder / "specs" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return spec


def _letters(index: int) -> str:
    text = ""
    for _ in range(4):
        index, rest = divmod(index, len(LETTERS))
        text = LETTERS[rest] + text
    return text


def _renamed(value: Element, type_: type[Element], suffix: str) -> Element:
    text = msgspec.json.encode(value).decode()
    text = text.replace("widget", f"widget{suffix}").replace("Widget", f"Widget{suffix}")
    return msgspec.json.decode(text, type=type_)
