"""Endpoints out of claims: what each place says, joined where several speak of one, and what they disagree on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from groundplan.documents.free import access
from groundplan.documents.free.answers import Answer, answers
from groundplan.documents.free.gathering import Claim, bodies_sent
from groundplan.documents.free.labels import Labelled, kind_of
from groundplan.documents.free.nodes import Bullet, Fence, Line, Table
from groundplan.documents.free.shapes.field_table import columns_of
from groundplan.documents.free.shapes.named_fields import in_nodes
from groundplan.documents.free.shapes.parameters import placed_parameters, read_parameters
from groundplan.documents.free.shapes.reading import read_inline, read_shape, with_rules
from groundplan.documents.free.shapes.shape import Shape
from groundplan.spec.endpoint import Body, Criterion, Endpoint, ErrorCase, Location, Parameter, Response
from groundplan.spec.outline import Surety

SCHEMA = re.compile(
    r"\W*(?:an? |the )?(?:(?:json )?(?:object|body|array|list) (?:of|representing|containing)?\s*(?:an? )?)?`?(?P<name>[A-Z][A-Za-z0-9]+)`?(?P<rest>.*)$"
)
SAME = re.compile(
    r"\bsame (?:as|fields|body|request)\b|\bas (?:in|for) (?:create|post)\b|\bmismo|\bmesmo|\bigual (?:que|a)\b",
    re.IGNORECASE,
)
FORM = re.compile(r"multipart/form-data|application/x-www-form-urlencoded|text/csv", re.IGNORECASE)
BODIES = ("POST", "PUT", "PATCH")
# Who tells of one endpoint in more places than these says nothing new in the rest.
MOST_PLACES = 40
PARAMETER_COLUMN = re.compile(r"(?:query )?(?:param(?:eter)?s?|par[aá]metros?|파라미터)$", re.IGNORECASE)
FIELD_LIST = re.compile(r"(?P<sort>required|optional) (?:fields|properties|attributes)", re.IGNORECASE)
FROM_PATH = re.compile(r"\{([^}]*)\}")


class Part(NamedTuple):
    """Where a part of an endpoint is told, and how sure its reading is; line and column count from 1."""

    line: int
    column: int
    surety: Surety = "stated"


class FoundEndpoint(NamedTuple):
    """An endpoint, where each of its parts is told, and where two places say different things of it.

    `weight` is how much the richest place says; `doubts` are part, the two readings and their lines.
    """

    endpoint: Endpoint
    claim: Claim
    parts: dict[str, Part]
    doubts: tuple[tuple[str, str, str, int], ...] = ()

    @property
    def weight(self) -> int:
        return self.claim.weight


def found_endpoint(claim: Claim, inherited: access.Said | None) -> FoundEndpoint:
    """What one claim says of its endpoint, with what its section or document says of the access of all."""
    declared = claim.declared
    told: dict[str, Part] = {}
    own = access.of_endpoint(claim.parts, claim.loose, claim.cells, declared.line)
    given = own.access if own is not None else None if inherited is None else inherited.access_for(declared.path)
    if (said := own or inherited) is not None and given is not None:
        told["auth"] = Part(said.line, 1, "stated" if own is not None else "inherited")
    found = answers(claim.parts, claim.loose, claim.cells, declared.line)
    for answer in found:
        told[_part_of(answer)] = Part(answer.line, answer.column)
    body = _body(claim, told)
    endpoint = Endpoint(
        method=declared.method,
        path=declared.path,
        summary=_sentence(claim),
        access=given,
        parameters=_parameters(claim, told),
        body=body,
        responses=tuple(_response(answer) for answer in found if answer.status < 400),
        errors=tuple(ErrorCase(answer.status, answer.code, answer.when) for answer in found if answer.status >= 400),
        criteria=_criteria(claim.parts),
    )
    return FoundEndpoint(endpoint, claim, told)


def _sentence(claim: Claim) -> str:
    """What an endpoint is for: its description, the first line below it, or the title of its section."""
    described = next((part.text for part in claim.parts if kind_of(part.label) == "summary" and part.text), "")
    cell = next((text for title, text in claim.cells.items() if kind_of(title) == "summary"), "")
    named = claim.own is not None and claim.own.line != claim.declared.line
    title = (
        re.sub(r"^\W*\d+(?:\.\d+)*[.)]?\s*", "", claim.own.title).strip(" *`")
        if named and claim.own is not None
        else ""
    )
    return (described or claim.summary or cell or title).strip()[:300]


def _part_of(answer: Answer) -> str:
    return f"response {answer.status}" if answer.status < 400 else f"error {answer.status} {answer.code}"


def _response(answer: Answer) -> Response:
    media = "application/json" if answer.shown and not answer.schema and answer.status != 204 else ""
    return Response(answer.status, answer.schema, "list" if answer.many else "one", media=media, when=answer.when)


def _criteria(parts: Iterable[Labelled]) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(node.text, bool(node.task))
        for part in parts
        if kind_of(part.label) == "criteria"
        for node in part.nodes
        if isinstance(node, Bullet) and node.text
    )


def _parameters(claim: Claim, told: dict[str, Part]) -> tuple[Parameter, ...]:
    declared = claim.declared
    in_path = FROM_PATH.findall(declared.path)
    found: dict[str, Parameter] = {}
    for name in declared.query:
        found[name] = Parameter(name, "query")
        told.setdefault(f"query {name}", Part(declared.line, declared.column))
    places: dict[str, Location] = {"query": "query", "path": "path", "parameters": "query"}
    for part in claim.parts:
        kind = kind_of(part.label)
        if kind not in places:
            continue
        place: Location = "path" if "path" in part.detail.lower() else places[kind]
        sent = kind == "parameters" and _are_the_body(claim, part)
        for parameter in (
            placed_parameters(part.nodes) if sent else read_parameters(part.text, part.nodes, part.line, place)
        ):
            _take_parameter(parameter, in_path, found, told, part)
    for table in _parameter_tables(claim):
        for parameter in read_parameters("", (table,), table.line):
            _take_parameter(parameter, in_path, found, told, table)
    for title, text in claim.cells.items():
        if kind_of(title) == "query" and text.strip("-—– "):
            for parameter in read_parameters(text, (), declared.line):
                found.setdefault(parameter.name, parameter)
    return tuple(found.values())


def _take_parameter(
    parameter: Parameter, in_path: list[str], found: dict[str, Parameter], told: dict[str, Part], at: Labelled | Table
) -> None:
    if parameter.location == "query" and parameter.name in in_path:
        parameter = parameter.replace(location="path", required=True, default=None)
    if parameter.location != "path" or parameter.name in in_path:
        found[parameter.name] = parameter
        column = at.column if isinstance(at, Labelled) else 1
        told.setdefault(f"{parameter.location} {parameter.name}", Part(at.line, column))


def _parameter_tables(claim: Claim) -> Iterator[Table]:
    """The tables without a label that call what they list parameters, or say where each is sent."""
    for node in claim.loose:
        if not isinstance(node, Table) or not node.titles:
            continue
        if PARAMETER_COLUMN.match(node.titles[0].strip(" *`")) or {"name", "place"} <= columns_of(node).keys():
            yield node


def _are_the_body(claim: Claim, part: Labelled) -> bool:
    """Whether plain `Parameters` of a request that has a body are that body."""
    if claim.declared.method not in BODIES or "query" in part.detail.lower():
        return False
    return not any(kind_of(other.label) == "body" for other in claim.parts)


def _body(claim: Claim, told: dict[str, Part]) -> Body | None:
    for part in claim.parts:
        kind = kind_of(part.label)
        if kind == "body" or (kind == "parameters" and _are_the_body(claim, part)):
            if claim.declared.method == "GET" and not part.nodes and not part.text:
                continue
            body, inferred = _body_of(part)
            if body is not None and kind == "parameters":
                body = _without_others(body, part, claim.declared.path)
            if body is not None:
                body = _with_listed(_with_validation(body, claim), claim)
                told["request body"] = Part(part.line, part.column, "inferred" if inferred else "stated")
                for field in body.fields:
                    told[f"body {field.name}"] = told["request body"]
                return body
    for title, text in claim.cells.items():
        if kind_of(title) == "body" and text.strip("-—– "):
            return _body_in_words(text)
    return _among_parameters(claim, told) or _unlabelled(claim, told)


def _with_listed(body: Body, claim: Claim) -> Body:
    """The body with the fields of lists of their own: `Required Fields:` and `Optional Fields:` below a sample."""
    if body.schema or not body.fields:
        return body
    for part in claim.parts:
        if (label := FIELD_LIST.fullmatch(part.label.strip(" *:_"))) is None:
            continue
        required = label["sort"].lower() == "required"
        listed = {found.field.name: found.field for found in in_nodes(part.nodes)}
        known = {field.name for field in body.fields}
        kept = tuple(field.replace(required=required) if field.name in listed else field for field in body.fields)
        new = tuple(field.replace(required=required) for name, field in listed.items() if name not in known)
        body = body.replace(fields=(*kept, *new))
    return body


def _among_parameters(claim: Claim, told: dict[str, Part]) -> Body | None:
    """The body of which the list of parameters says field by field that they stand there: `title (body)`."""
    for part in claim.parts:
        listed = in_nodes(part.nodes) if kind_of(part.label) == "parameters" else []
        if fields := tuple(found.field for found in listed if found.place == "body"):
            told["request body"] = Part(part.line, part.column)
            return Body(fields=fields)
    return None


def _without_others(body: Body, part: Labelled, path: str) -> Body | None:
    """The body that a list of parameters is, without those that are said to be sent elsewhere."""
    others = {parameter.name for parameter in placed_parameters(part.nodes)} | set(FROM_PATH.findall(path))
    fields = tuple(field for field in body.fields if field.name not in others)
    return body.replace(fields=fields) if fields or body.schema else None


def _body_of(part: Labelled) -> tuple[Body | None, bool]:
    """The body of a labelled part, and whether its types were inferred."""
    media = FORM.search(f"{part.detail} {part.text}")
    shape = read_shape(part.nodes)
    inline = read_inline(part.text) if part.text and (shape is None or not shape.fields) else None
    for found in (shape, inline):
        if found is not None and found.fields:
            return _made(found, media[0].lower() if media else ""), found.inferred
    named = _schema_in(part)
    if named:
        return Body(named), False
    return None, False


def _made(shape: Shape, media: str) -> Body:
    return Body(fields=shape.fields, media=media or "application/json")


def _schema_in(part: Labelled) -> str:
    texts = [part.text, *(node.text for node in part.nodes if isinstance(node, Line | Bullet))]
    for text in texts[:2]:
        match = SCHEMA.match(text.strip())
        if match is not None and match["name"] not in ("None", "JSON", "Same", "Empty", "No", "A", "The", "Optional"):
            sure = re.search(r"`|[a-z][A-Z]", text) or re.match(r"`?\s+(?:object|schema|model)\b", match["rest"])
            return match["name"] if len(match["rest"]) < 60 and sure else ""
    return ""


def _body_in_words(text: str) -> Body | None:
    shape = read_inline(text.strip(" `"))
    match = SCHEMA.match(text)
    if shape is not None and shape.fields:
        return Body(fields=shape.fields)
    return Body(match["name"]) if match is not None and re.search(r"[a-z][A-Z]", match["name"]) else None


def _unlabelled(claim: Claim, told: dict[str, Part]) -> Body | None:
    """A sample that stands below a request without a label, before its answers, or the body of an example of one."""
    if claim.declared.method not in BODIES:
        return None
    examples = (node for part in claim.parts if kind_of(part.label) == "example" for node in part.nodes)
    sent = (body for node in examples if isinstance(node, Fence) for body in bodies_sent(node))
    for node in (*claim.loose, *sent):
        if isinstance(node, Fence) and node.language in ("json", "jsonc", "javascript", "js", "typescript", "ts"):
            shape = read_shape((node,))
            if shape is not None and shape.fields:
                told["request body"] = Part(node.line, 1, "inferred")
                return _with_validation(Body(fields=shape.fields), claim)
    return None


def _with_validation(body: Body, claim: Claim) -> Body:
    """The body with the rules that a list of its own tells of its fields."""
    for part in claim.parts:
        if kind_of(part.label) == "validation" and body.fields:
            shape = with_rules(Shape(body.fields), in_nodes(part.nodes))
            body = body.replace(fields=shape.fields)
    return body


def joined(found: Sequence[FoundEndpoint]) -> FoundEndpoint:
    """Several places that speak of one endpoint as one: the richest leads, the others fill in what it leaves open.

    What a place says of the access of its own endpoint goes before what others inherit.
    """
    first, *others = sorted(found, key=lambda one: -one.weight)[:MOST_PLACES]
    endpoint, told, doubts = _own(first), dict(first.parts), list(first.doubts)
    for other in others:
        doubts += disagreements(endpoint, _own(other), other.claim.declared.line)
        endpoint = filled(endpoint, _own(other))
        told = {**other.parts, **told}
    if endpoint.access is None:
        endpoint = endpoint.replace(access=next((one.endpoint.access for one in found if one.endpoint.access), None))
    else:
        told["auth"] = next(one.parts["auth"] for one in (first, *others) if _own(one).access is not None)
    return FoundEndpoint(endpoint, first.claim, told, tuple(doubts))


def _own(found: FoundEndpoint) -> Endpoint:
    """The endpoint without the access that it inherits."""
    inherits = "auth" in found.parts and found.parts["auth"].surety == "inherited"
    return found.endpoint.replace(access=None) if inherits else found.endpoint


def filled(one: Endpoint, other: Endpoint) -> Endpoint:
    names = {parameter.name for parameter in one.parameters}
    statuses = {case.status for case in one.errors}
    return one.replace(
        summary=one.summary or other.summary,
        access=one.access or other.access,
        parameters=(*one.parameters, *(p for p in other.parameters if p.name not in names and p.location != "path")),
        body=one.body or other.body,
        responses=one.responses or other.responses,
        errors=(*one.errors, *(case for case in other.errors if case.status not in statuses)),
        criteria=one.criteria or other.criteria,
    )


def disagreements(one: Endpoint, other: Endpoint, line: int) -> Iterator[tuple[str, str, str, int]]:
    """What two places say differently, as part, both readings, and the line of the second."""
    if (
        one.responses
        and other.responses
        and {r.status for r in one.responses}.isdisjoint(r.status for r in other.responses)
    ):
        yield "response", str(one.responses[0].status), str(other.responses[0].status), line
    if one.access is not None and other.access is not None and one.access.kind != other.access.kind:
        yield "auth", one.access.kind, other.access.kind, line
    if one.body is not None and other.body is not None and one.body.fields and other.body.fields:
        ours, theirs = ({field.name for field in body.fields} for body in (one.body, other.body))
        if ours.isdisjoint(theirs):
            yield "request body", ", ".join(sorted(ours)[:4]), ", ".join(sorted(theirs)[:4]), line


def resolved(found: Mapping[tuple[str, str], FoundEndpoint]) -> dict[tuple[str, str], FoundEndpoint]:
    """The endpoints, where `same as create` stands with the fields of what creates."""
    done = dict(found)
    for key, one in found.items():
        if one.endpoint.method not in ("PUT", "PATCH") or (one.endpoint.body is not None and one.endpoint.body.fields):
            continue
        part = next((part for part in one.claim.parts if kind_of(part.label) == "body"), None)
        text = (
            " ".join((part.text, *(n.text for n in part.nodes if isinstance(n, Line | Bullet))))
            if part is not None
            else ""
        )
        text = text or next((cell for title, cell in one.claim.cells.items() if kind_of(title) == "body"), "")
        if not SAME.search(text):
            continue
        source = found.get(("POST", key[1].rpartition("/{}")[0])) or found.get(("PUT", key[1]))
        if source is not None and source.endpoint.body is not None:
            optional = re.search(r"\boptional\b|\bpartial\b|opcional", text, re.IGNORECASE) is not None
            fields = tuple(f.replace(required=False) if optional else f for f in source.endpoint.body.fields)
            body = source.endpoint.body.replace(fields=fields)
            done[key] = one._replace(endpoint=one.endpoint.replace(body=body))
    return done
