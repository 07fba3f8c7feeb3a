"""A post as it is composed for an account, before anything is fitted: what is explained, and shown where nothing fits."""

from dataclasses import replace

from scheduler.adapt import measure, template
from scheduler.adapt.compose import Draft, compose
from scheduler.adapt.entities import facets
from scheduler.adapt.job import Job
from scheduler.adapt.phrasing import closed, paragraphs
from scheduler.app.calendar import Calendar
from scheduler.flow.prepared import Prepared
from scheduler.model.network import Rules
from scheduler.model.variant import Part, Role, Variant


def draft(calendar: Calendar, one: Prepared, rules: Rules) -> Draft:
    """What the post is made of on this account."""
    job = Job(
        campaign=one.campaign,
        occurrence=one.occurrence,
        account=one.account,
        rules=rules,
        today=calendar.today,
        own_hosts=calendar.config.own_hosts,
    )
    return compose(job, rules)


def whole(made: Draft) -> str:
    """The text of a draft with its link, hashtags and credit: nothing is left out yet."""
    tags = " ".join((*made.hashtags, *made.own_hashtags))
    body = paragraphs(*map(template.written, made.blocks))
    return closed(body, paragraphs(made.link, tags, made.credit))


def seen(calendar: Calendar, one: Prepared) -> Variant:
    """The variant of `one`; where adaptation gave none, because nothing fits, the whole text as one part that is too long."""
    variant = one.variant
    if variant.parts:
        return variant
    rules = measure.applied(calendar.rules[one.account.name], one.account.limits)
    text = whole(draft(calendar, one, rules))
    length = measure.length(text, rules, variant.options.warning)
    role = Role.REPLY if one.occurrence.reply else Role.POST
    part = Part(role=role, text=text, length=length, limit=rules.max_length, facets=facets(text, rules))
    return replace(variant, parts=(part,) if text else ())
