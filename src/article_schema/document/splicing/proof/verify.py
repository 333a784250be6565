"""The proof of an edit: the new text is read again and must mean what was intended, no more.

And what the end of a file may need for that: block text at the very end has no last line break.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from article_schema.document.compare import same
from article_schema.document.edits import Patch, Patches, apply_patches
from article_schema.document.reading.ladder import read
from article_schema.document.source import Source
from article_schema.document.splicing.place import Scene
from article_schema.document.splicing.proof.batch import overlap
from article_schema.document.splicing.properties import content_of
from article_schema.document.tree import Data, Tree, scalars
from article_schema.errors import DocumentError
from article_schema.late_pattern import late_pattern

_LINE_OF_TABS = late_pattern(r"(?:\r\n|\n|\r) *\t[ \t]*(?![^\r\n])")


class MismatchError(Exception):
    """The new text cannot be read, or does not mean what was intended."""


def proved(scene: Scene, patches: Patches, goal: Data) -> Scene:
    """Return the scene after a change, if its text means exactly `goal`.

    Raises:
        MismatchError: it does not, or it has a fault that the old text did not have.
    """
    source = _patched(scene.source, patches)
    try:
        tree = read(source, scene.limits)
    except DocumentError as error:
        raise MismatchError(f"the changed text could not be read again ({error.reason})") from None
    if not same(tree.data, goal):
        raise MismatchError("the changed text would mean more or less than the edit intends")
    new = _faults(tree) - _faults(scene.tree)
    if new:
        message = next(iter(new))[1]
        raise MismatchError(f"the changed text would have a new fault ({message})")
    return replace(scene, source=source, tree=tree)


def _faults(tree: Tree) -> Counter[tuple[str, str]]:
    return Counter((fault.code, fault.message) for fault in tree.faults)


def _patched(source: Source, patches: Patches) -> Source:
    start, end = source.block
    if any(not start <= patch.start <= patch.end <= end for patch in patches):
        raise MismatchError("the change would reach beyond the front matter")
    if _meets_tabs(source.text, patches):
        raise MismatchError("a line of tabs follows; empty that line")
    text = apply_patches(source.text, patches)
    growth = len(text) - len(source.text)
    new = source.with_data_in(text)
    closed = source.format.fence and end < len(source.text)
    if closed and new.text[end + growth - 1 : end + growth] not in ("\n", "\r"):
        raise MismatchError("the closing fence would not stand on a line of its own")
    if source.format.fences_in(new.data_text) > source.format.fences_in(source.data_text):
        raise MismatchError("a line of the changed text would read as a fence")
    return new


def _meets_tabs(text: str, patches: Patches) -> bool:
    """Return whether new text ends before a line of tabs that stays.

    Some readers take the tabs for the indentation of what stands above, or stop at them.
    """
    for patch in patches:
        quoted = (
            patch.text[-1:] in ("'", '"') and patch.text[-1:] != text[patch.end - 1 : patch.end]
        )
        found = _LINE_OF_TABS.match(text, patch.end) if quoted or "\n" in patch.text else None
        if found and not any(found.start() < each.start < found.end() for each in patches):
            return True
    return False


def with_ends(scene: Scene, plans: Iterator[Patches]) -> Iterator[Patches]:
    """Yield the ways to make an edit, each also with what the end of the file may need.

    Text below a `|` at the very end has no last line break. When something follows it, it must say
    so by `|-`; when it becomes the end of the file, or is new there, the file must end its line.
    """
    text, end = scene.text, scene.source.block[1]
    if end < len(text) or not end or text[end - 1] in "\r\n":
        yield from plans
        return
    chomped = _chomped(scene)
    for patches in plans:
        yield patches
        if chomped and not overlap([*patches, chomped]):
            yield [*patches, chomped]
        yield [*patches, Patch(end, end, scene.newline)]


def _chomped(scene: Scene) -> Patch | None:
    """Return the patch that takes the last line break from block text at the end of the file."""
    text, end = scene.text, scene.source.block[1]
    for each in scalars(scene.tree.root):
        if each.style in ("|", ">") and each.end == end:
            mark = content_of(text, each).start + 1
            return Patch(mark, mark + text.startswith("+", mark), "-")
    return None
