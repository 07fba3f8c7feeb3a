"""How long a command takes to start, beside the imports that no Typer and Rich program can avoid."""

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Result, compare, process, python, report

REFERENCE = 'python -c "import typer, rich"'
CONFIG = """\
[calendar]
id = "musee"
timezone = "Europe/Paris"
language = "fr"

[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"
"""
CAMPAIGN = """\
version: 1
campaign: nuit-des-musees-2027
title: Nuit des musées 2027
language: fr
timezone: Europe/Paris
accounts: [musee-mastodon]
posts:
  - {id: annonce, date: 2027-05-14, at: 18h, text: "Samedi, le musée reste ouvert jusqu'à minuit."}
  - {id: ouverture, date: 2027-05-15, at: 19h30, text: "Les portes s'ouvrent. Entrée libre ce soir."}
"""


def main(rounds: int = 21) -> int:
    """Measure `--help` and `check` of a small file; 0 where both promises are kept."""
    scheduler = str(Path(sys.executable).with_name("scheduler"))
    imports = python("-c", "import typer, rich")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "config.toml").write_text(CONFIG, encoding="utf-8")
        Path(folder, "campaign.yaml").write_text(CAMPAIGN, encoding="utf-8")
        results: list[Result] = [
            compare("scheduler --help", process([scheduler, "--help"]), REFERENCE, imports, bound=1.4, rounds=rounds),
            compare(
                "scheduler check (two posts)",
                process([scheduler, "check", folder]),
                REFERENCE,
                imports,
                bound=2.8,
                rounds=rounds,
            ),
        ]
    return report(*results)


if __name__ == "__main__":
    sys.exit(main())
