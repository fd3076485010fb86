"""The screen of a page of blocks: columns where there is room, one plain line after the other in simple mode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from medinstall.outputs.layout import GAP, Span, cell, columns, widths
from medinstall.outputs.screen import GRAVE, MIDDLE, WIDE, Sheet, references
from medinstall.text import elide, width_of, wrap
from medinstall.wording import blocks
from medinstall.wording.blocks import Block, Item, ReasonView, SourceView
from medinstall.wording.labels import Tone, capital

if TYPE_CHECKING:
    from medinstall.outputs.console import Console

STYLES: dict[Tone, str] = {
    "": "", "strong": "bold", "quiet": "dim", "danger": "bold red", "good": "green", "doubt": "magenta",
}  # fmt: skip
_PAUSE = re.compile(r"\s?[:;,] ")
BAR = 20
NARROW = 40
FIRST_COLUMN = 16
COLUMNS = (24, 20, 16, 12)  # what a column may take: more lines rather than more width, as the flexible one needs room
MARK = "→ "
WHEN = 11  # « ~31/12/2026 »
LEGEND = "~ à viser ; ? à confirmer ; × attend une autre."


def print_page(page: Iterable[Block], console: Console) -> None:
    """Print a page."""
    sheet = Sheet(console)
    draw(page, sheet)
    sheet.show()


def draw(page: Iterable[Block], sheet: Sheet) -> None:
    """Draw every block of a page."""
    held = tuple(page)
    cited = next((block.sources for block in held if isinstance(block, blocks.Reference)), ())
    for block in held:
        _draw(block, sheet, cited)


def _draw(block: Block, sheet: Sheet, cited: Sequence[SourceView]) -> None:  # noqa: PLR0912 - one line a kind
    match block:
        case blocks.Heading(text, after, tight):
            sheet.heading(text, after, tight=tight)
        case blocks.Paragraph(text, tone, inset):
            sheet.text(text, STYLES[tone], 2 * inset)
        case blocks.Status(sign, after, tone):
            sheet.text(f"{capital(sheet.sign(sign))}{after}", STYLES[tone])
        case blocks.Labelled(pairs, inset):
            sheet.labelled([(label, [_span(held, cited) for held in texts]) for label, texts in pairs], 2 * inset)
        case blocks.Bullets(items, to_bring, inset):
            sheet.items(items, 2 * inset, "□" if to_bring and sheet.glyphs else "-")
        case blocks.Checklist(items, short):
            _checklist(items, sheet, short)
        case blocks.Table():
            _table(block, sheet)
        case blocks.Alert():
            _alert(block, sheet) if block.short else sheet.alert(block)
        case blocks.Reasons(reasons):
            sheet.labelled([(sheet.sign(each.sign), _reason(each, cited)) for each in reasons])
        case blocks.Address(url):
            sheet.address(url, 2)
        case blocks.Space():
            sheet.blank()
        case blocks.Contacts(contacts):
            for label, address in contacts:
                sheet.text(label, indent=2)
                sheet.address(address, 4)
        case blocks.Commands(commands):
            for words, command in commands:
                sheet.text(words, indent=2)
                sheet.text(command, "bold", 4)
        case blocks.Bar(done, total, words):
            sheet.text(f"{_bar(done, total, sheet)}{words}")
        case blocks.Legend(after):
            sheet.text(f"{LEGEND} {after}".rstrip() if sheet.glyphs else after, "dim")
        case blocks.Timeline():
            from medinstall.outputs.screen_timeline import draw_timeline  # `calendrier` alone needs it

            draw_timeline(block, sheet)
        case blocks.Reference(sources):
            sheet.sources(sources)


def _span(held: blocks.Paragraph, cited: Sequence[SourceView]) -> Span:
    return Span(f"{held.text} {references(held.sources, cited)}".strip(), STYLES[held.tone])


def _reason(each: ReasonView, cited: Sequence[SourceView]) -> tuple[str, Span]:
    return f"{each.text} {references(each.sources, cited)}".rstrip(), Span(each.answer, "dim")


def _alert(alert: blocks.Alert, sheet: Sheet) -> None:
    """Draw an alert on one line: its word, then as much of its first sentence as fits."""
    mark = f"{alert.sign.mark} " if sheet.glyphs else ""
    word = capital(alert.sign.word.removeprefix("CHOIX ").lower())
    told = f"{mark}{word}\u00a0: {alert.text.partition('. ')[0].rstrip('.')}"
    style = GRAVE if alert.is_grave else ""
    if sheet.unwrapped:
        sheet.whole(told, style)
    else:
        sheet.add([(Span(_clause(told, sheet.width), style),)])


def _clause(text: str, width: int) -> str:
    """Return as much of a sentence as fits on a line, up to a pause in it where one is near the end."""
    if width_of(text) <= width:
        return text
    pauses = [found.start() for found in _PAUSE.finditer(text) if width / 2 < found.start() <= width]
    return text[: pauses[-1]] if pauses else elide(text, width)


def _checklist(items: Sequence[Item], sheet: Sheet, short: bool) -> None:
    if not sheet.glyphs or sheet.width < NARROW:
        for item in items:
            _line(item, sheet, short)
        return
    ids = sheet.width >= WIDE and any(item.id for item in items)
    last = max(width_of(item.id) for item in items) if ids else 0
    when = max(WHEN, *(width_of(item.when) for item in items)) + 1 if any(item.when for item in items) else 0
    for item in items:
        style = STYLES[item.tone]
        lead = f"{item.sign.mark.ljust(2)} {item.when.ljust(when)}"
        room = sheet.width - width_of(lead) - (last + GAP if ids else 0)
        lines = [elide(_told(item), room)] if short else wrap(_told(item), room)
        for number, line in enumerate(lines):
            first = Span(lead if number == 0 else " " * width_of(lead), style)
            named = (Span(" " * (room - width_of(line) + GAP)), Span(item.id, "dim")) if ids and number == 0 else ()
            sheet.add([(first, Span(line, style), *named)])


def _told(item: Item) -> str:
    who = f" ({item.who})" if item.who else ""
    doubt = "\u00a0?" if item.doubtful else ""
    return f"{item.text}{who}{doubt}"


def _line(item: Item, sheet: Sheet, short: bool) -> None:
    """Draw one thing as one line to be read aloud: the day, what, with whom, the state in a word."""
    who = f" ({item.who})" if item.who else ""
    words = [item.word, "à confirmer" if item.doubtful else ""]
    told = "".join(f", {word}" for word in words if word)
    lead = f"{item.when.replace('~', 'vers ')} " if item.when else ""
    text = f"{lead}{item.text}{who}{told}"
    if sheet.unwrapped:
        sheet.whole(text)
    elif short:
        sheet.add([(Span(elide(text, sheet.width)),)])
    else:
        sheet.text(text)


def _table(block: blocks.Table, sheet: Sheet) -> None:
    if sheet.simple or sheet.width < MIDDLE:
        for number, row in enumerate(block.rows):
            chosen = number == block.marked
            sheet.text(f"{row[0]} (votre réponse)" if chosen else row[0], "bold" if chosen else "", 2)
            for head, text in zip(block.heads[1:], row[1:], strict=True):
                if text:
                    sheet.text(f"{head}\u00a0: {text}", indent=4)
        return
    rows = [tuple(cell(Span(head, "dim")) for head in block.heads)]
    for number, texts in enumerate(block.rows):
        style = "bold" if number == block.marked else ""
        rows.append(tuple(cell(Span(text, style)) for text in texts))
    lead = width_of(MARK) if block.marked is not None else 0
    for most in COLUMNS:
        limits = dict.fromkeys(range(len(block.heads)), most)
        sizes = widths(rows, sheet.prose - lead, block.flexible, limits | {0: max(most, FIRST_COLUMN)})
        if sizes[block.flexible] >= COLUMNS[-2]:
            break
    for number, cells in enumerate(rows, -1):
        mark = (MARK if sheet.glyphs else "> ") if number == block.marked else " " * lead
        first, *others = columns(cells, sizes)
        sheet.add([(Span(mark, "bold"), *first), *((Span(" " * lead), *line) for line in others)])


def _bar(done: int, total: int, sheet: Sheet) -> str:
    if sheet.simple or not total:
        return ""
    full = round(BAR * done / total)
    on, off = ("█", "░") if sheet.glyphs else ("#", ".")
    return f"{on * full}{off * (BAR - full)} "
