"""A screen on which a post's texts are opened, or the place of what is wrong in a file."""

from typing import TYPE_CHECKING

from scheduler.patterns import lazy_pattern
from scheduler.tui.screens.acting import Acting

if TYPE_CHECKING:
    from scheduler.model.notice import Notice

_POST = lazy_pattern(r'post "([^"]+)"')


class Penned(Acting):
    """`chosen` is the key of a post, or of a line of the list that stands for a fault of a file."""

    chosen: str

    def do_edit(self) -> None:
        """The chosen post's texts, in place."""
        self._edit(outside=False)

    def do_editor(self) -> None:
        """The chosen post's file in one's own editor, at its line."""
        self._edit(outside=True)

    def _edit(self, *, outside: bool) -> None:
        entry, fault = self.entry, self.fault
        if entry is not None and not outside:
            self.review.edit(entry)
        elif entry is not None:
            self.review.open_draft(entry.campaign, entry.post, entry.reply, outside=outside)
        elif fault is not None and fault.where is not None:
            found = _POST.search(fault.subject)
            line = fault.where.line or 1
            self.review.open_fault(fault.where.file, line, found[1] if found else "", outside=outside)

    @property
    def fault(self) -> "Notice | None":
        """The error of a file that is chosen in the list, where one is."""
        checked = self.review.checked
        if checked is None:
            return None
        from scheduler.tui import lists  # noqa: PLC0415 - the first frame lists nothing

        for one in checked.notices if self.chosen.startswith(lists.FILE) else ():
            if lists.fault_key(one) == self.chosen:
                return one
        return None
