"""Labelled parts: `**Request Body:**`, `- Auth: public`, `#### Response — 200`, and what stands below each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from groundplan.documents.free.nodes import Bullet, Line, Node, Section, Table

BOLD = re.compile(r"(?:\*\*|__)(?P<label>[^*_][^*]{0,80}?)(?:\*\*|__)(?P<after>.*)$")
PLAIN = re.compile(r"(?P<label>[^\W\d][\w /&+’'-]{1,40}?(?:\s*\([^()]{0,40}\))?)\s*:(?P<after>\s.*|)$")
# `Response 204 No Content`, which needs no colon.
BARE = re.compile(
    r"(?P<label>response|returns?|respuesta|resposta|error|응답)\s+(?P<detail>[`*]*[1-5]\d\d\b[^:]*?)[:：]?$",
    re.IGNORECASE,
)
STATUS = re.compile(r"(?<![\w.])[1-5]\d\d(?![\w.%]|-\d)")
# A longer text is a sentence and no label.
LONGEST = 100
# Below these labels a plain bullet that begins in lower case is a field, whatever it is called: `- status: "open"`.
OF_FIELDS = frozenset(("body", "query", "path", "parameters", "headers", "validation"))
# What an answer has too, and says of itself: its own body, its headers, its status.
OF_ANSWERS = frozenset(("body", "headers", "status", "example", "note", "target"))
ANSWERS = frozenset(("answer", "error"))


class Labelled(NamedTuple):
    """A label in lower case without its marks, what follows on its line, and the nodes below it.

    `detail` is what the label holds beside its words: the status in `Response (201 Created)`.
    """

    label: str
    detail: str
    text: str
    line: int
    column: int
    nodes: tuple[Node, ...]


def labelled(text: str) -> tuple[str, str, str] | None:
    """The label of a line, its detail, and the rest; `None` where the line has no label."""
    bold = BOLD.match(text)
    if bold is not None:
        label, after = bold["label"].strip(), bold["after"].strip()
        closed = label.endswith(":") or after.startswith((":", "：")) or not after or after[0] in "`(–—-"
        if not closed:
            return None
        rest = re.sub(r"^[:：]\s*|^[–—-]+\s+", "", after)
    elif bare := BARE.match(text):
        return bare["label"].lower(), bare["detail"], ""
    else:
        plain = PLAIN.match(text.replace("：", ":"))
        if plain is None:
            return None
        label, rest = plain["label"], plain["after"].strip()
    label, detail = _split(label.strip(" :：*_`"))
    if rest.startswith("(") and (closing := rest.find(")")) > 0:
        detail, rest = f"{detail} {rest[1:closing]}".strip(), rest[closing + 1 :].lstrip(" :")
    return label.lower(), detail, rest


def _split(label: str) -> tuple[str, str]:
    """`Response (201 Created)` and `Response 200 – OK` as the words and the detail."""
    bracket = re.match(r"([^(]+?)\s*\(([^)]*)\)?\s*:?$", label)
    if bracket is not None:
        return bracket[1], bracket[2]
    status = STATUS.search(label)
    if status is not None and status.start() > 0:
        return label[: status.start()].strip(" -–—:`"), label[status.start() :]
    return label, ""


def parts(nodes: Sequence[Node], sections: Iterable[Section] = ()) -> tuple[tuple[Labelled, ...], tuple[Node, ...]]:
    """The labelled parts of some nodes, in order, and the nodes before the first label.

    A label on a line owns what follows up to the next label; one in a bullet owns what is indented below it, and what
    follows when nothing is. A sub-heading is a label too.
    """
    return _Parting().parted(nodes, sections)


class _Parting:
    def __init__(self) -> None:
        self.found: list[Labelled] = []
        self.below: list[Node] = []
        self.before: list[Node] = []
        self.open: Labelled | None = None
        self.listing = False  # whether the open label stands on a line of its own above what it labels

    def parted(
        self, nodes: Sequence[Node], sections: Iterable[Section]
    ) -> tuple[tuple[Labelled, ...], tuple[Node, ...]]:
        for node in _outdented(nodes):
            self._take(node)
        self._close()
        for section in sections:
            label, detail, text = _titled(section.title)
            inner, loose = parts(section.nodes, section.sections)
            own = _own(label, inner)
            everything = loose if own else (*loose, *_as_nodes(inner))
            self.found.append(Labelled(label.lower(), detail, text, section.line, section.column, everything))
            self.found += inner if own else ()
        return tuple(self.found), tuple(self.before)

    def _take(self, node: Node) -> None:
        said = labelled(node.text) if isinstance(node, Line | Bullet) else None
        if isinstance(node, Table) and (facts := _facts(node)):
            self._close()
            self.found += facts
        elif said is None or not isinstance(node, Line | Bullet) or not self._is_label(node, said):
            (self.before if self.open is None else self.below).append(node)
        else:
            self._close()
            self.open = Labelled(*said, node.line, node.column, node.children if isinstance(node, Bullet) else ())
            self.listing = isinstance(node, Line) and not said[2]

    def _is_label(self, node: Line | Bullet, said: tuple[str, str, str]) -> bool:
        """Whether a line that could be a label is one, and no field or case of the open one."""
        bold, known = node.text.startswith(("**", "__")), known_label(said[0])
        if self.open is None or isinstance(node, Line):
            return bold or known
        if not self.listing:
            return bold or known
        above = kind_of(self.open.label)
        if above in ANSWERS and kind_of(said[0]) in OF_ANSWERS:
            return False
        return bold or (known and not (above in OF_FIELDS and node.text[:1].islower()))

    def _close(self) -> None:
        if self.open is not None:
            self.found.append(self.open._replace(nodes=(*self.open.nodes, *self.below)))
        self.open, self.below, self.listing = None, [], False


def _outdented(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes, where a label that a formatter has indented below the last field of a list stands for itself again."""
    for node in nodes:
        if not isinstance(node, Bullet) or not node.children or _is_known(node):
            yield node
            continue
        at = next((at for at, child in enumerate(node.children) if _is_bold_label(child)), len(node.children))
        yield node._replace(children=node.children[:at])
        yield from node.children[at:]


