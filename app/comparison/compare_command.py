"""``mustermap compare``: what was asked for is read, compared, shown and written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mustermap.app.comparison.comparison_answer import Answer, flat_table, iso
from mustermap.app.comparison.comparison_files import PICTURES, check_output, csv_answer, json_answer, write_answer
from mustermap.app.output_files import refuse_to_replace
from mustermap.app.publication import published, read_from
from mustermap.app.report_list import one_day
from mustermap.app.report_selection import load
from mustermap.app.terminal_output import count, remarking, remarks, say_lines, tell, working, write_json
from mustermap.errors import WrongUse
from mustermap.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mustermap import layers
    from mustermap.app.comparison.comparison_request import Question, Wanted
    from mustermap.app.report_selection import Loaded
    from mustermap.layers import Care


def compare_reports(
    files: Sequence[Path], *, ledger: Path | None, question: Question, wanted: Wanted, care: Care | None = None
) -> int:
    """Compare, and show or write what was found.

    Parameters
    ----------
    files, ledger
        Which reports, as for ``mustermap.app.report_selection.load``.
    question, wanted
        What is asked for, and in which form.
    care
        With how much care it is published; None: with none.

    Returns
    -------
    int
        1 if any row was rejected, else 0.

    Raises
    ------
    WrongUse
        If the options do not fit together, or the file cannot be written.
    """
    question.check()
    if wanted.as_json and wanted.as_csv:
        raise WrongUse("--json and --csv: give one of them")
    if wanted.output is not None:
        if wanted.as_json or wanted.as_csv:
            raise WrongUse("--json and --csv are for standard output; the ending of -o says what the file is")
        check_output(wanted.output)
        refuse_to_replace(wanted.output, files, overwrite=wanted.overwrite, ledger=ledger)
    days = (one_day("--on", question.on), one_day("--since", question.since), one_day("--until", question.until))
    _ = question.known_by_day, question.period  # a day that cannot be read is told before any file is
    words_of(wanted.language)
    width = _width(wanted)
    with working("reading reports and placing them"):
        loaded = published(load(files, ledger), care)
    tell(f"from {loaded.origin}")
    if told := loaded.claims.attrs.get("care"):
        tell(told["sentence"])
    with remarking(loaded.reading), working("comparing"):
        answer = _answer(loaded, question, *days)
    _give(replace(answer, width_mm=width, grey=wanted.grey, language=wanted.language), wanted)
    for line in remarks(loaded.reading):
        tell(line)
    tell(f"{count(len(loaded.claims), 'report')}, {loaded.reading.rejected_rows} rejected")
    return 1 if loaded.reading.rejected_rows else 0


def _width(wanted: Wanted) -> float | None:
    """Read the width of a picture, before any work is done."""
    is_picture = wanted.output is not None and wanted.output.suffix.lower() in PICTURES
    if not is_picture:
        if wanted.width is not None or wanted.grey or wanted.language != "en":
            options = "--width, --grey and --language are for pictures"
            raise WrongUse(f"{options}; write one of {', '.join(PICTURES)} with -o")
        return None
    from mustermap.app.still_building import millimetres

    return None if wanted.width is None else millimetres(wanted.width)


def _answer(loaded: Loaded, question: Question, on: int | None, since: int | None, until: int | None) -> Answer:
    from mustermap import layers

    claims, read = loaded.claims, _read(loaded)
    asked = {"area": question.area, "force": question.force, "known_by": question.known_by}
    area, force, known_by = question.area, question.force, question.known_by_day
    period = question.period
    if since is not None:
        until = until if until is not None else max(since, claims.attrs["open_day"] or since)
        changed = layers.what_changed(claims, since=since, until=until, area=area, force=force, known_by=known_by)
        return Answer({**read, **asked, "since": iso(since), "until": iso(until)}, {"changed": changed})
    if question.claimant is not None:
        tracked = layers.track(claims, question.claimant, **period, area=area, force=force, known_by=known_by)
        head = {**read, **asked, "claimant": question.claimant, "from": question.start, "to": question.end}
        return Answer(head, {"tracked": tracked})
    each, by = question.each, question.by
    compared = layers.compare(
        claims, on=on, each=each, by=by, **period, area=area, force=force, known_by=known_by  # type: ignore[arg-type] # it checks them
    )  # fmt: skip
    tables = {"compared": flat_table(compared), "groups": compared.groups, "claims": compared.claims}
    return Answer({**read, **_asked(compared)}, {**tables, "axes": compared.axes}, compared)


def _read(loaded: Loaded) -> dict[str, str]:
    """Say what was read; published with care, a file says that instead of the name of a file of the editor's."""
    care = loaded.claims.attrs.get("care")
    return {"read": read_from(loaded), **({"care": str(care["sentence"])} if care else {})}


def _asked(compared: layers.Comparison) -> dict[str, Any]:
    """Say what was compared, as JSON has it."""
    area = compared.area
    return {
        "area": None if area is None else {"ref": area.ref, "name": area.name, "precision": area.precision},
        "force": compared.force,
        "from": iso(compared.from_day),
        "to": iso(compared.to_day),
        "each": compared.each,
        "known_by": None if compared.known_by is None else iso(compared.known_by),
        "by": compared.by,
        "sentence": compared.sentence or None,
    }


def _give(answer: Answer, wanted: Wanted) -> None:
    """Show an answer, or write it."""
    if wanted.output is not None:
        write_answer(answer, wanted.output, overwrite=wanted.overwrite)
        tell(f"{wanted.output}: written")
    elif wanted.as_json:
        write_json(json_answer(answer))
    elif wanted.as_csv:
        say_lines(csv_answer(answer).replace("\r\n", "\n").removesuffix("\n"))
    elif answer.comparison is not None:
        from mustermap.app.comparison.comparison_screen import show

        show(answer.comparison)
    else:
        from mustermap.app.comparison.change_tables import show_table

        show_table(answer)
