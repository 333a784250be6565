"""Names of many files."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from article_schema.document.files.system import name_start


class FileNames:
    """The names of many files in little memory: folders once, names in one run of bytes."""

    def __init__(self, filenames: Iterable[str] = ()) -> None:
        self._folders: dict[str, int] = {}
        self._folder_list: list[str] = []
        self._folder = array("I")
        self._ends = array("I")
        self._bytes = bytearray()
        for filename in filenames:
            self.add(filename)

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[str]:
        return map(self.get, range(len(self)))

    def add(self, filename: str) -> int:
        """Remember a name, and return its number."""
        start = name_start(filename)
        folder = filename[:start]
        number = self._folders.get(folder)
        if number is None:
            number = self._folders[folder] = len(self._folder_list)
            self._folder_list.append(folder)
        self._folder.append(number)
        self._bytes += filename[start:].encode("utf-8", "surrogatepass")
        self._ends.append(len(self._bytes))
        return len(self._ends) - 1

    def get(self, index: int) -> str:
        """Return the name with a number."""
        start = self._ends[index - 1] if index else 0
        name = bytes(self._bytes[start : self._ends[index]])
        return self._folder_list[self._folder[index]] + name.decode("utf-8", "surrogatepass")
