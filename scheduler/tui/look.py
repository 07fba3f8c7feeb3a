"""Where things stand in the room, and what Textual draws itself. Other screens bring rules of their own, read with them."""

CSS = """
Screen { background: $background; color: $foreground; layers: base above; }
#header { dock: top; height: 2; }
#keys { dock: bottom; height: 1; }
Room, OfPost { overflow: hidden hidden; }
#ribbon { height: 2; }
#strip { height: 7; dock: bottom; margin-bottom: 1; }
ContentSwitcher { height: 1fr; }
WeekGrid, Listing, MonthGrid { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; scrollbar-background: $background;
  scrollbar-background-hover: $background; background: $background; }
WeekGrid, Listing { overflow-x: hidden; }
ModalScreen { background: $background 60%; }
VerticalScroll { scrollbar-size-vertical: 1; scrollbar-background: $surface; }
#empty { height: 1fr; }
Small { layer: above; display: none; width: 100%; height: 100%; background: $background; color: $foreground; padding: 1 2; }
.-little Small, .-low Small { display: block; }
Toast { background: $panel; color: $foreground; }
"""
