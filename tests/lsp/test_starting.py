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


RACE = """
import sys
from threading import Barrier, Thread
from article_schema.lsp import lazy_types

lazy_types.load()
import attrs
from lsprotocol import types

sys.setswitchinterval(1e-6)
waiting = [each for each in vars(types).values() if isinstance(each, type)
           and type(vars(each).get("__attrs_attrs__")).__name__ == "_Fields"]
barrier, faults = Barrier(2), []

def use(makes):
    for each in waiting:
        barrier.wait()
        try:
            if makes:
                each(**dict.fromkeys(["no such field"]))
            elif any("Forward" in str(field.type) or isinstance(field.type, str)
                     for field in attrs.fields(each)):
                faults.append(f"{each.__name__}: types")
        except Exception as error:
            # Its own constructor does not know the word; that of `object` knows none.
            if "no such field" not in str(error):
                faults.append(f"{each.__name__}: {error}")

threads = [Thread(target=use, args=[makes]) for makes in (True, False)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(waiting), faults[:3])
"""


def test_two_threads_may_use_a_type_at_once_for_the_first_time() -> None:
    done = subprocess.run([sys.executable, "-c", RACE], capture_output=True, check=True, text=True)
    count, _, faults = done.stdout.strip().partition(" ")
    assert (int(count) > 500, faults) == (True, "[]")
