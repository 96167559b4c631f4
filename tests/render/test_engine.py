"""WeasyPrint is imported without what it does not need, and what waits is there when it is called."""

import subprocess
import sys

_LIGHT = """
import subprocess, sys
from briefing.render import engine

started = []
plain = subprocess.Popen.__init__
def told(self, command, *rest, **named):
    started.append(command)
    plain(self, command, *rest, **named)
subprocess.Popen.__init__ = told
engine.engine()
from weasyprint.pdf import fonts
import ctypes.util
assert [c[0].rpartition("/")[2] for c in started] == ["fc-match"], started
assert "fontTools.subset" not in sys.modules and "fontTools.varLib.instancer" not in sys.modules
assert ctypes.util.find_library.__module__ == "ctypes.util"
options = fonts.subset.Options(retain_gids=True)
from fontTools import subset
assert isinstance(options, subset.Options) and options.retain_gids
try:
    fonts.instantiateVariableFont(None, {})
except Exception as error:
    assert "fontTools" in sys.modules["fontTools.varLib.instancer"].__name__
print("light")
"""


def test_the_engine_starts_no_program_but_the_one_that_names_the_font():
    done = subprocess.run([sys.executable, "-c", _LIGHT], capture_output=True, text=True, check=False)
    assert done.stdout == "light\n", done.stderr
