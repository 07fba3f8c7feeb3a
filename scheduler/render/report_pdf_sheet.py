"""Sheets of A4: margins, what runs at their foot, room that is asked for before anything is drawn, and tags for who listens."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scheduler.render.drawing import MUTED, RULE
from scheduler.render.report_pdf_type import Run, Set, Type, rgb

if TYPE_CHECKING:
    from fpdf import FPDF

WIDE, HIGH = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 16.0, 16.0, 15.0, 18.0
COLUMN = WIDE - LEFT - RIGHT


class Sheet:
    """A document that is filled from top to bottom. `y` is where the next thing begins."""

    def __init__(self, pdf: "FPDF") -> None:
        self.pdf = pdf
        self.type = Type(pdf)
        self.y = TOP
        self.turn()

    def turn(self) -> None:
        """Begin a new sheet."""
        self.pdf.add_page()
        self.y = TOP

    @property
    def left_over(self) -> float:
        """Millimetres down to the foot."""
        return HIGH - BOTTOM - self.y

    def room(self, height: float) -> None:
        """Turn the sheet unless so much is left on it; what is higher than a sheet begins on a new one."""
        if height > self.left_over and self.y > TOP:
            self.turn()

    def down(self, height: float) -> None:
        """Leave so much free, but not at the head of a sheet."""
        if self.y > TOP:
            self.y += height

    @contextmanager
    def tagged(self, kind: str, said: str = "") -> Iterator[None]:
        """What is drawn meanwhile is a `kind` of PDF's structure (`P`, `H2`, `Figure`), with `said` in its stead for who
        listens. It must stay on one sheet. fpdf2 does the same for its own pictures; its structure knows no nesting, so that
        a table is read as one paragraph a row.
        """
        pdf = self.pdf
        number = pdf.struct_builder.next_mcid_for_page(pdf.page)
        pdf._add_marked_content(struct_type=f"/{kind}", mcid=number, **({"alt_text": said} if said else {}))  # noqa: SLF001
        pdf._out(f"/{kind} <</MCID {number}>> BDC")  # noqa: SLF001
        yield
        pdf._out("EMC")  # noqa: SLF001

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn meanwhile says nothing: rules, grounds, page numbers."""
        self.pdf._out("/Artifact BMC")  # noqa: SLF001
        yield
        self.pdf._out("EMC")  # noqa: SLF001

    def text(
        self,
        runs: Iterable[Run],
        *,
        kind: str = "P",
        x: float = LEFT,
        width: float = COLUMN,
        leading: float = 1.36,
        after: float = 0.0,
        beyond: float = 0.0,
    ) -> None:
        """A paragraph, whole on one sheet; it may reach so far `beyond` its foot."""
        found = self.type.set(runs, width, leading)
        self.room(found.height - beyond)
        self.place(found, x, kind=kind)
        self.y += found.height + after

    def place(self, found: Set, x: float, *, kind: str = "P") -> None:
        """Lines at `x` and the present height, which stays."""
        with self.tagged(kind):
            self.type.draw(found, x, self.y)

    def rule(
        self, y: float, *, x: float = LEFT, width: float = COLUMN, colour: str = RULE, weight: float = 0.18
    ) -> None:
        """A line from left to right."""
        with self.decoration():
            self.pdf.set_draw_color(*rgb(colour))
            self.pdf.set_line_width(weight)
            self.pdf.line(x, y, x + width, y)

    def ground(self, y: float, height: float, colour: str, *, x: float = LEFT, width: float = COLUMN) -> None:
        """A filled rectangle."""
        with self.decoration():
            self.pdf.set_fill_color(*rgb(colour))
            self.pdf.rect(x, y, width, height, style="F")

    def feet(self, running: str) -> None:
        """What runs at the foot of every sheet: a title, and which of how many it is."""
        pages = self.pdf.pages_count
        for number in range(1, pages + 1):
            self.pdf.page = number
            # Two fonts in turn: fpdf2 would not name on this sheet the one that is set already.
            self.pdf.set_font("serif", "", 7)
            with self.decoration():
                left = self.type.set([Run(running, "sans", "", 8, MUTED)], COLUMN - 30)
                self.type.draw(left, LEFT, HIGH - 13)
                right = self.type.set([Run(f"{number} / {pages}", "sans", "", 8, MUTED)], 30)
                self.type.draw(right, WIDE - RIGHT - 30, HIGH - 13, width=30, align="right")
