"""The sections of a report beside its counts: people, voices, surroundings, effort, other editions; and what a PDF says."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    # --- what partners get
    "report-partners-for": Sentence("For partners: indices only"),
    "report-partners-lead": Sentence(
        "Over {span}, total engagement was {total} times that of an average week: {volume} times as many posts, each followed {each} times as much."
    ),
    "report-partners-nothing": Sentence("Too little was engaged for anything to be told: {reason}."),
    "report-partners-rule": Sentence(
        "An index says how a week compares with the same institution’s weeks before it. No count, no number of followers, no account, no single post and nobody’s words stand here, and institutions are not ranked."
    ),
    "report-partners-caption": Sentence("Each measure as a multiple of the average ordinary week"),
    "report-partners-weeks": Sentence("Weeks against the average ordinary week, which is 100"),
    "report-partners-networks": Sentence("Engagement per post, each network against its own weeks"),
    "report-partners-after": Sentence("After the operation, per post"),
    "report-partners-after-row": Sentence("Weeks {first} to {last}"),
    "report-section-indices": Sentence("Indices"),
    "report-section-other-baselines": Sentence("By other references"),
    "report-column-role": Sentence("Role"),
    "report-role-baseline": Sentence("reference"),
    "report-role-operation": Sentence("operation"),
    "report-role-after": Sentence("after"),
    "report-role-other": Sentence("another operation"),
    "report-role-empty": Sentence("nothing published"),
    "report-role-earlier": Sentence("earlier"),
    "report-column-total": Sentence("Total"),
}
