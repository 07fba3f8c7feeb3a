"""What would be seen differently: two variants as lines, those that differ paired as far as they go."""

from scheduler.model.variant import Facet, FacetKind, Media, Part, Variant
from scheduler.plain import visible
from scheduler.sentences import label


def differing(before: Variant, after: Variant, language: str) -> list[tuple[str, str]]:
    """The lines that differ, the old one and the new one; "" where there is no counterpart.

    A picture under its old name, with other bytes, reads like the one before it: the new line says so.
    """
    old, new = _lines(before), _lines(after)
    gone = [text for key, text in old.items() if text and key not in new]
    come = [text for key, text in new.items() if text and key not in old]
    come = [f"{text} · {label('another-picture', language)}" if text in gone else text for text in come]
    length = max(len(gone), len(come))
    return list(zip(gone + [""] * (length - len(gone)), come + [""] * (length - len(come)), strict=True))


def _lines(variant: Variant) -> dict[tuple[str, str], str]:
    """All that will be seen of a variant, a line each, by what makes it another: its words or its bytes."""
    lines: dict[tuple[str, str], str] = {}
    for part in variant.parts:
        lines |= {(text, ""): text for text in visible(part.text).splitlines()}
        lines |= {(text := _picture(one), one.blob): text for one in part.media}
        lines |= {(text := f"↗ {visible(one.value)}", ""): text for one in part.facets if _hidden(one, part)}
    if card := variant.card:
        text = visible(f"▤ {card.url} · {card.title} · {card.description}").replace("\n", " ")
        lines[text, card.image.blob if card.image else ""] = text
    beside = (variant.options.warning, variant.options.visibility, variant.options.language)
    return lines | {(text := f"· {visible(one)}", ""): text for one in beside if one}


def _picture(one: Media) -> str:
    return visible(f"▣ {one.file} · {one.alt}").replace("\n", " ")


def _hidden(facet: Facet, part: Part) -> bool:
    """Whether a link leads somewhere that its words do not show."""
    return facet.kind is FacetKind.LINK and facet.value not in part.text
