"""What holds for every test: no network connection is ever opened, and no test fails for being slow."""

import socket
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("calm", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make any attempt to reach another machine, or to look up its name, fail the test that made it."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        pytest.fail("a network connection was about to be opened; the program opens none, ever")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
