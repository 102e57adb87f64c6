"""What ``start.py`` does once the Python is known to be right: open the program, run its tests, build for Windows."""

import os
import subprocess
import sys

from tools.environment import ROOT, VENV, executable, prepare
from tools.manual.freshness import keep_fresh
from tools.qt_libraries import provide
from tools.telling import SetUpError, tell

PROBLEM = 2
INTERRUPTED = 130
DEMO_OUTPUT = ROOT / "demo-output"


def main(arguments: list[str]) -> int:
    """Run ``test`` and what follows as pytest, ``installer`` as the build, anything else as the program.

    Returns the exit status.
    """
    try:
        if arguments[:1] == ["test"]:
            return run_tests(arguments[1:])
        return build_installer(arguments[1:]) if arguments[:1] == ["installer"] else run_program(arguments)
    except SetUpError as error:
        tell(error.english, error.chinese)
        return PROBLEM
    except KeyboardInterrupt:
        return INTERRUPTED


def run_program(arguments: list[str]) -> int:
    """Open the window; without a display do the main job on the sample report; with arguments run that command."""
    prepare("runtime")
    program = str(executable("disclosure-desk"))
    if arguments:
        return subprocess.run([program, *arguments], check=False).returncode
    if not display_platforms():
        return run_demo(program)
    provide(VENV, display_platforms())
    keep_fresh()
    return subprocess.run([program], check=False).returncode


def run_demo(program: str) -> int:
    """The main job without a window, on the sample report that the package ships."""
    tell(
        "There is no display here, so the window cannot open; the sample report is worked through without it instead.",
        "这台机器没有显示器，不能打开窗口，改为在命令行中处理示例报告。",
    )
    status = subprocess.run([program, "demo", "-o", str(DEMO_OUTPUT)], check=False).returncode
    if status == 0:
        tell(f"The results are in {DEMO_OUTPUT}.", f"结果在 {DEMO_OUTPUT}。")
    return status


def run_tests(arguments: list[str]) -> int:
    """Run the tests on all processors, without a window where there is no display."""
    prepare("dev")
    platforms = display_platforms()
    provide(VENV, platforms or ("offscreen",))
    environment = dict(os.environ)
    if not platforms:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [str(executable("python")), "-m", "pytest", "-n", "auto", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def build_installer(arguments: list[str]) -> int:
    """Build the Windows program."""
    prepare("dev")
    command = [str(executable("python")), "-m", "installer", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def display_platforms() -> tuple[str, ...]:
    """Which of Qt's platforms could show a window here; empty where there is no display, which only Linux lacks."""
    if sys.platform != "linux":
        return ("native",)
    shown_by = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return tuple(platform for variable, platform in shown_by.items() if os.environ.get(variable))
