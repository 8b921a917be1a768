"""Two states of the specs, compared as clients see them."""

from pathlib import Path

from groundplan.documents.read import read
from groundplan.documents.workspace import Workspace
from groundplan.evolution.compare import compare
from groundplan.evolution.migrating import migration_plan
from groundplan.evolution.verdicts import Level, Verdict, judge
from groundplan.evolution.verdicts.verdict import at_least
from groundplan.evolution.wording import worded
from groundplan.spec.failure import SpecsMissing
from groundplan.spec.noun import Noun
from groundplan.spec.record import MigrationStep
from groundplan.spec.spec import Spec


class Compared(Noun, frozen=True):
    """What became of the specs.

    Args:
        before, after: what the two states are called.
        verdicts: on each change that clients meet, the gravest first.
        unseen: each changed element that clients do not see, in a few words.
        steps: what the database goes through.
    """

    before: str
    after: str
    verdicts: tuple[Verdict, ...] = ()
    unseen: tuple[str, ...] = ()
    steps: tuple[MigrationStep, ...] = ()

    def fails(self, least: Level) -> bool:
        """Whether a change is at least this grave."""
        return any(at_least(verdict.level, least) for verdict in self.verdicts)


def compared(specs: Path, before: str, after: str, today: str) -> Compared:
    """What the change from one state of the specs to another means.

    Args:
        specs: the specs folder.
        before, after: a folder or, where there is none of that name, a git revision; empty for the specs as they are.
        today: the ISO date that deprecations are held against.

    Raises:
        SpecsMissing: there are no specs, in neither state or in a folder.
        InvalidInput: a state is neither a folder nor a revision, or a document in it cannot be read.
    """
    old, new = _spec(specs, before), _spec(specs, after)
    if old is None and new is None:
        raise SpecsMissing(f"neither state has specs in `{specs}`", mend="name their folder with `--specs DIR`")
    return _compared(old or Spec(), new or Spec(), before or str(specs), after or str(specs), today)


def _compared(old: Spec, new: Spec, before: str, after: str, today: str) -> Compared:
    verdicts = judge(old, new, today)
    seen = {address for verdict in verdicts for address in (verdict.at.element, verdict.origin)}
    differences = compare(old, new).differences
    unseen = (each for each in differences if seen.isdisjoint((each.address, each.was)))
    return Compared(before, after, verdicts, tuple(map(worded, unseen)), migration_plan(old, new))


def _spec(specs: Path, state: str) -> Spec | None:
    """What a state says; `None` where a revision has no specs."""
    folder = Path(state) if state else specs
    if not state or folder.is_dir():
        return read(Workspace(folder).texts()).spec
    from groundplan.surfaces.revisions import texts_at

    texts = texts_at(state, specs)
    return read(texts).spec if texts else None
