"""Documents under any sequence of changes; `tests/quality/documents.py` takes 20,000 steps."""

from __future__ import annotations

from hypothesis import settings

from documents.machine import Documents

TestDocuments = Documents.TestCase
TestDocuments.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
