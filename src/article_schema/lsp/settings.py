"""Settings: what a client tells the server when it starts, and again when somebody changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Settings:
    """What a client has told. What it does not tell is off."""

    #: Whether models and rules in Python run that a configuration names.
    trusted: bool = False
    #: Whether a date and time has a hint how it reads in UTC.
    inlay_hints: bool = False
    #: Whether a link may be asked on demand whose address is not public.
    allow_private: bool = False

    def told(self, given: object) -> Settings:
        """Return the settings after a client has told some.

        Args:
            given: the settings by the names that clients have for them, such as `inlayHints`. What
                has another form counts for nothing.
        """
        named = given if isinstance(given, dict) else {}
        changes = {field: named.get(name) for name, field in NAMES.items()}
        return replace(
            self, **{field: value for field, value in changes.items() if isinstance(value, bool)}
        )


#: The name that clients have for a setting, and ours.
NAMES = {"trusted": "trusted", "inlayHints": "inlay_hints", "allowPrivate": "allow_private"}
