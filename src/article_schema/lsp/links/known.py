"""Links: what is known of the addresses in documents, and asking for one when somebody wants it.

`article-schema verify` has kept what it knows. The server asks the network for nothing by itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.errors import UsageError
from article_schema.lsp.links.kept import existing_cache, keep, kept
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.rules.rule import NETWORK

if TYPE_CHECKING:
    from article_schema.online.answers import Answer, Question
    from article_schema.online.checker import OnlineChecker
    from article_schema.online.claims import Claim

#: Seconds for one response, and for all that one link asks.
_TIMEOUT, _MOST_SECONDS = 10.0, 30.0


class Links:
    """What is known of links.

    The checks use it in their thread; `ask` may run in another one.
    """

    def __init__(self) -> None:
        self._asked: dict[Question, Answer] = {}
        self._lock = Lock()
        self._checkers: WeakKeyDictionary[Checker, OnlineChecker] = WeakKeyDictionary()

    def checked(self, choice: Choice, text: Text) -> CheckedFile | None:
        """Return what is wrong with the links of a document, as far as it is known.

        Args:
            choice: what counts for the document.
            text: its state.
        """
        path = existing_cache()
        if path is None and not self._asked:
            return None
        from article_schema.online.checker import questions_about

        checker = self._checker(choice)
        content, name = text.content, choice.filename
        asked = [each for claim in checker.claims(content, name) for each in questions_about(claim)]
        with self._lock:
            answers = {each: self._asked[each] for each in asked if each in self._asked}
        found, histories = kept(path, asked)
        if not answers and not found:
            return None
        checker.known.answers, checker.known.histories = {**found, **answers}, histories
        result = checker.check_text(content, name, named=choice.named)
        # What is wrong with the file itself is told by the check.
        return result.with_findings(
            tuple(each for each in result.findings if each.code.startswith(NETWORK))
        )

    def claims(self, choice: Choice, text: Text) -> list[Claim]:
        """Return what a document says that the network can answer.

        Args:
            choice: what counts for the document.
            text: its state.
        """
        return list(self._checker(choice).claims(text.content, choice.filename))

    def ask(self, choice: Choice, questions: Iterable[Question], *, allow_private: bool) -> None:
        """Ask the network, and keep what it says for `verify` too.

        Args:
            choice: what counts for the document that names them.
            questions: what to ask.
            allow_private: whether addresses that are not public are asked too.

        Raises:
            UsageError: a package is missing, or there is no network.
        """
        from article_schema.online.asking import Asking
        from article_schema.online.checker import manners_of
        from article_schema.online.connecting import Network, require_packages
        from article_schema.online.policy import any_address, is_public

        require_packages()
        network = Network(any_address if allow_private else is_public)
        manners = manners_of(choice.configurations.for_run(), timeout=_TIMEOUT, retries=0)
        asking = Asking(tuple(questions), network, manners, most_seconds=_MOST_SECONDS)
        asking.run()
        if asking.is_cut_off:
            raise UsageError("there is no network: no question got any answer")
        with self._lock:
            self._asked.update(asking.answers)
        keep(asking.answers)

    def _checker(self, choice: Choice) -> OnlineChecker:
        """Return what judges links under the settings of a document."""
        from article_schema.online.checker import Known, OnlineChecker

        found = self._checkers.get(choice.checker)
        if found is None:
            settings = choice.checker.settings
            selected = (*settings.extend_select, NETWORK)
            found = OnlineChecker(dataclasses.replace(settings, extend_select=selected), Known())
            self._checkers[choice.checker] = found
        return found
