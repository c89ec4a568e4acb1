"""The submission of a form: its key, turn, page, fields, and the button that was pressed."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from mustermap.app.web.addresses import address
from mustermap.app.web.entry_forms import Entered, entered
from mustermap.data.edtf import OPEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.app.web.addresses import Address
    from mustermap.app.web.form_drafts import Form

_KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Sending:
    """A form that was sent, kept, or begun.

    Attributes
    ----------
    key : str
        The key of the form, which is also the idempotency key under which it is saved.
    turn : int
        How often its page was made again.
    report : str
        Id of the report that it edits; blank if it adds.
    source : str
        Id of the source that it edits; blank if it does not.
    asked, settled : tuple of str
        Keys of the questions that were asked once, and of those that are answered by saving it as it is.
    base : int
        The revision on which the change is based; 0 if it adds.
    form : Entered
        What was entered.
    button : tuple of str
        The button that was pressed, and what it applies to: ``("without", "2")``.
    """

    key: str
    turn: int = 0
    report: str = ""
    base: int = 0
    form: Entered = field(default_factory=Entered)
    button: tuple[str, ...] = ("",)
    source: str = ""
    asked: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def page(self) -> Address:
        """The address of the form."""
        return self.page_at("")

    def page_at(self, place: str) -> Address:
        """Return the address of an anchor on the form's page."""
        if self.source:
            return address("/source/edit", id=self.source, form=self.key, fragment=place)
        return address("/edit" if self.report else "/add", id=self.report, form=self.key, fragment=place)

    def fields(self) -> dict[str, str]:
        """Return the fields that are kept while the form is unfinished."""
        of_source = {"of_source": self.source} if self.source else {}
        return {"id": self.report, "base": str(self.base), **of_source, **self.form.fields()}

    def pressed(self, source_day: str = "") -> Sending:
        """Return the form after its button was pressed; a number that the form does not have changes nothing.

        Parameters
        ----------
        source_day
            The day of publication of the form's source, for the button that takes it.
        """
        form, (what, *on) = self.form, self.button
        number = int(on[0]) if on and on[0].isdecimal() and len(on[0]) < 4 else -1
        if what == "another":
            form = form.with_another()
        elif what == "day" and len(on) == 2:
            form = form.with_field(on[0], {"today": _today(), "open": OPEN, "source": source_day}.get(on[1], ""))
        elif 0 <= number < len(form.claims):
            if what == "without":
                form = form.without(number)
            elif what == "undraw":
                form = form.with_claim(number, geometry="")
        return replace(self, form=form)


def new_key() -> str:
    """Return the key of a new form."""
    return secrets.token_urlsafe(18)


def is_key(text: str) -> bool:
    """Check whether a text can be the key of a form."""
    return _KEY.fullmatch(text) is not None


def sent(fields: Mapping[str, str]) -> Sending:
    """Read a form that a page sent."""
    key = fields.get("key", "")
    return Sending(
        key=key if is_key(key) else new_key(),
        turn=_number(fields.get("turn", "")),
        report=fields.get("id", ""),
        base=_number(fields.get("base", "")),
        form=entered(fields),
        button=tuple(fields.get("do", "").split(":", 3)),
        source=fields.get("of_source", ""),
        asked=tuple(fields.get("asked", "").split()),
        settled=tuple(fields.get("settled", "").split()),
    )


def kept(form: Form) -> Sending:
    """Read a form that was kept unfinished."""
    fields = form.fields
    return Sending(
        form.key, form.turn, fields.get("id", ""), _number(fields.get("base", "")), entered(fields),
        source=fields.get("of_source", ""),
    )  # fmt: skip


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0
