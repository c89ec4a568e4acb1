"""Add reports one by one, and note each that the ledger has acknowledged; run as a process of its own and killed."""

import sys
import time
from pathlib import Path

from mustermap.data.ledger import Ledger


def main(path: str, name: str, count: int, acknowledged: Path) -> None:
    text = acknowledged.read_text(encoding="utf-8") if acknowledged.exists() else ""
    done = text.count("\n")
    with Ledger.open(path, create=True) as ledger, acknowledged.open("a", encoding="utf-8") as notes:
        # The last one is sent again, as by a sender that was killed before it could note the answer.
        for number in range(max(done - 1, 0), count):
            id_ = f"{name}-{number}"
            answer = ledger.add(
                sources=[{"id": f"source-{name}", "title": name}],
                reports=[{"id": id_, "source": f"source-{name}", "summary": "Troops. " * 20}],
                key=id_,
            )
            if answer.only("report").added != (id_,):
                raise SystemExit(f"{id_}: {answer}")
            if number >= done:
                notes.write(f"{id_}\n")
                notes.flush()
            time.sleep(0.004)  # so that there is time to be killed


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
