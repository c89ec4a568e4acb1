"""What somebody else starts as a program, as a warm process (see ``warm_process``): ``warm_client.py SOCKET WORD…``."""

import json
import os
import signal
import socket
import sys
import tempfile


def main() -> None:
    """Ask for the process with the streams, folder and environment of this one, and end as it ends."""
    asked = {"words": sys.argv[2:], "cwd": os.getcwd(), "env": dict(os.environ)}  # noqa: PTH109
    asked["python"] = os.environ.get("WARM_PYTHON", "")  # what it is to start others with
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as talk, tempfile.TemporaryFile() as request:
        talk.connect(sys.argv[1])
        request.write(json.dumps({**asked, "is_in_terminal": False}).encode("utf-8", "surrogateescape"))
        request.flush()
        socket.send_fds(talk, [b"."], [0, 1, 2, request.fileno()])
        with talk.makefile("r", encoding="ascii") as said:
            said.readline()  # its number
            code = int(said.readline())
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    sys.exit(code)


if __name__ == "__main__":
    main()
