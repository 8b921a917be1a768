"""What is understood of the endpoints of a document, one on a line: `POST /ferries user ?dry {name! note?} 201 409`."""

from groundplan.documents.read import read
from groundplan.spec.endpoint import Access, Endpoint


def heard(text: str) -> list[str]:
    """Each endpoint of a document in few words, so that cases read as a table; what nobody said is left out."""
    return [" ".join(_words(endpoint)) for endpoint in read({"api/ferries.md": text}).spec.endpoints]


def _words(endpoint: Endpoint) -> list[str]:
    query = [parameter.name for parameter in endpoint.parameters if parameter.location == "query"]
    fields = endpoint.body.fields if endpoint.body is not None else ()
    marks = {True: "!", False: "?", None: ""}
    words = [endpoint.method, endpoint.path, *_access(endpoint.access)]
    words += [f"?{','.join(query)}"] if query else []
    words += [f"{{{' '.join(field.name + marks[field.required] for field in fields)}}}"] if fields else []
    statuses = [answer.status for answer in endpoint.responses] + [error.status for error in endpoint.errors]
    return words + [str(status) for status in statuses]


def _access(access: Access | None) -> list[str]:
    names = {"public": "public", "authenticated": "user"}
    return [] if access is None else [names.get(access.kind) or ",".join(access.names)]
