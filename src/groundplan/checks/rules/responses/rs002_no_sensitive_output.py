"""No answer holds a password, a hash or a stored token.

What leaves once is in logs, caches and browser histories for good. A secret that is made for the client, like a fresh
token, is shown once, by the endpoint that makes it.
"""

from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

HIDDEN = Pattern(r"(?:^|_)(?:password|passwd|pwd)$|_hash$|^(?:totp|otp)_secret$|^secret$")
MAKES_SECRETS = ("sign in", "rotate", "create")


def _in_model(model: Model, _: Spec) -> Iterator[Fault]:
    for field in model.fields:
        secret = field.sensitivity == "secret" or HIDDEN.search(field.name) is not None
        if secret and field.read == "yes":
            message = f"`{model.name}.{field.name}` is a secret, and every answer with `{model.name}Read` holds it"
            yield Fault(message, "put `—` under Read, or `once`", model.address / f"field {field.name}")


@rule(
    "RS002",
    severity="error",
    hears="endpoint",
    bad="| `password_hash` | str | no | — | secret; ≤ 255; argon2id | — | — | yes |",
    good="| `password_hash` | str | no | — | secret; ≤ 255; argon2id | — | — | — |",
    source="OWASP API3:2023",
    models=_in_model,
)
def no_sensitive_output(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    makes = endpoint.behavior is not None and endpoint.behavior.verb in MAKES_SECRETS
    for response in () if makes else endpoint.responses:
        schema = spec.schemas_by_name.get(response.schema)
        for field in schema.fields if schema is not None else ():
            if field.sensitivity == "secret" or (field.type is not None and field.type.kind == "secret"):
                yield Fault(
                    f"the answer `{response.schema}` holds the secret `{field.name}`, and nothing here makes one",
                    "answer a schema without it",
                    endpoint.address / f"response {response.status}",
                )
