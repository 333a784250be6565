"""Promises: a fix that is offered can be made in the file as it is written."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from article_schema.document.edits import REFUSE, Patch, RenameKey, SetValue
from article_schema.document.limits import Limits
from article_schema.document.source import Source
from article_schema.document.tree import LaterTree, Scalar, Tree, is_empty, value_at
from article_schema.errors import EditError
from article_schema.house_style import HouseStyle
from article_schema.late_pattern import late_pattern
from article_schema.rules.families.url_rules import space_in_url
from article_schema.rules.findings import Finding, Fix

if TYPE_CHECKING:
    from article_schema.document.comments import Comment
    from article_schema.document.splicing.place import Scene

_COMMENT = late_pattern("#")
#: The styles of text that may stand on one line.
_ON_ONE_LINE = ("", '"', "'")
_PLAIN_KINDS = (str, int, bool)


class Promises:
    """Judges the fixes that are offered in a file.

    Args:
        source: the file.
        tree: its composed tree.
        model: the class of its records.
        limits: those of the check.
    """

    def __init__(self, source: Source, tree: Tree, model: type, limits: Limits) -> None:
        self.source = source
        self.tree = tree
        self.model = model
        self.limits = limits

    @cached_property
    def scene(self) -> Scene:
        """What is known of the file, for plans of changes; few fixes need one."""
        from article_schema.document.splicing.place import Scene

        return Scene(self.source, self.tree, HouseStyle(self.model), self.limits)

    def kept(self, finding: Finding) -> Finding:
        """Return a finding without its fix where that cannot be made, and say why in its help.

        A fix that would take a comment away is not a safe one.
        """
        fix = finding.fix
        if fix is None:
            return finding
        reason = _is_folded(finding, fix, self.source, self.tree)
        if not reason and self._is_plain(fix):
            return finding
        if not reason:
            from article_schema.document.splicing.splice import planned

            try:
                patches = planned(self.scene, fix.edits)
            except EditError as error:
                reason = error.reason
            else:
                if fix.safe and any(map(self._drops_comment, patches)):
                    return replace(finding, fix=replace(fix, safe=False))
                return finding
        told = f"{finding.help}; --fix leaves it to you: {reason}".removeprefix("; ")
        return replace(finding, help=told, fix=None)

    def _is_plain(self, fix: Fix) -> bool:
        """Tell whether a fix surely can be made, and takes no comment away.

        So it is with a new name for a key, and another text for a value on one line, where nothing
        in the file stands for something else.
        """
        source, tree = self.source, self.tree
        if not isinstance(tree, LaterTree) or not source.format.has_house_form:
            return False
        if len(fix.edits) != 1:
            return False
        (edit,) = fix.edits
        if not isinstance(edit, SetValue | RenameKey) or edit.aliases != REFUSE:
            return False
        found = tree.look_up(edit.route)
        if found is None:
            return False
        key, node = found
        if isinstance(edit, RenameKey):
            above = value_at(tree.data, edit.route[:-1])
            return isinstance(key, Scalar) and isinstance(above, dict) and edit.key not in above
        return (
            isinstance(node, Scalar)
            and not is_empty(node)
            and node.style in _ON_ONE_LINE
            and type(edit.value) in _PLAIN_KINDS
            and "\n" not in source.text[node.start : node.end]
            and not (isinstance(edit.value, str) and "\n" in edit.value)
        )

    def _drops_comment(self, patch: Patch) -> bool:
        text = self.source.text
        if "#" not in text[patch.start : patch.end]:
            return False
        first = bisect_left(self._starts, patch.start)
        inside = self._comments[first : bisect_left(self._starts, patch.end)]
        return any(text[each.start : each.end] not in patch.text for each in inside)

    @cached_property
    def _comments(self) -> list[Comment]:
        from article_schema.document.comments import comments

        return list(comments(self.source, self.tree, _COMMENT))

    @cached_property
    def _starts(self) -> list[int]:
        return [comment.start for comment in self._comments]


def _is_folded(finding: Finding, fix: Fix, source: Source, tree: Tree) -> str:
    """Say that a space in an address may be the fold between two lines, where it is one."""
    if finding.code != space_in_url.code or not any(
        isinstance(edit, SetValue) for edit in fix.edits
    ):
        return ""
    found = tree.look_up(finding.route)
    node = found[1] if found is not None else None
    if not isinstance(node, Scalar) or node.style == "|" or " " not in node.text.strip():
        return ""
    written = source.text[node.start : node.end].rstrip()
    is_long = len(written.splitlines()) > (2 if node.style == ">" else 1)
    return "the address runs over several lines, which are joined by a space" if is_long else ""
