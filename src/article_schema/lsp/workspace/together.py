"""Together: what rules about several files find in an open document, beside the files around it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from article_schema.checking.corpus.groups import Groups
from article_schema.checking.engine.entries import NamedEntry
from article_schema.checking.results.checked_file import StoredEntry
from article_schema.document.files.system import with_slashes
from article_schema.document.places import locate
from article_schema.document.reading.ladder import read
from article_schema.errors import DocumentError, UsageError
from article_schema.lsp.checks import Checked, Place, placed_by, source_of
from article_schema.lsp.sites import Choice, Sites
from article_schema.lsp.texts import Text, Texts
from article_schema.lsp.workspace.files import stamp_of, text_at
from article_schema.lsp.workspace.index import Conflict, Index, walk_order
from article_schema.rules.contexts import Member

#: So many other files are read for one document: a key that more share is a placeholder.
_MOST_OTHERS = 50
#: Of so many files it is remembered what they hold.
_MOST_KNOWN = 500
#: A finding leads to so many other places.
_MOST_PLACES = 5


class _Known(NamedTuple):
    """A file as it was when its stamp was taken."""

    stamp: tuple[int, int]
    text: Text
    choice: Choice
    entries: list[NamedEntry]


class Together:
    """Compares documents with the files of their folder. It serves the thread of the checks.

    Args:
        sites: choose what counts for a file.
        texts: the open documents.
    """

    def __init__(self, sites: Sites, texts: Texts) -> None:
        self._sites = sites
        self._texts = texts
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def forget(self) -> None:
        """Read every file anew: what counts for files has changed."""
        self._known.clear()

    def entries_of(self, checked: Checked) -> tuple[StoredEntry, ...]:
        """Return what rules about several files remember of a document."""
        result, choice = checked.result, checked.choice
        if result is None or choice is None:
            return ()
        if result.article is not None:
            return choice.checker.entries.stored_entries_of(result.article)
        return result.entries

    def compared(self, checked: Checked, index: Index) -> Checked:
        """Return a check with what a comparison of its document with other files finds.

        Args:
            checked: the check of the document alone.
            index: that of the folder.
        """
        text, choice, result = checked.text, checked.choice, checked.result
        if choice is None or result is None or text.path is None:
            return checked
        conflicts = index.conflicts(text.path, self.entries_of(checked))
        if not conflicts:
            return checked
        groups, files = self._groups(text, choice, conflicts, index)
        shown = _shown(text.path, index)
        found = [
            (replace(finding, file=choice.filename), _others(members, shown))
            for finding, members in groups.judged(choice.checker.failures)
            if finding.file == shown
        ]
        raw = text.content.encode()
        placed = choice.checker.placed(raw, choice.filename, [finding for finding, _ in found])
        if placed is None or not placed.findings:
            return checked
        places = {
            placed_by(finding): tuple(self._places(members, files)) for finding, members in found
        }
        return replace(checked, compared=placed, places=places)

    def _groups(
        self, text: Text, choice: Choice, conflicts: Sequence[Conflict], index: Index
    ) -> tuple[Groups, dict[str, _Known]]:
        """Bring the entries of a document and of the files that it disagrees with together."""
        keys = {conflict.key for conflict in conflicts}
        others = chain.from_iterable(conflict.files for conflict in conflicts)
        own = choice.checker.entries_of(text.content.encode(), choice.filename)
        files = {str(text.path): _Known((0, 0), text, choice, own)}
        for path in islice(dict.fromkeys(others), _MOST_OTHERS):
            known = self._of(path)
            if known is None:
                index.drop(path)
            else:
                files[path] = known
        groups = Groups()
        by_name = {}
        for path in sorted(files, key=walk_order):
            shown = _shown(path, index)
            by_name[shown] = files[path]
            for entry in files[path].entries:
                if entry.stored[0] in keys:
                    groups.add(entry, shown, files[path].choice.checker)
        return groups, by_name

    def _of(self, path: str) -> _Known | None:
        """Return what is known of another file; None where it cannot be read, or is no article."""
        stamp = stamp_of(path, self._texts)
        known = self._known.get(path)
        if known is not None and known.stamp == stamp:
            self._known.move_to_end(path)
            return known
        try:
            text = text_at(path, self._texts, self._sites.limits)
            choice = self._sites.of(text) if text is not None else None
        except UsageError:
            return None
        if text is None or choice is None:
            return None
        entries = choice.checker.entries_of(text.content.encode(), choice.filename)
        known = self._known[path] = _Known(stamp, text, choice, entries)
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
        return known

    def _places(self, members: Iterable[Member], files: dict[str, _Known]) -> Iterator[Place]:
        for member in members:
            known = files[member.filename]
            try:
                source = source_of(known.choice, known.text)
                tree = read(source, known.choice.checker.settings.limits)
            except DocumentError:
                continue
            start, end = locate(source, tree, member().route)
            shift = int(source.has_bom)
            yield Place(known.text, (start + shift, end + shift), "compared with this")


def _others(members: Sequence[Member], shown: str) -> list[Member]:
    """Return the first members of a group that stand in other files than the one of this name."""
    return list(islice((each for each in members if each.filename != shown), _MOST_PLACES))


def _shown(path: str, index: Index) -> str:
    """Return the name of a file as a check of the folder of the index shows it."""
    return with_slashes(path.removeprefix(f"{index.folder.rstrip('/')}/"))
