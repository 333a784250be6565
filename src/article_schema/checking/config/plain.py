"""Plain configurations: they only leave files or findings out, so what is sound stays sound.

The quickest call asks before the command is loaded, which judges every key. So this room imports
next to nothing, and calls plain only what the command would take without a word.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from article_schema.checking.config.files import FILE_NAMES
from article_schema.document.files.side_files import read_side_file
from article_schema.document.toml.loading import BeyondReasonError, load_toml
from article_schema.late_pattern import late_pattern
from article_schema.rules import codes

if TYPE_CHECKING:
    from article_schema.document.tree import Data

#: The most entries of a list.
_MOST = 100
#: Patterns of paths, and keys with dots between them, in which nothing is special.
_PATTERN = late_pattern(r"(?:\*\*/|/)?(?:[\w.-]+/)*(?:[\w.-]+/?|\*\.\w+)", re.ASCII)
_KEY_PATH = late_pattern(r"[\w-]+(?:\.[\w-]+)*", re.ASCII)


def is_plain(path: str) -> bool:
    """Tell whether a configuration can neither be refused nor make a sound article unsound.

    Args:
        path: the file.
    """
    try:
        data: Data = load_toml(read_side_file(path).decode("utf-8-sig").replace("\r\n", "\n"))
    except (OSError, ValueError, BeyondReasonError):
        return False
    for step in dict(FILE_NAMES)[os.path.basename(path)]:
        data = data.get(step, {}) if isinstance(data, dict) else None
    return isinstance(data, dict) and all(
        key in _PLAIN and _PLAIN[key](value) for key, value in data.items()
    )


def _is_flag(value: Data) -> bool:
    return isinstance(value, bool)


def _texts(is_right: Callable[[str], bool]) -> Callable[[Data], bool]:
    def are_right(value: Data) -> bool:
        return (
            isinstance(value, list)
            and len(value) <= _MOST
            and all(isinstance(each, str) and is_right(each) for each in value)
        )

    return are_right


def _is_pattern(text: str) -> bool:
    return _PATTERN.fullmatch(text) is not None


def _is_key_path(text: str) -> bool:
    return _KEY_PATH.fullmatch(text) is not None


def _is_selector(text: str) -> bool:
    """Tell whether a text is the code of a rule, or the start of one."""
    known = (code for name, code in vars(codes).items() if name.isupper())
    return bool(text) and any(code.startswith(text) for code in known)


#: The keys that leave something out, each with what tells a value that nobody would refuse.
_PLAIN: dict[str, Callable[[Data], bool]] = {
    "include": _texts(_is_pattern),
    "exclude": _texts(_is_pattern),
    "extend-exclude": _texts(_is_pattern),
    "respect-ignore-files": _is_flag,
    "require-front-matter": _is_flag,
    "ignore": _texts(_is_selector),
    "known-keys": _texts(_is_key_path),
}
