"""Where things stand on the screens, and what Textual draws itself."""

from scheduler.tui.screens import help as helping
from scheduler.tui.screens import questions

CSS = (
    """
Screen { background: $background; color: $foreground; layers: base above; }
#header { dock: top; height: 2; }
#heading { dock: top; height: 3; }
#keys { dock: bottom; height: 1; }
Room, PostScreen { overflow: hidden hidden; }
#ribbon { height: 2; }
#strip { height: 7; dock: bottom; margin-bottom: 1; }
ContentSwitcher { height: 1fr; }
WeekGrid, Listing, MonthGrid { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; scrollbar-background: $background;
  scrollbar-background-hover: $background; background: $background; }
WeekGrid, Listing { overflow-x: hidden; }
ModalScreen { background: $background 60%; }
VerticalScroll { scrollbar-size-vertical: 1; scrollbar-background: $surface; }
#empty { height: 1fr; }
#cards { height: 1fr; margin-top: 1; scrollbar-size-vertical: 1; scrollbar-background: $background; background: $background; }
#columns { height: auto; }
#left, #right { height: auto; width: 1fr; }
#note { height: auto; }
#page { margin-top: 1; }
Card { height: auto; width: 1fr; margin-right: 1; }
Editor #title { dock: top; height: 2; }
Editor #hints { dock: bottom; height: 1; }
Editor TextArea { width: 1fr; height: 1fr; border: none; padding: 0 1; background: $background; color: $foreground; }
Editor TextArea:focus { border: none; }
Editor TextArea > .text-area--cursor { color: $background; background: $foreground; }
Editor #beside { width: 41; height: 1fr; padding: 0 1; border-left: solid $primary; }
Remarks, Received, Shown { align: center middle; }
Remarks #box, Received #box, Shown #box { width: 96; }
#said { height: auto; max-height: 8; margin-top: 1; }
Remarks #box Input { margin-top: 0; }
Received #box Input { margin: 0 0 1 0; background: $panel; }
Received #hint, Remarks #hint { margin-top: 0; }
#said Static { height: auto; }
#modes { margin-top: 1; }
Shown #said { max-height: 100%; height: 1fr; }
Shown #box { height: 100%; width: 100%; max-width: 100%; max-height: 100%; border: none; }
Settling { align: center middle; }
#doubt { width: 100%; height: 100%; background: $background; }
#doubt Static { height: auto; padding: 0 1; }
#doubt #ours { max-height: 8; }
#doubt #hint { dock: bottom; height: 1; background: $surface; }
#doubt Listing { height: 1fr; }
Small { layer: above; display: none; width: 100%; height: 100%; background: $background; color: $foreground; padding: 1 2; }
.-little Small, .-low Small { display: block; }
Toast { background: $panel; color: $foreground; }
"""
    + questions.CSS
    + helping.CSS
)
