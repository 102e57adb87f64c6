"""A second start brings the first window to the front, hands its file over and ends; nothing reaches a network."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from disclosure_desk import app
from disclosure_desk.errors import DatabaseInUse
from disclosure_desk.gui import one_window
from disclosure_desk.gui.first_window import FirstWindow, QLocalServer, QLocalSocket, hand_over, name_of
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.one_window import OneWindow, come_forward, is_handed_over, take_files
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.resources import resource
from disclosure_desk.settings import places
from disclosure_desk.store.database import Database
from disclosure_desk.store.writer_lock import WriterLock
from tests.gui.windows import desk_of, wait_until, window_on

SAMPLE = resource("sample", "示例区交警大队-2024.gknb")

FIRST = """
import sys
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication
from disclosure_desk import app
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.one_window import OneWindow
from disclosure_desk.gui.sheet import Sheet

state = {"said": False}

def look():
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    one = windows[0].findChild(OneWindow) if windows else None
    if one is None or one._first is None or not one._first._server.isListening():
        return
    window = windows[0]
    if not state["said"]:
        state["said"] = True
        window.showMinimized()
        print("ready", flush=True)
    sheets = [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]
    if sheets and not window.isMinimized():
        print("asked", sheets[0].windowTitle().encode("unicode_escape").decode(), flush=True)
        sheets[0].reject()
        window.close()

run = app.run_window
def watched(*arguments, **more):
    QApplication(["desk"])
    app.timer = QTimer(interval=20)
    app.timer.timeout.connect(look)
    app.timer.start()
    return run(*arguments, **more)
