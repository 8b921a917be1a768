"""Rules as a list and as a page, both made from the rule itself."""

from collections.abc import Sequence

import click
import msgspec

from groundplan.checks.rule import Rule
from groundplan.surfaces.cli.views.findings import COLOURS


def as_text(rules: Sequence[Rule]) -> str:
    """A line a rule; `fix` says that it can be mended, `off` that it does not run by default."""
    width = max((len(rule.name) for rule in rules), default=0)
    return "\n".join(
        f"{click.style(rule.code, fg=COLOURS[rule.severity])}  {rule.name.ljust(width)}  "
        f"{rule.severity.ljust(7)}  {'fix' if rule.fixable else '   '}  {'   ' if rule.default else 'off'}  {_first(rule.why)}"
        for rule in rules
    )


def _first(why: str) -> str:
    return why.partition("\n\n")[0].replace("\n", " ")


def page(rule: Rule) -> str:
    """The page of one rule, as Markdown."""
    mend = "`groundplan check --fix` mends it." if rule.fixable else "It is mended by hand."
    if rule.unsafe_fix is not None:
        mend = "`groundplan check --fix --unsafe` mends it, which decides what the API promises."
    runs = "always" if rule.default else "only where `--select` or the settings `select` or `severity` name it"
    bad, good = (_fenced(text) for text in (rule.bad, rule.good))
    parts = [
        f"# {rule.code} {rule.name}",
        f"- **Severity**: {rule.severity}\n- **Runs**: {runs}\n- **Source**: {rule.source}\n- **Fix**: {mend}",
        rule.why,
        f"Bad:\n\n{bad}",
        f"Good:\n\n{good}",
    ]
    return "\n\n".join(parts)


def _fenced(text: str) -> str:
    return f"````markdown\n{text.strip()}\n````"


def as_json(rules: Sequence[Rule]) -> str:
    """A list of objects with code, name, severity, default, fixable, why, bad, good, source."""
    names = ("code", "name", "severity", "default", "fixable", "why", "bad", "good", "source")
    document = [{name: getattr(rule, name) for name in names} for rule in rules]
    return msgspec.json.format(msgspec.json.encode(document)).decode()
