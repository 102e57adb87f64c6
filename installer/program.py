"""Lays the program's folder out: CPython, the distributions, the program itself, its launchers, its licences."""

import shutil
from pathlib import Path

from installer import embeddable, launchers, site_packages, system_tools
from installer.bill_of_materials import COMPONENTS, components_told, write_bill
from installer.compiling import compile_site_packages
from installer.libraries import check_libraries
from installer.places import BILL_OF_MATERIALS, LICENCES, Products
from installer.pruning import load_rules, prune
from tools.environment import LOCKS, ROOT

FONTS = "字体"
"""Where the licences of the fonts lie among the others."""


def lay_out(products: Products, package: Path | None, epoch: int) -> None:
    """Make ``products.program`` from nothing; ``package`` is an official embeddable CPython, if there is one.

    Raises:
        SetUpError: something could not be fetched or made; the text names it.
    """
    work = products.folder / "work"
    cpython = embeddable.unpack(package, work / "downloads", products.app)
    site_packages.install_locked(products.site_packages)
    site_packages.install_program(products.site_packages, work / "wheels", epoch)
    site_packages.add_manual(products.site_packages, products.program, epoch)
    removed = prune(products.app, load_rules())
    check_libraries(products.app, removed)
    compile_site_packages(products.site_packages, products.app / "python.exe", epoch)
    launchers.build_launchers(products.program, work / "launchers", products.version, epoch)
    _add_licences(products)
    _add_bill(products, cpython, epoch)


def _add_bill(products: Products, cpython: str, epoch: int) -> None:
    """The bill of materials, beside the program's folder and within it; ``cpython`` is the hash of its package."""
    listing = products.folder / "work" / "pylock.toml"
    site_packages.list_wheels(listing)
    others = components_told(
        ROOT / COMPONENTS,
        {"CPython": embeddable.version(products.app), **system_tools.versions()},
        {"CPython": cpython},
    )
    locked = LOCKS["runtime"].read_text(encoding="utf-8")
    write_bill(products.bill_of_materials, products.site_packages, listing, locked, others, epoch)
    shutil.copyfile(products.bill_of_materials, products.program / LICENCES / BILL_OF_MATERIALS)


def _add_licences(products: Products) -> None:
    """The licences where an officer finds them; each distribution's own lie in its dist-info folder besides."""
    folder = products.program / LICENCES
    more = ROOT / "resources" / "licences"
    shutil.copytree(more, folder, ignore=shutil.ignore_patterns("*.toml"))
    shutil.copytree(ROOT / "resources" / "fonts" / "LICENSES", folder / FONTS)
    shutil.copyfile(ROOT / "resources" / "icons" / "LICENSE-Lucide.txt", folder / "Lucide.txt")
    shutil.copyfile(ROOT / "resources" / "icc" / "LICENSE.txt", folder / "sRGB.txt")
    shutil.copyfile(ROOT / "LICENSES.md", folder / "LICENSES.md")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    shutil.copyfile(products.app / "LICENSE.txt", folder / "Python-LICENSE.txt")
