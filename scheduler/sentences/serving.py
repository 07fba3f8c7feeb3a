"""A database on a server, and the workers that share it."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "database-away": Sentence(
        "The database server does not answer (“{said}”).",
        "Look whether it runs and this machine reaches it. A daemon goes on by itself as soon as it answers; until then nothing is sent.",
    ),
    "database-standby": Sentence(
        "The database server cannot be written: it is a standby, or is only just taking over (“{said}”).",
        "Wait until it has taken over, or name the one that can be written in [database] url.",
    ),
    "database-refused": Sentence(
        "The database server does not let this program in (“{said}”).",
        "Check [database] url and password in config.toml, and that the database exists.",
    ),
    "database-driver-missing": Sentence(
        "PostgreSQL needs its driver, which is not installed.",
        "Install it: `pip install editorial-scheduler[postgres]`.",
    ),
    "database-server-old": Sentence(
        "PostgreSQL {version} is too old: {oldest} is the oldest that this program works with.",
        "Upgrade the server, or name another one in [database] url.",
    ),
    "database-encoding": Sentence(
        "The database is kept in {encoding}, in which posts cannot be written.",
        "Create it anew with ENCODING UTF8, and name that one in [database] url.",
    ),
    "migration-under-workers": Sentence(
        "The database is of an older version ({version}, needed {needed}), and workers of that version are at work: {workers}.",
        "Stop them first, then run this command again; one that died is forgotten after a minute.",
    ),
    "restored-copied": Sentence(
        "This database was restored from a copy, or moved to another server. What is due is held.",
        "Look that nothing else publishes from the old one, and on the networks what has gone out since; then run `scheduler adopt`, and unhold post by post.",
    ),
    "schema-newer": Sentence(
        "A newer version of the program has changed the database (schema {version}; this one knows {known}): this worker ends, after what it has in hand.",
        "Start the newer version on this machine, too.",
    ),
    "worker-clock": Sentence(
        Plural(
            "This machine’s clock is {n} second away from the database server’s: nothing is sent from here.",
            "This machine’s clock is {n} seconds away from the database server’s: nothing is sent from here.",
        ),
        "Let both set their clocks by a time server; it goes on by itself then.",
    ),
    "doctor-worker": Sentence("Worker {id}, version {version}, heard of at {at}; posts in hand: {n}."),
    "doctor-worker-leads": Sentence(
        "Worker {id}, version {version}, heard of at {at}; posts in hand: {n}; it also reads counts, reminds and tells."
    ),
    "doctor-worker-gone": Sentence(
        "Worker {id} has not been heard of since {at}: what it had in hand is taken over when its lease ends.",
        "Look at its machine; nothing is sent twice.",
    ),
    "doctor-worker-clock": Sentence(
        Plural(
            "The clock of worker {id} is {n} second away from the database server’s: it sends nothing.",
            "The clock of worker {id} is {n} seconds away from the database server’s: it sends nothing.",
        ),
        "Let its machine set its clock by a time server.",
    ),
    "doctor-no-worker": Sentence(
        "No worker is alive, and posts are due within a day.", "Start `scheduler run` on at least one machine."
    ),
    "setting-database-password": Sentence("The password of the database’s user: a reference to a secret"),
    "workers-need-server": Sentence(
        'workers = "many" needs a database that several can share.',
        "Set [database] url to a PostgreSQL server (`scheduler help scaling`), or leave the line out.",
    ),
}
