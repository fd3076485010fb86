"""The lists of the full mode: choose one, or tick some. Built on questionary, with our own words, marks and keys."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from questionary.prompts.common import InquirerControl
from questionary.question import Question

from medinstall.french import typography
from medinstall.interview.page import Move, Option, Page
from medinstall.interview.paper import on_screen, wrap

SELECT_KEYS = "Flèches, puis Entrée. Échap : retour"
TICK_KEYS = "Espace : cocher. Entrée : valider."
NOTHING_TICKED = "Rien de coché : Entrée confirme."
BLANK = " "
STYLE = questionary.Style(
    [
        ("pointer", "bold fg:ansicyan"),
        ("highlighted", "bold"),
        ("selected", "noinherit bold"),
        ("message", "bold"),
        ("separator", "bold"),
        ("heading", "fg:ansicyan"),
        ("question", "bold"),
        ("warning", "bold"),
    ]
)
MARGIN = 4  # the pointer, and one column that terminals keep for the cursor


def title(option: Option, columns: int, mark: str = "") -> str:
    """Return the words of an option, wrapped at spaces with what follows under its first letter."""
    words = typography(f"{option.label} : {option.help}") if option.help else option.label
    return on_screen("\n   ".join(wrap(words, columns - MARGIN, mark, " " * len(mark))))


def bind_ways_out(bindings: KeyBindings) -> None:
    """Make Ctrl-C, Ctrl-D and an interruption leave, and Escape go back."""

    @bindings.add("c-c", eager=True)
    @bindings.add("c-d", eager=True)
    @bindings.add("<sigint>", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    @bindings.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Move.BACK)


def select_one(page: Page, pointer: str) -> Application[int | Move]:
    """Return the prompt that ends with the index of an option, then entry, of `page`, or with Move.BACK."""
    rows = (*page.options, *page.entries)
    current = next((index for index, row in enumerate(rows) if row == page.current), None)
    question = questionary.select(
        "",
        choices=_choices(page),
        default=cast("Any", current),
        qmark="",
        pointer=pointer,
        instruction=SELECT_KEYS,
        use_jk_keys=False,
        style=STYLE,
        erase_when_done=True,
    )
    _retitle(question, lambda index, columns: title(rows[index], columns))
    bind_ways_out(_bindings(question))
    return question.application


def tick_some(page: Page, pointer: str, ticked: Collection[str]) -> Application[list[int] | Move]:
    """Return the prompt that ends with the indexes of the options ticked, or with the Move of an entry."""
    rows = (*page.options, *page.entries)
    question = questionary.checkbox(
        "",
        choices=_choices(page, ticked),
        qmark="",
        pointer=pointer,
        instruction=TICK_KEYS,
        use_jk_keys=False,
        style=STYLE,
        erase_when_done=True,
    )
    control = _control(question)
    control.use_indicator = False  # its marks are no ASCII, and entries would have one

    def ticked_title(index: int, columns: int) -> str:
        mark = "[x] " if index in control.selected_options else "[ ] "
        return title(rows[index], columns, mark if index < len(page.options) else "")

    _retitle(question, ticked_title)
    _bind_ticks(_bindings(question), control, page)
    return question.application


def _bind_ticks(bindings: KeyBindings, control: InquirerControl, page: Page) -> None:
    """Give space and Enter their meaning on options and on entries; Enter asks again when nothing is ticked."""
    count, warning = len(page.options), _warning(control)

    @bindings.add("space", eager=True)
    @bindings.add("enter", eager=True)
    def _(event: KeyPressEvent) -> None:
        index, enter = cast("int", control.get_pointed_at().value), event.key_sequence[0].key != " "
        if index >= count:
            event.app.exit(result=page.entries[index - count].reply)
        elif not enter:
            control.selected_options = sorted({*control.selected_options} ^ {index})
            warning.title = BLANK
        elif control.selected_options or warning.title != BLANK:
            event.app.exit(result=sorted(control.selected_options))
        else:
            warning.title = NOTHING_TICKED

    @bindings.add("a", eager=True)
    @bindings.add("i", eager=True)
    def _(_event: KeyPressEvent) -> None:
        """Tick nothing by a letter: only the space bar is told."""

    bind_ways_out(bindings)


def _warning(control: InquirerControl) -> questionary.Separator:
    """Return the blank line above the entries: the place for a sentence (a toolbar would need cursor reports)."""
    return next(choice for choice in control.choices if isinstance(choice, questionary.Separator))


def _choices(page: Page, ticked: Collection[str] = ()) -> list[questionary.Choice]:
    """Return the rows of a list, their index as value; a blank line before the entries."""
    rows = [
        questionary.Choice(row.label, index, checked=row.reply in ticked)
        for index, row in enumerate((*page.options, *page.entries))
    ]
    return [*rows[: len(page.options)], questionary.Separator(BLANK), *rows[len(page.options) :]]


def _retitle(question: Question, words: Callable[[int, int], str]) -> None:
    """Give each row its words anew before each drawing, at the width the terminal has then."""
    control = _control(question)

    def retitle(application: Application[Any]) -> None:
        columns = application.output.get_size().columns
        for choice in control.choices:
            if not isinstance(choice, questionary.Separator):
                choice.title = words(cast("int", choice.value), columns)

    question.application.before_render += retitle


def _control(question: Question) -> InquirerControl:
    controls = question.application.layout.find_all_controls()
    return next(control for control in controls if isinstance(control, InquirerControl))


def _bindings(question: Question) -> KeyBindings:
    return cast("KeyBindings", question.application.key_bindings)
