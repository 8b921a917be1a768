"""What a heading or a label is about: a model, its columns, or some other part of a document."""

import re
from typing import NamedTuple

NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+[.)]|[A-Z][.)])\s+")
LEAD = re.compile(
    r"^(?:table|model|entity|collection|tabla|tabela|entidade|entidad|modelo|테이블|모델)(?:\s+\d+)?\s*[:：.–—-]\s*|^table\s+(?=\S+$)",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s+(?P<kind>table|tabla|tabela|테이블|model|entity|schema|collection|modelo|entidade|entidad|엔티티|모델)?"
    r"(?:\s+(?:fields|columns|schema|definition|structure|attributes|details|model))*$",
    re.IGNORECASE,
)
DECLARING = frozenset({"table", "tabla", "tabela", "테이블", "collection"})
NAME = re.compile(r"[^\W\d][\w]*(?: [^\W\d][\w]*){0,2}$")
# Headings and labels whose bullets are columns of the model above them.
COLUMNS = re.compile(
    r"(?:(?:the|all|table|column|field|required|minimum|core|main|key|expected|database|sql|base)\s+)*(?:columns?|fields?|attributes?|properties|schema|structure"
    r"|definition|campos|columnas|colunas|atributos|propiedades|propriedades|estructura|estrutura|campi|필드|컬럼|속성|스키마)"
    r"(?:\s+(?:definitions?|specifications?|descriptions?|details?|list|only|adicionais|adicionales|names?))*$",
    re.IGNORECASE,
)
# Words of headings and labels that tell of something else than a model.
OTHER = frozenset(
    [
        "index",
        "indexes",
        "indices",
        "indexing",
        "constraint",
        "constraints",
        "relationship",
        "relationships",
        "relations",
        "migration",
        "migrations",
        "note",
        "notes",
        "overview",
        "enum",
        "enums",
        "enumerations",
        "query",
        "queries",
        "validation",
        "validations",
        "rule",
        "rules",
        "security",
        "performance",
        "strategy",
        "diagram",
        "database",
        "purpose",
        "description",
        "example",
        "examples",
        "sample",
        "usage",
        "considerations",
        "requirements",
        "criteria",
        "introduction",
        "summary",
        "references",
        "reference",
        "appendix",
        "configuration",
        "connection",
        "setup",
        "seed",
        "scope",
        "status",
        "version",
        "foreign",
        "keys",
        "unique",
        "primary",
        "check",
        "triggers",
        "trigger",
        "views",
        "view",
        "functions",
        "principles",
        "guidelines",
        "isolation",
        "integrity",
        "optimization",
        "optimizations",
        "backup",
        "monitoring",
        "maintenance",
        "future",
        "testing",
        "acceptance",
        "tables",
        "models",
        "entities",
        "schemas",
        "tablas",
        "tabelas",
        "entidades",
        "modelos",
        "relaciones",
        "relacionamentos",
        "relationen",
        "índices",
        "resumen",
        "resumo",
        "notas",
        "invariantes",
        "invariantes",
        "eventos",
        "reglas",
        "regras",
        "columns",
        "column",
        "fields",
        "field",
        "attributes",
        "definition",
        "definitions",
        "type",
        "types",
        "mapping",
        "decisions",
        "decisiones",
        "design",
        "context",
        "인덱스",
        "관계",
        "개요",
        "제약조건",
        "테이블목록",
        "response",
        "responses",
        "request",
        "requests",
        "endpoint",
        "endpoints",
        "error",
        "errors",
        "authentication",
        "authorization",
        "headers",
        "parameters",
        "body",
        "payload",
        "sql",
        "sqlmodel",
        "postgresql",
        "code",
        "implementation",
        "technology",
        "stack",
        "provider",
        "access",
        "control",
        "audit",
        "trail",
        "logging",
        "data",
        "phase",
        "steps",
        "step",
    ]
)
VERBS = frozenset(
    [
        "create",
        "get",
        "list",
        "update",
        "delete",
        "add",
        "remove",
        "fetch",
        "search",
        "toggle",
        "mark",
        "set",
        "find",
        "register",
        "login",
        "logout",
    ]
)


class Heading(NamedTuple):
    """The model that a heading names; `declared` says that it calls it a table, `table` gives the name in brackets."""

    name: str
    table: str = ""
    declared: bool = False


def is_columns(label: str) -> bool:
    """Whether the bullets under this label are the columns of a model."""
    return COLUMNS.match(NUMBER.sub("", plain(label)).strip(" :：")) is not None


def model_named(title: str) -> Heading | None:
    """The model that a heading names, if it names one: `### users (managed elsewhere)`, `## 2. Orders Table (`orders`)`."""
    text = plain(NUMBER.sub("", plain(title)))
    lead = LEAD.match(text)
    text = text[lead.end() :] if lead is not None else text
    bracket = re.search(r"\(([^()]*)\)", text)
    table = (
        bracket[1].strip(" `\"'")
        if bracket is not None and re.fullmatch(r"`\w+`|[a-z]+(?:_[a-z]+)+|[a-z]+s", bracket[1].strip())
        else ""
    )
    text = re.split(r"\s+[–—-]\s+|[:：(\[]|\s+\*", text, maxsplit=1)[0].replace("`", "").strip()
    tail = TAIL.search(text)
    kind = (tail["kind"] or "").lower() if tail is not None else ""
    name = text[: tail.start()] if tail is not None else text
    if NAME.match(name) is None:
        return None
    words = [word.lower() for word in re.split(r"[ _]", name)]
    alone = len(words) == 1 and (kind or lead is not None)
    if words[0] in VERBS or (not alone and any(word in OTHER for word in words)):
        return None
    return Heading(name, table, declared=kind in DECLARING or (lead is not None))


def is_identifier(title: str) -> bool:
    """Whether a heading is nothing but a name as tables have it, and so tells of a table by itself."""
    text = re.split(r"\s*[(\[]", NUMBER.sub("", plain(title)), maxsplit=1)[0].strip()
    return re.fullmatch(r"`[A-Za-z_]\w*`|[a-z][a-z0-9_]*", text) is not None


def plain(text: str) -> str:
    """A title without emphasis, pictures and the colon behind it."""
    return re.sub(r"\*\*|__(?=\w)|(?<=\w)__", "", text).strip(" \t:：#*").lstrip("\U0001f300-\U0001faff☀-➿️ ")
