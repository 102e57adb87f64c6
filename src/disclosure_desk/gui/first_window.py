"""A second start reaches the window that is open already: through a local socket of the system, never a network.

The first window listens only while it holds the writer's lock of its data folder; so whoever listens is the only one
who may, and what a crashed process left behind may be cleared away.
"""

import getpass
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CONNECT_MS, ANSWER_MS = 500, 2000
"""How long a second start waits for the first window; it is longer only where that window hangs."""
_ANSWER = b"here\n"
_LONGEST = 1 << 16
"""Bytes of a question; a longer one is not from this program."""


class FirstWindow(QObject):
    """Hears of second starts.

    Args:
        data: the data folder of this window.
        parent: the window.
    """

    asked = Signal(object)
    """A second start was tried; a tuple of the paths that were given to it."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_of(data)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self) -> bool:
        """Listens from now on; False where the system does not allow it. To be called by whoever holds the lock."""
        if self._server.isListening() or self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listens no more."""
        self._server.close()

    def _welcome(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        caller.readyRead.connect(lambda: self._hear(caller))
        if caller.bytesAvailable():
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > _LONGEST:
                caller.abort()
            return
        files = _files_in(bytes(caller.readLine(_LONGEST).data()))
        if files is None:
            caller.abort()
            return
        caller.write(_ANSWER)
        caller.flush()
        caller.disconnectFromServer()
        self.asked.emit(files)


def hand_over(data: Path, files: Sequence[Path], *, answer_ms: int = ANSWER_MS) -> bool:
    """Asks the first window to come to the front and to take files.

    Args:
        data: the data folder.
        files: what this start was given; absolute paths.
        answer_ms: how long to wait for its answer.

    Returns:
        Whether it answered. False where there is none, or one that hangs.
    """
    _let_it_come_forward()
    socket = QLocalSocket()
    socket.connectToServer(name_of(data))
    if not socket.waitForConnected(CONNECT_MS):
        return False
    socket.write(json.dumps({"files": [str(file) for file in files]}).encode() + b"\n")
    socket.flush()
    left = QDeadlineTimer(answer_ms)
    while not socket.canReadLine():
        if not socket.waitForReadyRead(left.remainingTime()):
            return False
    return bytes(socket.readLine().data()) == _ANSWER


def name_of(data: Path) -> str:
    """What the socket is called: another user, sign-in or data folder has another window."""
    folder = os.path.normcase(os.path.realpath(data))
    told = f"{_user()}\0{_sign_in()}\0{folder}".encode("utf-8", "surrogatepass")
    return f"disclosure-desk-{hashlib.sha256(told).hexdigest()[:24]}"


def _files_in(question: bytes) -> tuple[Path, ...] | None:
    """The paths of a question; None where it is none of ours."""
    try:
        files = json.loads(question)["files"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(files, list) or not all(isinstance(file, str) and file for file in files):
        return None
    return tuple(Path(file) for file in files)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return ""


def _sign_in() -> str:
    """Which session of Windows: the window of another one cannot come to the front of this screen."""
    if sys.platform != "win32":
        return ""
    import ctypes  # noqa: PLC0415  only there

    number = ctypes.c_ulong()
    ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(number))
    return str(number.value)


def _let_it_come_forward() -> None:
    """Windows lets a window come to the front only if the process that was started last allows it."""
    if sys.platform != "win32":
        return
    import ctypes  # noqa: PLC0415  only there

    ctypes.windll.user32.AllowSetForegroundWindow(ctypes.c_ulong(0xFFFF_FFFF))  # any process
