"""What the room says before anything was ever queued."""

from rich.text import Text

from scheduler.sentences import label

COMMANDS = ("scheduler demo", "scheduler init", "scheduler apply")


def welcome(language: str) -> Text:
    """Three ways to begin."""
    text = Text("\n")
    text.append(f"  {label('review-empty', language)}\n\n", style="bold")
    for place, command in enumerate(COMMANDS, start=1):
        text.append(f"    {command:<18}", style="bold")
        text.append(f"{label(f'review-empty-{place}', language)}\n")
    return text
