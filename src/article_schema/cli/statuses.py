"""The exit statuses of the command."""

from __future__ import annotations

#: There are no findings at or above the threshold.
OK = 0
#: There are findings at or above the threshold.
FOUND = 1
#: The call was wrong: an option, a configuration, a path.
USAGE = 2
#: Ctrl-C: 128 and the number of the signal, as in shells.
INTERRUPTED = 130
