"""Every error has one shape: `detail` and `code` always, `field` and `context` where they help.

A client that has to know which endpoint it called before it can read an error handles none of them.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS
from groundplan.spec.spec import Spec

ALWAYS = ("detail", "code")
KINDS = {"detail": ("str", "text"), "code": ("str",), "field": ("str",), "context": ("json",)}


@rule(
    "ER001",
    severity="error",
    hears="spec",
    bad="| `code` | str | no | one word for a program; it never changes |",
    good="| `code` | str | yes | one word for a program; it never changes |",
    source="Zalando #176; RFC 9457 §3",
)
def one_envelope(spec: Spec) -> Iterator[Fault]:
    if not any(True for _ in spec.endpoints):
        return
    known = {field.name: field for field in spec.errors.envelope}
    if not known:
        yield Fault(
            "nothing says what the body of an error holds", "add the table of the envelope: `detail`, `code`, …", ERRORS
        )
        return
    for name in ALWAYS:
        if name not in known:
            yield Fault(f"the envelope of errors has no `{name}`", f"add a row for `{name}`, always there", ERRORS)
        elif not known[name].always:
            message = f"`{name}` is not in every error, so a client cannot rely on it"
            yield Fault(message, "write `yes` under Always", ERRORS / f"envelope {name}")
    for name, kinds in KINDS.items():
        field = known.get(name)
        if field is not None and (field.type is None or field.type.kind not in kinds):
            yield Fault(
                f"`{name}` of the envelope is not {kinds[0]}", f"make it {kinds[0]}", ERRORS / f"envelope {name}"
            )
