"""Run a command, and write as JSON how long it took, the most memory that it held, and what it said if it failed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

if __name__ == "__main__":
    begin = time.perf_counter()
    child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode(errors="replace").strip() if child.stderr else ""
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    fault = (said.splitlines() or ["failed"])[-1] if child.returncode else ""
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
    print(json.dumps({"seconds": seconds, "peak_mb": usage.ru_maxrss / unit, "fault": fault}))
