"""Prompts on the terminal: one line at a time, with completions, and with its reading below while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

from mustermap.app.signals import Ended, answering
from mustermap.app.terminal.terminal_output import one_line, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from prompt_toolkit.application import Application
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.formatted_text import StyleAndTextTuples


class Stopped(Exception):
    """The editor stopped, by Ctrl-C or Ctrl-D.

    Attributes
    ----------
    typing : str
        What was typed in the line.
    """

    def __init__(self, typing: str) -> None:
        super().__init__("stopped")
        self.typing = typing


class Asker:
    """Asks questions and shows lines on the terminal."""

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession()

    def line(
        self,
        label: str,
        *,
        default: str = "",
        offers: Sequence[str] = (),
        is_list: bool = False,
        reading: Callable[[str], str] | None = None,
    ) -> str:
        """Ask for one line.

        Parameters
        ----------
        label
            What is asked for.
        default
            The text that is already in the line.
        offers
            Completions, the most likely first.
        is_list
            Whether the line is a list, separated by ;, whose members are completed one by one.
        reading
            Returns how the line is understood, shown below it while one types.

        Raises
        ------
        Stopped
            By Ctrl-C or Ctrl-D.
        """
        try:
            with answering(self._leave):
                text = self._session.prompt(
                    f"{one_line(label)}: ",
                    default=default,
                    input_processors=[_Harmless()],
                    completer=_Offers(offers, is_list=is_list),
                    complete_while_typing=bool(offers),
                    bottom_toolbar=_toolbar(reading) if reading else None,
                )
        except (KeyboardInterrupt, EOFError):
            raise Stopped(self._session.default_buffer.text) from None
        return text.strip()

    def _leave(self) -> None:
        """End the question after a signal: through the event loop while it runs, else at once."""
        asked = self._session.app
        if asked.loop is None or not asked.is_running:
            raise Ended
        asked.loop.call_soon_threadsafe(_exit, asked)

    def letter(self, question: str, *, letters: str, default: str) -> str:
        """Ask for one of several letters; Enter is the default.

        Examples
        --------
        ``asker.letter("Keep it?", letters="yne", default="y")`` asks ``Keep it? [Y/n/e]:``.
        """
        shown = "/".join(letter.upper() if letter == default else letter for letter in letters)
        while True:
            answer = self.line(f"{question} [{shown}]").lower()[:1] or default
            if answer in letters:
                return answer

    def show(self, text: str) -> None:
        """Show a line."""
        write_line(one_line(text))


def _exit(asked: Application[str]) -> None:
    if asked.future is not None and not asked.future.done():
        asked.exit(exception=Ended())


class _Offers(Completer):
    """Completes a text that occurs anywhere in an offer, without regard to case."""

    def __init__(self, offers: Sequence[str], *, is_list: bool) -> None:
        self._offers = offers
        self._is_list = is_list

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if self._is_list:
            typed = typed.rpartition(";")[2].lstrip()
        wanted = typed.casefold()
        if not wanted and not complete_event.completion_requested:
            return
        fitting = [offer for offer in self._offers if wanted in offer.casefold() and offer != typed]
        fitting.sort(key=lambda offer: not offer.casefold().startswith(wanted))
        for offer in fitting[:50]:
            yield Completion(offer, start_position=-len(typed), display=one_line(offer))


class _Harmless(Processor):
    """Shows marks of direction and other invisible characters as blanks; the line itself is not changed."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        shown = [(style, one_line(text), *rest) for style, text, *rest in transformation_input.fragments]
        return Transformation(cast("StyleAndTextTuples", shown))


def _toolbar(reading: Callable[[str], str]) -> Callable[[], str]:
    def shown() -> str:
        text = get_app().current_buffer.text.strip()
        return one_line(reading(text)) if text else ""

    return shown
