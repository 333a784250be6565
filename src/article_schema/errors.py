"""The exceptions that article-schema raises; all are children of `ArticleSchemaError`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from article_schema.faults import Fault


class ArticleSchemaError(Exception):
    """The parent of every error that this library raises on purpose.

    Each can be pickled and copied, with all its attributes, so that it reaches the caller of a
    process pool. That holds for subclasses too, whatever their `__init__` takes.
    """

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the arguments of the built-in parent and the attributes, and call no `__init__`."""
        reduced: Any = super().__reduce__()
        state = self.__getstate__() or (reduced[2] if len(reduced) > 2 else None)
        return _revive, (type(self), reduced[1]), state

    def __setstate__(self, state: Any) -> None:
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
    code points; both are 1 when the fault concerns the file as a whole.
    """

    def __init__(self, filename: str, line: int, column: int, fault: Fault) -> None:
        super().__init__(f"{filename}:{line}:{column}: {fault.code} {fault.message}")
        self.filename = filename
        self.line = line
        self.column = column
        self.fault = fault
        self.code = fault.code
        self.reason = fault.message
        self.help = fault.help


class ValidationError(ArticleSchemaError, ValueError):
    """Values break the contract of their class; `faults` holds every one of them.

    Each fault has a rule code, a message, a help text and the route of its value. `places` holds
    one `file:line:column` for each fault of a document, where its value is, or the nearest place
    for a value that is not in the file yet. It is empty when the values belong to no document.
    """

    def __init__(self, faults: Sequence[Fault], places: Sequence[str] = ()) -> None:
        self.faults = tuple(faults)
        self.places = tuple(places)
        starts = [f"{place}: {fault.code} " for place, fault in zip(places, faults, strict=False)]
        sentences = [fault.sentence for fault in faults]
        lines = map("".join, zip(starts or [""] * len(faults), sentences, strict=True))
        super().__init__("\n".join(lines))


class EditError(ArticleSchemaError):
    """An edit was refused; the text stays as it was.

    `route` names the value (`related[2].title`), `reason` says why it cannot be changed safely.
    `filename` names the file where it is known, and is empty otherwise.
    """

    def __init__(self, route: str, reason: str, filename: str = "") -> None:
        super().__init__(f"{filename and f'{filename}: '}{route or 'the document'}: {reason}")
        self.route = route
        self.reason = reason
        self.filename = filename


class SaveError(ArticleSchemaError):
    """A file could not be written; the file on disk is unchanged.

    `filename` names the file, `reason` says what is in the way.
    """

    def __init__(self, filename: str, reason: str) -> None:
        super().__init__(f"{filename}: cannot be saved: {reason}")
        self.filename = filename
        self.reason = reason


class FileChangedError(SaveError):
    """A file on disk has changed since it was read, so saving would lose that change."""


class ModelError(ArticleSchemaError, TypeError):
    """A model class has a declaration from which the library cannot derive a contract."""


class UsageError(ArticleSchemaError):
    """A call, an option or a path is wrong; the message says what to use instead."""
