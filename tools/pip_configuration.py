"""Hands the machine's own pip configuration on to uv, which does not read it: mirrors, certificates, proxies."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator

# pip's option -> uv's environment variable, and what separates several values there.
_COUNTERPARTS = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "client-cert": ("SSL_CLIENT_CERT", " "),
    "proxy": ("ALL_PROXY", " "),
}
_YES = {"1", "true", "yes", "on"}
# Later ones outrank earlier ones, as they do for pip install.
_SECTIONS = ("global", "install", ":env:")


def uv_environment(python: str) -> dict[str, str]:
    """Return the environment for uv: this one, and what pip is told for every ``pip install``.

    What is already set for uv itself stays.
    """
    listing = subprocess.run(
        [python, "-m", "pip", "config", "list"],
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    return translated(listing.stdout) | _DEFAULTS | dict(os.environ)


def translated(listing: str) -> dict[str, str]:
    """Return uv's variables for the output of ``pip config list``."""
    options = _options(listing)
    variables = {
        variable: separator.join(options[option].split())
        for option, (variable, separator) in _COUNTERPARTS.items()
        if options.get(option)
    }
    if "UV_INDEX" in variables:
        # pip looks at all indexes together; uv would stop at the first one that knows a name. The hashes decide.
        variables["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if options.get("no-index", "").lower() in _YES and "://" not in variables.get("UV_FIND_LINKS", ""):
        # A PC without a network, and a folder of wheels: uv then looks there and nowhere else.
        variables["UV_OFFLINE"] = "1"
    return variables


# The machine's own certificates, as pip uses them; and patience with an 80 MB file on a slow line.
_DEFAULTS = {"UV_SYSTEM_CERTS": "1", "UV_HTTP_TIMEOUT": "300", "UV_PYTHON_DOWNLOADS": "never"}


def _options(listing: str) -> dict[str, str]:
    found = {(section, option): value for section, option, value in _entries(listing)}
    return {option: value for section in _SECTIONS for (where, option), value in found.items() if where == section}


def _entries(listing: str) -> Iterator[tuple[str, str, str]]:
    """Section, option and value of each line ``global.index-url='…'``."""
    for line in listing.splitlines():
        key, found, value = line.partition("=")
        section, dot, option = key.partition(".")
        if found and dot:
            try:
                yield section, option, str(ast.literal_eval(value))
            except (ValueError, SyntaxError):
                sys.stderr.write(f"pip's configuration of {option} could not be read and is left out.\n")
