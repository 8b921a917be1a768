"""The migration from one specification to another: what the tables have to go through, in steps."""

from groundplan.evolution.migrating.plan import migration_of, migration_plan

__all__ = ["migration_of", "migration_plan"]
