"""Where the build finds its sources and leaves its products."""

from dataclasses import dataclass
from pathlib import Path

from tools.environment import ROOT

INSTALLER = ROOT / "installer"
BUILD = ROOT / "build" / "windows"

PROGRAM_NAME = "公开年报"
WINDOWED, CONSOLE = f"{PROGRAM_NAME}.exe", "disclosure-desk.exe"
LICENCES = "许可"
PRINTED_MANUAL = "使用手册.pdf"
BILL_OF_MATERIALS = "sbom.cdx.json"


@dataclass(frozen=True)
class Products:
    """The products of one build, all below one folder."""

    folder: Path
    version: str

    @property
    def program(self) -> Path:
        """The tree that is installed, without the uninstaller."""
        return self.folder / "program"

    @property
    def app(self) -> Path:
        """CPython and what it imports."""
        return self.program / "app"

    @property
    def site_packages(self) -> Path:
        """The runtime distributions and the program's own package."""
        return self.app / "site-packages"

    @property
    def file_list(self) -> Path:
        """What the set-up script includes."""
        return self.folder / "files.nsh"

    @property
    def bill_of_materials(self) -> Path:
        """CycloneDX, as JSON."""
        return self.folder / BILL_OF_MATERIALS

    @property
    def sizes(self) -> Path:
        """The table of what takes the room."""
        return self.folder / "sizes.md"

    @property
    def set_up(self) -> Path:
        """The set-up program."""
        return self.folder / f"{PROGRAM_NAME}-{self.version}-安装程序.exe"

    @property
    def portable_zip(self) -> Path:
        """The zip for a USB stick."""
        return self.folder / f"{PROGRAM_NAME}-{self.version}-U盘版.zip"

    @property
    def checksums(self) -> Path:
        """SHA-256 of what is released."""
        return self.folder / "SHA256SUMS"

    @property
    def released(self) -> tuple[Path, ...]:
        """The files that a release consists of, beside their checksums."""
        return (self.set_up, self.portable_zip, self.bill_of_materials)
