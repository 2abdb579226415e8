"""Drives the executable: one process that is kept for many calls."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import tempfile
import threading
import weakref
from typing import IO, Any, Dict, Optional, Sequence

from deploylint._errors import EngineError
from deploylint._executable import find_executable

_PIECE = 64 * 1024
_PATIENCE = 2.0
"""Seconds that a process has to end by itself once its input is closed."""

_engines: weakref.WeakSet[Engine] = weakref.WeakSet()


class _Died(Exception):
    """The process has gone away."""


class Engine:
    """A process that answers each line with a line.

    It is started by the first call and started again if it dies. Calls of several threads wait for each other. A forked
    child has an engine of its own. Nothing of it is left when the program ends.
    """

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self._arguments = tuple(arguments)
        self._lock = threading.Lock()
        self._process: Optional[subprocess.Popen[bytes]] = None
        self._errors: Optional[IO[bytes]] = None
        self._owner = 0
        self._asked = 0
        _engines.add(self)

    def ask(self, members: str) -> Dict[str, Any]:
        """The answer to a line with these members, which are JSON text without its braces."""
        if self._owner != os.getpid():
            self._forget()
        with self._lock:
            for is_last in (False, True):
                try:
                    return self._ask(members)
                except _Died:
                    why = self._stop()
                    if is_last:
                        raise EngineError(f"the deploylint executable does not answer: {why}") from None
                except BaseException:
                    # The answer to a call that was interrupted must not be taken for that of the next.
                    self._stop(kills=True)
                    raise
        raise AssertionError  # The loop returns or raises.

    def close(self) -> None:
        """Ends the process, if there is one; the next call starts another."""
        if self._owner != os.getpid():
            self._forget()
        with self._lock:
            self._stop()

    def __del__(self) -> None:
        # Whoever still asks holds a reference, so there is no call under way.
        if self._owner == os.getpid():
            self._stop()

    # A call

    def _ask(self, members: str) -> Dict[str, Any]:
        process = self._process or self._start()
        self._asked += 1
        self._write(process, f'{{"id":{self._asked},{members}}}\n'.encode())
        answer: Dict[str, Any] = json.loads(self._read_line(process))
        if answer.get("id") != self._asked:
            raise EngineError("the deploylint executable answers something else than what it was asked")
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            executable = find_executable()
            # A file and not a pipe: nobody reads it as long as all is well.
            self._errors = tempfile.TemporaryFile()
            self._process = subprocess.Popen(
                [executable, "filter", "--reports", *self._arguments],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd=os.sep,
                # An interrupt at the terminal is for the program.
                start_new_session=True,
            )
        except OSError as error:
            raise EngineError(f"cannot start the deploylint executable: {error}") from error
        self._owner = os.getpid()
        return self._process

    @staticmethod
    def _write(process: subprocess.Popen[bytes], line: bytes) -> None:
        assert process.stdin is not None
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[os.write(process.stdin.fileno(), rest) :]
        except BrokenPipeError:
            raise _Died from None

    @staticmethod
    def _read_line(process: subprocess.Popen[bytes]) -> bytes:
        # The process answers when it has read the whole line, and then with one line: neither can block the other.
        assert process.stdout is not None
        pieces = []
        while True:
            piece = os.read(process.stdout.fileno(), _PIECE)
            if not piece:
                raise _Died
            pieces.append(piece)
            if piece.endswith(b"\n"):
                return b"".join(pieces)

    # The end

    def _stop(self, kills: bool = False) -> str:
        """Ends the process, waits for it, and returns its last words."""
        process, errors = self._process, self._errors
        self._process = self._errors = None
        if process is None:
            if errors is not None:
                errors.close()
            return ""
        assert errors is not None
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        if kills:
            process.kill()
        try:
            status = process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        with errors:
            errors.seek(0)
            words = errors.read(_PIECE).decode("utf-8", "replace").strip()
        return words or (f"it was ended by signal {-status}" if status < 0 else f"it ended with status {status}")

    def _forget(self) -> None:
        """Leaves the process to the parent that it belongs to."""
        process, errors = self._process, self._errors
        self._lock = threading.Lock()
        self._process = self._errors = None
        self._owner = os.getpid()
        if process is not None:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            # It is no child of this process, so nobody here may wait for it.
            process.returncode = 0
        if errors is not None:
            errors.close()


def _forget_all() -> None:
    for engine in list(_engines):
        engine._forget()


def _close_all() -> None:
    for engine in list(_engines):
        engine.close()


os.register_at_fork(after_in_child=_forget_all)
atexit.register(_close_all)
