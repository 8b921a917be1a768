"""Endpoints under another path, beside the old one for a while or instead of it."""

from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.spec.endpoint import Deprecation, Endpoint
from groundplan.spec.spec import Spec


def moved(spec: Spec, old: str, new: str, method: str = "") -> tuple[Endpoint, ...]:
    """The endpoints at a path and below it, or the one of a method, that are not under the new path yet."""
    return tuple(
        endpoint
        for endpoint in spec.endpoints
        if (endpoint.path == old or (not method and endpoint.path.startswith(f"{old}/")))
        and method in ("", endpoint.method)
        and endpoint.replace(path=_path(endpoint, old, new)).address not in spec.endpoints_by_address
    )


def with_moved(spec: Spec, old: str, new: str, endpoints: tuple[Endpoint, ...], end: Deprecation | None) -> Spec:
    """The specification with endpoints under another path; the old ones say their end, or are gone where there is none.

    Args:
        spec: what there is.
        old, new: what the paths begin with, and will.
        endpoints: those that move.
        end: since when the old ones are deprecated, and until when they answer.
    """
    for endpoint in endpoints:
        here = endpoint.replace(path=_path(endpoint, old, new))
        router = spec.router_by_endpoint[endpoint.address]
        spec, name = _home(spec, router.name, old, new)
        spec = spec.with_endpoint(here, name)
        if end is None:
            spec = spec.without_endpoint(endpoint)
        else:
            spec = spec.with_endpoint(with_end(endpoint, end.replace(replacement=str(here.address))), router.name)
    return spec.replace(routers=tuple(router for router in spec.routers if router.endpoints or router.prefix != old))


def with_end(endpoint: Endpoint, end: Deprecation) -> Endpoint:
    """The endpoint that says its end (RFC 9745, 8594), and does what it did until then."""
    status = next((response.status for response in endpoint.responses if response.status < 300), 200)
    headers = f"`Deprecation`{' and `Sunset`' if end.sunset else ''}"
    told = criteria(f"A valid request answers {status} with {headers}, and does what it did.")
    return endpoint.replace(deprecation=end, criteria=extended(endpoint.criteria, *told))


def _path(endpoint: Endpoint, old: str, new: str) -> str:
    return new + endpoint.path.removeprefix(old)


def _home(spec: Spec, standing: str, old: str, new: str) -> tuple[Spec, str]:
    """The router for the new path: one that has its prefix, or one like the old with another name and prefix."""
    fitting = [known for known in spec.routers if known.prefix and f"{new}/".startswith(f"{known.prefix}/")]
    if fitting:
        return spec, max(fitting, key=lambda known: len(known.prefix)).name
    router = spec.router(standing)
    assert router is not None
    prefix = new + router.prefix.removeprefix(old) if router.prefix.startswith(old) else new
    parts = [part for part in prefix.removeprefix(spec.api.base_path).split("/") if part and not part.startswith("{")]
    name = parts[-1] if spec.router(parts[-1]) is None else "-".join(parts)
    words = name.replace("-", " ")
    made = router.replace(
        name=name,
        title=words[0].upper() + words[1:],
        prefix=prefix,
        module=f"routers/{name.replace('-', '_')}",
        endpoints=(),
    )
    return spec.with_router(made), name
