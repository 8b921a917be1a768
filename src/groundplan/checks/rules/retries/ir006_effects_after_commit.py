"""A mail, a message or a call to another system says when it happens, and what becomes of it when it fails.

Sent before the commit it tells of a row that may never be there. Sent after it and lost, nobody learns of it, unless it is
written down and tried again. And the caller waits for it, or does not.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.retries.effects import LEAVES, leaving_effects
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

WHEN = Pattern(r"\bcommit|\boutbox\b|\btransaction\b|\bbackground\b|\basynchron|\bafter (?:the )?(?:answer|response)\b"
                  r"|\bbefore (?:the )?(?:answer|response)\b|\bwait", re.IGNORECASE)  # fmt: skip
FAILED = Pattern(r"\bretr(?:y|ies|ied)\b|\battempts?\b|\btried\b|\btries\b|\bfail|\bagain\b|\blost\b|\bbest effort\b"
                    r"|\bunaffected\b|\bdead letter", re.IGNORECASE)  # fmt: skip


@rule(
    "IR006",
    severity="warning",
    hears="endpoint",
    bad="- **Behavior**: create `Task` with `user_id` = caller\n- **Effect**: sends a mail to the caller",
    good="- **Behavior**: create `Task` with `user_id` = caller",
    source="OWASP API10:2023; Richardson, Transactional outbox",
)
def effects_after_commit(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    effects = tuple(leaving_effects(endpoint))
    if not effects:
        return
    shared = (note for note in (*spec.api.notes, *spec.routing.notes) if "effect" in note or LEAVES.search(note))
    said = " ".join((*endpoint.effects, *endpoint.notes, *(sentence for _, sentence in effects), *shared))
    told = " ".join((said, *(item.text for item in endpoint.criteria)))
    unsaid = [what for what, words in (("when it happens", WHEN), ("what becomes of it when it fails", FAILED))
              if not words.search(told)]  # fmt: skip
    if unsaid:
        part, sentence = effects[0]
        yield Fault(
            at=endpoint.address / part,
            message=f"“{sentence.rstrip('.')}” does not say {' or '.join(unsaid)}",
            mend="say it there: `after the commit, from an outbox, tried 5 times; the answer does not wait`",
        )
