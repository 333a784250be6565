"""Settings: what a check does, as a configuration says it and as Python says it.

`Keys` is the record from which come the reader of configurations, their published schema, options
of the command and a table of the docs. `Settings` holds those keys that a checker needs, and what
only Python can give it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import attrs

from article_schema.checking.config import settings_values as values
from article_schema.checking.config.collections.keys import (
    PATH_PATTERN,
    CollectionsShape,
    collection_shape,
)
from article_schema.checking.config.collections.site import Site
from article_schema.checking.config.contacts import Contact
from article_schema.checking.config.format_keys import FORMAT
from article_schema.checking.config.model_names import ANY_MODEL, FORMS_IN_WORDS
from article_schema.checking.config.notes import (
    NETWORK_OPTIONS,
    Adds,
    Flag,
    OwnersOnly,
    Values,
    WholeRun,
)
from article_schema.checking.config.patterns import Patterns
from article_schema.checking.config.rule_values import RULE_OPTIONS, Selects
from article_schema.checking.config.selecting import specificity
from article_schema.document.formats.registry import searched_endings
from article_schema.document.limits import Limits, limits_declared
from article_schema.model.article import Article
from article_schema.model.borrowing import make_record
from article_schema.model.constraints import Bound
from article_schema.model.facets import Doc, Pattern
from article_schema.model.fields import Record, record
from article_schema.model.shapes.choices import ChoiceShape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.tables import table_of
from article_schema.rules.codes import OWN_CONSTRAINT
from article_schema.rules.findings import OFF, Severity
from article_schema.rules.plugins import available_rules, distinct
from article_schema.rules.rule import Rule
from article_schema.style.values import Style

#: The endings of the files that are looked for in a folder.
SUFFIXES = searched_endings()
#: Folders that hold nothing of a site's own.
USUALLY_EXCLUDED = ("node_modules", "__pycache__", "_site")

_SEVERITIES = tuple(severity.value for severity in Severity)
_MODEL = Pattern(ANY_MODEL, OWN_CONSTRAINT, FORMS_IN_WORDS)
_KEY = r"[^.\u0000-\u001f\u007f]+"
_KEY_PATH = Pattern(
    rf"{_KEY}(?:\.{_KEY})*",
    OWN_CONSTRAINT,
    "keys with one dot between them, such as provider.images",
)

_Pattern: TypeAlias = Annotated[str, PATH_PATTERN]
_Patterns: TypeAlias = Annotated[list[_Pattern], Values("patterns")]
_Selector: TypeAlias = Annotated[str, Selects()]
_Rules: TypeAlias = Annotated[list[_Selector], Values("rules")]
_Severity: TypeAlias = Annotated[str, ChoiceShape((*_SEVERITIES, OFF))]
#: With a star for the names below it, or without one, which says the same.
_HOST = Pattern(
    r"(?:\*\.)?[A-Za-z0-9_\-.:\[\]\u0080-\uffff]{1,253}", OWN_CONSTRAINT,
    "the name of a host, such as example.com",
)  # fmt: skip
_Hosts: TypeAlias = Annotated[list[Annotated[str, _HOST]], Values("hosts")]
_Keys: TypeAlias = Annotated[list[Annotated[str, _KEY_PATH]], Values("keys"), Adds()]


def _empty(kind: type = list) -> Any:
    return attrs.field(factory=kind)


def _limits() -> type[Record]:
    fields = []
    for limit in limits_declared():
        hint: Any = Annotated[int, Bound(1, "minimum"), Doc(limit.doc)]
        if limit.most is not None:
            hint = Annotated[hint, Bound(limit.most, "maximum")]
        fields.append((limit.name.replace("_", "-"), hint, limit.default))
    return make_record("LimitKeys", fields)


# fmt: off
@record(keys="kebab-case", closed=True)
class Keys(Record):
    """What a site wants checked, and how."""

    include: Annotated[_Patterns, Doc(
        "patterns of the files that a search of a folder finds",
    ), WholeRun()] = attrs.field(factory=lambda: [f"*{suffix}" for suffix in SUFFIXES])
    exclude: Annotated[_Patterns, Doc(
        "patterns of the files and folders that a search skips",
    ), WholeRun()] = attrs.field(factory=lambda: [*USUALLY_EXCLUDED])
    extend_exclude: Annotated[_Patterns, Doc(
        "patterns to add to those of `exclude`",
    ), WholeRun()] = _empty()
    force_exclude: Annotated[bool, Doc(
        "whether named files are skipped too if a search would skip them",
    ), Flag(
        "skip named files that a search of their folder would skip; for hooks", group="files",
    ), WholeRun()] = False
    respect_ignore_files: Annotated[bool, Doc(
        "whether a search obeys `.gitignore` and `.ignore`",
    ), WholeRun()] = True
    require_front_matter: Annotated[bool, Doc(
        "whether a search reports texts without front matter",
    )] = False
    select: Annotated[_Rules | None, Doc(
        "the rules that run, instead of those that are on by default",
    ), Flag(
        "check only these rules: codes, prefixes such as URL, names or ALL, comma-separated; "
        "overrides select and ignore of the configuration", "RULES",
    )] = None
    extend_select: Annotated[_Rules, Doc("rules that run too"), Flag(
        "check these too", "RULES",
    ), Adds()] = _empty()
    ignore: Annotated[_Rules, Doc(
        "rules that do not run; the longer of two selectors wins",
    ), Flag("leave these rules out", "RULES"), Adds()] = _empty()
    per_file_ignores: Annotated[dict[_Pattern, _Rules], Doc(
        "rules that are left out in the files of a pattern",
    ), Values("table of patterns")] = _empty(dict)
    severity: Annotated[dict[_Selector, _Severity], Doc(
        "the severity of the findings of rules, or `off` for rules that do not run; the longer of "
        "two selectors wins",
    ), Values("table of rules")] = _empty(dict)
    options: Annotated[dict[str, Any] | None, RULE_OPTIONS, Doc(
        "the options of rules, by code or name",
    ), Values("table of rules")] = None
    model: Annotated[str | None, _MODEL, Doc(
        "the class that records belong to, as `package.module:Class` or `models.py:Class`, a "
        "JSON Schema, as `post.schema.json`, or a preset, as `preset:hugo`; modules are looked "
        "for in the folder of the configuration first",
    ), Flag(
        "the class that records belong to, such as courses.model:Course, a file with a JSON "
        "Schema, or a preset, such as preset:hugo (default: that of the configuration, or "
        "Article)", "MODEL",
    ), OwnersOnly()] = None
    schema: Annotated[list[str], Doc(
        "files with JSON Schemas that records are checked with too",
    ), Values("paths"), Flag(
        "check records with this JSON Schema too; may be given several times", "FILE",
    ), OwnersOnly(), Adds()] = _empty()
    mapping: Annotated[str | None, Doc(
        "a file that says where the fields of the model stand in other formats, for `export` and "
        "`import`",
    ), Values("path")] = None
    rules: Annotated[list[str], Doc(
        "Python files with rules of the site's own",
    ), Values("paths"), OwnersOnly(), Adds()] = _empty()
    fail_on: Annotated[str, ChoiceShape(_SEVERITIES), Doc(
        "the least severity that fails the check",
    ), Values("severity"), Flag(
        "the least severity that makes the exit status 1 (default: error)", words=_SEVERITIES,
    ), WholeRun()] = "error"
    baseline: Annotated[str | None, Doc(
        "a file with known findings, which are not reported",
    ), Values("path"), Flag(
        "do not report the findings that are recorded in this file", "FILE", group="known findings",
    ), WholeRun()] = None
    required: Annotated[_Keys, Doc(
        "keys that every article of the site has, such as `secured` or `provider.images`",
    )] = _empty()
    known_keys: Annotated[_Keys, Doc(
        "further keys that articles may have, such as `seo`",
    )] = _empty()
    limits: Annotated[dict[str, int] | None, RecordShape(_limits()), Doc(
        "how large and how deep a file may be",
    ), Values("table")] = None
    contact: Annotated[str | None, Contact(), Doc(
        "an address or a page of yours that `verify` tells the sites which it asks",
    ), Flag(
        "an address or a page of yours for the User-Agent, so that sites can reach you", "TEXT",
        group=NETWORK_OPTIONS,
    ), WholeRun()] = None
    allow_hosts: Annotated[_Hosts, Doc(
        "the hosts that `verify` may ask, each with all names below it; all by default",
    ), Flag(
        "ask only these hosts and those below them, comma-separated", "HOSTS",
        group=NETWORK_OPTIONS,
    ), WholeRun()] = _empty()
    deny_hosts: Annotated[_Hosts, Doc(
        "hosts that `verify` never asks, nor any name below them",
    ), Flag(
        "never ask these hosts and those below them, after redirects either", "HOSTS",
        group=NETWORK_OPTIONS,
    ), WholeRun(), Adds()] = _empty()
    format: Annotated[dict[str, Any] | str | None, FORMAT, Doc(
        "how `fmt` writes files: a table of choices, or `learn` to read them off the files",
    ), Values("table")] = None
    collections: Annotated[list[dict[str, Any]], CollectionsShape(collection_shape(Keys)), Doc(
        "kinds of files, each with its own model and its own values of these keys",
    ), Values("tables"), WholeRun()] = _empty()
# fmt: on


#: The configuration as a value that can be judged.
KEYS = RecordShape(Keys)


def default_of(key: str) -> Any:
    """Return the value that counts without a key.

    It does not ask the field table: most runs have no configuration, and the table takes a while.
    """
    model: Any = Keys
    default = getattr(attrs.fields(model), key.replace("-", "_")).default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]


@dataclass(frozen=True)
class FileIgnore:
    """Rules that are left out in some files."""

    #: The folder that the pattern starts from.
    folder: str
    #: A pattern as in `.gitignore`.
    pattern: str
    selectors: tuple[str, ...]
    #: What the names of files in archives begin with; the pattern is asked about what follows.
    tops: tuple[str, ...] = ()

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self.folder, [self.pattern])

    def holds(self, filename: str) -> bool:
        """Tell whether the rules are left out in a file, by its path as findings show it."""
        top = next((top for top in self.tops if filename.startswith(top)), "")
        return self._patterns.matches(filename.removeprefix(top))


@dataclass(frozen=True)
class Settings:
    """What a check does. The defaults are those of a run without any configuration.

    >>> settings = Settings(select=("URL", "too-long"), severity={"URL005": "warning"})
    >>> len(settings.active_rules())
    13
    >>> check_paths("examples/broken/bad-link.md", settings).ok
    True
    >>> Settings(select=("ULR005",))
    Traceback (most recent call last):
    article_schema.errors.UsageError: Settings.select: no rule matches 'ULR005'; did you mean \
