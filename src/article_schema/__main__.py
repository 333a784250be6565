"""Runs the command: `python -m article_schema`."""

import sys

from article_schema.cli import main

sys.exit(main())
