"""Workbooks as bytes: an XLSX file that does not depend on the clock."""

from __future__ import annotations

import contextlib
import errno
import io
import sys
import zipfile
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can hold; each part of a workbook gets it, since the clock may show an earlier one."""


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Raise an OSError for what openpyxl raises when its temporary files fill the disk."""
    try:
        yield
    except Exception as error:
        lxml = sys.modules.get("lxml.etree")  # openpyxl writes with it where it is installed
        if lxml is not None and isinstance(error, lxml.SerialisationError):
            raise OSError(errno.EIO, f"temporary files: {error}") from error
        raise


@disk_errors()
def workbook_bytes(book: Any) -> bytes:
    """Return an openpyxl workbook as the bytes of an XLSX file."""
    from openpyxl.writer.excel import ExcelWriter

    content = io.BytesIO()
    with _Undated(content, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        ExcelWriter(book, archive).save()
    return content.getvalue()


class _Undated(zipfile.ZipFile):
    """A ZIP file in which all parts have the same day."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Write a part, with the day that all parts have."""
        if isinstance(zinfo_or_arcname, str):
            zinfo_or_arcname = zipfile.ZipInfo(zinfo_or_arcname, _DAY)
            zinfo_or_arcname.compress_type = self.compression
        super().writestr(zinfo_or_arcname, data, compress_type, compresslevel)
