"""Kinds: the files of a site that have the same keys, told apart by their folders."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from article_schema.checking.discovery.search import FoundFile
from article_schema.inferring.guessing import untaken
from article_schema.inferring.observing import Seen
from article_schema.inferring.reading import ReadRecord
from article_schema.late_pattern import late_pattern

#: Folders whose files are patterns for others, or made to be wrong.
NO_CONTENT = frozenset({
    "archetypes", "layouts", "_layouts", "_includes", "templates", "_templates", "themes",
    "test", "tests", "__tests__", "spec", "fixtures", "__fixtures__", "testdata",
})  # fmt: skip
#: Names of files that tell their kind: a section of Hugo or Zola, and a skill of an agent.
SKILL_FILE = "SKILL.md"
NAMED_KINDS = ("_index.md", SKILL_FILE)
_NAMES = {"_index.md": "sections", SKILL_FILE: "skills"}
_FRONT, _DATA = "front matter", "data"
#: Folders that say nothing of what is in them.
_PLAIN_NAMES = frozenset({
    "", ".", "content", "contents", "src", "data", "_data", "apps", "site", "en",
})  # fmt: skip
#: A kind has so many records in one folder, or so many in folders with fewer.
_LEAST, _MANY = 3, 10
#: Groups that are like no other one are told apart up to this number.
_MOST_KINDS = 40
#: From this likeness of their keys on, two groups are one kind.
_ALIKE = 0.65
#: From this share of them on, the files of a folder of data are one kind.
_ALL_ALIKE = 0.8
#: The steps to a folder.
_Folder: TypeAlias = tuple[str, ...]
_NO_NAME = late_pattern(r"[^\w.-]+")
#: What Python reads a byte of a name as that is no UTF-8.
_HALF = late_pattern("[\ud800-\udfff]")


@dataclass
class Kind:
    """Files of a site with the same keys."""

    #: A name for their collection, such as `posts`.
    name: str
    #: The patterns of the files as in `.gitignore`, seen from the current folder.
    patterns: list[str]
    #: What was seen in their records.
    seen: Seen
    #: The number of files.
    files: int
    #: The innermost folders that hold all of the files, seen from the same folder; `.` for itself.
    folders: list[str]
    #: The endings of the names of the files.
    suffixes: list[str]
    #: The name that all files have, if it tells their kind; empty if none does.
    file_name: str


@dataclass
class _Group:
    """The records of one sort in a folder, without those in the folders below."""

    folder: _Folder
    #: What they are: front matter, data, or files of a name that tells their kind.
    sort: str
    seen: Seen = field(default_factory=Seen)
    paths: set[str] = field(default_factory=set)

    @cached_property
    def profile(self) -> dict[str, float]:
        """The share of the records that have each key."""
        return _profile(self.seen)


class _Cluster:
    """Groups that are alike."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self.seen = Seen()
        self.profile: dict[str, float] = {}

    @property
    def is_kind(self) -> bool:
        """Whether there are enough records: in one folder, or scattered over many."""
        return self.seen.count >= _MANY or self.groups[0].seen.count >= _LEAST

    def take(self, group: _Group) -> None:
        """Take a group in."""
        self.groups.append(group)
        self.seen.take(group.seen)
        self.profile = _profile(self.seen)


def content_of(files: Iterable[FoundFile], searched: str) -> Iterator[FoundFile]:
    """Yield the files that are not in folders that usually hold no content (`NO_CONTENT`).

    Args:
        files: the files.
        searched: the folder that was searched; what it is in has no say.
    """
    for found in files:
        if NO_CONTENT.isdisjoint(_steps(found.path, searched)[:-1]):
            yield found


def kinds_of(records: Iterable[ReadRecord]) -> list[Kind]:
    """Return the kinds of the files of some records, the largest first.

    Data files beside front matter are left out, unless a folder has several with the same keys.
    Patterns start from the current folder.

    Args:
        records: the records, with their paths.
    """
    groups: dict[tuple[_Folder, str], _Group] = {}
    for record in records:
        *folder, name = _steps(record.path, os.curdir)
        sort = name if name in NAMED_KINDS else _FRONT if record.is_front_matter else _DATA
        if sort == SKILL_FILE:
            # Each has a folder of its own, and the next one will be beside it.
            folder = folder[:-1] or folder
        group = groups.setdefault((tuple(folder), sort), _Group(tuple(folder), sort))
        group.seen.add(record.data)
        group.paths.add(record.path)
    clusters: list[_Cluster] = []
    for sort in (*NAMED_KINDS, _FRONT, _DATA):
        those = [group for group in groups.values() if group.sort == sort]
        clusters += _clustered([each for each in those if sort != _DATA or _is_uniform(each)])
    if not clusters:
        clusters = _clustered(list(groups.values()))
    clusters.sort(key=lambda each: (-each.seen.count, each.groups[0].folder))
    return list(_kinds(clusters))


def _steps(path: str, start: str) -> list[str]:
    return os.path.relpath(path, start).replace(os.sep, "/").split("/")


