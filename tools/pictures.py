"""Draws the pictures of the sample calendars. Run it from the project's root: python tools/pictures.py [NAME ...].

Shapes, gradients and seeded grain only: no font, no photograph, nobody's rights, and the same drawing on each run.
One picture carries a position in its EXIF on purpose, so that its removal before publishing can be shown.
"""

import sys
from pathlib import Path

from drawing import indoors, landscape, objects, outdoors, paintings, papers, shops
from PIL import ExifTags, Image

CALENDARS = Path(__file__).resolve().parent.parent / "calendars"
DRAWINGS = {
    "museumweek/media/panorama.jpg": landscape.panorama,
    "museumweek/media/panorama-barque.jpg": landscape.boat,
    "museumweek/media/metre-manquant.jpg": landscape.missing_metre,
    "museumweek/media/caisse-1974.jpg": objects.crate,
    "museumweek/media/toile-deroulee.jpg": objects.canvas_on_table,
    "museumweek/media/cle.png": objects.key,
    "museumweek/media/pot-bleu.jpg": objects.jar,
    "museumweek/media/tapisserie-heron.jpg": paintings.tapestry,
    "museumweek/media/dame-au-gant.jpg": paintings.lady,
    "museumweek/media/nettoyage.jpg": paintings.cleaning,
    "museumweek/media/leporello.jpg": papers.leporello,
    "museumweek/media/dessins-1936.jpg": papers.drawings,
    "museumweek/media/salle-6.jpg": indoors.room_six,
    "museumweek/media/crue-1910.jpg": outdoors.flood,
    "museumweek/media/facade.jpg": outdoors.facade,
    "museumweek/media/escalier.jpg": indoors.staircase,
    "museumweek/media/sechoir.jpg": indoors.drying_loft,
    "museumweek/media/plan-1846.png": indoors.plan,
    "museumweek/media/jardin-nuit.webp": outdoors.garden_by_night,
    "freelance/media/vitrine.jpg": shops.bookshop,
    "freelance/media/ecran.jpg": shops.screen,
    "freelance/media/chope.jpg": shops.glass,
}
LOCATED = {"museumweek/media/facade.jpg": ((48, 51, 30.0), (2, 17, 40.0))}
"""Pictures that say in their EXIF where they were taken, as a telephone's do: north and east in degrees, minutes, seconds."""
QUALITY = 72


def exif(name: str) -> Image.Exif:
    """What a camera would have written: a maker, a moment, and for some pictures a place."""
    data = Image.Exif()
    if name in LOCATED:
        north, east = LOCATED[name]
        data[ExifTags.Base.Make] = "Exemple"
        data[ExifTags.Base.Artist] = "L. Ferrand"
        data[ExifTags.Base.DateTime] = "2027:05:02 09:41:00"
        place = data.get_ifd(ExifTags.IFD.GPSInfo)
        place.update({1: "N", 2: north, 3: "E", 4: east})
    return data


def save(name: str, picture: Image.Image) -> None:
    """Write it in the format that its name asks for."""
    path = CALENDARS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        picture.save(path, optimize=True)
    else:
        picture.save(path, quality=QUALITY, optimize=True, progressive=True, exif=exif(name))


def main(names: list[str]) -> None:
    """Draw all of them, or those whose name holds one of the given words."""
    for name, draw in DRAWINGS.items():
        if not names or any(word in name for word in names):
            save(name, draw())
            size = (CALENDARS / name).stat().st_size
            sys.stdout.write(f"{name}  {size // 1024} KB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
