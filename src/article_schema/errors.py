"""The exceptions that article-schema raises; all are children of `ArticleSchemaError`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from article_schema.faults import Fault, FaultData


class ArticleSchemaError(Exception):
    """The parent of every error that this library raises on purpose.

    Each can be pickled and copied, with all its attributes, so that it reaches the caller of a
    process pool. That holds for subclasses too, whatever their `__init__` takes.

    >>> try:
    ...     json_schema(draft="draft-03")
    ... except ArticleSchemaError as error:
    ...     print(error)
    no draft 'draft-03' of JSON Schema; write 2020-12 or draft-07
    """

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the arguments of the built-in parent and the attributes, and call no `__init__`."""
        reduced: Any = super().__reduce__()
        state = self.__getstate__() or (reduced[2] if len(reduced) > 2 else None)
        return _revive, (type(self), reduced[1]), state

    def __setstate__(self, state: object) -> None:
        """Take the attributes back, those in slots among them."""
        for part in state if isinstance(state, tuple) else (state,):
            for name, value in (part or {}).items():
                object.__setattr__(self, name, value)


def _revive(cls: type[ArticleSchemaError], arguments: tuple[Any, ...]) -> ArticleSchemaError:
    # An `OSError` keeps its number and file name where only its own `__init__` puts them.
    builtin: Any = next(parent for parent in cls.__mro__ if parent.__module__ == "builtins")
    error: ArticleSchemaError = builtin.__new__(cls, *arguments)
    builtin.__init__(error, *arguments)
    return error


class DocumentError(ArticleSchemaError):
    """A file cannot be read as an article document.

    Its text reads `file:line:column: CODE reason`. `line` and `column` count from 1, columns in
    code points; both are 1 when the fault concerns the file as a whole. Where the file could not be
    opened, it is an `OSError` too: `except FileNotFoundError` and the like catch it.

    >>> try:
    ...     load("examples/broken/syntax-error.md")
    ... except DocumentError as error:
    ...     print(error.line, error.column, error.code, error.reason)
    3 8 DOC005 the quoted text that starts here ends on a later line, in the middle of another value
    """

    def __init__(self, filename: str, line: int, column: int, fault: Fault) -> None:
        super().__init__(f"{filename}:{line}:{column}: {fault.code} {fault.message}")
        #: The name of the file.
        self.filename = filename
        #: The line, from 1.
        self.line = line
        #: The column in code points, from 1.
        self.column = column
        #: What is wrong.
        self.fault = fault
        #: The code of its rule, such as `DOC005`.
        self.code: str = fault.code
        #: What is wrong, in words.
        self.reason: str = fault.message
        #: What to write instead; may be empty.
        self.help: str = fault.help


class UnreadableFileError(DocumentError, OSError):
    """A file cannot be opened, or is none that can be read; it is an `OSError` too.

    One that is missing is a `FileNotFoundError` as well, and so on for what Python has a class for:
    `PermissionError`, `IsADirectoryError`, `NotADirectoryError`.

    >>> try:
    ...     load("examples/articles/missing.md")
    ... except FileNotFoundError as error:
    ...     print(error.filename, error.errno, error.code, isinstance(error, DocumentError))
    examples/articles/missing.md 2 DOC001 True
    """

    def __init__(self, number: int, strerror: str, filename: str, fault: Fault) -> None:
        super().__init__(filename, 1, 1, fault)
        # Without this the number and the text of the parent of the operating system are empty.
        OSError.__init__(self, number, strerror, filename)

    def __str__(self) -> str:
        """Return the text of a `DocumentError`: that of an `OSError` tells less."""
        return f"{self.filename}:{self.line}:{self.column}: {self.code} {self.reason}"


class MissingFileError(UnreadableFileError, FileNotFoundError):
    """There is no such file."""


class ForbiddenFileError(UnreadableFileError, PermissionError):
    """The process may not read the file."""


class FolderError(UnreadableFileError, IsADirectoryError):
    """The path leads to a folder."""


class NoFolderError(UnreadableFileError, NotADirectoryError):
    """A part of the path that should lead to a folder leads to a file."""


_UNREADABLE: dict[type[OSError], type[UnreadableFileError]] = {
    FileNotFoundError: MissingFileError,
    PermissionError: ForbiddenFileError,
    IsADirectoryError: FolderError,
    NotADirectoryError: NoFolderError,
}


