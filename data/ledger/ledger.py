"""The ledger: all that was ever reported, in one GeoPackage from which nothing is ever lost."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from mustermap.data.ledger import queries, revision_log, submission
from mustermap.data.ledger.connection import as_ledger_errors, connect, writing
from mustermap.data.ledger.content import DECISION_COLUMNS
from mustermap.data.ledger.projection import PROJECTIONS, Columns, current
from mustermap.data.ledger.registered import Register
from mustermap.errors import InvalidField, LedgerError

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from mustermap.data.ledger.chain import Revision
    from mustermap.data.ledger.connection import Opened
    from mustermap.data.ledger.content import Cells, PlaceCells, What
    from mustermap.data.ledger.outcome import Added
    from mustermap.data.ledger.queries import Wanted


class Ledger:
    """An open ledger. `Ledger.open` opens one; it closes at the end of the ``with`` block.

    Use one per thread. Several processes may read and write the same file at the same time. While a ledger is open,
    do not read its file with geopandas, pyogrio or any other library in the same process: each brings an SQLite of
    its own, and on Linux and macOS the one that closes the file takes away the other's locks
    (https://www.sqlite.org/howtocorrupt.html, 2.2.1).

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> with Ledger.open(Path(folder.name, "ours.gpkg"), create=True) as ledger:
    ...     answer = ledger.add(
    ...         sources=[{"id": "dw-2022", "title": "Will he join?"}],
    ...         reports=[
    ...             {"id": "latushka-120000", "source": "dw-2022", "figure": "120,000", "figure_low": 120000.0},
    ...             {"id": "malyar-20000", "source": "unheard-of", "figure": "20,000"},
    ...         ],
    ...     )
    ...     print(answer.added, ledger.reports()["figure"])
    ...     print(*answer.rejected[0], sep=": ")
    ('dw-2022', 'latushka-120000') ['120,000']
    malyar-20000: source is 'unheard-of', which is neither in the ledger nor taken with this report; add that source too
    >>> folder.cleanup()
    """

    def __init__(self, opened: Opened, path: Path) -> None:
        self._opened = opened
        self._connection = opened.connection
        self.path = path

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = False) -> Ledger:
        """Open a ledger, bringing its tables to the newest version.

        A ledger that cannot be written to, or is in a folder that cannot, opens for reading.

        Parameters
        ----------
        path : path
            The GeoPackage, such as ``mustermap.gpkg``.
        create : bool, default False
            Whether to make a new ledger if there is no file, or an empty one.

        Raises
        ------
        LedgerNotFound
            If there is no file and none is to be made, or no folder to make it in.
        NotALedger
            If the file is no GeoPackage, or one that is no ledger, or damaged. It is left as it is.
        NewerLedger
            If a newer Mustermap made it.
        LedgerUnavailable
            If it stays locked for 30 seconds, or the file system refuses.
        """
        file = Path(path)
        return cls(connect(file, create=create), file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with as_ledger_errors(self.path):
            self._connection.close()

    def add(
        self,
        *,
        sources: Iterable[Cells] = (),
        reports: Iterable[Cells] = (),
        places: Iterable[PlaceCells] = (),
        decisions: Iterable[Cells] = (),
        editor: str = "",
        key: str | None = None,
        revise: bool = False,
        revise_places: bool = False,
        based_on: Mapping[tuple[What, str], int] | None = None,
        made: Collection[tuple[What, str]] = (),
    ) -> Added:
        """Add sources, places, reports and decisions, all of them at once; what is rejected does not cost the others.

        When this returns, what was added is on the disk. An id that the ledger has, with the same content, is
        skipped; with other content it is rejected. A report that was retracted is skipped when it comes again as it
        was.

        Parameters
        ----------
        sources, reports : iterable of mapping
            Cells by the names of the data dictionary; blanks are left out.
        places : iterable of mapping
            ``ref``, ``name``, ``kind``, ``precision``, ``radius_m`` (metres), ``country_code``, ``lon``, ``lat``,
            ``gazetteer`` (its version) and ``geometry`` (WKB, EPSG:4326, two dimensions). A place that the ledger
            has stays as it is, so that a newer gazetteer moves nothing. The place of a report that has a
            ``geometry`` cell is `drawn_ref` of that cell.
        decisions : iterable of mapping
            What place wordings mean: ``id``, ``wording``, ``country``, ``ref`` and, of a decision from before,
            ``decided``. One with another ``ref`` than before is a revision; with the same it is skipped.
        editor : str, default ""
            Who adds it.
        key : str, optional
            An idempotency key of the whole submission: the same again under the same key adds nothing and returns
            the first answer, also after a crash in between. A submission that added nothing uses up no key.
            None: without.
        revise : bool, default False
            Make a revision of a source or a report that the ledger has with other content. This also brings back
            what was retracted.
        revise_places : bool, default False
            Make a revision of a place that the ledger has with other content: it moves for all its reports.
        based_on : mapping of (what, id) to int, optional
            The number of the revision from which an editor started; what is named here is revised, as by ``revise``.
            Where another has been written since, this one is not taken and comes back as ``overtaken``, so that
            nobody's work is replaced unseen.
        made : collection of (what, id), optional
            Ids that nobody wrote, but that were made of what a source or a report says. What the ledger has under
            them is never revised, whatever ``revise`` says, and no message names them.

        Returns
        -------
        Added
            What was added, skipped, revised, rejected and overtaken.

        Raises
        ------
        KeyReused
            If the key came with other sources or reports before.
        LedgerUnavailable
            If the ledger stays locked, is read-only, or the disk is full. Nothing was written then.
        """
        given: list[tuple[What, PlaceCells]] = [("source", cells) for cells in sources]
        given += [("place", cells) for cells in places]
        given += [("report", cells) for cells in reports]
        given += [("decision", cells) for cells in decisions]
        with self._texts_in_words():
            prepared = submission.prepare(
                given, editor=editor, key=key, revise=revise, revise_places=revise_places, based_on=based_on or {},
                made=made,
            )  # fmt: skip
        with writing(self._opened, self.path):
            return submission.submit(self._connection, prepared)

    def retract(
        self,
        id: str,  # noqa: A002 - the field's name
        *,
        reason: str,
        editor: str = "",
        key: str | None = None,
        based_on: int | None = None,
    ) -> Added:
        """Retract a report: it stays in the ledger, with its reason, and is in effect no longer.

        Parameters
        ----------
        id : str
            Of the report.
        reason : str
            Why, in a sentence.
        editor, key
            As for `add`.
        based_on : int, optional
            The number of the revision that the editor has read.

        Raises
        ------
        UnknownReport
            If the ledger has no report of that id.
        Overtaken
            If there is a newer revision than the one that the editor has read.
        LedgerError
            If no reason is given, or the report has been retracted already; else as for `add`.
        """
        with self._texts_in_words(), writing(self._opened, self.path):
            return submission.retract(self._connection, id, reason=reason, editor=editor, key=key, based_on=based_on)

    def reports(self) -> Columns:
        """Return all reports as they are now, retracted ones too, in the order in which they first came.

        Returns
        -------
        dict of str to list
            Every column of REPORT_COLUMNS. Text that is blank is ``""``, except that a blank ``kind``, ``quantity`` and
            ``state`` reads as what it means (claim, personnel, accepted); a blank number or flag is None.
        """
        with as_ledger_errors(self.path):
            return current(self._connection, "report")

    def sources(self) -> Columns:
        """Return all sources as they are now, in the order in which they first came: every column of SOURCE_COLUMNS."""
        with as_ledger_errors(self.path):
            return current(self._connection, "source")

    def places(self) -> Columns:
        """Read all places that reports were resolved to: PLACE_COLUMNS, and ``geometry`` (WKB or None)."""
        with as_ledger_errors(self.path):
            return current(self._connection, "place")

    def decisions(self) -> Columns:
        """Read what place wordings mean as decided last: every column of DECISION_COLUMNS.

        A ledger of an older version that could not be brought to the newest has none.
        """
        with as_ledger_errors(self.path):
            if self._opened.checked.version < PROJECTIONS["decision"].since:
                return {name: [] for name in DECISION_COLUMNS}
            return current(self._connection, "decision")

    @property
    def register(self) -> Register:
        """The register of claimants."""
        return Register(self._opened, self.path)

    def find(self, *alternatives: Wanted, what: What = "report") -> Columns:
        """Return the newest revisions that fit one of the alternatives, without reading all the rest.

        Parameters
        ----------
        *alternatives : mapping of str to collection
            For each column the values that fit, None for blank: ``{"force": ["Russia"], "figure_low": [20000.0]}``.
            Reports also have the column ``shown_ref``: the ref of the place that they are shown at.
        what : {'report', 'source', 'place'}, default 'report'
            What to look through.

        Returns
        -------
        dict of str to list
            As `reports`, `sources` and `places`; of places without the geometry.
        """
        with as_ledger_errors(self.path):
            return queries.find(self._connection, what, alternatives)

    def known(self, ids: Collection[str], *, what: What = "report") -> set[str]:
        """Return those of the ids that the ledger has, whatever they are now."""
        with as_ledger_errors(self.path):
            return queries.known(self._connection, what, ids)

    def values(self, name: str, *alternatives: Wanted, what: What = "report") -> dict[str, int]:
        """Count the texts that are in one column now, the most frequent first; blanks are left out.

        Parameters
        ----------
        name : str
            The column.
        *alternatives : mapping of str to collection
            As for `find`: count only in what fits one of them; none: in all.
        what : {'report', 'source', 'place'}, default 'report'
            What to look through.
        """
        with as_ledger_errors(self.path):
            return queries.values(self._connection, what, name, alternatives)

    def combinations(
        self, names: Sequence[str], *alternatives: Wanted, without: Collection[str] = ()
    ) -> list[tuple[str, ...]]:
        """Return the texts that occur together in columns of reports now, each combination once.

        Parameters
        ----------
        names : sequence of str
            The columns; blank text is ``""``.
        *alternatives : mapping of str to collection
            As for `find`.
        without : collection of str
            Ids of reports that do not count.
        """
        with as_ledger_errors(self.path):
            return queries.combinations(self._connection, names, alternatives, without=without)

    def answered(self, key: str) -> Added | None:
        """Return what became of the submission that came under an idempotency key; None if none came."""
        with as_ledger_errors(self.path):
            return submission.answered(self._connection, key)

    def head(self) -> str:
        """Return the hash of the newest revision, which seals all that the ledger says; `START` without any."""
        with as_ledger_errors(self.path):
            return revision_log.head(self._connection)

    def history(self, id: str, *, what: What | None = None) -> tuple[Revision, ...]:  # noqa: A002 - the field's name
        """Read every revision of an id, the oldest first; none if the ledger does not know it.

        Parameters
        ----------
        id : str
            Of a report, a source, a decision or a claimant, or the ref of a place.
        what : {'source', 'report', 'place', 'decision', 'claimant'}, optional
            Where a source and a report have the same id: whose history. None: of both.
        """
        with as_ledger_errors(self.path):
            return revision_log.revisions_of(self._connection, self._opened.checked.version, id, what)

    @contextlib.contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Read reports, sources and places as they were at one moment, whatever others write meanwhile.

        Nothing can be added within.
        """
        with as_ledger_errors(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with as_ledger_errors(self.path):
                self._connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def _texts_in_words(self) -> Iterator[None]:
        try:
            yield
        except InvalidField as error:
            raise LedgerError(f"{self.path}: {error}; nothing was written") from error
