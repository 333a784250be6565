"""The typed contract for article files: check, edit and write their front matter.

Everything public is a name of this package. The names are loaded when they are first used, so that
importing the package costs almost nothing.
"""

from __future__ import annotations

from article_schema.version import __version__ as __version__

# Not from typing, whose import alone would double the time of `article-schema --version`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from article_schema.checking.config.configurations import settings_for as settings_for
    from article_schema.checking.config.settings import Settings as Settings
    from article_schema.checking.engine.checker import Checker as Checker
    from article_schema.checking.mending import fix_text as fix_text
    from article_schema.checking.mending import format_text as format_text
    from article_schema.checking.results.checked_file import CheckedFile as CheckedFile
    from article_schema.checking.results.report import Report as Report
    from article_schema.checking.run import check_paths as check_paths
    from article_schema.checking.run import check_text as check_text
    from article_schema.collections.documents import Collection as Collection
    from article_schema.collections.documents import Documents as Documents
    from article_schema.collections.documents import load_all as load_all
    from article_schema.collections.frames import to_records as to_records
    from article_schema.collections.items import Failure as Failure
    from article_schema.collections.records import Records as Records
    from article_schema.collections.records import read_records as read_records
    from article_schema.collections.records import write_records as write_records
    from article_schema.collections.saving import SaveReport as SaveReport
    from article_schema.collections.saving import save_all as save_all
    from article_schema.conversion import structure as structure
    from article_schema.conversion import unstructure as unstructure
    from article_schema.document.limits import Limits as Limits
    from article_schema.documents.document import Document as Document
    from article_schema.documents.opening import load as load
    from article_schema.documents.opening import loads as loads
    from article_schema.documents.writing import dump as dump
    from article_schema.documents.writing import dumps as dumps
    from article_schema.errors import ArticleSchemaError as ArticleSchemaError
    from article_schema.errors import DocumentError as DocumentError
    from article_schema.errors import EditError as EditError
    from article_schema.errors import FileChangedError as FileChangedError
    from article_schema.errors import ModelError as ModelError
    from article_schema.errors import SaveError as SaveError
    from article_schema.errors import UsageError as UsageError
    from article_schema.errors import ValidationError as ValidationError
    from article_schema.faults import Fault as Fault
    from article_schema.interop.cattrs_hooks import register_hooks as register_hooks
    from article_schema.interop.json_text import from_json as from_json
    from article_schema.interop.json_text import to_json as to_json
    from article_schema.model.amp import amp_cache_url as amp_cache_url
    from article_schema.model.article import Article as Article
    from article_schema.model.article import Author as Author
    from article_schema.model.article import Image as Image
    from article_schema.model.article import Provider as Provider
    from article_schema.model.article import RelatedItem as RelatedItem
    from article_schema.model.facets import Doc as Doc
    from article_schema.model.fields import Record as Record
    from article_schema.model.fields import record as record
    from article_schema.rules.findings import Finding as Finding
    from article_schema.rules.findings import Fix as Fix
    from article_schema.rules.findings import Severity as Severity
    from article_schema.schema.build import json_schema as json_schema
    from article_schema.schema.models.borrowing import model_from_class as model_from_class
    from article_schema.schema.models.making import model_from_schema as model_from_schema
    from article_schema.schema.validate import validate as validate
    from article_schema.style.values import Style as Style


#: The module of each public name.
_HOMES = {
    "Article": "model.article",
    "ArticleSchemaError": "errors",
    "Author": "model.article",
    "CheckedFile": "checking.results.checked_file",
    "Checker": "checking.engine.checker",
    "Collection": "collections.documents",
    "Doc": "model.facets",
    "Document": "documents.document",
    "DocumentError": "errors",
    "Documents": "collections.documents",
    "EditError": "errors",
    "Failure": "collections.items",
    "Fault": "faults",
    "FileChangedError": "errors",
    "Finding": "rules.findings",
    "Fix": "rules.findings",
    "Image": "model.article",
    "Limits": "document.limits",
    "ModelError": "errors",
    "Provider": "model.article",
    "Record": "model.fields",
    "Records": "collections.records",
    "RelatedItem": "model.article",
    "Report": "checking.results.report",
    "SaveError": "errors",
    "SaveReport": "collections.saving",
    "Settings": "checking.config.settings",
    "Severity": "rules.findings",
    "Style": "style.values",
    "UsageError": "errors",
    "ValidationError": "errors",
    "amp_cache_url": "model.amp",
    "check_paths": "checking.run",
    "check_text": "checking.run",
    "dump": "documents.writing",
    "dumps": "documents.writing",
    "fix_text": "checking.mending",
    "format_text": "checking.mending",
    "from_json": "interop.json_text",
    "json_schema": "schema.build",
    "load": "documents.opening",
    "load_all": "collections.documents",
    "loads": "documents.opening",
    "model_from_class": "schema.models.borrowing",
    "model_from_schema": "schema.models.making",
    "read_records": "collections.records",
    "record": "model.fields",
    "register_hooks": "interop.cattrs_hooks",
    "save_all": "collections.saving",
    "settings_for": "checking.config.configurations",
    "structure": "conversion",
    "to_json": "interop.json_text",
    "to_records": "collections.frames",
    "unstructure": "conversion",
    "validate": "schema.validate",
    "write_records": "collections.records",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of names, kept in one place with their homes


#: Older names, kept for one release.
_OLD_HOMES = {"rule": "rules.base"}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name) or _OLD_HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # What `importlib` does, without the time that its import takes.
    value = getattr(__import__(f"{__name__}.{home}", fromlist=[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
