"""For how long it is kept who engaged, and how far back somebody counts as seen: the configuration knows these, and no report."""

from datetime import timedelta

LOOK_BACK = timedelta(days=180)
"""How far back somebody counts as seen before; the same for every week that is compared."""
KEEP_MONTHS = 25
"""How long a pseudonym is kept, unless the configuration says otherwise."""
