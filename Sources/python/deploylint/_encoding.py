"""Writes Python values as the JSON that would be sent.

==========================================  ========================================================================
value                                       is
==========================================  ========================================================================
``dict`` and other ``Mapping``              a mapping, in its order
``list``, ``tuple``                         a list
``str``                                     a text
``bool``                                    ``true`` or ``false``, never a number
``int``                                     a number, of any size
``float``, ``decimal.Decimal``              a number; NaN and infinities cannot be sent
``None``                                    ``null``, which the service refuses: leave the member out
members of ``str`` and ``int`` enumerations their value
keys that are no ``str``                    ``True`` is "true", ``None`` is "null", numbers are their digits
what contains itself                        cannot be sent
what is nested deeper than 128 levels       a finding ``syntax/limit``
anything else (``bytes``, ``set``,          cannot be sent
``datetime``, ``numpy`` numbers, …)
==========================================  ========================================================================

What cannot be sent makes a report with an issue ``unencodable-request`` that names its place.
"""

from __future__ import annotations

import datetime
import decimal
import json.encoder
import math
from collections.abc import Mapping
from typing import Any, Iterator, List, Set, Tuple

DEEPEST = 128
"""Levels of lists and mappings; the engine takes no more."""

LONGEST = 32 * 1024 * 1024
"""Characters; the engine takes half of it, and says so. What is larger is not even sent to it."""

_quoted = json.encoder.encode_basestring_ascii


class Unencodable(Exception):
    """A value cannot be said in JSON; the text is one line with the place and the way out."""


def encode(value: Any) -> str:
    """The value as JSON text in ASCII. A loop and not a recursion, so that no depth can exhaust the stack."""
    parts: List[str] = []
    size = 0
    # The open containers: what is left of each, its closing bracket, its identity, and the key under way.
    stack: List[Tuple[Iterator[Any], str, int]] = []
    keys: List[Any] = []
    open_ids: Set[int] = set()
    pending: Any = value
    while True:
        is_list = isinstance(pending, (list, tuple))
        if is_list or isinstance(pending, (dict, Mapping)):
            opening, closing = "[]" if is_list else "{}"
            identity = id(pending)
            if identity in open_ids:
                raise Unencodable(f"{_place(keys)} contains itself")
            parts.append(opening)
            if len(stack) >= DEEPEST:
                # One level more than the engine takes, so that it says so.
                parts.append(closing)
            else:
                items: Iterator[Any] = enumerate(pending) if is_list else iter(pending.items())
                stack.append((items, closing, identity))
                keys.append(None)
                open_ids.add(identity)
        else:
            parts.append(_scalar(pending, keys))
        size += len(parts[-1])
        if size > LONGEST:
            raise Unencodable(f"the request is larger than {LONGEST // 1024 // 1024} MiB")
        while stack:
            items, closing, identity = stack[-1]
            try:
                key, pending = next(items)
            except StopIteration:
                parts.append(closing)
                stack.pop()
                keys.pop()
                open_ids.remove(identity)
                continue
            if parts[-1] not in ("{", "["):
                parts.append(",")
            keys[-1] = key
            if closing == "}":
                name = _key(key, keys)
                size += len(name)
                parts.append(name + ":")
            break
        else:
            return "".join(parts)


def _scalar(value: Any, keys: List[Any]) -> str:
    if isinstance(value, str):
        return _text(value, keys)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _integer(value, keys)
    if isinstance(value, float) and math.isfinite(value):
        return float.__repr__(value)
    if isinstance(value, decimal.Decimal) and value.is_finite():
        return str(value)
    if isinstance(value, (float, decimal.Decimal)):
        raise Unencodable(f"{_place(keys)} is {value}, which JSON has no number for; give a finite number")
    if isinstance(value, (bytes, bytearray, datetime.date, datetime.time)):
        advice = "write it as a str"
    elif isinstance(value, (set, frozenset)):
        advice = "write it as a list"
    else:
        advice = "give a str, a number, a bool, a list or a dict"
    raise Unencodable(f"{_place(keys)} is of type {type(value).__name__}, which cannot be sent; {advice}")


def _text(value: str, keys: List[Any]) -> str:
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Unencodable(
                f"{_place(keys)} holds half of a surrogate pair, which is no character; decode the text again"
            ) from None
    return _quoted(value)


def _integer(value: int, keys: List[Any]) -> str:
    try:
        return int.__repr__(value)
    except ValueError:
        raise Unencodable(f"{_place(keys)} has more digits than a number can have") from None


def _key(key: Any, keys: List[Any]) -> str:
    if isinstance(key, str):
        return _text(key, keys)
    if key is None or isinstance(key, (bool, int)) or (isinstance(key, float) and math.isfinite(key)):
        return f'"{_scalar(key, keys)}"'
    raise Unencodable(f"{_place(keys[:-1])} has a key of type {type(key).__name__}; keys are texts")


def _place(keys: List[Any]) -> str:
    from deploylint._report import shown

    text = ""
    for key in keys:
        # Lists count their items; a mapping may have numbers for keys, too, and no path tells them apart.
        if isinstance(key, int) and not isinstance(key, bool):
            text += f"[{key}]"
        else:
            text += f".{key}" if text else str(key)
    return shown(text.encode("utf-8", "replace").decode("utf-8")) or "the request"
