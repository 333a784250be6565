"""Runs the command: `python -m article_schema`."""

import sys

# `python -m` looks for modules in the current folder first. The files there may be a stranger's,
# and one named like a module of ours, or of Python, would be run.
if not sys.flags.safe_path:
    del sys.path[0]

from article_schema.cli import main

sys.exit(main())
