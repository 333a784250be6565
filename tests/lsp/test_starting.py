"""The types of the protocol that wait for their first use are those that lsprotocol declares."""

from __future__ import annotations

import json
import re
import subprocess
import sys

SCRIPT = """
import json
import sys
from article_schema.lsp import lazy_types

if sys.argv[1] == "lazy":
    lazy_types.load()
from lsprotocol import converters, types

waiting = sum(type(vars(each).get("__attrs_attrs__")).__name__ == "_Fields"
              for each in vars(types).values() if isinstance(each, type))
converter = converters.get_converter()
import attrs

told = {}
for name, each in sorted(types.ALL_TYPES_MAP.items()):
    if isinstance(each, type) and attrs.has(each):
        told[name] = [(field.name, str(field.type), repr(field.default), repr(field.validator))
                      for field in attrs.fields(each)]
edit = types.TextEdit(types.Range(types.Position(1, 2), types.Position(3, 4)), "x")
raw = converter.unstructure(edit)
assert converter.structure(raw, types.TextEdit) == edit
try:
    types.Position("a", 2)
except Exception as error:
    raw["error"] = type(error).__name__
json.dump([waiting, told, raw, repr(edit)], sys.stdout)
"""


def told(how: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, how], capture_output=True, check=True, text=True
    )
    # Functions are told by their places in memory.
    return re.sub(" at 0x[0-9a-f]+", "", done.stdout)


def test_types_that_wait_come_to_the_same() -> None:
    waiting, *lazy = json.loads(told("lazy"))
    none_waits, *eager = json.loads(told("eager"))
    assert (waiting > 500, none_waits) == (True, 0)
    assert lazy == eager


def test_the_first_diagnostics_load_no_answers() -> None:
    script = (
        "import sys\nfrom article_schema.lsp.starting import start\nstart()\n"
        "print([name for name in sys.modules if name.startswith('article_schema.lsp.answers.')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
