"""What the Windows program is made from: refusals in one sentence, the bill of materials."""

import hashlib
import json
import re
import zipfile
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.component import Component
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from installer import __main__ as command
from installer import compiling, embeddable, system_tools
from installer.bill_of_materials import bill, components_told, licence_of, wheel_hash, write_bill
from tools import launch
from tools.telling import SetUpError

SHA = "ab" * 32
LOCKED = f"demo==1.0 --hash=sha256:{SHA}"
WHEELS: list[dict[str, Any]] = [
    {
        "name": "demo",
        "wheels": [
            {"url": "https://example.org/demo-1.0-cp39-cp39-win_amd64.whl", "hashes": {"sha256": "cd" * 32}},
            {"url": "https://example.org/demo-1.0-cp313-cp313-win_amd64.whl", "hashes": {"sha256": SHA}},
        ],
    }
]


def lay_distribution(folder: Path, name: str, *lines: str, tag: str = "cp313-cp313-win_amd64") -> Distribution:
    place = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    place.mkdir(parents=True)
    metadata = "\n".join(["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines, ""])
    (place / "METADATA").write_text(metadata, encoding="utf-8")
    (place / "WHEEL").write_text(f"Wheel-Version: 1.0\nTag: {tag}\n", encoding="utf-8")
    return next(each for each in distributions(path=[str(folder)]) if each.name == name)


def test_that_missing_programs_are_named_with_the_command_that_installs_them() -> None:
    error = system_tools.remedy(["makensis", "x86_64-w64-mingw32-gcc"])
    assert "makensis, x86_64-w64-mingw32-gcc" in error.english
    assert error.chinese.endswith("apt-get install -y --no-install-recommends gcc-mingw-w64-x86-64-win32 nsis")


def test_that_without_root_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_tools, "find", lambda _: None)
    monkeypatch.setattr(system_tools.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(system_tools, "_apt", lambda _: pytest.fail("apt was called"))
    with pytest.raises(SetUpError, match="run as root: apt-get install"):
        system_tools.provide()


def test_that_a_step_that_fails_says_which_and_shows_its_last_lines(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match=r"(?s)No such file.*signing demo failed"):
        system_tools.run([tmp_path / "nothing"], what="signing demo")


def test_that_an_embeddable_package_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python.zip").write_text("page not found")
    with pytest.raises(SetUpError, match="is not an embeddable package"):
        embeddable.unpack(tmp_path / "python.zip", tmp_path, tmp_path / "app")


def test_that_another_cpython_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "python.zip", "w") as archive:
        archive.writestr("python312.dll", b"")
    with pytest.raises(SetUpError, match=r"holds no python313\.dll"):
        embeddable.unpack(tmp_path / "python.zip", tmp_path, tmp_path / "app")


def test_that_the_program_imports_from_its_own_folders_only(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "python.zip", "w") as archive:
        archive.writestr("python313.dll", b"")
        archive.writestr("python313._pth", "python313.zip\n..\nimport site\n")
    embeddable.unpack(tmp_path / "python.zip", tmp_path, tmp_path / "app")
    assert (tmp_path / "app" / "python313._pth").read_text().splitlines() == ["python313.zip", ".", "site-packages"]


def test_that_only_a_python_3_13_compiles_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    versions = {"old": (3, 12), "right": (3, 13), "later": (3, 13)}
    monkeypatch.setattr(compiling, "_candidates", lambda _: iter([["old"], ["right"], ["later"]]))
    monkeypatch.setattr(compiling, "_version", lambda command: versions[command[0]])
    assert compiling.find_python(tmp_path) == ["right"]
    monkeypatch.setattr(compiling, "_candidates", lambda _: iter([["old"]]))
    with pytest.raises(SetUpError, match=r"needs a Python 3\.13"):
        compiling.find_python(tmp_path)


def test_that_a_hash_is_that_of_the_wheel_with_the_same_tags(tmp_path: Path) -> None:
    assert wheel_hash(lay_distribution(tmp_path, "demo"), WHEELS, LOCKED) == SHA


def test_that_a_wheel_which_the_lock_does_not_name_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="No locked wheel of demo"):
        wheel_hash(lay_distribution(tmp_path, "demo"), WHEELS, "demo==1.0")


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        (["License-Expression: MIT", "License: other"], "MIT"),
        (["License: BSD"], "BSD"),
        (["Classifier: License :: OSI Approved :: MIT License"], "MIT License"),
        ([], ""),
    ],
)
def test_that_a_licence_is_what_the_distribution_says(tmp_path: Path, lines: list[str], licence: str) -> None:
    assert licence_of(lay_distribution(tmp_path, "demo", *lines)) == licence


