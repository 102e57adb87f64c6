"""Finds the files that ship beside the code: fonts, icons, styles, translations, the sample report."""

from pathlib import Path

from disclosure_desk.errors import DeskError

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder below ``resources/``.

    An installed wheel carries them as ``disclosure_desk/_resources``, a checkout in ``resources/`` at its top.

    Raises:
        DeskError: the file is not there, so the installation is incomplete.
    """
    path = _root(_PACKAGE).joinpath(*parts)
    if not path.exists():
        name = "/".join(("resources", *parts))
        raise DeskError(f"程序自带的文件“{name}”缺失，安装不完整，请重新安装本程序。")
    return path


def manual() -> Path | None:
    """Return the folder of the manual (``index.html``, and ``使用手册.pdf`` where that was made), or None.

    An installed program carries it as ``disclosure_desk/_resources/manual``; in a checkout ``start.py`` makes it in
    ``build/manual``.
    """
    return _manual(_PACKAGE)


def _manual(package: Path) -> Path | None:
    installed = package / "_resources"
    folder = installed / "manual" if installed.is_dir() else package.parents[1] / "build" / "manual"
    return folder if (folder / "index.html").is_file() else None


def _root(package: Path) -> Path:
    """The folder of resources for a package folder; an install comes first, so that nothing beside it is mistaken."""
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"
