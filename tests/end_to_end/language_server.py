"""A small client of the Language Server Protocol: it opens a file as an editor would."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any, Self

SERVER = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin"
INSTALL = "npm ci --prefix tests/end_to_end"
"""How to get the server."""
_ANSWERS_WITHIN_S = 30.0


def is_installed() -> bool:
    """Return whether the server is here, and what runs it."""
    return shutil.which("node") is not None and SERVER.is_dir()


class LanguageServer:
    """The real yaml-language-server, as the editors that use it start it."""

    def __init__(self) -> None:
        """Start it, and introduce an editor."""
        self._process = subprocess.Popen(
            ["node", str(SERVER / "yaml-language-server"), "--stdio"],  # noqa: S607
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._last_id = 0
        threading.Thread(target=self._listen, daemon=True).start()
        markdown = {"contentFormat": ["markdown"]}
        abilities = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True}},
                "hover": markdown,
                "publishDiagnostics": {},
            }
        }
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": abilities})
        self.tell("initialized", {})

    def __enter__(self) -> Self:
        """Return the server, which ends with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it as an editor does."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self._process.wait(_ANSWERS_WITHIN_S)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def problems(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a file with a text, and return what the server marks in it."""
        uri = path.absolute().as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        found = self._await(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
            )
        )
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        # Closing clears the marks with a message of its own.
        self._await(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
            )
        )
        marks: list[dict[str, Any]] = found["params"]["diagnostics"]
        return marks

    def at(self, method: str, path: Path, text: str, line: int, character: int) -> Any:  # noqa: ANN401
        """Open a file with a text, and ask something about a place in it, both from 0."""
        uri = path.absolute().as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        place = {"line": line, "character": character}
        answer = self.ask(method, {"textDocument": {"uri": uri}, "position": place})
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        return answer

    def ask(self, method: str, params: object) -> Any:  # noqa: ANN401 - as the server has it
        """Return the answer to a request."""
        self._last_id += 1
        number = self._last_id
        self._send({"id": number, "method": method, "params": params})
        answer = self._await(lambda m: m.get("id") == number and "method" not in m)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def tell(self, method: str, params: object) -> None:
        """Send what has no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _await(self, wanted: Any) -> dict[str, Any]:  # noqa: ANN401 - a test of a message
        """Return the next message that is wanted; answer what the server asks meanwhile."""
        while True:
            message = self._messages.get(timeout=_ANSWERS_WITHIN_S)
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                items = message["params"].get("items", []) if message.get("params") else []
                self._send({"id": message["id"], "result": [None for _ in items] or None})

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._messages.put(json.loads(stream.read(length)))
