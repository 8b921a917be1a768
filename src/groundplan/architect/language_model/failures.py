"""What a provider can fail with, in words of ours: never a key, a header or the body of an answer."""

import re

from pydantic_ai.exceptions import (
    ContentFilterError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelContextWindowExceededError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestTimeout,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
    OutputTokenLimitExceeded,
    UsageLimitExceeded,
    UserError,
)

from groundplan.spec.failure import ModelFailed

AGAIN = "try again later, or with another model"
EXTRA = re.compile(r"pydantic-ai-slim\[([\w-]+)\]")
VARIABLE = re.compile(r"`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`")


def unavailable(error: Exception, name: str) -> ModelFailed:
    """Why there is no model of a name."""
    provider = name.partition(":")[0]
    if isinstance(error, ImportError):
        extra = EXTRA.search(str(error))
        return ModelFailed(
            f"models of `{provider}` need a package that is not installed",
            mend=f'install it: pip install "pydantic-ai-slim[{extra[1] if extra else provider}]"',
        )
    if variables := VARIABLE.findall(str(error)):
        wanted = " or ".join(f"`{variable}`" for variable in dict.fromkeys(variables))
        return ModelFailed(
            f"`{provider}` is not set up: an environment variable is missing", mend=f"set {wanted} and try again"
        )
    return ModelFailed(
        f"no provider is called `{provider}`",
        mend="name one that pydantic-ai knows, as `openai:`, `anthropic:`, `google:`, `mistral:`, `groq:` or `ollama:`",
    )


def request_failed(error: Exception, name: str, timeout: float) -> ModelFailed:
    """Why a request was not answered."""
    status = f" (status {error.status_code})" if isinstance(error, ModelHTTPError) else ""
    match error:
        case TimeoutError() | ModelTimeoutError() | ModelRequestTimeout():
            return ModelFailed(
                f"`{name}` did not answer within {timeout:g} seconds",
                mend="try again, or allow more with `model-timeout` in the settings",
            )
        case ModelAuthenticationError():
            return ModelFailed(
                f"the provider of `{name}` does not accept the API key{status}",
                mend=f"set {_key_variable(name)} to a key that may use this model",
            )
        case ModelNotFoundError():
            return ModelFailed(
                f"the provider knows no model `{name.partition(':')[2]}`{status}",
                mend="look up how it calls the model, and whether its base URL is the right one",
            )
        case ModelQuotaExceededError():
            return ModelFailed(
                f"the account at the provider of `{name}` has used up what it may use{status}", mend=AGAIN
            )
        case ModelRateLimitError():
            pause = error.retry_after
            when = "" if pause is None else f"; it asks to wait {pause:g} seconds"
            return ModelFailed(f"the provider of `{name}` lets no more requests in for now{status}{when}", mend=AGAIN)
        case ModelContextWindowExceededError():
            return ModelFailed(
                f"the request is longer than `{name}` can read{status}",
                mend="show it less with `model-budget` in the settings, or ask for less at a time",
            )
        case ModelConnectionError(phase="connect"):
            return ModelFailed(
                f"the provider of `{name}` cannot be reached", mend="look at the network and at the base URL"
            )
        case ModelConnectionError():
            return ModelFailed(f"the connection to the provider of `{name}` broke off", mend=AGAIN)
        case ModelHTTPError(status_code=code) if code < 500:
            return ModelFailed(
                f"the provider of `{name}` refused the request{status}",
                mend="it may not offer tools to this model; try another one",
            )
        case UserError():
            return ModelFailed(
                f"`{name}` cannot be asked in this way", mend="try another model; it has to be able to call tools"
            )
        case ModelServerError() | ModelUnavailableError() | ModelHTTPError():
            return ModelFailed(f"the provider of `{name}` failed{status}", mend=AGAIN)
        case _:
            return ModelFailed(f"what the provider of `{name}` answered cannot be read", mend=AGAIN)


def run_failed(error: Exception, name: str) -> ModelFailed:
    """Why the answers of a model came to nothing."""
    match error:
        case ContentFilterError():
            return ModelFailed(
                f"`{name}` refused to answer, or a filter of its provider stopped it",
                mend="say the request in other words, or try another model",
            )
        case OutputTokenLimitExceeded():
            return ModelFailed(
                f"the answer of `{name}` was cut off, since it is too long", mend="ask for less at a time"
            )
        case UsageLimitExceeded():
            return ModelFailed(f"`{name}` went on asking and came to no end", mend=AGAIN)
        case _:
            return ModelFailed(f"`{name}` gave no answer in the form that was asked for", mend=AGAIN)


def _key_variable(name: str) -> str:
    provider = name.partition(":")[0]
    known = {"openai": "`OPENAI_API_KEY`", "anthropic": "`ANTHROPIC_API_KEY`"}
    return known.get(provider.partition("-")[0], "the environment variable of the key")
