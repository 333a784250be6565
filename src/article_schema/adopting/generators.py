"""Generators: which program makes a site of the files of a folder, told by its own files."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from article_schema.document.files.side_files import read_side_file
from article_schema.document.toml.loading import BeyondReasonError, load_toml

#: The name of the preset of agent skills, which are told by the name of their own files.
SKILLS = "agent-skills"
#: The hidden folders that agents look for skills in.
SKILL_FOLDERS = (".agents/skills", ".claude/skills", ".github/skills")


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator of sites."""

    name: str
    #: The name of the preset with its reserved keys; None if there is no preset.
    preset: str | None
    #: The preset of files of a name, or below a folder of a name, in place of that.
    presets: Mapping[str, str] = field(default_factory=dict)
    #: The names of the files that it alone is configured in.
    files: tuple[str, ...] = ()
    #: The package of npm that a site made with it depends on.
    package: str | None = None
    #: A file that others have too, and what tells from its keys that it is this generator's.
    shared: tuple[tuple[str, Callable[[Mapping[str, Any]], bool]], ...] = ()


@dataclass(frozen=True, slots=True)
class Recognized:
    """A generator, and the file that tells so."""

    generator: Generator
    #: The path of the file, from the folder that was looked at.
    evidence: str


def _scripts(name: str, endings: str = "js cjs mjs ts mts") -> tuple[str, ...]:
    return tuple(f"{name}.{ending}" for ending in endings.split())


def _in(folder: str, name: str) -> tuple[str, ...]:
    return tuple(f"{folder}{name}.{ending}" for ending in ("toml", "yaml", "yml", "json"))


def _is_hugo(keys: Mapping[str, Any]) -> bool:
    # The keys of Hugo may be written in any case.
    return "baseurl" in {key.lower() for key in keys}


def _is_zola(keys: Mapping[str, Any]) -> bool:
    return "base_url" in keys


#: The generators, those first whose sites may look like those of a later one.
GENERATORS = (
    Generator("Astro Starlight", "starlight", package="@astrojs/starlight"),
    Generator(
        "Docusaurus",
        "docusaurus",
        {"blog": "docusaurus-blog"},
        _scripts("docusaurus.config"),
        "@docusaurus/core",
    ),
    Generator(
        "Eleventy",
        "eleventy",
        files=(".eleventy.js", *_scripts("eleventy.config", "js cjs mjs ts")),
        package="@11ty/eleventy",
    ),
    Generator("Astro", None, files=_scripts("astro.config"), package="astro"),
    Generator("Next.js", None, files=_scripts("next.config"), package="next"),
    Generator("Hexo", None, package="hexo"),
    Generator(
        "Zola",
        "zola",
        {"_index.md": "zola-section"},
        ("zola.toml",),
        shared=(("config.toml", _is_zola),),
    ),
    Generator(
        "Hugo",
        "hugo",
        files=(
            *_in("", "hugo"),
            *(path for name in ("hugo", "config") for path in _in("config/_default/", name)),
        ),
        shared=(("config.toml", _is_hugo),),
    ),
    Generator("Jekyll", "jekyll", files=("_config.yml", "_config.yaml", "_config.toml")),
)


def recognize(folder: str) -> Recognized | None:
    """Return the generator whose configuration a folder holds; None if it holds none.

    What cannot be read tells nothing.

    Args:
        folder: the folder.
    """
    needs = _dependencies(os.path.join(folder, "package.json"))
    for generator in GENERATORS:
        if generator.package is not None and generator.package in needs:
            return Recognized(generator, "package.json")
        for name in generator.files:
            if os.path.isfile(os.path.join(folder, name)):
                return Recognized(generator, name)
        for name, tells in generator.shared:
            if tells(_toml_keys(os.path.join(folder, name))):
                return Recognized(generator, name)
    return None


def recognize_above(folders: Collection[str]) -> Recognized | None:
    """Return the generator that makes a site of some folders; None if none is known.

    It is the nearest one that holds them all: in a repository of several parts, a site often is in
    a folder such as `website`.

    Args:
        folders: the folders, from the current one, with slashes.
    """
    folder = "" if "." in folders else posixpath.commonpath(folders)
    while (found := recognize(folder or ".")) is None and folder:
        folder = posixpath.dirname(folder)
    return found and replace(found, evidence=posixpath.join(folder, found.evidence))


def _dependencies(path: str) -> frozenset[str]:
    """Return the packages that a package of npm needs."""
    try:
        package = json.loads(read_side_file(path))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    if not isinstance(package, dict):
        return frozenset()
    tables = [package.get(key) for key in ("dependencies", "devDependencies")]
    return frozenset(name for table in tables if isinstance(table, dict) for name in table)


def _toml_keys(path: str) -> Mapping[str, Any]:
    try:
        return load_toml(read_side_file(path).decode("utf-8-sig"))
    except (OSError, ValueError, BeyondReasonError):
        return {}
