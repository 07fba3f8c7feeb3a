"""One account written into `config.toml`: whatever stands outside its keys stays byte for byte as the author left it."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from scheduler.config.lines import places

BOM = "\ufeff"


class Unwritable(ValueError):
    """The file is laid out so that the account cannot be written into it without touching what is the author's."""


def with_account(text: str, name: str, values: Mapping[str, str | None]) -> str:
    """`text` with these settings of `[accounts.NAME]`; None removes one, and a key that is not named is left alone.

    A new account stands at the end. Raises `Unwritable` rather than change anything else, whatever the layout.
    """
    mark, text = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    wanted = _wanted(text, name, values)
    there = name in tomllib.loads(_plain(text)).get("accounts", {})
    changed = _edited(text, name, values) if there else _appended(text, name, values)
    if tomllib.loads(_plain(changed)) != wanted:
        raise Unwritable(name)
    return mark + changed


def whole(values: Mapping[str, Any]) -> str:
    """A configuration that says `values` and nothing else: no comment of anybody's."""
    import tomlkit  # noqa: PLC0415 - only who writes one pays for it

    return tomlkit.dumps(values)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _wanted(text: str, name: str, values: Mapping[str, str | None]) -> object:
    """What the file must say afterwards."""
    whole = tomllib.loads(_plain(text))
    account = {**whole.get("accounts", {}).get(name, {}), **values}
    kept = {key: value for key, value in account.items() if value is not None}
    return whole | {"accounts": whole.get("accounts", {}) | {name: kept}}


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _appended(text: str, name: str, values: Mapping[str, str | None]) -> str:
    end = _newline(text)
    lines = [f"[accounts.{name}]", *(_pair(key, value) for key, value in values.items() if value is not None)]
    gap = "" if not text else end if text.endswith("\n") else end * 2
    return text + gap + end.join(lines) + end


def _edited(text: str, name: str, values: Mapping[str, str | None]) -> str:
    """Keys that are there change in their place; new ones stand together, behind the network."""
    import tomlkit  # noqa: PLC0415 - only `connect` writes configurations
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        account = document["accounts"][name]
        for key in [key for key in values if key in account]:
            if values[key] is None:
                account.remove(key)
            elif account[key] != values[key]:
                account[key] = values[key]
        fresh = {key: value for key, value in values.items() if value is not None and key not in account}
        changed = tomlkit.dumps(document)
    except (TOMLKitError, KeyError, TypeError, AttributeError) as odd:
        raise Unwritable(name) from odd
    return _inserted(changed, name, fresh) if fresh else changed


def _inserted(text: str, name: str, fresh: Mapping[str, str]) -> str:
    """`text` with new lines behind the network's, the one key that every account has on a line of its own."""
    found = places(_plain(text)).get(("accounts", name, "network"))
    lines = text.split("\n")
    if found is None or not re.match(r"\s*network\s*=", lines[found[0] - 1]):
        raise Unwritable(name)
    line = lines[found[0] - 1]
    indent, end = line[: len(line) - len(line.lstrip())], "\r" if line.endswith("\r") else ""
    lines[found[0] : found[0]] = [f"{indent}{_pair(key, value)}{end}" for key, value in fresh.items()]
    return "\n".join(lines)


def _pair(key: str, value: str) -> str:
    import tomlkit  # noqa: PLC0415 - as above

    return f"{key} = {tomlkit.item(value).as_string()}"
