"""Patterns that wait: they answer as compiled ones do, and are compiled at the first question."""

import re
import subprocess
import sys

import pytest

from scheduler.patterns import lazy_pattern


def test_a_lazy_pattern_answers_as_a_compiled_one() -> None:
    lazy, compiled = (make(r"(?P<word>[a-z]+)", re.IGNORECASE) for make in (lazy_pattern, re.compile))
    text = "Nuit des musées"
    assert lazy.findall(text) == compiled.findall(text) == ["Nuit", "des", "mus", "es"]
    assert lazy.sub("-", text) == compiled.sub("-", text)
    assert (lazy.pattern, lazy.groupindex, lazy.flags) == (compiled.pattern, compiled.groupindex, compiled.flags)


def test_a_pattern_is_compiled_at_the_first_question() -> None:
    faulty = lazy_pattern("(")
    with pytest.raises(re.error):
        faulty.search("text")


def test_the_grammars_compile_nothing_at_their_import() -> None:
    code = (
        "import re, re._compiler as compiler\n"
        "import ipaddress, scheduler.model.network, scheduler.model.variant, scheduler.plain\n"
        "made = []\n"
        "really = compiler.compile\n"
        "compiler.compile = lambda source, flags=0: made.append(source) or really(source, flags)\n"
        "from scheduler.adapt import clusters\n"
        "from scheduler.adapt.grammar import address, atproto, fediverse, plain, twitter\n"
        "assert not made, made\n"
        "assert clusters.split('été') and made\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
