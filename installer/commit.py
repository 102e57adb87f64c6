"""The time that every product carries: that of the commit it is built from."""

import os
import subprocess

from tools.environment import ROOT
from tools.telling import SetUpError


def commit_time() -> int:
    """Seconds since 1970, from ``SOURCE_DATE_EPOCH`` or from git.

    Raises:
        SetUpError: neither says.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    try:
        command = ["git", "log", "-1", "--format=%ct"]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
    except OSError:
        done = None
    if done is None or not done.stdout.strip().isdecimal():
        raise SetUpError(
            "The commit's time is not known: build in a git checkout, or set SOURCE_DATE_EPOCH.",
            "无法得知源代码的提交时间：请在 git 检出的文件夹里制作，或设置 SOURCE_DATE_EPOCH。",
        )
    return int(done.stdout)
