"""Names: those that OpenAPI allows for components and operations, each of them once, and those of statuses."""

import re
from collections.abc import Iterable
from http import HTTPStatus

from groundplan.spec.endpoint import Endpoint


def distinct(wanted: Iterable[str]) -> tuple[str, ...]:
    """A component name for each wanted one, in order: letters, digits, `.`, `-` and `_`, none of them twice."""
    taken: set[str] = set()
    names = []
    for text in wanted:
        plain = name = re.sub(r"[^A-Za-z0-9._-]+", "_", text) or "_"
        count = 1
        while name in taken:
            count += 1
            name = f"{plain}_{count}"
        taken.add(name)
        names.append(name)
    return tuple(names)


def operation_ids(endpoints: Iterable[Endpoint], base_path: str) -> tuple[str, ...]:
    """An id for each endpoint, made of method and path alone, so that no other change renames a client's function.

    `GET /api/tasks/{task_id}` is `get_tasks_by_task_id`.
    """
    return distinct(_operation_id(endpoint, base_path) for endpoint in endpoints)


def _operation_id(endpoint: Endpoint, base_path: str) -> str:
    base = base_path.rstrip("/")
    path = endpoint.path.removeprefix(base) if endpoint.path.startswith(f"{base}/") else endpoint.path
    spoken = re.sub(r"\{([^{}]*)\}", r"/by_\1/", path)
    words = [re.sub(r"[^A-Za-z0-9]+", "_", part).strip("_") for part in re.split(r"[/:]", spoken)]
    return "_".join((endpoint.method.lower(), *filter(None, words)))


def status_phrase(status: int) -> str:
    """`Not Found` for 404."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"