def _titled(title: str) -> tuple[str, str, str]:
    """The label of a heading, its detail, and what it says at once: `#### Auth: required`."""
    said = labelled(title)
    if said is not None and said[2] and kind_of(said[0]):
        return said
    return (*_split(title.strip(" :*_`#")), "")


def _is_known(node: Line | Bullet) -> bool:
    said = labelled(node.text)
    return said is not None and bool(kind_of(said[0]))


def _is_bold_label(node: Node) -> bool:
    return isinstance(node, Line) and node.text.startswith("**") and _is_known(node)


def _facts(table: Table) -> list[Labelled]:
    """The facts of a table of two columns that has a label and what it says in every row."""
    if len(table.titles) != 2 or kind_of(table.titles[0]) or not table.rows:
        return []
    facts = [
        Labelled(row.text(0).strip(" *`").lower(), "", row.text(1), row.line, row.cells[0].column, ())
        for row in table.rows
    ]
    return facts if all(kind_of(fact.label) and fact.text for fact in facts) else []


def _own(label: str, inner: Sequence[Labelled]) -> bool:
    """Whether the labels inside a sub-section are parts of the endpoint, and not fields or cases of the section's."""
    of_answer = kind_of(label) in ANSWERS
    return any(known_label(part.label) and not (of_answer and kind_of(part.label) in OF_ANSWERS) for part in inner)


def _as_nodes(inner: Sequence[Labelled]) -> list[Node]:
    nodes: list[Node] = []
    for part in inner:
        detail = f" ({part.detail})" if part.detail else ""
        label = "" if kind_of(part.label) == "status" else f"{part.label}{detail}: "
        nodes.append(Line(f"{label}{part.text}", part.line, part.column))
        nodes += part.nodes
    return nodes


