"""Requests for implementation code, which are answered with the part of the specification that serves them."""

import re

from groundplan.architect.understand.known import mentioned
from groundplan.spec.address import AUTH, ERRORS, ROUTING
from groundplan.spec.spec import Spec

MAKES = (
    r"(?:write|implement|generate|code|program|give me|show me|produce|draft|need|provide|build|create|make|refactor|fix|want"
    r"|paste|output|send me)"
)
CODE = (
    r"(?:(?:fastapi|sqlmodel|sqlalchemy|pydantic|python|alembic|pytest)(?:\s+\w+){0,2}\s+(?:routes?|routers?|class(?:es)?"
    r"|models?|handlers?|functions?|scripts?|code|migrations?|tests?|files?|modules?|implementation|app|dependency|middleware)"
    r"|source code|the code|code for|python code|code snippet|implementation of|unit tests?|pytest\w*|alembic\w*"
    r"|(?:sqlmodel|pydantic|python|orm) class(?:es)?|router (?:file|module|code)|route (?:handler|function|code)s?"
    r"|function (?:that|which|for)|class (?:for|that)|sql (?:query|statement|script)s?|docker-?file|crud functions?"
    r"|(?:the|a|some) (?:route|router|handler|function|class|script|query|tests?) (?:for|that|to|of|which))"
)
REQUEST = re.compile(rf"\b{MAKES}\b[^.!?\n]{{0,60}}?\b{CODE}", re.IGNORECASE)
IMPLEMENT = re.compile(r"\b(?:implement|code up|program)\b(?!ation)", re.IGNORECASE)
SPECIFIES = re.compile(r"\bspec(?:s|ification|ifications|ify)?\b|\bdesign\b|\bdocument\b", re.IGNORECASE)
VERBS = {
    "POST": r"creat\w*|add\w*|insert\w*|mak\w+ an?\b|new\b",
    "PATCH": r"updat\w*|edit\w*|chang\w*|modif\w*",
    "DELETE": r"delet\w*|remov\w*",
    "GET": r"list\w*|read\w*|get\w*|fetch\w*|retriev\w*|show\w* (?:all|one)|find\w*",
}


def code_wanted(text: str) -> bool:
    """Whether code is asked for, and no specification."""
    if SPECIFIES.search(text) is not None:
        return False
    return REQUEST.search(text) is not None or IMPLEMENT.search(text) is not None


def serving_element(text: str, spec: Spec) -> str:
    """The address of the element that whoever writes the code needs; empty where there is none yet."""
    for collection in mentioned(text, spec):
        model = next(model for model in spec.models if model.table == collection)
        routers = [r for r in spec.routers if r.name == collection.replace("_", "-")]
        for method, verbs in VERBS.items():
            for router in routers if re.search(rf"\b(?:{verbs})", text, re.IGNORECASE) else ():
                for endpoint in router.endpoints:
                    if endpoint.method == method:
                        return str(endpoint.address)
        if re.search(r"\b(?:router?s?|endpoints?|handlers?)\b", text, re.IGNORECASE) and routers:
            return str(routers[0].address)
        return str(model.address)
    for word, address in (
        (r"jwt|token|login|auth|password", AUTH),
        (r"error|exception", ERRORS),
        (r"middleware|router", ROUTING),
    ):
        if re.search(rf"\b(?:{word})", text, re.IGNORECASE):
            return str(address)
    return ""
