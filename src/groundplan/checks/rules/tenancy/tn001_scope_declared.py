"""Every model says whose its rows are: an owner's, an organisation's, or shared by whom.

It is the one fact that every query on the table depends on, and the one whose absence nobody sees until a customer
sees another's rows. The rows of a link model belong to those whom they tie together.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec


@rule(
    "TN001",
    severity="error",
    hears="model",
    bad="- **Table**: `tasks`",
    good="- **Table**: `tasks`\n- **Owner**: `user_id`",
    source="OWASP Multi-Tenant Security Cheat Sheet, §1",
)
def scope_declared(model: Model, spec: Spec) -> Iterator[Fault]:
    if model.shared and (model.owner or model.tenant):
        yield Fault(
            at=model.address / "shared",
            message=f"the rows of `{model.name}` are shared, and belong to somebody",
            mend="say one of the two; who else may read a row that is owned is said at the endpoint",
        )
    elif not (model.owner or model.tenant or model.shared or model.is_link):
        yield Fault(
            at=model.address,
            message=f"nothing says whose the rows of `{model.name}` are",
            mend="add `- **Owner**: `user_id``, `- **Tenant**: …`, or `- **Shared**:` with who sees them",
        )
