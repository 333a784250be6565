"""Files are changed where the command was told to, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .command import run
from .test_killed_fix import OLD

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")

ARTICLE = OLD.format(number=1)


@pytest.fixture
def outside(site: Path) -> Path:
    path = site.parent / "outside.md"
    path.write_text(ARTICLE)
    return path


COMMANDS = [
    ["check", "--isolated", "--fix"],
    ["check", "--isolated", "--fix", "--unsafe-fixes"],
    ["check", "--isolated", "--add-ignores"],
    ["fmt"],
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("path", [".", "link.md"])
def test_no_link_leads_a_fix_out_of_what_was_given(
    site: Path, outside: Path, command: list[str], path: str
) -> None:
    (site / "step.md").symlink_to("../outside.md")
    (site / "link.md").symlink_to("step.md")
    done = run(*command, path, cwd=site)
    assert outside.read_text() == ARTICLE
    assert "a symbolic link leads" not in done.stderr
    if command == ["fmt"]:
        assert "is a symbolic link that leads elsewhere" in done.stderr
        return
    done = run(*command, "--follow-links", path, cwd=site)
    assert outside.read_text() == ARTICLE
    assert done.stderr.count("a symbolic link leads to ") == (2 if path == "." else 1)
    assert f"{outside}, outside of the paths that were given" in done.stderr
    assert done.returncode == (1 if "--add-ignores" in command else 2)
    assert (site / "link.md").is_symlink()


def test_no_link_to_a_folder_leads_out_either(site: Path, outside: Path) -> None:
    (site / "sub").symlink_to("..")
    run("check", "--isolated", "--fix", ".", cwd=site)
    assert outside.read_text() == ARTICLE


@pytest.mark.parametrize(
    "paths", ["..", "--follow-links link.md ../outside.md", "--follow-links . .."]
)
def test_a_link_to_what_was_given_is_followed(site: Path, outside: Path, paths: str) -> None:
    (site / "link.md").symlink_to("../outside.md")
    done = run("check", "--isolated", "--fix", *paths.split(), cwd=site)
    assert "symbolic link" not in done.stderr
    assert outside.read_text() != ARTICLE
    assert (site / "link.md").is_symlink()


def test_a_folder_that_is_named_may_be_a_link(site: Path) -> None:
    (site.parent / "name").symlink_to("site")
    done = run("check", "--isolated", "--fix", "name", cwd=site.parent)
    assert done.returncode == 0
    assert 'webUrl: "https://www.example.com/harbour-1?a=1&b=2"\n' in (site / "a.md").read_text()
