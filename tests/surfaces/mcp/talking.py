"""Clients that talk to the real command: over standard input and output, and over HTTP."""

import asyncio
import os
import socket
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from tests.journeys.command import GROUNDPLAN

Opening = Callable[..., AbstractAsyncContextManager[Client]]


class Refused(AssertionError):
    """A tool told of a failure."""


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers, as data; it is the same in its text.

    Raises:
        Refused: the tool failed; its message.
    """
    result = await client.call_tool(tool, arguments)
    text = getattr(result.content[0], "text", "")
    if result.is_error:
        raise Refused(text)
    assert result.structured_content is not None
    return dict(result.structured_content)


@asynccontextmanager
async def over_stdio(folder: Path, **settings: Any) -> AsyncIterator[Client]:
    server = StdioServerParameters(command=GROUNDPLAN, args=["mcp"], cwd=str(folder), env=environment(folder))
    async with Client(stdio_client(server), **settings) as client:
        yield client


@asynccontextmanager
async def over_http(folder: Path, **settings: Any) -> AsyncIterator[Client]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with served(folder, port), Client(f"http://127.0.0.1:{port}/mcp", **settings) as client:
        yield client


@asynccontextmanager
async def served(folder: Path, port: int) -> AsyncIterator[None]:
    """A server of a folder that answers at a port until this ends."""
    server = subprocess.Popen(
        [GROUNDPLAN, "mcp", "--http", "--port", str(port)], cwd=folder, env=environment(folder), stderr=subprocess.PIPE
    )
    try:
        for _ in range(200):
            if server.poll() is not None:
                raise AssertionError(server.stderr.read().decode() if server.stderr else "")
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                break
        yield
    finally:
        server.terminate()
        server.communicate(timeout=20)


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(folder.parent / ".cache")}


def run(talk: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(talk())  # type: ignore[arg-type]