def _profile(seen: Seen) -> dict[str, float]:
    return {key: (part.count + part.nulls) / seen.count for key, part in seen.keys.items()}


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Return how much of the keys of two groups is common to both, from 0 to 1."""
    keys = one.keys() | other.keys()
    most = sum(max(one.get(key, 0), other.get(key, 0)) for key in keys)
    return sum(min(one.get(key, 0), other.get(key, 0)) for key in keys) / most if most else 1


def _is_uniform(group: _Group) -> bool:
    """Tell whether the records of a folder of data belong together."""
    shares = group.profile.values()
    whole = sum(share >= _ALL_ALIKE for share in shares)
    return len(group.paths) >= _LEAST and whole * 2 >= len(shares)


def _clustered(groups: list[_Group]) -> list[_Cluster]:
    """Return groups that are alike together; those that are too few by themselves are one rest."""
    clusters: list[_Cluster] = []
    rest = _Cluster()
    for group in sorted(groups, key=lambda each: (-each.seen.count, each.folder)):
        likeness = [_likeness(each.profile, group.profile) for each in clusters]
        best = max(range(len(clusters)), key=likeness.__getitem__, default=0)
        if clusters and likeness[best] >= _ALIKE:
            clusters[best].take(group)
        elif len(clusters) < _MOST_KINDS:
            clusters.append(_Cluster())
            clusters[-1].take(group)
        else:
            rest.take(group)
    for each in clusters:
        for group in () if each.is_kind else each.groups:
            rest.take(group)
    kinds = [each for each in clusters if each.is_kind]
    return [*kinds, rest] if rest.groups else kinds


def _kinds(clusters: list[_Cluster]) -> Iterator[Kind]:
    names: set[str] = set()
    for cluster in clusters:
        groups, sort = cluster.groups, cluster.groups[0].sort
        every = [group for each in clusters if each is not cluster for group in each.groups]
        others = {group.folder for group in every if group.sort == sort}
        paths = {path for group in groups for path in group.paths}
        roots = _roots({group.folder for group in groups}, others)
        yield Kind(
            _name(roots, sort, names),
            _patterns(roots, groups, others) + _without_named(roots, groups, every),
            cluster.seen,
            len(paths),
            ["/".join(root) or "." for root in roots],
            sorted({os.path.splitext(path)[1] for path in paths}),
            sort if sort in NAMED_KINDS else "",
        )


def _roots(mine: set[_Folder], others: set[_Folder]) -> list[_Folder]:
    """Return the outermost folders of a kind.

    Several in one folder, in which nothing else is, stand for that folder.

    Args:
        mine: the folders of the kind.
        others: the folders of the other kinds.
    """
    roots = _outermost(mine)
    for parent in sorted({root[:-1] for root in roots if len(root) > 1}, key=len):
        inside = [root for root in roots if root[: len(parent)] == parent]
        if len(inside) > 1 and not any(other[: len(parent)] == parent for other in others):
            roots = _outermost({*roots, parent})
    return roots


def _outermost(folders: Collection[_Folder]) -> list[_Folder]:
    return [
        folder
        for folder in sorted(folders)
        if not any(folder[:depth] in folders for depth in range(len(folder)))
    ]


def _patterns(roots: list[_Folder], cluster: list[_Group], others: set[_Folder]) -> list[str]:
    """Return the patterns that match the files of a kind, and those of no other."""
    mine = {group.folder for group in cluster}
    if mine == {()}:
        # Files of the top folder alone say nothing of those below.
        return [f"/{name}" for name in _names((), cluster)]
    taken: dict[_Folder, bool] = {}
    patterns: list[str] = []
    # From the outer folders to the inner ones, since the last pattern that matches decides.
    for folder in sorted({*roots, *mine, *others}):
        above = (taken[folder[:depth]] for depth in range(len(folder) - 1, -1, -1)
                 if folder[:depth] in taken)  # fmt: skip
        is_taken = next(above, False)
        wanted = folder in mine or folder in roots
        if wanted is is_taken:
            continue
        taken[folder] = wanted
        if wanted:
            patterns += [f"{_path(folder)}**/{name}" for name in _names(folder, cluster)]
        else:
            patterns.append(f"!{_path(folder)}**")
    return patterns


def _names(folder: _Folder, cluster: list[_Group]) -> list[str]:
    """Return the patterns of the names of a kind's files in a folder and below it."""
    if cluster[0].sort in NAMED_KINDS:
        return [cluster[0].sort]
    inside = [each for each in cluster if each.folder[: len(folder)] == folder]
    endings = {os.path.splitext(path)[1] for each in inside for path in each.paths}
    return [f"*{in_pattern(ending)}" for ending in sorted(endings)]


def _without_named(roots: list[_Folder], cluster: list[_Group], every: list[_Group]) -> list[str]:
    """Return the patterns that leave out files below the folders whose names tell their kind."""
    if cluster[0].sort != _FRONT:
        return []
    inside = {
        each.sort for each in every if any(each.folder[: len(root)] == root for root in roots)
    }
    return [f"!{name}" for name in NAMED_KINDS if name in inside]


def _path(folder: _Folder) -> str:
    return "/" + "".join(f"{in_pattern(step)}/" for step in folder)


def in_pattern(text: str) -> str:
    """Return text in which no character has a meaning of its own in a pattern.

    A byte of a name that is no UTF-8 becomes any character beyond ASCII, as no configuration can
    hold it.

    Args:
        text: the text, such as the name of a folder.
    """
    return _HALF.sub("[! -~]", re.sub(r"([\\*?\[\]!# ])", r"\\\1", text))


def _name(roots: list[_Folder], sort: str, names: set[str]) -> str:
    """Return a name for a kind, after its first folder whose name tells something."""
    steps = [step for root in roots[:1] for step in reversed(root)]
    telling = next((step for step in steps if step.lower() not in _PLAIN_NAMES), "")
    plain = _NAMES.get(sort) or _NO_NAME.sub("-", telling).strip("-._")
    # The largest kind comes first.
    return untaken(plain or ("pages" if names else "posts"), names, "-")


def together(kinds: Iterable[Kind]) -> Seen:
    """Return what was seen in the records of some kinds.

    Args:
        kinds: the kinds.
    """
    seen = Seen()
    for kind in kinds:
        seen.take(kind.seen)
    return seen
