"""How many there are."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.statistics import Counted, with_statistics
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.existing import fields_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

SUMMED = re.compile(r"\b(?:sum|total|revenue|turnover|amount|add(?:ed)? up)\b", re.IGNORECASE)


def _build(ground: Ground) -> Spec:
    group, *summed = ground.intent.names or ("",)
    return with_statistics(ground.spec, Counted(Names(ground.intent.resource), group, tuple(summed)))


def _reads(wish: Wish) -> Intent | None:
    meant = [m.field for m in fields_meant(wish)]
    group = next((f.name for f in meant if f.type is not None and f.type.kind in ("enum", "bool")), "")
    numbers = [f.name for f in meant if f.type is not None and f.type.numeric and SUMMED.search(wish.text)]
    return Intent("statistics", wish.resource, names=(group, *numbers))


playbook = Playbook(
    name="statistics",
    title="Count rows by time or by kind",
    calls=(
        "statistic|statistics",
        "how many per|each|by|day|week|month|there|a",
        "overview how many",
        "how many are|is|were|was open|done|closed|active|new|left",
        "how many know|see|tell|show|want",
        "dashboard number|count|figure|of|with|for|show|shows",
        "count|number|total|amount of per|by day|week|month|status|year|state",
        "chart|graph|trend|histogram of|by|per|show",
        "report|analytics|metrics|kpi|kpis per|by|of day|week|month|number|count",
        "aggregate|aggregated|aggregation",
        "sum|total|revenue|turnover by|per day|week|month|status",
        "daily|weekly|monthly number|count|total|figure|statistic|revenue|sum",
    ),
    example="a dashboard shows how many projects there are by status",
    near="many tickets come each day",
    stage="lists",
    targets=True,
    reads=_reads,
    touches=("errors",),
    options=lambda _: (Option("live", "Counted when it is asked for", _build),),
)
