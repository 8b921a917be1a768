"""Rows that stand below rows of their own kind."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.trees import DEEPEST, with_tree
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.known import collections
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

SUB = re.compile(r"\b(?:sub|child|nested)[ -]?(?P<what>[a-z]\w*)\b", re.IGNORECASE)
DEPTH = re.compile(r"\b(\d+|two|three|four|five)\s+(?:levels?|deep)\b", re.IGNORECASE)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


def _build(ground: Ground) -> Spec:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    if model is None:
        return ground.spec
    said = DEPTH.search(ground.intent.quote)
    depth = (NUMBERS.get(said[1].lower()) or int(said[1])) if said is not None else DEEPEST
    return with_tree(ground.spec, model, max(min(depth, 20), 2))


def _reads(wish: Wish) -> Intent | None:
    known = collections(wish.spec)
    for match in SUB.finditer(wish.text):
        word = match["what"].lower()
        name = next((name for name in known if word in (name, Names(name).one)), "")
        if name:
            return Intent("tree", name)
    named = [name for name in wish.named if name != "users"]
    # `tasks have parent tasks` names one kind only.
    if len(named) > 1:
        return None
    return Intent("tree", wish.resource)


playbook = Playbook(
    name="tree",
    title="Let rows stand below rows of their own kind",
    calls=(
        "parent of same|another|its|kind",
        "parent task|category|folder|comment|page|item|department|unit|ticket|project|row",
        "have|has a|one parent",
        "subtask|subtasks|subcategory|subcategories|subfolder|subfolders|subproject|subprojects|subticket|subtickets|subpage|subpages",
        "sub",
        "sub task|tasks|category|categories|folder|project|projects|ticket|tickets|page|item|items",
        "child|children task|category|folder|project|ticket|page|item|row",
        "tree|hierarchy|hierarchical of|structure|like",
        "nest|nested inside|into|in|under|below each|other|another|themselves|itself",
        "split|divide into smaller",
    ),
    example="projects can have subprojects, up to 3 levels deep",
    near="every ticket has a title of its own",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}", "errors", "GET", "POST", "PATCH", "PUT", "DELETE"),
    options=lambda _: (Option("adjacency", "A key to the row above, and a bound on the depth", _build),),
)
