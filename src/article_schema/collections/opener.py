"""The opener: makes documents of files that were found, in this process or in several."""

from __future__ import annotations

from typing import Any

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import FoundFile, read_found
from article_schema.collections.items import Failure
from article_schema.document.formats.registry import format_of, split
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import look
from article_schema.document.source import decode
from article_schema.documents.document import Document
from article_schema.errors import ArticleSchemaError, DocumentError, UsageError, ValidationError
from article_schema.model.article import Article
from article_schema.model.shapes.tables import table_of
from article_schema.style.values import Style

#: A document, why there is none, or None for a file that nobody meant for an article.
Opened = Document[Any] | Failure | None


class Opener:
    """Opens files under the configurations of a run.

    Args:
        given: where the configurations are; None for none.
        model: the class of all articles; None leaves it to the configurations.
        valid: whether an article that breaks its contract is a failure.
    """

    def __init__(self, given: Given | None, model: type | None, *, valid: bool) -> None:
        self.given = given
        self.model = model
        self.valid = valid
        self._configurations: Configurations | None = None

    def __getstate__(self) -> dict[str, Any]:
        # Another process reads the configurations for itself.
        return {**self.__dict__, "_configurations": None}

    @property
    def configurations(self) -> Configurations:
        """The configurations, read once."""
        if self._configurations is None:
            self._configurations = Configurations(self.given or Given(isolated=True))
        return self._configurations

    def configuration_for(self, path: str) -> Configuration:
        """Return the configuration of a file.

        Raises:
            UsageError: it is wrong.
        """
        return self.configurations.for_file(path)

    def open(self, file: FoundFile) -> Opened:
        """Open a file.

        Raises:
            UsageError: its configuration is wrong.
        """
        if file.passed_over is not None:
            return Failure(file.path, UsageError(f"{file.path}: {file.passed_over}"))
        try:
            return self.open_bytes(None, file)
        except (DocumentError, ValidationError) as error:
            return Failure(file.path, error)

    def _settings_for(
        self, path: str, configuration: Configuration | None
    ) -> tuple[type, Limits, Style | None]:
        if self.given is None:
            return self.model or Article, Limits(), None
        configuration = configuration or self.configuration_for(path)
        settings = configuration.settings
        style = settings.style or self._learned(configuration)
        return self.model or settings.model, settings.limits, style

    def _learned(self, configuration: Configuration) -> Style:
        # Only a style that is to be learned needs the search of files.
        from article_schema.checking.learned import learned_style

        return learned_style(self.configurations, configuration)

    def open_bytes(
        self, raw: bytes | None, file: FoundFile, configuration: Configuration | None = None
    ) -> Document[Any] | None:
        """Return the document of some bytes; None if nobody meant them for an article.

        Args:
            raw: the bytes; None reads those of the file.
            file: the name that they have, and how it was found.
            configuration: what counts for them; None for what does for a file of that name.

        Raises:
            UsageError: the configuration of the file is wrong.
            DocumentError: the file cannot be read, or as a document.
            ValidationError: its article breaks its contract, and has to keep it.
        """
        model, limits, style = self._settings_for(file.path, configuration)
        if raw is None:
            raw = read_found(file, limits)
        text = decode(raw, file.path)
        try:
            source = split(text, file.path)
        except DocumentError as error:
            keys = table_of(model).by_key.keys()
            if not file.named and not format_of(file.path).is_meant(error, text, keys):
                return None
            raise
        document = Document(source, look(source, limits), model, file.path, raw, style, limits)
        if self.valid:
            _ = document.article
        return document

    def reply(self, file: FoundFile) -> tuple[Opened] | None:
        """Say in another process what a file holds; what is wrong with all of them is said here."""
        try:
            return (self.open(file),)
        except ArticleSchemaError:
            return None

    def result(self, file: FoundFile, reply: tuple[Opened] | None) -> Opened:
        """Return what another process has said of a file, or find it out here."""
        return self.open(file) if reply is None else reply[0]
