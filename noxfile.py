"""The daily legs: `nox` runs the quick ones, `nox -s NAME` one of them, `nox -l` lists them all.

`.ci/run` runs every leg on a clean checkout. `nox` itself comes with `pip install nox`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

import nox

# nox puts no folder of the project where modules are looked for.
sys.path.append(str(Path(__file__).resolve().parent / "tools"))
from legs import (
    ROOT,
    THIS_VERSION,
    build_wheel,
    built_site,
    drive_browser,
    install_pure,
    interpreters,
    node_modules,
    npm_install,
    readme_command,
    run_tests,
    scratch,
)

#: Fewer generated cases, for runs that repeat a run on another Python. The processes of one run
#: have to collect the same tests, so the order of a set must not differ between them.
QUICK = {"HYPOTHESIS_PROFILE": "quick", "ARTICLE_SCHEMA_EXAMPLES": "40", "PYTHONHASHSEED": "0"}

#: What measures time, kills processes, draws very many cases or runs the repository's own tools
#: says the same on each Python.
ONCE = (
    "security", "fuzz", "typing", "test_agreement.py", "test_bench.py", "test_compare_docs.py",
    "test_contributing.py", "test_docs_shell.py", "cli/editing/test_killed_edit.py",
    "cli/test_killed_fix.py", "online/reading/test_pictures.py", "rules/test_planted_faults.py",
    "schema/models/test_hostile.py", "schema/models/test_verdicts.py", "schema/test_publish.py",
)  # fmt: skip
#: What meets the system and other packages most: the core runs on a newer Python in Pyodide. A
#: version that is named gets all rooms.
SECOND = ("tests/cli/editing", "tests/interop/exchange")
#: The minor version that runs nox, and the legs without one of their own.
THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}."

#: More generated cases, for a run by hand.
THOROUGH = {
    "HYPOTHESIS_PROFILE": "thorough",
    "ARTICLE_SCHEMA_EXAMPLES": "600",
    "PYTHONHASHSEED": "0",
}

#: What the extension for VS Code has, beside the package that it runs where the Python of a
#: workspace has none.
VSIX_FILES = (
    "[Content_Types].xml", "extension.vsixmanifest", "extension/LICENSE.txt",
    "extension/dist/extension.js", "extension/package.json", "extension/readme.md",
    *(f"extension/walkthrough/{step}.md" for step in ("fix", "install", "model", "write")),
)  # fmt: skip
#: Where that package stands in it, with what it needs in pure Python, so that one file serves every
#: system. jsonschema stands on a package in Rust, and models from JSON Schemas need it.
VSIX_LIBS = "bundled/libs"
VSIX_PACKAGES = (
    "annotated-types", "attrs", "cattrs", "imagesize", "lsprotocol", "pathspec", "pygls",
    "ruamel.yaml", "typing_extensions", "wcwidth",
)  # fmt: skip
NO_PACKAGES = shutil.ignore_patterns("node_modules", "dist", "bundled", "*.vsix")

PYODIDE = "pyodide@314.0.7"
#: What the package and its tests need there. jsonschema stands on a package in Rust, so what needs
#: it is left out, as is what needs libyaml, other processes, pipes or devices.
PURE_PACKAGES = (
    "annotated-types", "attrs", "cattrs", "hypothesis", "iniconfig", "packaging", "pathspec",
    "pluggy", "pygments", "pytest", "ruamel.yaml", "sortedcontainers", "typing_extensions",
    "wcwidth",
)  # fmt: skip
PYODIDE_TESTS = (
    *(f"tests/{room}" for room in ("model", "rules")),
    *(f"tests/document/{room}" for room in ("formats", "reading", "splicing")),
    "--ignore=tests/document/reading/test_events.py",
    "--ignore=tests/model/test_whole_numbers.py",
    "--ignore=tests/rules/test_huge_numbers.py",
    (
        "-k=not (json_schema or without_a_docstring or options_are_documented or work_is_bounded"
        " or takes_linear_time or without_an_end or long_texts_cost_little"
        " or no_module_elsewhere_asks)"
    ),
)

nox.options.sessions = ["lint", "types", "contracts", "generated", "tests"]
nox.options.default_venv_backend = "venv"
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True
# pip warns of every folder of packages that is configured but missing; its errors are enough.
os.environ.update(PIP_QUIET="2", PIP_DISABLE_PIP_VERSION_CHECK="1")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on the source: all, or those that you name after `--`."""
    session.install("-e", ".[test]")
    wanted = session.posargs or ["-q", "-n", "auto"]
    session.run("python", "-m", "pytest", *wanted, env=QUICK)


