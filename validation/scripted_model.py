"""A language model that says what a script says, on this machine, in the words of Anthropic's Messages API.

It knows who speaks to it by the system prompt: the architect, or the user's own session.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

ARCHITECT = "You are the architect of a FastAPI + SQLModel backend."


class Use(NamedTuple):
    """A tool that the model uses."""

    name: str
    given: dict[str, str]


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

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if "messages" not in request or self.path.partition("?")[0] != "/v1/messages":
                return self._send("application/json", '{"input_tokens": 1}')
            who = "architect" if ARCHITECT in json.dumps(request.get("system", "")) else "user"
            results = _results(request["messages"])
            heard[who].tools.update(tool["name"] for tool in request.get("tools", ()))
            heard[who].results[len(heard[who].results) :] = results[len(heard[who].results) :]
            left = script[who][len(results) :] if request.get("tools") else ()
            return self._send("text/event-stream", "".join(_events(request["model"], left[0] if left else None)))

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


def _events(model: str, use: Use | None) -> Iterator[str]:
    """One answer as a stream: the use of a tool, or the word that all is done."""
    if use is None:
        block: dict[str, Any] = {"type": "text", "text": ""}
        delta = {"type": "text_delta", "text": "done"}
    else:
        block = {"type": "tool_use", "id": f"toolu_{id(use)}", "name": use.name, "input": {}}
        delta = {"type": "input_json_delta", "partial_json": json.dumps(use.given)}
    usage = {"input_tokens": 1, "output_tokens": 1}
    begun = {"id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": [], "usage": usage}
    stop = {"stop_reason": "end_turn" if use is None else "tool_use"}
    for event in (
        {"type": "message_start", "message": begun},
        {"type": "content_block_start", "index": 0, "content_block": block},
        {"type": "content_block_delta", "index": 0, "delta": delta},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": stop, "usage": usage},
        {"type": "message_stop"},
    ):
        yield f"event: {event['type']}\ndata: {json.dumps(event)}\n\n"