KINDS = {
    "auth": (
        r"(?:auth|authentication|authorization|authori[sz]ation required|auth(?:entication)? required|requires auth(?:entication)?"
        r"|security|permissions?|access(?: control| level)?|roles?|required roles?|autenticaci[oó]n|autentica[cç][aã]o|인증|권한|autenticazione)"
    ),
    "body": (
        r"(?:(?:json |http )?(?:request|req)(?: body| payload| json| data| schema| body schema| format| fields)?|body(?: parameters?| params?| schema| fields)?|payload|input(?: body)?"
        r"|form(?: data| fields| parameters)?|multipart(?: form)?|cuerpo(?: de la (?:petici[oó]n|solicitud))?|corpo(?: da requisi[cç][aã]o)?|요청(?: 본문| 바디)?|(?:request )?body \(json\)|richiesta)"
    ),
    "query": (
        r"(?:(?:url )?query(?: (?:string )?(?:parameters?|params?|string))?|filters?|filter(?:ing)? (?:parameters?|options)|search parameters?"
        r"|par[aá]metros de (?:consulta|query|busca)|query params|쿼리(?: 파라미터| 매개변수)?)"
    ),
    "path": r"(?:(?:path|url|route) (?:parameters?|params?|variables?)|par[aá]metros de (?:ruta|rota|path|caminho|url)|경로 (?:파라미터|매개변수|변수))",
    "parameters": r"(?:(?:request |input )?parameters?|params?|args|arguments|par[aá]metros|파라미터|매개변수|parametri)",
    "headers": r"(?:(?:request |required |http )?headers?|cabeceras|cabe[cç]alhos|헤더|encabezados)",
    "answer": (
        r"(?:(?:success(?:ful)?|ok|successful|expected|example|json|sample)?\s?(?:response|reply|result)s?(?: body| format| schema| example| codes?| status(?: codes?)?| payload| json)?"
        r"|success(?:es)?|returns?|on success|output|respuestas?(?: exitosa| de [eé]xito)?|respostas?(?: de sucesso)?|응답(?: 본문| 코드)?|성공(?: 응답)?|risposta|éxito|sucesso|retorna|retorno)"
    ),
    "error": (
        r"(?:(?:possible |common |potential )?errors?(?: response| code| case| status| handling| condition| scenario| example| schema)?s?(?: responses?| codes?)?|failures?|error (?:status )?codes?|exceptions?|errores(?: posibles)?|erros(?: poss[ií]veis)?"
        r"|on (?:error|failure)|failure responses?|에러(?: 응답| 코드)?|오류(?: 응답| 코드)?|errori)"
    ),
    "status": r"(?:(?:http |success |expected )?(?:status(?: codes?)?|response status(?: codes?)?|codes?)|http (?:status|code)s?|c[oó]digos(?: de (?:estado|status|respuesta|resposta))?|상태 코드)",
    "validation": r"(?:(?:field |input |request |body )?validations?(?: rules?)?|constraints?|rules?|requirements?|field (?:rules|constraints|requirements)|validaci[oó]n|validaciones|valida[cç][aã]o|유효성(?: 검사)?)",
    "summary": r"(?:description|summary|purpose|desc|descripci[oó]n|descri[cç][aã]o|prop[oó]sito|objetivo|설명|목적|overview)",
    "behavior": r"(?:behaviou?rs?|logic|business (?:logic|rules)|processing|flow|action|steps|comportamiento|comportamento|동작)",
    "effects": r"(?:side[- ]effects?|effects?|events?(?: published)?|efectos secundarios|efeitos colaterais)",
    "criteria": r"(?:acceptance criteria|acceptance tests?|criterios de aceptaci[oó]n|crit[eé]rios de aceita[cç][aã]o|수용 기준|criteri di accettazione)",
    "limit": r"(?:rate[- ]limit(?:s|ing)?|throttling|l[ií]mites?(?: de (?:tasa|taxa))?)",
    "paging": r"(?:pagination|paging|paginaci[oó]n|pagina[cç][aã]o|페이지네이션)",
    "retry": r"(?:idempoten(?:cy|t|ce)(?:[- ]key)?)",
    "method": r"(?:(?:http )?(?:method|verb)|m[eé]todo|메서드|메소드)",
    "target": r"(?:(?:endpoint|path|route|url|uri|endpoint url)|ruta|rota|caminho|경로|엔드포인트)",
    "example": r"(?:(?:example|sample|usage|curl|test)(?: request| usage| call| command| curl)?s?(?: example)?|request examples?|ejemplos?(?: de (?:uso|petici[oó]n|solicitud))?|exemplos?(?: de uso)?|예시|예제)",
    "note": r"(?:notes?|important|remarks?|notas?|비고|hinweis|see also|related)",
}  # fmt: skip
PATTERNS = {kind: re.compile(rf"{pattern}$", re.IGNORECASE) for kind, pattern in KINDS.items()}


@lru_cache(4096)
def kind_of(label: str) -> str:
    """What a label is about: `body`, `query`, `answer` …; empty for one that is not known."""
    if len(label) > LONGEST:
        return ""
    plain = re.sub(r"\s+", " ", re.sub(r"^[\W\d_]+|[\W_]+$", "", label))
    return next((kind for kind, pattern in PATTERNS.items() if pattern.match(plain)), "")


def known_label(label: str) -> bool:
    return bool(kind_of(label)) or bool(STATUS.match(label))