def unreadable(number: int, strerror: str, filename: str, fault: Fault) -> UnreadableFileError:
    """Return the error for a file that cannot be opened, of the class that its number stands for.

    Args:
        number: the number of the operating system.
        strerror: what the number means.
        filename: the name of the file.
        fault: what is wrong.
    """
    kind = _UNREADABLE.get(type(OSError(number, strerror)), UnreadableFileError)
    return kind(number, strerror, filename, fault)


class ValidationError(ArticleSchemaError, ValueError):
    """Values break the contract of their class; `faults` holds every one of them.

    Each fault has a rule code, a message, a help text and the route of its value. Those of a
    document have file, line and column too: where the value is, or the nearest place for a value
    that is not in the file yet.

    >>> try:
    ...     load("examples/broken/bad-link.md").article
    ... except ValidationError as error:
    ...     print(error.faults[0].route, error.faults[0].message, error.faults[0].place)
    ('webUrl',) `webUrl` holds a space examples/broken/bad-link.md:6:46
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        #: All that is wrong.
        self.faults: tuple[Fault, ...] = tuple(faults)
        lines = (f"{at}: {fault.code} " if (at := fault.place) else "" for fault in self.faults)
        sentences = (fault.sentence for fault in self.faults)
        super().__init__("\n".join(map("".join, zip(lines, sentences, strict=True))))

    @property
    def places(self) -> tuple[str, ...]:
        """One `file:line:column` for each fault; none where the values belong to no document."""
        return tuple(fault.place for fault in self.faults if fault.place)

    def to_dict(self) -> dict[str, list[FaultData]]:
        """Return all faults as data that JSON can hold: `{"faults": [...]}`.

        Each is what `Fault.to_dict` returns.
        """
        return {"faults": [fault.to_dict() for fault in self.faults]}


class EditError(ArticleSchemaError):
    """An edit was refused; the text stays as it was.

    >>> document = loads("title: The harbour at dawn", "dawn.yaml")
    >>> document.set("title.short", "Dawn")
    Traceback (most recent call last):
    article_schema.errors.EditError: dawn.yaml: title.short: there is no mapping here
    """

    def __init__(self, route: str, reason: str, filename: str = "", advice: str = "") -> None:
        place = f"{filename and f'{filename}: '}{route or 'the document'}"
        super().__init__(f"{place}: {reason}{advice and f', {advice}'}")
        #: The value (`related[2].title`); empty for the whole document.
        self.route = route
        #: Why it cannot be changed safely.
        self.reason = reason
        #: The name of the file; empty where it is not known.
        self.filename = filename
        #: What a program may write instead; may be empty.
        self.advice = advice


class SaveError(ArticleSchemaError):
    """A file could not be written; the file on disk is unchanged.

    >>> try:
    ...     dump(load("examples/articles/harbour-fees.yaml"), "examples")
    ... except SaveError as error:
    ...     print(error.reason)
    it is a directory, not a regular file
    """

    def __init__(self, filename: str, reason: str) -> None:
        super().__init__(f"{filename}: cannot be saved: {reason}")
        #: The name of the file.
        self.filename = filename
        #: What is in the way.
        self.reason = reason


class FileChangedError(SaveError):
    """A file on disk has changed since it was read, so saving would lose that change.

    >>> from pathlib import Path
    >>> path = Path("examples/articles/harbour-fees.yaml")
    >>> document = load(path)
    >>> document.set("heat", 300)
    >>> _ = path.write_text("title: Somebody else was faster")
    >>> try:
    ...     document.save()
    ... except FileChangedError as error:
    ...     print(error.reason)
    the file on disk has changed since it was read
    """


class ModelError(ArticleSchemaError, TypeError):
    """A model class has a declaration from which the library cannot derive a contract.

    >>> json_schema(dict)
    Traceback (most recent call last):
    article_schema.errors.ModelError: <class 'dict'> is not a model class; decorate it with @record
    """


class UsageError(ArticleSchemaError):
    """A call, an option or a path is wrong; the message says what to use instead.

    >>> json_schema(draft="draft-03")
    Traceback (most recent call last):
    article_schema.errors.UsageError: no draft 'draft-03' of JSON Schema; write 2020-12 or draft-07
    """
