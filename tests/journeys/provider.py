"""A provider of language models on this machine: it speaks the wire formats of OpenAI and Anthropic, and can misbehave."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-canary-7f3a9b51c2"
# What a provider says in an answer that fails; it must be shown to nobody.
BODY = "canary-body-4d1e"


@dataclass(frozen=True, slots=True)
class Status:
    """An answer that fails, as providers do: with the key and more in its body."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer of any bytes, with success."""

    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A model that will not, in its provider's form."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An answer whose second half never comes."""

    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Broken:
    """A tool call whose arguments are no JSON."""


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer, for as long as anybody waits; or a byte now and then."""

    drip: bool = False


Act = dict[str, Any] | Status | Raw | Refusal | Cut | Broken | Hang


@dataclass
class Provider:
    """What it answers, in turn, the last again and again; and the bodies that it was sent."""

    acts: list[Act]
    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": f"http://127.0.0.1:{self.port}/v1",
            "ANTHROPIC_API_KEY": KEY,
            "ANTHROPIC_BASE_URL": f"http://127.0.0.1:{self.port}",
            "NO_PROXY": "127.0.0.1",
        }


@contextmanager
def provider(*acts: Act) -> Iterator[Provider]:
    said = Provider(list(acts))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said.asked.append(body)
            act = said.acts.pop(0) if len(said.acts) > 1 else said.acts[0]
            try:
                _answer(self, FORMATS[self.path.partition("?")[0]], body, act, said.ended)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: Any, **__: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    said.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield said
    finally:
        said.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(
    handler: BaseHTTPRequestHandler,
    form: Callable[[str, bool], dict[str, Any]],
    body: dict[str, Any],
    act: Act,
    ended: threading.Event,
) -> None:
    streamed = bool(body.get("stream"))
    match act:
        case Status(status, headers):
            told = {"error": {"type": "error", "message": f"{BODY} key {KEY}", "code": "failed"}}
            _send(handler, status, json.dumps(told), headers=headers)
        case Raw(text):
            _send(handler, 200, text)
        case Hang(drip):
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", "1000000")
            handler.end_headers()
            while not ended.wait(0.2):
                if drip:
                    handler.wfile.write(b" ")
                    handler.wfile.flush()
            handler.close_connection = True
        case Refusal() | Broken() | Cut() | dict():
            arguments = "{not json" if isinstance(act, Broken) else ""
            if isinstance(act, dict | Cut):
                arguments = json.dumps(act.arguments if isinstance(act, Cut) else act)
            message = form(arguments, isinstance(act, Refusal))
            text = _events(message) if streamed else json.dumps(message)
            _send(handler, 200, text, streamed=streamed, cut=isinstance(act, Cut))


def _send(
    handler: BaseHTTPRequestHandler,
    status: int,
    text: str,
    *,
    headers: tuple[tuple[str, str], ...] = (),
    streamed: bool = False,
    cut: bool = False,
) -> None:
    data = text.encode()
    handler.send_response(status)
    for name, value in headers:
        handler.send_header(name, value)
    handler.send_header("Content-Type", "text/event-stream" if streamed else "application/json")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: len(data) // 2] if cut else data)
    if cut:
        handler.close_connection = True


def _chat(arguments: str, refused: bool) -> dict[str, Any]:
    call = {"id": "call_1", "type": "function", "function": {"name": "answer", "arguments": arguments}}
    message: dict[str, Any] = {"role": "assistant", "content": None}
    message |= {"refusal": f"{BODY}: I will not."} if refused else {"tool_calls": [call]}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": "gpt-test",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop" if refused else "tool_calls"}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


def _responses(arguments: str, refused: bool) -> dict[str, Any]:
    call = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "answer", "arguments": arguments}
    said = {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed"}
    refusal = {**said, "content": [{"type": "refusal", "refusal": f"{BODY}: I will not."}]}
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": int(time.time()),
        "model": "gpt-test",
        "status": "completed",
        "output": [refusal if refused else {**call, "status": "completed"}],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": 100,
            "output_tokens": 20,
            "total_tokens": 120,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        },
    }


def _messages(arguments: str, refused: bool) -> dict[str, Any]:
    call = {"type": "tool_use", "id": "toolu_1", "name": "answer", "input": arguments}
    if not refused and arguments.startswith('{"'):
        call["input"] = json.loads(arguments)
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-test",
        "content": [] if refused else [call],
        "stop_reason": "refusal" if refused else "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 100, "output_tokens": 20},
    }


def _events(message: dict[str, Any]) -> str:
    """A message of Anthropic's as the events of a stream."""
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": {**message, "content": [], "stop_reason": None}},
    ]
    for index, block in enumerate(message["content"]):
        arguments = json.dumps(block["input"])
        delta = {"type": "input_json_delta", "partial_json": arguments}
        events += [
            {"type": "content_block_start", "index": index, "content_block": {**block, "input": {}}},
            {"type": "content_block_delta", "index": index, "delta": delta},
            {"type": "content_block_stop", "index": index},
        ]
    ended = {"stop_reason": message["stop_reason"], "stop_sequence": None}
    events += [{"type": "message_delta", "delta": ended, "usage": {"output_tokens": 20}}, {"type": "message_stop"}]
    return "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)


FORMATS: dict[str, Callable[[str, bool], dict[str, Any]]] = {
    "/v1/chat/completions": _chat,
    "/v1/responses": _responses,
    "/v1/messages": _messages,
}
# An answer of OpenAI's that ends where the model may say no more.
TOO_LONG = Raw(
    json.dumps(_chat('{"wishes": [', False)).replace('"finish_reason": "tool_calls"', '"finish_reason": "length"')
)
