"""Importing: code that the run's own configuration names, by module or by file.

Nothing that is checked may name code. Who calls this has made sure of that.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from types import ModuleType

from article_schema import followed
from article_schema.errors import ModelError, UsageError


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Turn whatever foreign code raises into an error of the call, with the line that raised it.

    A `SystemExit(0)` would end a check as if nothing was found.

    Args:
        what: says what could not be done, for the message.
    """
    try:
        yield
    except (UsageError, KeyboardInterrupt):
        raise
    except ModelError as error:
        # It may tell of several fields, a line for each.
        raise UsageError(f"the model cannot be used{_line_of(error)}: {error}") from error
    except BaseException as error:
        message = f"{what}: {type(error).__name__}: {error}{_line_of(error)}"
        raise UsageError(message) from error


def _line_of(error: BaseException) -> str:
    """Return the last line of foreign code on the way to an error, in the form of SyntaxError."""
    if isinstance(error, SyntaxError):
        return ""
    import traceback

    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if not _is_installed(frame.filename):
            return f" ({os.path.basename(frame.filename)}, line {frame.lineno})"
    return ""


def _is_installed(file: str) -> bool:
    """Tell whether code is that of Python, of a package or of ours, and not of a project."""
    import sysconfig

    homes = {sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")}
    homes.add(os.path.dirname(__file__))
    return file.startswith((*(f"{path}{os.sep}" for path in homes), "<"))


#: The modules of projects that were loaded while files are followed.
_loaded: set[str] = set()
#: Held while a module is imported, since the folders that are searched are those of the process.
_lock = RLock()


def forget() -> None:
    """Load the modules of the project anew when they are asked for the next time.

    Modules are known only while files are followed (`followed.start`).
    """
    with _lock:
        for name in _loaded:
            sys.modules.pop(name, None)
        _loaded.clear()
        importlib.invalidate_caches()


@contextmanager
def _noticed() -> Iterator[None]:
    """While files are followed, follow those of the modules that an import loads."""
    if not followed.is_on():
        yield
        return
    # A cached form is told from a newer file by its second and its size alone.
    sys.dont_write_bytecode = True
    before = set(sys.modules)
    try:
        yield
    except SyntaxError as error:
        followed.follow(error.filename or "")
        raise
    except Exception as error:
        import traceback

        for frame in traceback.extract_tb(error.__traceback__):
            if not _is_installed(frame.filename):
                followed.follow(frame.filename)
        if isinstance(error, ModuleNotFoundError):
            _follow_missing(error.name or "")
        raise
    finally:
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None)
            # A folder without a file of its own holds what was imported from it.
            places = [file] if file is not None else getattr(sys.modules[name], "__path__", ())
            if any(not _is_installed(os.path.join(place, "")) for place in places):
                _loaded.add(name)
                if file is not None:
                    followed.follow(file)


def _follow_missing(module: str) -> None:
    """Follow the files in which a project may make a module that is not there."""
    for folder in sys.path:
        start = os.path.abspath(os.path.join(folder, *module.split(".")))
        if not _is_installed(start):
            followed.follow(f"{start}.py")
            followed.follow(os.path.join(start, "__init__.py"))


def import_named(module: str, folder: str) -> ModuleType:
    """Import a module by its name.

    Args:
        module: its name, such as `courses.model`.
        folder: where modules are looked for first; the current folder comes next.

    Raises:
        UsageError: there is no such module. What its own code raises goes through.
    """
    try:
        with _lock, _noticed(), _searched_first(os.path.abspath(folder), os.getcwd()):
            return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not (module == error.name or module.startswith(f"{error.name}.")):
            raise
        message = f"there is no module {module}, neither in {folder or 'this folder'} nor installed"
        raise UsageError(message) from None


def import_file(name: str, folder: str) -> ModuleType:
    """Import a Python file by its path, once however often it is asked for.

    A file that can also be imported by name from the folder is imported by that name, so that a
    class in it is the same one for all that use it.

    Args:
        name: the path, seen from the folder.
        folder: the folder of the configuration, where its imports are looked for first.

    Raises:
        UsageError: there is no such file. What its own code raises goes through.
    """
    folder = os.path.abspath(folder)
    path = os.path.normpath(os.path.join(folder, name))
    followed.follow(path)
    if not os.path.isfile(path):
        raise UsageError(f"there is no file {name} in {folder}")
    with _lock, _noticed(), _searched_first(folder, os.getcwd()):
        module = _module_name(path, folder)
        if module is not None:
            return importlib.import_module(module)
        import hashlib

        digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
        alone = f"article_schema_file_{digest}"
        known = sys.modules.get(alone)
        return known if known is not None else _load(path, alone)


def _load(path: str, name: str) -> ModuleType:
    import importlib.util

    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise UsageError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    # The types of a record are looked up in the module of its class.
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _module_name(path: str, folder: str) -> str | None:
    """Return the name by which a file below a folder is imported; None if that means another."""
    inside = os.path.relpath(path, folder)
    parts = os.path.splitext(inside)[0].split(os.sep)
    if not all(part.isidentifier() for part in parts):
        return None
    name = ".".join(parts)
    known = sys.modules.get(name)
    if known is not None:
        return name if _is_file(getattr(known, "__file__", None), path) else None
    import importlib.util

    try:
        spec = importlib.util.find_spec(name)
    except ImportError:
        return None
    return name if spec is not None and _is_file(spec.origin, path) else None


def _is_file(origin: str | None, path: str) -> bool:
    return origin is not None and os.path.realpath(origin) == os.path.realpath(path)


@contextmanager
def _searched_first(*folders: str) -> Iterator[None]:
    """Look for modules in some folders first, and afterwards in them last.

    Afterwards, because the functions of a model may import their neighbours. Last, because a file
    there must not stand in for a module that the checker imports later.
    """
    new = [folder for folder in dict.fromkeys(folders) if folder not in sys.path]
    sys.path[:0] = new
    try:
        yield
    finally:
        for folder in new:
            if folder in sys.path:
                sys.path.remove(folder)
        sys.path += new
