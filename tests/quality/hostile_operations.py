"""Operations and commands on large files, which `tests/quality/hostile.py` measures."""

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


@dataclass(frozen=True)
class Command:
    """A command that changes a file of any size; `count` as above."""

    title: str
    make: Callable[[int], str]
    #: Returns the arguments before the path.
    arguments: Callable[[int], list[str]]
    count: int = 1000
    suffix: str = "md"


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


def _records(count: int) -> str:
    return "".join(f'{{"title": "t{n}", "heat": {n}, "old": 1}}\n' for n in range(count))


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

#: A long condition that every record is judged by.
_LONG = "heat > 1 and " * 700 + "heat > 1"

COMMANDS = (
    Command("set", _keys, lambda _: ["set", "k0=x"]),
    Command("set many", _keys, lambda count: ["set", *(f"k{n}=x" for n in range(count // 50))]),
    Command("set in each record", _records, lambda _: ["set", "heat=5"], suffix="jsonl"),
    Command("set with --where", _records, lambda _: ["set", "heat=5", "--where", "heat > 9"],
            suffix="jsonl"),
    Command("set with a long --where", _records, lambda _: ["set", "heat=5", "--where", _LONG],
            count=100, suffix="jsonl"),
    Command("set with brackets in --where", _keys,
            lambda count: ["set", "k0=x", "--where", "(" * 10 * count]),
    Command("set with not in --where", _keys,
            lambda count: ["set", "k0=x", "--where", "not " * 2 * count + "title"]),
    Command("set data in data", _keys,
            lambda count: ["set", f"k0:={'[' * count}{']' * count}"]),
    Command("set an item", _words, lambda _: ["set", "words+=x"]),
    Command("get", _items, lambda _: ["get", "items"]),
    Command("get from each record", _records, lambda _: ["get", "title,heat"], suffix="jsonl"),
    Command("unset", _keys, lambda _: ["unset", "k0"]),
    Command("unset many", _keys,
            lambda count: ["unset", ",".join(f"k{n}" for n in range(count // 50))]),
    Command("unset items", _items,
            lambda count: ["unset", ",".join(f"items[{n}]" for n in range(count // 50))]),
    Command("unset a repeated key", _repeated, lambda _: ["unset", "m.a"]),
    Command("unset in each record", _records, lambda _: ["unset", "old"], suffix="jsonl"),
    Command("rename-key", _keys, lambda _: ["rename-key", "k0", "other"]),
    Command("rename-key in each record", _records, lambda _: ["rename-key", "old", "new"],
            suffix="jsonl"),
)  # fmt: skip
