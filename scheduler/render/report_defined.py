"""Which definitions a report uses, for scripts: what each of its numbers is, by the pattern of its address."""

from scheduler.model.addresses import numbers
from scheduler.model.registry import registry
from scheduler.model.report import Report
from scheduler.render.report_tables import aged
from scheduler.render.report_words import Words
from scheduler.render.surface import Json


def defined(report: Report, words: Words) -> list[Json]:
    """Every definition that a number of `report` rests on, in the registry's order."""
    used = {found[0].id for one in numbers(report) if (found := registry().at(one.address))}
    age = aged(words, report)
    return [
        {
            "id": one.id,
            "name": words.say(one.name),
            "how": words.say(one.how, age=age),
            "care": words.say(one.care, age=age),
            "components": list(one.components),
            "aged": one.aged,
            "sources": list(one.sources),
            "function": one.function,
            "cells": dict(one.cells),
        }
        for one in registry().all
        if one.id in used
    ]
