"""Draws the pictures of the sample calendars. Run it from the project's root: python tools/pictures.py [NAME ...].

Shapes, gradients and seeded grain only: no font, no photograph, nobody's rights, and the same drawing on each run.
One picture carries a position in its EXIF on purpose, so that its removal before publishing can be shown.
"""

import sys
from pathlib import Path

from drawing import landscape, works
from PIL import Image

CALENDARS = Path(__file__).resolve().parent.parent / "calendars"
DRAWINGS = {
    "museumweek/media/panorama.jpg": landscape.panorama,
    "museumweek/media/panorama-barque.jpg": landscape.boat,
    "museumweek/media/metre-manquant.jpg": landscape.missing_metre,
    "museumweek/media/caisse-1974.jpg": works.crate,
    "museumweek/media/toile-deroulee.jpg": works.canvas_on_table,
    "museumweek/media/cle.png": works.key,
    "museumweek/media/pot-bleu.jpg": works.jar,
    "museumweek/media/tapisserie-heron.jpg": works.tapestry,
    "museumweek/media/dame-au-gant.jpg": works.lady,
    "museumweek/media/nettoyage.jpg": works.cleaning,
    "museumweek/media/leporello.jpg": works.leporello,
    "museumweek/media/dessins-1936.jpg": works.drawings,
}
QUALITY = 82


def save(picture: Image.Image, path: Path) -> None:
    """Write it in the format that its name asks for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        picture.save(path, optimize=True)
    else:
        picture.save(path, quality=QUALITY, optimize=True, progressive=True)


def main(names: list[str]) -> None:
    """Draw all of them, or those whose name holds one of the given words."""
    for name, draw in DRAWINGS.items():
        if not names or any(word in name for word in names):
            save(draw(), CALENDARS / name)
            size = (CALENDARS / name).stat().st_size
            sys.stdout.write(f"{name}  {size // 1024} KB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
