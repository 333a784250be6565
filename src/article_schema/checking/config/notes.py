"""Notes: what the key of a configuration says beside its values, about trust and the command."""

from __future__ import annotations

from dataclasses import dataclass

from article_schema.model.facets import Note

#: The title of the options of `verify` that say how the network is asked.
NETWORK_OPTIONS = "network"


@dataclass(frozen=True)
class Values(Note):
    """What people call the values, for the page of the docs: `patterns`."""

    name: str


@dataclass(frozen=True)
class OwnersOnly(Note):
    """The key names code to run, or a contract to check by.

    Only the run's own configuration may have it, not one beside the files that are checked.
    """


@dataclass(frozen=True)
class Flag(Note):
    """The command has an option for the key: `--` and the key."""

    #: What the option does.
    help: str
    #: What stands for its value in the help; None for a switch and for a few words.
    metavar: str | None = None
    #: The words that it may have, where these are few.
    words: tuple[str, ...] = ()
    #: The group of options that it belongs to.
    group: str = "rules and configuration"


@dataclass(frozen=True)
class WholeRun(Note):
    """The key concerns a whole run, or which files it looks for, so that no collection has it."""


@dataclass(frozen=True)
class Adds(Note):
    """The values come to those that stand higher up, instead of taking their place.

    Options of the command and collections add to the configuration so.
    """
