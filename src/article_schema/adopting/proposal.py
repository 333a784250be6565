"""Proposal: the collections that the files of a site call for, each with its model."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from article_schema.adopting.generators import (
    SKILL_FOLDERS,
    SKILLS,
    Recognized,
    recognize_above,
)
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import find_files
from article_schema.inferring.as_python import as_python
from article_schema.inferring.guessing import Model, guess_models, singular
from article_schema.inferring.kinds import SKILL_FILE, Kind, content_of, in_pattern, kinds_of
from article_schema.inferring.observing import Seen
from article_schema.inferring.reading import Readings
from article_schema.model.article import Article
from article_schema.model.shapes.tables import table_of

#: The name of the module with inferred models, without its ending.
_MODULE = "content_models"
#: From fewer records than this no model is inferred if there is a preset.
_ENOUGH = 5
#: A few records that most lack so many of the keys of an article are of another kind; of more
#: records, one key is enough.
_MISSING = 3


@dataclass(frozen=True)
class Proposed:
    """A collection that is proposed."""

    name: str
    #: The patterns of its files.
    files: tuple[str, ...]
    #: The name of its model; None for an article.
    model: str | None
    #: What was inferred, if the model is.
    draft: Model | None
    #: What it is, and why it has this model.
    why: str


@dataclass(frozen=True)
class Proposal:
    """What is proposed for the current folder."""

    #: What was recognized, in a sentence.
    summary: str
    #: The patterns of the files, where all are articles and no collection is needed.
    include: tuple[str, ...] = ()
    collections: tuple[Proposed, ...] = ()
    #: The texts of the files with models, by name.
    models: dict[str, str] = field(default_factory=dict)
    #: The innermost folders that hold all files, and the endings of their names.
    folders: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    #: The files with front matter that could not be read, with the reason: they had no say.
    unread: tuple[str, ...] = ()


def propose() -> Proposal:
    """Look at the files of the current folder, and propose what to check them by."""
    hidden = filter(os.path.isdir, SKILL_FOLDERS)
    files = find_files([".", *hidden], Configurations(Given(isolated=True)))
    readings = Readings(content_of(files, "."))
    kinds = kinds_of(readings.records())
    unread = tuple(readings.unread_fronts)
    sites = [recognize_above(kind.folders) for kind in kinds]
    folders = tuple(sorted({folder for kind in kinds for folder in kind.folders}))
    suffixes = tuple(sorted({suffix for kind in kinds for suffix in kind.suffixes}))
    summary = _summary(sites or [recognize_above(["."])], kinds)
    if kinds and all(_are_articles(kind.seen) for kind in kinds):
        tops = sorted({folder.split("/")[0] for folder in folders})
        include = tuple(
            f"/*{in_pattern(suffix)}"
            if top == "."
            else f"/{in_pattern(top)}/**/*{in_pattern(suffix)}"
            for top in tops
            for suffix in suffixes
        )
        return Proposal(summary, include, folders=tuple(tops), suffixes=suffixes, unread=unread)
    module = free_name(f"{_MODULE}.py")
    collections = tuple(_collections(kinds, sites, module))
    drafts = [each.draft for each in collections if each.draft is not None]
    models = {module: as_python(drafts, "this folder")} if drafts else {}
    return Proposal(summary, (), collections, models, folders, suffixes, unread)


def free_name(name: str) -> str:
    """Return a name that no file of the current folder has.

    Args:
        name: the name to begin with.
    """
    stem, ending = os.path.splitext(name)
    found, number = name, 1
    while os.path.lexists(found) or os.path.lexists(os.path.splitext(found)[0]):
        number += 1
        found = f"{stem}_{number}{ending}"
    return found


def _summary(sites: Sequence[Recognized | None], kinds: Sequence[Kind]) -> str:
    names = {f"{site.generator.name} ({site.evidence})": None for site in sites if site is not None}
    generator = f"a site of {' and one of '.join(names)}" if names else "a folder"
    if not kinds:
        return f"This is {generator} without files that have front matter."
    count = sum(kind.files for kind in kinds)
    files = _files(count)
    several = f"{len(kinds)} kinds" if len(kinds) > 1 else "one kind"
    return f"This is {generator} with {files} of {several}."


def _are_articles(seen: Seen) -> bool:
    """Tell whether most records are articles, with faults or without."""
    table = table_of(Article)
    needed = [(each.key,) for each in table.fields if each.required] + list(table.one_of)
    rare = [
        keys
        for keys in needed
        if not any(key in seen.keys and seen.keys[key].count * 2 >= seen.count for key in keys)
    ]
    return len(rare) < (_MISSING if seen.count < _ENOUGH else 1)


def _collections(
    kinds: Sequence[Kind], sites: Sequence[Recognized | None], module: str
) -> Iterator[Proposed]:
    for kind, site, model in zip(kinds, sites, guess_models(_named(kinds)), strict=True):
        share = _files(kind.files)
        files = tuple(kind.patterns)
        preset = _preset(kind, site)
        if _are_articles(kind.seen):
            yield Proposed(kind.name, files, None, None, f"{share} of articles")
        elif preset is not None:
            why = f"{share} with the keys of the preset"
            yield Proposed(kind.name, files, f"preset:{preset}", None, why)
        else:
            why = f"{share}; the model was inferred from {'it' if kind.files == 1 else 'them'}"
            yield Proposed(kind.name, files, f"{module}:{model.name}", model, why)


def _preset(kind: Kind, site: Recognized | None) -> str | None:
    """Return the preset of a kind that says as much as its files would; None without one."""
    if kind.file_name == SKILL_FILE:
        return SKILLS
    if site is None or (kind.seen.count >= _ENOUGH and not kind.file_name):
        return None
    special = site.generator.presets
    steps = {step for folder in kind.folders for step in folder.split("/")}
    return next((special[name] for name in special if name == kind.file_name or name in steps),
                site.generator.preset)  # fmt: skip


def _named(kinds: Sequence[Kind]) -> list[tuple[str, Seen]]:
    return [(singular(kind.name), kind.seen) for kind in kinds]


def _files(count: int) -> str:
    return f"{count:,} {'file' if count == 1 else 'files'}"
