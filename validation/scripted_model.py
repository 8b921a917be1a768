"""A language model that says what a script says, on this machine: in the words of Anthropic's Messages API, and of OpenAI's
Responses API. It knows who speaks to it by the prompt: the architect, or the user's own session.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

ARCHITECT = "You are the architect of a FastAPI + SQLModel backend."


class Use(NamedTuple):
    """A tool that the model uses; what it gives may depend on the results so far."""

    name: str
    given: Mapping[str, Any] | Callable[[list[str]], Mapping[str, Any]]
    namespace: str = ""


class Heard(NamedTuple):
    """What came of the uses of one speaker: the tools it had, and each use's result."""

    tools: set[str]
    results: list[str]


@contextmanager
def scripted(script: Mapping[str, Sequence[Use]]) -> Iterator[tuple[str, dict[str, Heard]]]:
    """The address of a model that follows a script for `architect` and `user`, and what it hears."""
    heard = {who: Heard(set(), []) for who in script}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            """A request is no news."""

        def do_GET(self) -> None:
            self._send("application/json", '{"models": []}')

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            match self.path.partition("?")[0]:
                case "/v1/messages":
                    told, results, events = request.get("system"), _results(request["messages"]), _message
                case "/v1/responses":
                    told, results, events = request["input"], _outputs(request["input"]), _response
                case _:
                    return self._send("application/json", '{"input_tokens": 1}')
            who = "architect" if ARCHITECT in json.dumps(told) else "user"
            tools, known = request.get("tools") or (), heard[who]
            known.tools.update(tool.get("name", "") for tool in tools)
            known.results[len(known.results) :] = results[len(known.results) :]
            left = script[who][len(results) :] if tools else ()
            use = left[0] if left else None
            if use is not None and callable(use.given):
                use = use._replace(given=use.given(results))
            stream = (
                f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events(request["model"], use)
            )
            return self._send("text/event-stream", "".join(stream))

        def _send(self, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", heard
    finally:
        server.shutdown()
        server.server_close()


def _results(messages: list[dict[str, Any]]) -> list[str]:
    blocks = (block for message in messages if isinstance(message["content"], list) for block in message["content"])
    return [json.dumps(block.get("content")) for block in blocks if block["type"] == "tool_result"]


def _outputs(items: list[dict[str, Any]]) -> list[str]:
    return [str(item["output"]) for item in items if item["type"] == "function_call_output"]


def _message(model: str, use: Use | None) -> Iterator[dict[str, Any]]:
    """One answer: the use of a tool, or the word that all is done."""
    if use is None:
        block: dict[str, Any] = {"type": "text", "text": ""}
        delta = {"type": "text_delta", "text": "done"}
    else:
        block = {"type": "tool_use", "id": f"toolu_{id(use)}", "name": use.name, "input": {}}
        delta = {"type": "input_json_delta", "partial_json": json.dumps(use.given)}
    usage = {"input_tokens": 1, "output_tokens": 1}
    begun = {"id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": [], "usage": usage}
    yield {"type": "message_start", "message": begun}
    yield {"type": "content_block_start", "index": 0, "content_block": block}
    yield {"type": "content_block_delta", "index": 0, "delta": delta}
    yield {"type": "content_block_stop", "index": 0}
    yield {"type": "message_delta", "delta": {"stop_reason": "tool_use" if use else "end_turn"}, "usage": usage}
    yield {"type": "message_stop"}


def _response(model: str, use: Use | None) -> Iterator[dict[str, Any]]:
    if use is None:
        text = [{"type": "output_text", "text": "done"}]
        item: dict[str, Any] = {"type": "message", "role": "assistant", "id": "msg_1", "content": text}
    else:
        item = {"type": "function_call", "id": "fc_1", "call_id": f"call_{id(use)}", "name": use.name}
        item |= {"arguments": json.dumps(use.given)} | ({"namespace": use.namespace} if use.namespace else {})
    usage = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}
    yield {"type": "response.created", "response": {"id": "resp_1", "model": model}}
    yield {"type": "response.output_item.done", "item": item}
    yield {"type": "response.completed", "response": {"id": "resp_1", "usage": usage}}