def write(tmp_path: Path, target: str) -> str:
    listing = tmp_path / "pylock.toml"
    listing.write_text(
        '[[packages]]\nname = "demo"\nwheels = [{ url = "https://example.org/demo-1.0-cp313-cp313-win_amd64.whl", '
        f'hashes = {{ sha256 = "{SHA}" }} }}]\n',
        encoding="utf-8",
    )
    components = tmp_path / "components.toml"
    components.write_text(
        '[[component]]\nname = "OpenSSL"\nversion = "3.0"\nlicence = "Apache-2.0"\nwhat = "加密"\nfiles = []\n',
        encoding="utf-8",
    )
    told = components_told(components, {"OpenSSL": "3.0.15"}, {"OpenSSL": SHA})
    write_bill(tmp_path / target, tmp_path / "site", listing, LOCKED, told, 1_700_000_000)
    return (tmp_path / target).read_text(encoding="utf-8")


def test_that_the_bill_names_every_distribution_and_component_and_says_the_same_each_time(tmp_path: Path) -> None:
    lay_distribution(tmp_path / "site", "demo", "License-Expression: MIT")
    lay_distribution(tmp_path / "site", "disclosure-desk", "License-Expression: Apache-2.0")
    text = write(tmp_path, "one.json")
    told = json.loads(text)
    assert {(part["name"], part["version"]) for part in told["components"]} == {("demo", "1.0"), ("OpenSSL", "3.0.15")}
    (demo,) = (part for part in told["components"] if part["name"] == "demo")
    assert demo["hashes"] == [{"alg": "SHA-256", "content": SHA}]
    (openssl,) = (part for part in told["components"] if part["name"] == "OpenSSL")
    assert openssl["hashes"] == demo["hashes"]
    assert demo["licenses"] == [{"license": {"id": "MIT"}}]
    assert told["metadata"]["timestamp"].startswith("2023-11-14T22:13:20")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert write(tmp_path, "two.json") == text


def test_that_a_typeface_is_named_with_the_hash_of_its_file_and_a_tool_with_its_own_version() -> None:
    told = components_told(Path("resources/licences/components.toml"), {"NSIS": "3.10"}, {})
    parts = {each["name"]: each for each in told["component"]}
    assert (
        parts["Desk Hei"]["sha256"]
        == hashlib.sha256(Path("resources/fonts/DeskHei-Regular.ttf").read_bytes()).hexdigest()
    )
    assert parts["NSIS"]["version"] == "3.10"
    assert "sha256" not in parts["Qt"]


def test_that_the_tools_say_their_versions() -> None:
    if any(system_tools.find(program) is None for program in system_tools.PACKAGES):
        pytest.skip("this machine lacks the tools that the Windows program is made with")
    told = system_tools.versions()
    assert told.keys() == {"NSIS", "MinGW-w64"}
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in told.values())


def test_that_another_content_has_another_number() -> None:
    numbers = {json.loads(bill(Component(name=name), [], 0))["serialNumber"] for name in ("one", "two")}
    assert len(numbers) == 2


def test_that_a_missing_list_of_components_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match=r"components\.toml is missing"):
        components_told(tmp_path / "components.toml", {}, {})


def test_that_a_refusal_is_two_sentences_and_an_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise system_tools.remedy(["makensis"])

    monkeypatch.setattr(system_tools, "provide", refuse)
    assert command.main([]) == command.PROBLEM
    said = capsys.readouterr().err
    assert "apt-get install" in said
    assert "Traceback" not in said


def test_that_start_py_prepares_the_environment_and_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []

    def note(run: list[str], **_: Any) -> Any:
        done.append(run[1:])
        return type("Done", (), {"returncode": 3})

    monkeypatch.setattr(launch, "prepare", done.append)
    monkeypatch.setattr(launch.subprocess, "run", note)
    assert launch.main(["installer", "--program-only"]) == 3
    assert done == ["dev", ["-m", "installer", "--program-only"]]
