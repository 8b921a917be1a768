"""The roles of those who do what is not for everybody."""

from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.roles import with_roles
from groundplan.spec.conventions import Conventions
from groundplan.spec.spec import Spec


def with_roles_of(spec: Spec, wanted: tuple[str, ...], conventions: Conventions) -> Spec:
    """The specification that has these roles, and accounts that have them; `admin` manages accounts."""
    spec = with_accounts(spec, conventions, "rotate")
    declared = tuple(role.name for role in spec.auth.roles) if spec.auth is not None else ()
    missing = tuple(role for role in wanted if role not in declared)
    if not missing:
        return spec
    first = () if declared else ("member",)
    highest = () if "admin" in (*declared, *missing) else ("admin",)
    return with_roles(spec, (*first, *missing, *highest), "none", conventions)
