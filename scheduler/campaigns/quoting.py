"""Quotes and brackets within one line, as far as they can be told without a parser."""

import json
import re

from scheduler.patterns import lazy_pattern

FLOW_END = lazy_pattern(r"""\s*[}\]]+\s*,?\s*(?:\#.*)?$|,\s*[\w-]+:\s""")
"""Where a value inside braces ends: at the brackets that close the line, or before the next key."""


def quoted(text: str) -> str:
    """`text` as a quoted scalar that YAML reads as it stands."""
    return json.dumps(text, ensure_ascii=False)


def quote_from(line: str, column: int) -> str:
    """The line with the text from `column` on in quotes: to its end, or inside braces to the next key."""
    before, rest = line[:column], line[column:]
    inside = before.count("{") + before.count("[") > before.count("}") + before.count("]")
    found = FLOW_END.search(rest) if inside else None
    end = found.start() if found else len(rest.rstrip())
    return before + quoted(rest[:end].strip().strip("\"'")) + rest[end:]


def matching(value: str) -> int:
    """The place of the sign that closes the bracket with which `value` begins, or -1."""
    depth = 0
    for place, sign in enumerate(bare(value)):
        depth += (sign in "{[") - (sign in "}]")
        if depth == 0:
            return place
    return -1


def bare(text: str) -> str:
    """The line with its quoted texts blanked out, place for place."""
    return re.sub(
        r'"(?:\\.|[^"\\])*"|(?<![\w])\'(?:\'\'|[^\'])*\'', lambda one: '"' + " " * (len(one[0]) - 2) + '"', text
    )
