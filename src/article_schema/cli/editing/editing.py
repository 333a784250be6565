"""Editing: the same change in many files, each of them changed as a whole or left as it is."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from article_schema.checking.discovery.search import FoundFile
from article_schema.checking.engine.records import no_key
from article_schema.cli.editing.choosing import Choice
from article_schema.cli.editing.delivering import Deliverer
from article_schema.cli.editing.files import Files
from article_schema.cli.editing.steps import Step, StepFor
from article_schema.cli.statuses import FOUND, OK, USAGE
from article_schema.document.files.renames import Renames
from article_schema.documents.document import Document
from article_schema.documents.records import Records, records_in
from article_schema.errors import ArticleSchemaError, UsageError
from article_schema.model.fields import Record
from article_schema.reporting.base import plural
from article_schema.reporting.progress import Progress
from article_schema.routes import Route
from article_schema.selecting.binding import Condition


def run(
    options: argparse.Namespace, paths: Sequence[str], step_for: StepFor, *, whole: bool = False
) -> int:
    """Change the records of some files, and return the exit status.

    A file that cannot be read or changed is named and left as it is, and makes the status 2.

    Args:
        options: the options of the command.
        paths: the files and folders.
        step_for: what is done with the records of each model.
        whole: whether routes begin at the whole data of a file, whatever records are in them.

    Raises:
        UsageError: the call or a configuration is wrong.
    """
    choice = Choice(options, whole=whole)
    files = Files(options, paths)
    edits = _Edits(files, step_for, choice, whole=whole)
    # What is wrong with the call for one of the models is told before anything is written.
    for file in files.found:
        edits.step_of(file)
    with Renames() as renames:
        deliver = Deliverer(options, paths, files, renames)
        changed = _changed(files, edits, deliver)
    _summarize(options, changed, len(files.found) - changed - files.failed, files.failed)
    if files.failed:
        return USAGE
    return FOUND if changed and options.diff else OK


def _changed(files: Files, edits: _Edits, deliver: Deliverer) -> int:
    """Change the files one by one, and return how many were changed."""
    changed = 0
    progress = Progress(sys.stderr, len(files.found))
    for file in progress.through(files.found):
        try:
            texts = edits.made_in(file)
            if texts is None:
                deliver.unchanged()
                continue
            if deliver.shows:
                progress.clear()
            deliver(file.path, *texts)
            changed += 1
        except UsageError:
            # A wrong configuration concerns more than one file.
            raise
        except ArticleSchemaError as error:
            progress.clear()
            files.tell(file, error)
            deliver.unchanged()
    return changed


class _Edits:
    """The change of a command, in one file after the other."""

    def __init__(self, files: Files, step_for: StepFor, choice: Choice, *, whole: bool) -> None:
        self._files = files
        self._step_for = step_for
        self._choice = choice
        self._whole = whole
        self._steps: dict[type, tuple[Step, Condition]] = {}

    def step_of(self, file: FoundFile) -> tuple[Step, Condition]:
        """Return what is done with the records of a file, and the condition that they keep.

        Raises:
            UsageError: the call does not fit its model, or its configuration is wrong.
        """
        model = self._files.settings_for(file).model
        step = self._steps.get(model)
        if step is None:
            step = self._steps[model] = self._step_for(model), self._choice.condition(model)
        return step

    def made_in(self, file: FoundFile) -> tuple[str, str] | None:
        """Return the old and the new text of a file; None where nothing changes.

        Raises:
            DocumentError: the file cannot be read.
            EditError: the change cannot be made in it.
            ValidationError: it would break the contract of its article.
        """
        files = self._files
        document = files.open(file) if files.may_be_changed(file) else None
        if document is None:
            return None
        old = document.text
        chosen = list(self._chosen(document, file))
        if not chosen:
            return None
        with document.edit():
            self.step_of(file)[0].make(Records(document, chosen))
        new = document.text
        return None if new == old else (old, new)

    def _chosen(self, document: Document[Record], file: FoundFile) -> Iterator[Route]:
        """Yield the routes of the records that are changed."""
        step, is_wanted = self.step_of(file)
        # A file that nobody asked for gets no key unless it is an article.
        guards = step.adds and not (self._choice.is_given or self._files.is_asked_for(file))
        model = self._files.settings_for(file).model
        for route, data in records_in(document, whole=self._whole):
            is_strange = not isinstance(data, dict) or no_key(data, (), model) is not None
            if step.concerns(data) and is_wanted(data) and not (guards and is_strange):
                yield route


def _summarize(options: argparse.Namespace, changed: int, left: int, failed: int) -> None:
    verb = "would be changed" if options.diff else "changed"
    told = f"{plural(changed, 'file')} {verb}, {left:,} left as they are"
    if failed:
        told += f", {failed:,} could not be changed"
    sys.stdout.flush()
    sys.stderr.write(f"{told}.\n")
