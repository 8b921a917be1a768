"""The model behind a name, and one request to it: waited for as long as is allowed, and told in our words when it fails."""

import asyncio

from pydantic_ai.exceptions import ModelAPIError, UserError
from pydantic_ai.messages import ModelMessage, ModelResponse
from pydantic_ai.models import Model, ModelRequestParameters, infer_model
from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai.settings import ModelSettings

from groundplan.architect.language_model.failures import request_failed, unavailable

# A provider that asks for more patience than this is told to the user instead.
LONGEST_PAUSE = 10.0
PAUSES = 2


def provided(name: str) -> Model:
    """The model that a provider knows by a name.

    Raises:
        ModelFailed: there is no such provider, its package is not installed, or it has no API key.
    """
    try:
        return infer_model(name)
    except (UserError, ImportError, ValueError) as error:
        raise unavailable(error, name) from None


class Patient(WrapperModel):
    """A model that is asked again where its provider says in how many seconds, and those are few."""

    def __init__(self, wrapped: Model, name: str, timeout: float) -> None:
        super().__init__(wrapped)
        self._label = name
        self._limit = timeout

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        """The answer of the model.

        Raises:
            ModelFailed: whatever the reason, without a word of what the provider sent.
        """
        pauses = 0
        while True:
            try:
                async with asyncio.timeout(self._limit):
                    return await self.wrapped.request(messages, model_settings, model_request_parameters)
            except ModelAPIError as error:
                pause = error.retry_after
                if pause is None or not 0 <= pause <= LONGEST_PAUSE or pauses == PAUSES:
                    raise request_failed(error, self._label, self._limit) from None
            except Exception as error:
                # Only the provider's client runs here: whatever it stumbles over is an answer that it cannot read.
                raise request_failed(error, self._label, self._limit) from None
            pauses += 1
            await asyncio.sleep(pause)
