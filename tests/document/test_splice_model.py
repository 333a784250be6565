"""What an edit may change, told by a model that knows the tree and nothing of how edits are made.

The snapshots show chosen edits line by line; these hold for all of them: how far a change reaches,
how what is new is written, and which edits are refused.
"""

from __future__ import annotations

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from article_schema.document.edits import Delete, Edit, InsertItem, RenameKey, SetValue
from article_schema.document.source import Source
from article_schema.document.splicing.splice import resplice
from article_schema.document.tree import Mapping, Node, Scalar, Sequence, Tree, is_empty, walk
from article_schema.errors import EditError
from article_schema.routes import Route

from .hostile_texts import make_edit
from .test_splice_properties import SEEDS, attempt, composed

#: What can make an edit impossible: anchors, aliases, tags, explicit keys, comments in brackets,
#: block text that keeps the empty lines below it.
_SPECIAL = ("&", "*", "!", "? ", "#", "|+", ">+")
WORDS = st.sampled_from(["words", "several words", "Ümlaut words"])


def collection_of(tree: Tree, edit: Edit) -> Node:
    """Return the collection whose lines an edit may touch."""
    assert tree.root is not None
    route: Route = edit.route
    inside = isinstance(edit, Delete | RenameKey | SetValue)
    steps = route[:-1] if inside else route
    node = tree.root
    for length in range(1, len(steps) + 1):
        if getattr(node, "flow", False):
            break
        found = tree.find(steps[:length])
        assert found is not None
        node = found[1]
    return node


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_an_edit_stays_within_the_lines_of_its_collection(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    edit = make_edit(tree, Random(choice))
    new, _ = attempt(source, [edit], tree)
    node = collection_of(tree, edit)
    first, last = lines_around(source, node)
    assert new.text.startswith(source.text[:first])
    assert new.text.endswith(source.text[last:])


def lines_around(source: Source, node: Node) -> tuple[int, int]:
    """Return where the lines of a node start and end: from the line of its key or dash.

    Comments between the key and the node may move along with its first entry, and those below it
    may go with its last one.
    """
    first = source.lines.position(node.start)[0]
    while first > 1 and is_comment_or_blank(source.lines.line_text(first - 1)):
        first -= 1
    last = source.lines.position(max(node.end - 1, node.start))[0]
    count = source.lines.position(source.block[1])[0]
    while last < count and is_comment_or_blank(source.lines.line_text(last + 1)):
        last += 1
    return source.lines.line_range(max(first - 1, 1))[0], source.lines.line_range(last)[1]


def is_comment_or_blank(line: str) -> bool:
    return line.strip()[:1] in ("", "#")


@given(SEEDS, SEEDS, WORDS)
@settings(max_examples=10 * settings().max_examples)
def test_new_words_are_quoted_as_the_old_ones_were(seed: int, choice: int, words: str) -> None:
    source, tree = composed(seed)
    assert tree.root is not None
    texts = [(route, node) for route, _, node in walk(tree.root)
             if isinstance(node, Scalar) and isinstance(node.value, str) and not is_empty(node)
             and node.style in ("", "'", '"')]  # fmt: skip
    assume(texts)
    route, node = Random(choice).choice(texts)
    _, new_tree = attempt(source, [SetValue(route, words)], tree)
    found = new_tree.find(route)
    assert found is not None
    assert isinstance(found[1], Scalar)
    assert found[1].style == node.style


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_a_new_entry_stands_in_the_column_of_the_others(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    assert tree.root is not None
    blocks = [(route, node) for route, node in
              [((), tree.root), *((route, node) for route, _, node in walk(tree.root))]
              if isinstance(node, Mapping | Sequence) and not node.flow]  # fmt: skip
    route, node = Random(choice).choice(blocks)
    edit: Edit = SetValue((*route, "freshKey"), "fresh")
    if isinstance(node, Sequence):
        edit = InsertItem(route, len(node.items), "fresh")
    new, new_tree = attempt(source, [edit], tree)
    found = new_tree.find(route) if route else (None, new_tree.root)
    assert found is not None
    assert isinstance(found[1], Mapping | Sequence)
    entries = [
        pair[0] if isinstance(pair, tuple) else pair
        for pair in (found[1].pairs if isinstance(found[1], Mapping) else found[1].items)
    ]
    in_list = isinstance(node, Sequence)
    columns = {column_of(new, entry, in_list=in_list) for entry in entries}
    # A text on a line of its own, below its dash, has none.
    assert len(columns - {None, -1}) <= 1


def column_of(source: Source, entry: Node, *, in_list: bool) -> int | None:
    """Return the column of a key, or of the dash of an item, if nothing else stands before it."""
    line, column = source.lines.position(entry.start)
    before = source.lines.line_text(line)[: column - 1]
    if before.strip(" -"):
        return None
    return before.rfind("-") if in_list else column


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_a_renamed_key_changes_nothing_but_its_own_span(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    assert tree.root is not None
    keys = [(route, key) for route, key, _ in walk(tree.root) if isinstance(key, Scalar)]
    assume(keys)
    route, key = Random(choice).choice(keys)
    new, _ = attempt(source, [RenameKey(route, "renamed")], tree)
    assert new.text.startswith(source.text[: key.start])
    assert new.text.endswith(source.text[key.end :])


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_no_edit_of_plain_data_is_refused(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    edit = make_edit(tree, Random(choice))
    assume(not any(mark in entry_text(source, tree, edit) for mark in _SPECIAL))
    # Nothing can follow a block text whose last line does not end.
    assume(source.data_text.endswith("\n"))
    try:
        resplice(source, [edit], tree=tree)
    except EditError as error:
        raise AssertionError(f"{edit} was refused: {error}") from error


def entry_text(source: Source, tree: Tree, edit: Edit) -> str:
    """Return the text up to the entry of the root that follows the one that an edit is in.

    A comment that stands between the two may join a block text above once the entry is gone.
    """
    found = tree.find(edit.route[:1])
    if found is None:
        return source.data_text
    assert tree.root is not None
    starts = [(key or value).start for route, key, value in walk(tree.root) if len(route) == 1]
    later = [start for start in starts if start > found[1].end]
    return source.text[: min(later, default=source.block[1])]