@nox.session
def thorough(session: nox.Session) -> None:
    """Run the tests on the source with many more generated cases, by hand."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-q", "-n", "auto", *session.posargs, env=THOROUGH)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format; `nox -s lint -- --fix` mends what can be."""
    session.install("ruff>=0.8")
    session.run("ruff", "check", ".", *session.posargs)
    session.run("ruff", "format", *([] if session.posargs else ["--check"]), ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the package, and of code that uses it."""
    session.install("-e", ".[dev]")
    session.run("mypy")
    programs = sorted(map(str, (ROOT / "examples" / "cookbook").glob("*.py")))
    session.run("mypy", "--strict", "tests/typing", *programs)
    session.run("pyright", "--project", "tests/typing")


@nox.session
def contracts(session: nox.Session) -> None:
    """Check which room imports which."""
    session.install("-e", ".", "hypothesis", "import-linter>=2.1", "pytest>=8.2")
    session.run("lint-imports")
    session.run("python", "-m", "pytest", "-q", "tests/test_architecture.py")


@nox.session
def generated(session: nox.Session) -> None:
    """Check the generated files; `nox -s generated -- --write` writes them."""
    session.install("-e", ".", "griffe>=1.5", "rich>=13.9")
    session.run("python", "tools/generate.py", *(session.posargs or ["--check"]))


@nox.session
def prose(session: nox.Session) -> None:
    """Have the pages read for clichés, slips and words that the glossary replaces."""
    session.install("proselint==0.16.0")
    session.run("python", "tools/prose.py", *session.posargs)


@nox.session
def site(session: nox.Session) -> None:
    """Build the documentation site into build/site, and check its links and its HTML.

    The first build gets the playground's parts from npm, later ones need no network.
    """
    if shutil.which("npm") is None:
        session.skip("npm is missing, which brings the parts of the playground")
    session.install("-e", ".[site]")
    session.run("python", "tools/site.py", "build", *session.posargs)


@nox.session
def pages(session: nox.Session) -> None:
    """Read the site that `site` has built in Chromium: accessible, on a small screen, alone.

    CHROMIUM names the browser. A folder after `--` gets screenshots, of more screens.
    """
    # Other legs may run beside this one.
    os.environ.setdefault("SLOWER", "3")
    drive_browser(session, "site.mjs", built_site(session).parent, THIS_VERSION)


@nox.session
def playground(session: nox.Session) -> None:
    """Use the playground of the site that `site` has built in Chromium.

    CHROMIUM names the browser. A folder after `--` gets screenshots.
    """
    # Other legs may run beside this one.
    os.environ.setdefault("SLOWER", "3")
    drive_browser(session, "browser.mjs", built_site(session).parent, THIS_VERSION)


@nox.session
def reports(session: nox.Session) -> None:
    """Open a report of 50,000 findings, a small one and statistics in Chromium.

    CHROMIUM names the browser. A folder after `--` gets screenshots. Legs that run beside this one
    may take two thirds of the machine; SLOWER=1 asks for the times of one that does nothing else.
    """
    session.install("-e", ".")
    work = scratch(session)
    large, small, stats = (work / f"{name}.html" for name in ("large", "small", "stats"))
    session.run("python", "tests/node/large_report.py", str(large))
    checking = ["check", "examples/broken", "--exit-zero", "--output", f"html:{small}"]
    session.run("article-schema", *checking, silent=True)
    session.run("article-schema", "stats", "examples/articles", "--output", f"html:{stats}")
    os.environ.setdefault("SLOWER", "3")
    drive_browser(session, "report.mjs", large, small, stats)


@nox.session
def readme(session: nox.Session) -> None:
    """Run the two commands of the README as they stand there, in a new environment."""
    install_and_check, install_and_test = (
        readme_command("article-schema check examples/articles"),
        readme_command("pytest"),
    )
    session.run("bash", "-euo", "pipefail", "-c", install_and_check, external=True)
    env = {
        "ARTICLE_SCHEMA_NODE_MODULES": str(node_modules(session)),
        # On all processors: what the other legs leave idle is much in the end.
        "PYTEST_ADDOPTS": "-n auto",
        "PYTHONHASHSEED": QUICK["PYTHONHASHSEED"],
    }
    run_tests(session, "README", "bash", "-euo", "pipefail", "-c", install_and_test, env=env)


@nox.session
def guard(session: nox.Session) -> None:
    """Fail when a call takes more work than it did; `-- --write` writes what it takes now."""
    session.install("-e", ".")
    session.run("python", "bench/guard.py", *session.posargs)


@nox.session
def clusters(session: nox.Session) -> None:
    """Check an archive with Dask, Ray and Spark, and kill workers, by hand; it needs Java 17.

    `-- --articles 20000` takes fewer, `-- --only dask` one of them.
    """
    session.install("-e", ".[clusters]")
    session.run("python", "bench/clusters.py", *session.posargs)


@nox.session
def exchange(session: nox.Session) -> None:
    """Let programs of others judge 2,000 generated articles in each format, by hand; it needs npm.

    `-- 5000` generates another number.
    """
    session.install("-e", ".[test]")
    env = {
        "ARTICLE_SCHEMA_NODE_MODULES": str(node_modules(session)),
        "ARTICLE_SCHEMA_EXAMPLES": next(iter(session.posargs), "2000"),
    }
    judges = "tests/interop/formats/test_validators.py"
    session.run("python", "-m", "pytest", "-q", "--durations=10", judges, env=env)


@nox.session
def wheel(session: nox.Session) -> None:
    """Use the wheel without any extra; the same source gives the same wheel."""
    work = scratch(session)
    built = build_wheel(session, ROOT, work / "dist")
    elsewhere = work / "elsewhere"
    shutil.rmtree(elsewhere, ignore_errors=True)
    # Not what another leg may be writing.
    passing = shutil.ignore_patterns(".*", "__pycache__", "dist", "node_modules")
    shutil.copytree(ROOT, elsewhere, ignore=passing)
    for path in elsewhere.rglob("*"):
        os.utime(path, (978_307_200, 978_307_200), follow_symlinks=False)
    again = build_wheel(session, elsewhere, work / "again")
    if built.read_bytes() != again.read_bytes():
        session.error(f"{built.name} differs when its source has another date")
    session.install("--force-reinstall", str(built))
    article = work / "article.md"
    shutil.copy("examples/articles/2020-06-12-the-harbour-at-dawn.md", article)
    session.run("article-schema", "--version")
    session.run("article-schema", "check", "examples/articles")
    session.run("article-schema", "rules", silent=True)
    session.run("article-schema", "explain", "URL009", silent=True)
    session.run("article-schema", "schema", silent=True)
    session.run("python", "examples/edit_article.py", str(article))
    session.run("article-schema", "check", str(article))


@nox.session
def release(session: nox.Session) -> None:
    """Build what a release publishes and check it; `nox -s release -- v1.2.3` checks a tag too."""
    version = THIS_VERSION
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    dates = re.findall(rf"^## {re.escape(version)} - (.+)$", changes, re.MULTILINE)
    if not dates:
        session.error(f"CHANGELOG.md has no section `## {version} - DATE`")
    for tag in session.posargs:
        if tag != f"v{version}":
            session.error(f"the tag {tag} is not v{version}, the version of the package")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", dates[0]):
            session.error(f"CHANGELOG.md has no date for {version}: {dates[0]}")
    session.install("build", "twine")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    session.run("twine", "check", "--strict", *map(str, Path("dist").iterdir()))


@nox.session(venv_backend="none")
def vscode(session: nox.Session) -> None:
    """Check the types of the extension for VS Code, build it, and list what is in it."""
    work = scratch(session) / "extension"
    # What was installed before stays, so that a second run is quick.
    shutil.copytree(ROOT / "editors/vscode", work, dirs_exist_ok=True, ignore=NO_PACKAGES)
    shutil.copy(ROOT / "LICENSE", work)
    if not npm_install(work):
        session.skip("npm is missing, or cannot install what the extension is built with")
    install_pure(session, work / VSIX_LIBS, "3.11", VSIX_PACKAGES)
    with session.chdir(work):
        session.run("npm", "run", "--silent", "package", external=True)
    built = work / "article-schema.vsix"
    with zipfile.ZipFile(built) as contents:
        libs = f"extension/{VSIX_LIBS}/"
        names = sorted(name for name in contents.namelist() if not name.startswith(libs))
        compiled = [name for name in contents.namelist() if re.search(r"\.(so|pyd|pyc)$", name)]
    wanted = sorted(VSIX_FILES)
    if names != wanted or compiled:
        session.error(
            f"{built.name} has {names}, and not {wanted}; for one system only: {compiled}"
        )
    session.log(f"{built}: {built.stat().st_size:,} bytes")
    session.run(sys.executable, "tests/editors/bundled.py", str(built), external=True)


@nox.session(venv_backend="none")
def pythons(session: nox.Session) -> None:
    """Run tests on the wheel under the oldest and the newest Python; `-- 3.12` names others.

    The oldest is left out where `readme` runs the same tests on a later release of it, and so are
    tests that need no second run. A version that is named gets those of all rooms.
    """
    rooms = ("tests",) if session.posargs else SECOND
    every = interpreters()
    ends = {version for version, _ in every[:1] + every[-1:]}
    ends -= {version for version, _ in every[:1] if version.startswith(THIS_PYTHON)}
    for version, python in every:
        named = version.startswith(tuple(session.posargs)) if session.posargs else version in ends
        if not named:
            continue
        folder = scratch(session) / version
        session.run(python, "-m", "venv", "--clear", str(folder), external=True)
        scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        env = {**QUICK, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
        inside = str(scripts / "python")
        built = build_wheel(session, ROOT, folder / "dist", python=inside)
        session.run(inside, "-m", "pip", "install", f"{built}[test]", external=True)
        session.log(f"the wheel on Python {version}, {python}")
        left_out = [f"--ignore=tests/{name}" for name in ONCE]
        wanted = ["-q", "-n", "auto", *left_out, *rooms]
        run_tests(session, version, inside, "-m", "pytest", *wanted, env=env)


@nox.session
def pyodide(session: nox.Session) -> None:
    """Run the core of the tests in Pyodide, which is CPython 3.14 for WebAssembly, under node."""
    work = scratch(session)
    if not npm_install(work, PYODIDE):
        session.skip("npm is missing, or cannot install Pyodide")
    packages = work / "packages"
    install_pure(session, packages, "3.14", PURE_PACKAGES)
    needed = r"engines|jsonschema|yaml|yaml_readers|article_schema\.schema\.validate"
    needs = re.compile(rf"^(?:from|import) (?:{needed})\b", re.MULTILINE)
    modules = (path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py"))
    left_out = [f"--ignore={path}" for path in modules if needs.search(path.read_text("utf-8"))]
    wanted_tests = session.posargs or PYODIDE_TESTS
    arguments = [str(packages), str(ROOT), "-q", *left_out, *wanted_tests]
    with session.chdir(work):
        script = str(ROOT / "tests/node/pyodide.mjs")
        # WebAssembly takes several times as long for each example.
        env = {**QUICK, "ARTICLE_SCHEMA_EXAMPLES": "12"}
        run_tests(session, "Pyodide", "node", "--stack-size=7000", script, *arguments, env=env)
