"""The exit statuses of the command."""

from __future__ import annotations

#: Nothing at or above the threshold was found.
OK = 0
#: There are findings at or above the threshold.
FOUND = 1
#: The call was wrong: an option, a configuration, a path.
USAGE = 2
#: Somebody pressed Ctrl-C: 128 and the number of the signal, as shells have it.
INTERRUPTED = 130