'URL005'?

    Raises:
        UsageError: a rule, an option or a severity is not known, or a value is not one.
        ModelError: the model is none.
        TypeError: a value has another type.
    """

    #: Codes, prefixes of codes, names or `ALL`; None selects the rules that are on by default.
    select: tuple[str, ...] | None = None
    #: Selectors of rules to add to those.
    extend_select: tuple[str, ...] = ()
    #: Selectors of rules to leave out; the longer of two selectors wins, `ignore` on a tie.
    ignore: tuple[str, ...] = ()
    #: Severities by selector that replace those of the rules: members of `Severity`, their words,
    #: or "off" for rules that do not run; the longest selector counts. They are kept by code.
    severity: Mapping[str, Severity | str] = field(default_factory=dict)
    #: Options by code or name of a rule, then by name.
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    #: The class that the records of a file belong to.
    model: type = Article
    #: Files with JSON Schemas that every record is checked with too.
    schemas: tuple[Path, ...] = ()
    #: What a file may ask for, in bytes, characters, levels and steps.
    limits: Limits = field(default_factory=Limits)
    #: The moment that counts as now, with its zone; None takes the clock's.
    now: datetime | None = None
    #: Rules that are left out in the files of a pattern.
    file_ignores: tuple[FileIgnore, ...] = ()
    #: Keys that every record of a file needs besides those of the model, such as `provider.images`.
    required: tuple[str, ...] = ()
    #: Keys that the model does not know and that are right, in the same form.
    known_keys: frozenset[str] = frozenset()
    #: How `fmt` writes files; None reads it off the files of the run.
    style: Style | None = field(default_factory=Style)
    #: The collection that the files belong to; rules about several files keep to one.
    collection: str | None = None
    #: Where the other side is of values that point elsewhere; without it they are not followed.
    site: Site | None = None
    #: The rules to choose from: those of the project and of installed plug-ins, or others.
    rules: tuple[Rule, ...] = field(default_factory=available_rules)

    def __post_init__(self) -> None:
        """Judge the values, and bring them into one form.

        Raises:
            UsageError: a rule, an option or a severity is not known, or a value is not one.
            ModelError: the model is none.
            TypeError: a value has another type.
        """
        change = functools.partial(object.__setattr__, self)
        rules = self.rules
        if rules is not available_rules():
            rules = values.check_items(rules, "rules", Rule)
            change("rules", rules)
        for name in ("select", "extend_select", "ignore"):
            if getattr(self, name):
                change(name, values.selector_values(getattr(self, name), name, KEYS, rules))
        if self.severity:
            change("severity", values.severity_values(self.severity, KEYS, rules))
        if self.options:
            change("options", values.option_values(self.options, KEYS, rules))
        change("schemas", values.path_values(self.schemas, "schemas"))
        change("file_ignores", values.check_items(self.file_ignores, "file_ignores", FileIgnore))
        for ignore in self.file_ignores:
            values.selector_values(
                ignore.selectors, f"file_ignores[{ignore.pattern!r}]", KEYS, rules
            )
        change("required", values.text_values(self.required, "required", KEYS))
        change("known_keys", frozenset(values.text_values(self.known_keys, "known_keys", KEYS)))
        table_of(self.model)
        values.check_limits(self.limits, KEYS)
        values.check_moment(self.now)

    def active_rules(self) -> tuple[Rule, ...]:
        """Return the rules that run.

        Raises:
            UsageError: two rules have the same code or name.
        """
        distinct(self.rules)
        return tuple(rule for rule in self.rules if self._is_active(rule))

    def _is_active(self, rule: Rule) -> bool:
        if self.severity.get(rule.code) == OFF:
            return False
        chosen = specificity(rule, (*(self.select or ()), *self.extend_select))
        if self.select is None and rule.enabled:
            chosen = max(chosen, 0)
        return chosen > specificity(rule, self.ignore)

    def is_ignored(self, rule: Rule) -> bool:
        """Tell whether a rule is left out by name, and not only unselected.

        Args:
            rule: the rule.
        """
        return self.severity.get(rule.code) == OFF or specificity(rule, self.ignore) >= 0

    def ignored_in(self, filename: str) -> frozenset[str]:
        """Return the codes of the rules that are left out in a file.

        Args:
            filename: the path of the file, from the folder of the run or absolute.
        """
        selectors = [
            selector
            for ignore in self.file_ignores
            if ignore.holds(filename)
            for selector in ignore.selectors
        ]
        if not selectors:
            return frozenset()
        return frozenset(rule.code for rule in self.rules if specificity(rule, selectors) >= 0)

    def severity_of(self, rule: Rule) -> Severity:
        """Return how severe the findings of a rule are.

        Args:
            rule: the rule.
        """
        severity = self.severity.get(rule.code)
        return severity if isinstance(severity, Severity) else rule.severity

    def options_of(self, rule: Rule) -> Mapping[str, object]:
        """Return the options of a rule, defaults included.

        >>> rule = {rule.code: rule for rule in Settings().active_rules()}["IMG003"]
        >>> Settings(options={"IMG003": {"least": 20}}).options_of(rule)
        {'least': 20, 'most': 20000}

        Args:
            rule: the rule.
        """
        return {**rule.defaults, **self.options.get(rule.code, {})}
