"""No symbolic link leads a report to a secret, or a write to a file of somebody else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "api_key: hunter2\nother: [\n"


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    """A folder `site` with articles, beside a file that is nobody's article."""
    (tmp_path / "creds").write_text(SECRET)
    site = tmp_path / "site"
    shutil.copytree(root / "examples" / "articles", site / "content")
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text(SECRET)
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(root / "examples" / "broken" / "bad-link.md", tmp_path / "elsewhere" / "a.md")
    return site


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "article_schema", *arguments],
        cwd=site, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("target", ["../../creds", "../.git/config", "{}/creds", "step.yaml"])
@pytest.mark.parametrize("path", ["content", "content/a.yaml", "."])
def test_what_is_behind_a_link_that_leads_away_is_not_shown(
    site: Path, target: str, path: str
) -> None:
    (site / "content" / "step.yaml").symlink_to("../../creds")
    (site / "content" / "a.yaml").symlink_to(target.format(site.parent))
    for form in ("full", "json", "sarif", "github"):
        done = run(site, "check", "--output-format", form, path)
        assert done.returncode == 1
        assert "symbolic link" in done.stdout
        assert "hunter2" not in done.stdout + done.stderr
        assert "api_key" not in done.stdout + done.stderr
    done = run(site, "fmt", "--diff", path)
    assert done.returncode == 2
    assert "symbolic link" in done.stderr
    assert "hunter2" not in done.stdout + done.stderr
    done = run(site, "check", "--follow-links", path)
    assert "hunter2" in done.stdout


def test_a_link_that_stays_is_read(site: Path) -> None:
    (site / "content" / "again.md").symlink_to("2020-06-12-the-harbour-at-dawn.md")
    (site / "other.md").symlink_to("content/2020-06-12-the-harbour-at-dawn.md")
    done = run(site, "check", "--ignore", "SET", "content", "other.md")
    assert (done.returncode, "symbolic" in done.stdout) == (0, False)


@pytest.mark.parametrize("command", ["check linked", "fmt linked", "check --fix linked"])
def test_a_folder_that_leads_out_of_the_current_one_is_refused(site: Path, command: str) -> None:
    (site / "linked").symlink_to("../elsewhere")
    done = run(site, *command.split())
    assert done.returncode == 2
    assert "linked is a symbolic link that leads out of the current folder" in done.stderr
    assert done.stdout == ""
    assert run(site, "check", "--follow-links", "linked").returncode == 1


def test_a_configuration_behind_a_link_is_not_shown(site: Path) -> None:
    (site.parent / "creds").write_text('[hunter2]\nkey = "hunter2"\n')
    (site / "content" / "article-schema.toml").symlink_to("../../creds")
    done = run(site, "check", "content")
    assert done.returncode == 2
    assert "content/article-schema.toml: it is a symbolic link" in done.stderr
    assert "hunter2" not in done.stderr


@pytest.mark.parametrize(
    "command",
    ["check --fix linked/a.md", "check --add-ignores linked/a.md", "fmt linked/a.md",
     "check --fix --follow-links linked/a.md", "check --add-ignores --follow-links linked",
     "check --fix --follow-links a.md", "check --fix --unsafe-fixes --follow-links ."],
)  # fmt: skip
def test_nothing_is_written_through_a_link(site: Path, command: str) -> None:
    outside = site.parent / "elsewhere" / "a.md"
    before = outside.read_bytes()
    (site / "linked").symlink_to("../elsewhere")
    (site / "a.md").symlink_to("../elsewhere/a.md")
    done = run(site, *command.split())
    assert done.returncode in (1, 2)
    assert outside.read_bytes() == before
    assert os.listdir(outside.parent) == ["a.md"]


@pytest.mark.parametrize(
    "option",
    ["--output=json:{}", "--output-format=json --output-file={}", "--write-baseline={}"],
)
@pytest.mark.parametrize("name", ["out.json", "linked/out.json"])
def test_no_report_is_written_through_a_link(site: Path, option: str, name: str) -> None:
    (site / "linked").symlink_to("../elsewhere")
    (site / "out.json").symlink_to("../creds")
    done = run(site, "check", *option.format(name).split(), "content")
    assert done.returncode == 2
    assert f"error: {name}: cannot be saved: a symbolic link leads elsewhere, to " in done.stderr
    assert (site.parent / "creds").read_text() == SECRET
    assert not (site.parent / "elsewhere" / "out.json").exists()


def test_a_report_may_be_a_stream_or_a_device(site: Path, tmp_path: Path) -> None:
    done = run(site, "check", "--quiet", "--output", "json:/dev/stdout", "content")
    assert json.loads(done.stdout)["findings"] == []
    done = run(site, "check", "--output", "json:/dev/null", "content")
    assert (done.returncode, done.stderr) == (0, "")
    into = tmp_path / "all"
    line = f"'{sys.executable}' -m article_schema check --output json:/dev/stdout content >'{into}'"
    subprocess.run(["bash", "-c", line], cwd=site, check=True)
    text = into.read_text()
    assert "All checks passed" in text
    assert json.loads(text[text.index("{") : text.rindex("}") + 1])["findings"] == []
    line = f"'{sys.executable}' -m article_schema check --output json:>(cat >'{into}') content"
    subprocess.run(["bash", "-c", f"{line}; sleep 1"], cwd=site, check=True, capture_output=True)
    assert json.loads(into.read_text())["findings"] == []
