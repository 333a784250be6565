"""What the legs of noxfile.py share: folders, installs, wheels, browsers and runs of tests."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parents[1]
#: The version of the package.
THIS_VERSION: str = runpy.run_path(str(ROOT / "src/article_schema/version.py"))["__version__"]
#: What ends a run of tests that hangs, in seconds.
LONGEST = 1700


def built_site(session: nox.Session) -> Path:
    """Return the folder of the site that `site` has built, or skip the leg."""
    built = ROOT / "build" / "site" / THIS_VERSION
    if not built.is_dir():
        session.skip("left out: there is no built site; `nox -s site` builds it")
    return built


def drive_browser(session: nox.Session, script: str, *arguments: Path | str) -> None:
    """Run a script of tests/node that opens pages in Chromium."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        session.skip("left out: there is no Chromium; CHROMIUM names one")
    work = scratch(session)
    if not npm_install(work, "playwright-core@1.65.1", "axe-core@4.14.1"):
        session.skip("left out: npm is missing, or cannot install what drives the browser")
    pictures = [str(Path(folder).resolve()) for folder in session.posargs]
    program = str(ROOT / "tests" / "node" / script)
    with session.chdir(work):
        told = [*map(str, arguments), *pictures]
        session.run("node", program, *told, env={"CHROMIUM": browser}, external=True)


def scratch(session: nox.Session) -> Path:
    """Return a folder for what a leg makes.

    nox would make it the folder of temporary files too. Some tests do what another user may do, who
    cannot enter it.
    """
    folder = Path(session.create_tmp()).resolve()  # other programs run in other folders
    session.env.pop("TMPDIR", None)
    return folder


def run_tests(session: nox.Session, name: str, *command: str, env: dict[str, str]) -> None:
    """Run tests, print what they wrote, and fail if they do.

    The output goes to a file, not through a pipe: a process that a test leaves would hold the pipe
    open, and nox would wait for it for ever.
    """
    log = scratch(session) / f"{name}.log"
    limit = ["timeout", "--kill-after=10", str(LONGEST)] if shutil.which("timeout") else []
    try:
        with log.open("w", encoding="utf-8") as out:
            session.run(*limit, *command, env=env, stdout=out, external=True)
    finally:
        sys.stdout.write(log.read_text("utf-8", errors="replace"))


def readme_command(text: str) -> str:
    """Return the only command of the README that holds a text."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    (found,) = (line for line in lines if line.startswith("python -m pip") and text in line)
    return found


def node_modules(session: nox.Session) -> Path:
    """Install the tools in JavaScript that tests ask, where there is npm; return their folder."""
    folder = scratch(session) / "node"
    folder.mkdir(exist_ok=True)
    shutil.copy("tests/node/package.json", folder)
    if not npm_install(folder):
        session.warn("tests that ask tools in JavaScript skip: npm is missing or found no packages")
        return folder / "missing"
    return folder / "node_modules"


def npm_install(folder: Path, *packages: str) -> bool:
    """Install packages of npm into a folder; return whether they are there."""
    npm = shutil.which("npm")
    flags = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    if npm is None:
        return False
    command = [npm, "install", "--prefix", str(folder), *flags, *packages]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


def install_pure(session: nox.Session, folder: Path, version: str, packages: Sequence[str]) -> None:
    """Install the package and others, all in pure Python, into a folder for a version of Python."""
    shutil.rmtree(folder, ignore_errors=True)
    built = build_wheel(session, ROOT, scratch(session) / "dist", python=sys.executable)
    pure = ["--no-deps", "--no-compile", "--only-binary=:all:", "--platform=any"]
    command = [sys.executable, "-m", "pip", "install", "--target", str(folder), *pure]
    session.run(*command, f"--python-version={version}", str(built), *packages, external=True)
    # Its programs name the Python of this machine.
    shutil.rmtree(folder / "bin", ignore_errors=True)


def build_wheel(session: nox.Session, source: Path, folder: Path, python: str = "python") -> Path:
    """Build the wheel of a checkout, and return its file."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [python, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(folder), str(source)]
    session.run(*command, external=True)
    (built,) = folder.glob("article_schema-*.whl")
    return built


def interpreters() -> list[tuple[str, str]]:
    """Return version and path of each minor version of Python from 3.11 on that runs here.

    The oldest release of each comes, which has faults that the later ones do not. A `python3` on
    PATH may be a stub of pyenv for a version that is not installed, so each is asked.
    """
    folders = [Path(part) for part in os.environ["PATH"].split(os.pathsep)]
    folders += sorted(
        Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/*/bin")
    )
    folders += [Path("/usr/bin"), Path("/usr/local/bin"), *sorted(Path("/opt").glob("*/bin"))]
    question = (
        "import ensurepip, platform, sys, venv\n"
        "if sys.version_info >= (3, 11) and sys.version_info.releaselevel == 'final':\n"
        "    print(platform.python_version(), sys.executable)"
    )
    found: dict[tuple[int, ...], tuple[str, str]] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("python3*"))):
        if re.fullmatch(r"python3(\.\d+)?(\.exe)?", path.name) and os.access(path, os.X_OK):
            asked = [str(path), "-I", "-c", question]
            answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
            if answer:
                version, python = answer.strip().split(" ", 1)
                found.setdefault(tuple(map(int, re.findall(r"\d+", version))), (version, python))
    oldest: dict[tuple[int, ...], tuple[str, str]] = {}
    for version in sorted(found):
        oldest.setdefault(version[:2], found[version])
    return list(oldest.values())
