"""A URL that a client sends is either never fetched, or it is said where it may lead.

A server that fetches what it is told to is sent to its own network: to the database, to the metadata of the cloud, and
there by a redirect where the first host looked well. A browser that is sent on hands its session to whom the link names.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.requests.inputs import Input, inputs_of, inputs_to, shared_inputs
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

SENT_ON = Pattern(r"(?:^|_)(?:redirect(?:_ur[il])?|return(?:_to|_ur[il])|success_ur[il]|cancel_ur[il])$")
NAMED = Pattern(r"(?:^|_)(?:callback|webhook)$|_ur[il]$")
NEVER = Pattern(
    r"\b(?:never|not|n't)\b.{0,30}\b(?:fetch|follow|open|request|call|load)(?:ed|s)?\b|\bonly (?:shown|stored|displayed|kept)\b"
    r"|\b(?:shown|stored|displayed|kept) only\b",
    re.IGNORECASE,
)
ABOUT_URLS = Pattern(r"\burls?\b|\buris?\b|\blinks?\b", re.IGNORECASE)
SCHEME = ("its schemes", Pattern(r"\bhttps?\b|\bschemes?\b", re.IGNORECASE))
HOSTS = ("its hosts", Pattern(r"\b(?:hosts?|domains?|private|internal|loopback|allow-?list)\b", re.IGNORECASE))
FETCHED = (
    SCHEME,
    HOSTS,
    ("redirects", Pattern(r"\bredirects?\b", re.IGNORECASE)),
    ("how long it is waited for", Pattern(r"\btime-?outs?\b|\b\d+ ?(?:s|ms|seconds?)\b", re.IGNORECASE)),
)


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    return _unguarded(inputs_of(endpoint), (*endpoint.notes, *_of_urls(spec)))


def _in_model(model: Model, spec: Spec) -> Iterator[Fault]:
    return _unguarded(inputs_to(model), tuple(_of_urls(spec)))


@rule(
    "RQ014",
    severity="warning",
    hears="spec",
    bad="| `hook_url` | url | no | — | ≤ 2000 | required | — | yes |",
    good=(
        "| `hook_url` | url | no | — | ≤ 2000; https only; no private hosts; no redirects; timeout 5 seconds "
        "| required | — | yes |"
    ),
    source="OWASP API7:2023; RFC 9700 §4.11",
    endpoints=_in_endpoint,
    models=_in_model,
)
def url_input_guard(spec: Spec) -> Iterator[Fault]:
    return _unguarded(shared_inputs(spec), tuple(_of_urls(spec)))


def _of_urls(spec: Spec) -> Iterator[str]:
    return (note for note in spec.api.notes if ABOUT_URLS.search(note))


def _unguarded(found: Iterator[Input], shared: tuple[str, ...]) -> Iterator[Fault]:
    for item in found:
        said = " ".join((*item.said, item.constraints.pattern, item.constraints.format, *shared))
        if not _is_url(item) or NEVER.search(said):
            continue
        asked = (SCHEME, HOSTS) if SENT_ON.search(item.name) else FETCHED
        unsaid = [what for what, words in asked if not words.search(said)]
        if len(unsaid) == len(FETCHED):
            message = f"nothing says whether the server fetches {item.told}"
            yield Fault(
                at=item.at,
                message=message,
                mend="add `never fetched` to its rules, or schemes, hosts, redirects, timeout",
            )
        elif unsaid:
            message = f"{item.told} is a URL, and nothing bounds {', '.join(unsaid)}"
            yield Fault(at=item.at, message=message, mend="add each to its rules: `https only; no private hosts`")


def _is_url(item: Input) -> bool:
    typed = item.type is not None and item.type.kind == "url"
    textual = item.type is None or item.type.textual
    return typed or (textual and (SENT_ON.search(item.name) or NAMED.search(item.name)) is not None)
