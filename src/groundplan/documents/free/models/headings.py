"""What a heading or a label is about: a model, its columns, or some other part of a document."""

import re
from typing import NamedTuple

NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+[.)]|[A-Z][.)])\s+")
LEAD = re.compile(
    r"^(?:table|model|entity|collection|tabla|tabela|entidade|entidad|modelo|테이블|모델)(?:\s+\d+)?\s*[:：.–—-]\s*"
    r"|^table\s+(?=(?-i:`?[a-z]\w*`?)$)",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s+(?P<kind>table|tabla|tabela|테이블|model|entity|schema|collection|modelo|entidade|entidad|엔티티|모델)?"
    r"(?:\s+(?:fields|columns|schema|definition|structure|attributes|details|model))*$",
    re.IGNORECASE,
)
DECLARING = frozenset({"table", "tabla", "tabela", "테이블", "collection"})
LONGEST = 300
BRACKET = re.compile(r"\(`?([a-z]\w*_\w+|(?<=`)\w+(?=`)|[a-z]\w*s)`?\)")
NAME = re.compile(r"[^\W\d][\w]*(?: [^\W\d][\w]*){0,2}$")
# Headings and labels whose bullets are columns of the model above them.
COLUMNS = re.compile(
    r"(?:(?:the|all|table|column|field|required|minimum|core|main|key|expected|database|sql|base)\s+)*"
    r"(?:columns?|fields?|attributes?|properties|schema|structure|definition|campos|columnas|colunas|atributos|propiedades|propriedades|estructura|estrutura|campi|필드|컬럼|속성|스키마)"
    r"(?:\s+(?:definitions?|specifications?|descriptions?|details?|list|only|adicionais|adicionales|names?))*$",
    re.IGNORECASE,
)
OPERATION = re.compile(
    r"(?:(?:(?:input|query|path|request|tool) )?(?:parameters?|params|arguments)|returns?|outputs?|inputs?"
    r"|(?:success |error )?responses?|requests?)(?: (?:schema|body|format|example))?(?: ?\(.*)?$",
    re.IGNORECASE,
)
# Headings and labels that end in one of these tell of something else than a model, unless they call it a table.
OTHER_WORDS = """
    access appendix application attributes auth authentication authorization backup body cases code column columns config
    configuration connection considerations constraint constraints context control criteria data database decisions
    decisiones definition definitions description design diagram diagrams endpoint endpoints entities entidades entity
    enum enumerations enums environment error errors eventos example examples field fields format functions guidelines
    headers implementation index indexes indexing indices índices integrity introduction invariantes isolation keys
    layer logging maintenance mapping migration migrations model models modelos monitoring notas note notes
    optimization optimizations overview parameters payload performance phase policies pooling principles provider purpose
    queries query recommendations reference references reglas regras relacionamentos relaciones relations relationship
    relationships request requests requirements response responses resumen resumo rule rules sample schema schemas
    scope security seed setup settings specification sql sqlmodel stack status steps strategy structure summary system
    tables tablas tabelas technology testing tests triggers type types usage validation validations values variables
    version views 개요 관계 인덱스 제약조건 테이블목록
"""
OTHER = frozenset(OTHER_WORDS.split())
# No name of a model holds one of these, or begins with one of those.
JOINING = frozenset(
    {"vs", "and", "or", "to", "for", "of", "the", "with", "by", "in", "from", "ao", "do", "da", "de", "table"}
)
LEADING_WORDS = """
    add complete create delete example fetch find get list login logout mark phase register remove required sample search
    set step toggle update
"""
LEADING = frozenset(LEADING_WORDS.split())
INDEX_PREFIXES = ("idx_", "ix_", "uq_", "fk_", "pk_", "ck_")


class Heading(NamedTuple):
    """The model that a heading names; `declared` says that it calls it a table, `table` gives the name in brackets."""

    name: str
    table: str = ""
    declared: bool = False


def is_columns(label: str) -> bool:
    """Whether the bullets under this label are the columns of a model."""
    return COLUMNS.match(re.sub(r"\s*\([^()]*\)", "", NUMBER.sub("", plain(label))).strip(" :：")) is not None


def is_part(title: str) -> bool:
    """Whether a heading below a model's still tells of that model: its indexes, rules or notes."""
    return any(word in OTHER for word in re.findall(r"[^\W\d_]+", title.lower()))


def model_named(title: str, *, among_tables: bool = False) -> Heading | None:
    """The model that a heading names, if it names one: `### users (managed elsewhere)`, `## 2. Orders Table`.

    Args:
        among_tables: whether the heading stands among tables, so that `### notes` is one as well.
    """
    text = plain(NUMBER.sub("", plain(title)))
    lead = LEAD.match(text)
    text = text[lead.end() :] if lead is not None else text
    bracket = BRACKET.search(text)
    text = re.split(r"\s+[–—-]\s+|[:：(\[]|\s+\*", text, maxsplit=1)[0].strip()
    bare = text.replace("`", "")
    tail = TAIL.search(bare)
    kind = (tail["kind"] or "").lower() if tail is not None else ""
    name = bare[: tail.start()] if tail is not None else bare
    words = name.lower().split(" ")
    if (
        NAME.match(name) is None
        or words[0].partition("_")[0] in LEADING
        or JOINING & set(words)
        or words[0].startswith(INDEX_PREFIXES)
    ):
        return None
    called_table = kind in DECLARING or lead is not None
    if words[-1] in OTHER and not called_table and not (among_tables and text == text.lower()):
        return None
    table = bracket[1] if bracket is not None else ""
    if table and not re.search(r"[A-Za-z]", name):
        name = table  # `사용자 (users)`: in code it can only be called what stands in brackets
    return Heading(name, table, declared=called_table and words[-1] not in OTHER)


def is_of_operation(label: str) -> bool:
    """Whether a label stands under something that is called, so that what is listed there travels."""
    return OPERATION.match(plain(label).strip(" :：")) is not None


def is_one_word(title: str) -> bool:
    """Whether a heading is nothing but a name, so that among tables it is one by itself."""
    text = re.split(r"\s*[(\[]", NUMBER.sub("", plain(title)), maxsplit=1)[0].strip()
    return re.fullmatch(r"`?[^\W\d]\w*`?", text) is not None


def plain(text: str) -> str:
    """A title without emphasis, pictures and the colon behind it."""
    words = " ".join(re.sub(r"\*\*|__(?=\w)|(?<=\w)__", "", text[:LONGEST]).split())
    return re.sub(r"^[^\w`(]+", "", words).strip(" \t:：#*")
