"""Operations by route on large files, which `tests/quality/hostile.py` measures at three sizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Operation:
    """What is done to a file of any size; `count` is the number of its parts at the middle size."""

    title: str
    make: Callable[[int], str]
    #: Works on `document` and `count`.
    code: str
    count: int = 1000


def _front(lines: str) -> str:
    return f"---\ntitle: a\n{lines}---\nText\n"


def _items(count: int) -> str:
    pattern = "  - name: n{0} # of {0}\n    url: u{0}\n"
    return _front("items:\n" + "".join(pattern.format(each) for each in range(count)))


def _words(count: int) -> str:
    return _front("words:\n" + "".join(f"  # of {n}\n  - w{n}\n" for n in range(count)))


def _brackets(count: int) -> str:
    return _front(f"words: [{', '.join(f'w{n}' for n in range(count))}]\n")


def _keys(count: int) -> str:
    return _front("".join(f"# of {n}\nk{n}: v{n}\n" for n in range(count)))


def _comments(count: int) -> str:
    return _front("# x\n" * count + "last: 1\n")


def _repeated(count: int) -> str:
    return _front("m:\n" + "  a: 1\n" * count + "  b: 2\n")


def _merge(key: str, value: object) -> str:
    return f"document.merge({{f'{key}{{n}}': {value!r} for n in range(count)}})"


OPERATIONS = (
    Operation("append", _words, "document.append('words', 'x')"),
    Operation("append in brackets", _brackets, "document.append('words', 'x')"),
    Operation("extend", _items, "document.extend('items', [{'name': 'x', 'url': 'y'}] * count)"),
    Operation("extend in brackets", _brackets, "document.extend('words', ['x: #'] * count)"),
    Operation("insert", _words, "document.insert('words[0]', 'x')"),
    Operation("rename", _keys, "document.rename('k0', 'other')"),
    Operation(
        "rename in a block",
        _keys,
        "with document.edit():\n    for n in range(count // 50): document.rename(f'k{n}', f'o{n}')",
    ),
    Operation("move in a list", _items, "document.move('items[0]', f'items[{count - 1}]')"),
    Operation("move to another mapping", _keys, "document.set('m', {'a': 1}); "
              "document.move('k0', 'm.k0')"),
    Operation("reorder", _items, "document.reorder('items', range(count)[::-1])"),
    Operation("sort", _words, "document.sort('words', reverse=True)"),
    Operation("sort brackets", _brackets, "document.sort('words', reverse=True)"),
    Operation("merge new keys", _keys, _merge("new", "a: b")),
    Operation("merge new lists", _keys, _merge("new", [1, {"a": 2}])),
    Operation("merge old keys", _keys, _merge("k", "other")),
    Operation("merge text over lines", _keys, _merge("k", "a\nb\n")),
    Operation("comment", _keys, "document.comment(f'k{count - 1}', 'x\\n' * count)"),
    Operation("uncomment", _comments, "document.uncomment('last')"),
    Operation("set with parents", _keys, "document.set('.'.join('abcdefgh'), 1, parents=True)"),
    Operation("set other keys", _items,
              "document.set('items', [{'a': 1, 'b': 2} for _ in range(count)])"),
    Operation("set every second", _items, "document.set('items', document.data['items'][::2])"),
    Operation("delete a repeated key", _repeated, "document.delete('m.a')"),
)  # fmt: skip
