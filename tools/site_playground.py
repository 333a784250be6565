"""The playground of the site: the package with Python in WebAssembly, and an editor, bundled.

npm brings Pyodide, CodeMirror and esbuild, in the versions of `site/playground/package.json`, and
pip the packages in pure Python. They are kept under `build/`, so only the first build needs the
network. All that a browser loads is part of the site.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from article_schema.presets import PRESETS

#: What the package needs without its parts in C and Rust, which Pyodide has not. For rpds, which
#: jsonschema stands on, the playground has a module of its own.
PURE_PACKAGES = (
    "annotated-types", "attrs", "cattrs", "jsonschema", "jsonschema-specifications", "pathspec",
    "referencing", "ruamel.yaml", "typing_extensions", "wcwidth",
)  # fmt: skip
PYODIDE_FILES = ("pyodide-lock.json", "pyodide.asm.mjs", "pyodide.mjs", "python_stdlib.zip")
#: What Python runs as in a browser; it is served packed.
PROGRAM = "pyodide.asm.wasm"
#: The upper rooms of the package. What the checker needs imports none of them.
LEFT_OUT = ("adopting", "cli", "collections", "interop", "lsp", "online", "stats", "testing.pyc")
#: What the worker imports beside the packages.
OWN_MODULES = ("checker.py", "rpds.py")
#: What stands for what the reader writes where a model is named, as in checker.py: a JSON Schema,
#: and Python.
OWN_MODEL, OWN_CODE = "own", "python"
NAMES = ("article.md", "article.yaml", "article.toml", "article.json", "article.html")
EXAMPLES = {
    "A misspelt key, no time zone": "examples/slips.md",
    "Eight faults": "examples/broken/eight-faults.md",
    "URLs and dates": "examples/broken/urls-and-dates.md",
    "A mistake in the YAML": "examples/broken/syntax-error.md",
    "Nothing wrong": "examples/articles/2020-06-12-the-harbour-at-dawn.md",
    "A JSON Schema of your own": "examples/schemas/slips.yml",
    "A model of your own in Python": "examples/models/slips.md",
}
#: What the last two of them are checked with; it stands in the boxes for models at first.
SCHEMA = "examples/schemas/author.schema.json"
CODE = "examples/models/tides.py"
#: What an example in one of these folders is checked with.
MODELS = {"examples/schemas": OWN_MODEL, "examples/models": OWN_CODE}


def build_playground(root: Path, work: Path, site: Path) -> None:
    """Write the playground into a built site.

    Args:
        root: the repository.
        work: a folder that is kept between builds.
        site: the folder of the built site.

    Raises:
        OSError: npm is missing.
        subprocess.CalledProcessError: npm, pip or esbuild has failed.
    """
    sources = work / "sources"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(root / "site" / "playground", sources)
    (sources / "choices.json").write_text(json.dumps(choices(root)), encoding="utf-8")
    install_from_npm(sources)
    output = site / "playground"
    bundle(sources, output)
    modules = sources / "node_modules"
    (output / "pyodide").mkdir()
    for name in PYODIDE_FILES:
        shutil.copyfile(modules / "pyodide" / name, output / "pyodide" / name)
    squeeze(modules / "pyodide" / PROGRAM, output / "pyodide" / f"{PROGRAM}.gz")
    packages = sources / "packages"
    install_from_pip(root, packages, work)
    for name in OWN_MODULES:
        shutil.copy(sources / name, packages)
    pack(sources, packages, output / "packages.zip")
    take_snapshot(sources, output / "packages.zip", output / "snapshot.gz")


def choices(root: Path) -> dict[str, object]:
    """Return what one can choose from: examples, names of files, and models."""
    presets = [
        (name, f"{name}: {re.sub('`', '', preset.meaning)}") for name, preset in PRESETS.items()
    ]
    schema, code = ((root / path).read_text("utf-8") for path in (SCHEMA, CODE))
    examples = [
        {"title": title, "text": (root / path).read_text("utf-8"), **setting(path)}
        for title, path in EXAMPLES.items()
    ]
    own = [(OWN_MODEL, "a JSON Schema of your own"), (OWN_CODE, "a class of your own in Python")]
    models = [("", "Article"), *presets, *own]
    return {"examples": examples, "names": NAMES, "models": models, "schema": schema, "code": code}


def setting(path: str) -> dict[str, str]:
    """Return the name and the model that an example is checked with."""
    return {
        "name": "article.yaml" if path.endswith(".yml") else "article.md",
        "model": MODELS.get(path.rpartition("/")[0], ""),
    }


def install_from_npm(sources: Path) -> None:
    """Install what package.json names, unless the same is there from an earlier build."""
    kept = sources.parent / "npm"
    wanted = (sources / "package.json").read_bytes()
    if not (kept / "package.json").exists() or (kept / "package.json").read_bytes() != wanted:
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        flags = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
        shutil.copyfile(sources / "package.json", kept / "wanted.json")
        (kept / "wanted.json").rename(kept / "package.json")
        try:
            subprocess.run(
                [tool("npm"), "install", "--loglevel=error", *flags], cwd=kept, check=True
            )
        except BaseException:
            shutil.rmtree(kept)
            raise
    (sources / "node_modules").symlink_to(kept / "node_modules")


def tool(name: str) -> str:
    """Return where a program is; Windows has it with another ending."""
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(
            f"{name} is missing: the playground is made with Node.js 20 or newer"
        )
    return found


def bundle(sources: Path, output: Path) -> None:
    """Write the page's script with the editor, the worker's script, and the style."""
    esbuild = sources / "node_modules" / "esbuild" / "bin" / "esbuild"
    flags = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"]
    outside = ["--external:./pyodide/*", f"--outdir={output}"]
    entries = ["playground.js", "worker.js", "playground.css"]
    node(sources, str(esbuild), *entries, *flags, *outside)


def install_from_pip(root: Path, packages: Path, work: Path) -> None:
    """Install the wheel of the package, and those of what it needs, into a folder."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels = work / "wheels"
    wheels.mkdir(exist_ok=True)
    for old in wheels.glob("article_schema-*"):
        old.unlink()
    if not list(wheels.glob("jsonschema-*")):
        pure = ["--no-deps", "--only-binary=:all:", "--platform=any", "--python-version=3.14"]
        subprocess.run([*pip, "download", "--dest", str(wheels), *pure, *PURE_PACKAGES], check=True)
    own = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels)]
    subprocess.run([*own, str(root)], check=True)
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(packages)


def pack(sources: Path, packages: Path, archive: Path) -> None:
    """Compile packages for the Python of the playground, and write them into one archive."""
    node(sources, "compile.mjs", str(packages))
    left_out = [packages / "article_schema" / name for name in LEFT_OUT]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(packages.rglob("*")):
            is_upper = any(path.is_relative_to(room) for room in left_out)
            if path.is_file() and path.suffix not in {".py", ".pyi"} and not is_upper:
                packed.write(path, path.relative_to(packages).as_posix())


def take_snapshot(sources: Path, archive: Path, snapshot: Path) -> None:
    """Store the memory of a Python that has imported the checker from an archive."""
    memory = sources / "snapshot"
    node(sources, "snapshot.mjs", str(archive), str(memory))
    squeeze(memory, snapshot)


def node(folder: Path, *command: str) -> None:
    """Run a program of the playground's folder."""
    subprocess.run([tool("node"), *command], cwd=folder, check=True)


def squeeze(path: Path, packed: Path) -> None:
    """Write a file packed by gzip, which browsers can unpack; the same file gives the same."""
    packed.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