app.run_window = watched
sys.exit(app.main(sys.argv[1:]))
"""


def start(
    data: Path, *arguments: str, program: tuple[str, ...] = ("-m", "disclosure_desk.app")
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *program, "--data-dir", str(data), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def sockets_of(process: int) -> set[str]:
    """The inodes of the sockets that a process has open."""
    links = []
    for link in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):  # the one that lists them
            links.append(str(link.readlink()))
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:")}


def network_sockets() -> set[str]:
    """The inodes of every socket of this PC that belongs to a network, of whichever process."""
    kinds = ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "icmp", "packet")
    tables = [Path("/proc/net", kind) for kind in kinds]
    return {word for table in tables if table.exists() for word in table.read_text(encoding="ascii").split()}


def test_that_a_second_process_hands_its_file_to_the_first_and_ends_with_0(tmp_path: Path) -> None:
    first = start(tmp_path / "本机 数据", program=("-c", FIRST))
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "ready\n"
        if sys.platform == "linux":
            mine = sockets_of(first.pid)
            assert mine  # it does listen
            assert mine & network_sockets() == set()
        second = start(tmp_path / "本机 数据", str(SAMPLE))
        assert second.wait(timeout=60) == 0
        asked, title = first.stdout.readline().split()
        assert asked == "asked"
        assert title.encode().decode("unicode_escape") == "导入报告"
        assert first.wait(timeout=60) == 0
    finally:
        first.kill()
        first.wait()


def test_that_a_network_socket_would_be_noticed() -> None:
    if sys.platform != "linux":
        pytest.skip("only there the system lists them as files")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert sockets_of(os.getpid()) & network_sockets()


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path, sample=True) as opened:
        yield opened


@pytest.fixture
def one(window: MainWindow) -> Iterator[OneWindow]:
    kept = OneWindow(window)
    kept._listen()
    yield kept
    kept.close()


def answered(data: Path, *files: Path) -> bool:
    """Asks from a process of its own: the window of this one has to go on meanwhile."""
    program = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication as Q; app = Q([]);"
        "from disclosure_desk.gui.first_window import hand_over;"
        "sys.exit(0 if hand_over(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]) else 3)"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(data), *map(str, files)])
    wait_until(lambda: process.poll() is not None)
    return process.returncode == 0


@pytest.mark.usefixtures("one")
def test_that_the_first_window_comes_back_from_the_task_bar_as_large_as_it_was(
    window: MainWindow, tmp_path: Path
) -> None:
    window.showMaximized()
    window.showMinimized()
    assert answered(tmp_path)
    wait_until(lambda: not window.isMinimized())
    assert window.isMaximized()
    assert not [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]


@pytest.mark.usefixtures("one")
def test_that_another_data_folder_has_a_window_of_its_own(tmp_path: Path) -> None:
    assert not answered(tmp_path / "other")


def test_that_the_same_folder_has_one_name_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "数据").mkdir()
    assert name_of(tmp_path / "数据") == name_of(tmp_path / "x" / ".." / "数据")
    assert name_of(tmp_path / "数据") != name_of(tmp_path)
    assert len(name_of(Path("/" + "很长的文件夹" * 100))) < 60  # what a socket's name may be is short


def test_that_what_a_crashed_process_left_behind_is_cleared_away(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave = (
        "import os, sys; from PySide6.QtCore import QCoreApplication as Q; from PySide6.QtNetwork import QLocalServer;"
        "app = Q([]); server = QLocalServer(); print(server.listen(sys.argv[1])); sys.stdout.flush(); os._exit(1)"
    )
    left = subprocess.run([sys.executable, "-c", leave, name_of(tmp_path)], capture_output=True, text=True, check=False)
    assert left.stdout == "True\n"
    first = FirstWindow(tmp_path)
    assert first.listen()
    assert answered(tmp_path)
    first.close()


def test_that_a_start_after_a_crash_finds_a_note_but_no_window(tmp_path: Path) -> None:
    where = places(tmp_path)
    where.owner_note.write_text("{}", encoding="utf-8")
    assert not is_handed_over(where, [])


def test_that_the_note_is_the_one_that_the_writer_leaves(tmp_path: Path) -> None:
    where = places(tmp_path)
    assert not where.owner_note.exists()
    lock = WriterLock.take(where.database)
    assert where.owner_note.exists()
    lock.release()
    assert not where.owner_note.exists()


def test_that_a_window_that_hangs_is_not_waited_for(tmp_path: Path, qapp: QApplication) -> None:
    deaf = QLocalServer()
    QLocalServer.removeServer(name_of(tmp_path))
    assert deaf.listen(name_of(tmp_path))
    assert not hand_over(tmp_path, [], answer_ms=50)
    deaf.close()


@pytest.mark.parametrize("question", [b"\n", b"[]\n", b'{"files": "a"}\n', b'{"files": [7]}\n', b"[" * 9000 + b"\n"])
def test_that_a_question_of_another_program_is_not_answered(
    window: MainWindow, one: OneWindow, tmp_path: Path, question: bytes
) -> None:
    stranger = QLocalSocket()
    stranger.connectToServer(name_of(tmp_path))
    assert stranger.waitForConnected(1000)
    stranger.write(question)
    stranger.flush()
    wait_until(lambda: stranger.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert bytes(stranger.readAll().data()) == b""
    assert window.notice_bar.sentence == ""


def test_that_a_window_opened_for_reading_does_not_stand_for_the_first(tmp_path: Path) -> None:
    Database.open(tmp_path / "desk.sqlite").close()
    with window_on(tmp_path, read_only=True) as reader:
        one = OneWindow(reader)
        one._listen()
        assert not answered(tmp_path)


def test_that_a_window_that_was_opened_twice_at_once_leaves_to_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def too_early_then_answered(_: object, files: object) -> bool:
        asked.append(files)
        return len(asked) == 2

    monkeypatch.setattr(one_window, "_ask", too_early_then_answered)
    monkeypatch.setattr(one_window, "ASK_AGAIN", 0)
    with Database.open(tmp_path / "desk.sqlite"), window_on(tmp_path, read_only=True) as second:
        desk_of(second).close()
        kept = OneWindow(second, [SAMPLE])
        kept._unready(DatabaseInUse("使用中"))
        assert second.isVisible()
        wait_until(lambda: not second.isVisible())
    assert asked == [(Path(SAMPLE),), (Path(SAMPLE),)]


def test_that_a_second_start_for_reading_is_never_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(app, "is_handed_over", lambda *_: True)
    monkeypatch.setattr(app, "prepare", lambda _: (_ for _ in ()).throw(InterruptedError))
    assert app.run_window(places(tmp_path)) == 0
    with pytest.raises(InterruptedError):
        app.run_window(places(tmp_path), read_only=True)


def test_that_settings_which_could_not_be_read_are_told_of_in_the_window(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    window = MainWindow(places(tmp_path))
    app.start(window)
    window.show()
    try:
        wait_until(lambda: "设置文件有一部分读不出来" in window.notice_bar.sentence)
        assert (tmp_path / "settings.damaged.json").is_file()
        window.notice_bar.press("设置…")
        wait_until(lambda: shown(window) == ["设置"])
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def shown(window: MainWindow) -> list[str]:
    return [sheet.windowTitle() for sheet in window.findChildren(Sheet) if sheet.isVisible()]


def test_that_a_file_given_at_the_start_is_offered_like_one_that_is_dropped(tmp_path: Path) -> None:
    Database.open(tmp_path / "desk.sqlite").close()
    with window_on(tmp_path) as opened:
        kept = OneWindow(opened, [SAMPLE])
        kept._ready()
        wait_until(lambda: shown(opened) == ["导入报告"])
        kept._ready()  # opened again, after a backup was restored
        assert kept._files == ()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [(["没有.gknb"], "没有找到"), (["."], "是文件夹"), (["a.gknb", "b.gknb"], "一次只能导入一份")],
)
def test_that_what_cannot_be_taken_in_is_said_in_the_window(
    window: MainWindow, tmp_path: Path, files: list[str], sentence: str
) -> None:
    take_files(window, [tmp_path / name for name in files])
    assert sentence in window.notice_bar.sentence
    assert shown(window) == []


def test_that_a_window_for_reading_says_that_it_takes_nothing_in(tmp_path: Path) -> None:
    Database.open(tmp_path / "desk.sqlite").close()
    with window_on(tmp_path, read_only=True) as reader:
        take_files(reader, [SAMPLE])
        assert "以只读方式打开时不能导入" in reader.notice_bar.sentence


def test_that_a_file_waits_for_the_dialog_that_the_officer_is_in(window: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "2023.gknb"
    other.write_text(json.dumps(json.loads(SAMPLE.read_bytes()) | {"year": 2023}), encoding="utf-8")
    dialog = QDialog(window)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    QApplication.processEvents()
    take_files(window, [other])
    assert "请先完成或关闭" in window.notice_bar.sentence
    come_forward(window)
    dialog.reject()
    window.notice_bar.press("导入")
    wait_until(lambda: shown(window) == ["导入报告"])
