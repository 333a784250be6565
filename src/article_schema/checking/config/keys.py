"""The keys of a configuration: a record from which reader, schema, options and docs are made."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import attrs

from article_schema.checking.config.notes import Flag, OwnersOnly, Values
from article_schema.checking.config.patterns import PATTERN
from article_schema.checking.config.rule_values import RuleOptions, Selects
from article_schema.document.formats.registry import all_endings
from article_schema.document.limits import limits_declared
from article_schema.model.facets import Bound, Doc, Pattern
from article_schema.model.fields import Record, make_record, record
from article_schema.model.loading import MODEL_NAME
from article_schema.model.shapes.containers import ChoiceShape, RecordShape
from article_schema.model.shapes.judging import OWN_CONSTRAINT
from article_schema.rules.findings import OFF, Severity

#: The endings of the files that are looked for in a folder.
SUFFIXES = all_endings()
#: Folders that hold nothing of a site's own.
USUALLY_EXCLUDED = ("node_modules", "__pycache__", "_site")

_SEVERITIES = tuple(severity.value for severity in Severity)
_PATTERN = Pattern(PATTERN, OWN_CONSTRAINT, "a pattern of paths as in .gitignore")
_MODEL = Pattern(MODEL_NAME, OWN_CONSTRAINT, "module and class, such as courses.model:Course")

_Pattern: TypeAlias = Annotated[str, _PATTERN]
_Patterns: TypeAlias = Annotated[list[_Pattern], Values("patterns")]
_Selector: TypeAlias = Annotated[str, Selects()]
_Rules: TypeAlias = Annotated[list[_Selector], Values("rules")]
_Keys: TypeAlias = Annotated[list[str], Values("keys")]


def _no_list() -> Any:
    return attrs.field(factory=list)


def _limits() -> type[Record]:
    fields = []
    for limit in limits_declared():
        hint: Any = Annotated[int, Bound(1, "minimum"), Doc(limit.doc)]
        if limit.most is not None:
            hint = Annotated[hint, Bound(limit.most, "maximum")]
        fields.append((limit.name.replace("_", "-"), hint, limit.default))
    return make_record("LimitKeys", fields)


@record(keys="kebab-case", closed=True)
class Keys(Record):
    """What a site wants checked, and how."""

    include: Annotated[_Patterns, Doc("patterns of the files that a search of a folder finds")] = (
        attrs.field(factory=lambda: [f"*{suffix}" for suffix in SUFFIXES])
    )
    exclude: Annotated[
        _Patterns, Doc("patterns of the files and folders that a search passes over")
    ] = attrs.field(factory=lambda: [*USUALLY_EXCLUDED])
    extend_exclude: Annotated[_Patterns, Doc("patterns to add to those of `exclude`")] = _no_list()
    force_exclude: Annotated[
        bool,
        Doc("whether files that are named are skipped too where a search would"),
        Flag(
            "treat files that are named as a search of their folder would, for hooks", group="files"
        ),
    ] = False
    respect_ignore_files: Annotated[
        bool, Doc("whether a search obeys `.gitignore` and `.ignore`")
    ] = True
    require_front_matter: Annotated[
        bool, Doc("whether a search reports texts without front matter")
    ] = False
    select: Annotated[
        _Rules | None,
        Doc("the rules that run, instead of those that are on by default"),
        Flag(
            "check only these rules: codes, prefixes such as URL, names or ALL, comma-separated; "
            "what the configuration selects and ignores does not count then",
            "RULES",
        ),
    ] = None
    extend_select: Annotated[
        _Rules, Doc("rules that run too"), Flag("check these too", "RULES", adds=True)
    ] = _no_list()
    ignore: Annotated[
        _Rules,
        Doc("rules that do not run; the longer of two selectors wins"),
        Flag("leave these rules out", "RULES", adds=True),
    ] = _no_list()
    per_file_ignores: Annotated[
        dict[_Pattern, _Rules],
        Doc("rules that are left out in the files of a pattern"),
        Values("table of patterns"),
    ] = attrs.field(factory=dict)
    severity: Annotated[
        dict[_Selector, Annotated[str, ChoiceShape((*_SEVERITIES, OFF))]],
        Doc(
            "the severity of the findings of rules, or `off` for rules that do not run; the longer "
            "of two selectors wins"
        ),
        Values("table of rules"),
    ] = attrs.field(factory=dict)
    options: Annotated[
        dict[str, Any] | None,
        RuleOptions(),
        Doc("the options of rules, by code or name"),
        Values("table of rules"),
    ] = None
    model: Annotated[
        str | None,
        _MODEL,
        Doc(
            "the class that records belong to, as `package.module:Class`; modules are looked for "
            "in the folder of the configuration first"
        ),
        Flag(
            "the class that records belong to, such as courses.model:Course (default: that of "
            "the configuration, or Article)",
            "MODULE:CLASS",
        ),
        OwnersOnly(),
    ] = None
    schema: Annotated[
        list[str],
        Doc("files with JSON Schemas that records are checked with too"),
        Values("paths"),
        Flag(
            "check records with this JSON Schema too; may be given several times",
            "FILE",
            adds=True,
        ),
        OwnersOnly(),
    ] = _no_list()
    fail_on: Annotated[
        str,
        ChoiceShape(_SEVERITIES),
        Doc("the least severity that fails the check"),
        Values("severity"),
        Flag("the least severity that makes the exit status 1 (default: error)", words=_SEVERITIES),
    ] = "error"
    baseline: Annotated[
        str | None,
        Doc("a file with known findings, which are not reported"),
        Values("path"),
        Flag(
            "do not report the findings that stand in this file",
            "FILE",
            group="known findings",
        ),
    ] = None
    required: Annotated[
        _Keys,
        Doc("keys that every article of the site has, such as `secured` or `provider.images`"),
    ] = _no_list()
    known_keys: Annotated[
        _Keys, Doc("keys that the model does not know and that are right, such as `seo`")
    ] = _no_list()
    limits: Annotated[
        dict[str, int] | None, RecordShape(_limits()), Doc("what a file may ask for"),
        Values("table"),
    ] = None  # fmt: skip


#: The configuration as a value that can be judged.
KEYS = RecordShape(Keys)


def default_of(key: str) -> Any:
    """Return the value that counts without a key.

    It does not ask the field table: most runs have no configuration, and the table takes a while.
    """
    model: Any = Keys
    default = getattr(attrs.fields(model), key.replace("-", "_")).default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]
