#!/usr/bin/env python3
"""Writes re2-agreement.jsonl beside this file: random patterns and what google-re2 says about them.

Usage: pip install google-re2 && python3 Tests/LinearRegexTests/Fixtures/generate_re2_agreement.py [SEED [PATTERNS]]

A line is either {"pattern", "texts": [{"text", "found", "whole"}]} or {"pattern", "error"}. Left out is what differs
on purpose: `\\C`, `\\B` beside characters beyond ASCII (RE2 also looks between the bytes of one) and a message
that speaks of invalid UTF-8 where a pattern ends too early.
"""

import json
import pathlib
import random
import sys

import re2

OUTPUT = pathlib.Path(__file__).with_name("re2-agreement.jsonl")

CHARACTERS = list("abcABCkKsS01_- .\n") + list("éÉſ\u212aßẞ日Ω\u2126ω😀µμǅ\u0345ιⅧⓐ\x80\u07ff\u0800\uffff\U00010000")
CHARACTERS += ["\U0010ffff"]
GROUPS = "L Lu Ll N Nd Z Zs P S M C Greek Latin Han Any Lt Cyrillic ^Lu ^Greek So Nl Sc Common Inherited Mn".split()
POSIX = "alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit".split()
PERL = [r"\d", r"\w", r"\s", r"\D", r"\W", r"\S"]
OPENINGS = ["(", "(", "(?:", "(?i:", "(?s:", "(?m:", "(?P<n>", "(?-i:", "(?<x>"]
FLAGS = ["i", "s", "m", "U", "-i", "is", "im-s", "-s", "s-i"]
ESCAPES = [r"\x41", r"\x{e9}", r"\101", r"\n", r"\Qa.b\E", r"\Q\E", r"\x{17f}", r"\-", r"\_"]
ASSERTIONS = ["^", "$", r"\A", r"\z", r"\b", r"\B"]
QUANTIFIERS = "* + ? * + ? {2} {0} {1,} {0,2} {2,3} {,2} {1} {0,} {3,}".split()
SYNTAX = list("()[]{}|*+?^$.\\-:<>=!,PpQEiaAzbdx01é") + ["(?", "[[:", r"\p{", "{2,", "[^", "(?P<", r"\x{"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, choices):
        return self.random.choice(choices)

    def literal(self):
        character = self.pick(CHARACTERS)
        return "\\" + character if character in "-." else character

    def group(self):
        return self.pick([r"\p", r"\P"]) + "{" + self.pick(GROUPS) + "}"

    def range(self, characters, form):
        return "-".join(form(c) for c in sorted(characters))

    def class_item(self):
        kind = self.random.random()
        if kind < 0.3:
            return self.literal()
        if kind < 0.6:
            ends = [self.pick(CHARACTERS), self.pick(CHARACTERS)]
            return self.range(ends, lambda c: "\\" + c if c == "-" else c)
        if kind < 0.7:
            return self.pick(PERL)
        if kind < 0.8:
            return "[:" + self.pick(["", "^"]) + self.pick(POSIX) + ":]"
        if kind < 0.95:
            return self.group()
        return self.range([self.random.randrange(0x110000) for _ in range(2)], lambda c: r"\x{%x}" % c)

    def atom(self, depth):
        kind = self.random.random()
        if kind < 0.42:
            return self.literal()
        if kind < 0.5:
            return self.pick([".", ".", *PERL])
        if kind < 0.62:
            items = "".join(self.class_item() for _ in range(self.random.randint(1, 4)))
            return "[" + self.pick(["", "", "^"]) + items + "]"
        if kind < 0.66:
            return self.group()
        if kind < 0.74:
            return self.pick(ASSERTIONS)
        if kind < 0.76:
            return self.pick(ESCAPES)
        if kind < 0.79 or depth == 0:
            return "(?" + self.pick(FLAGS) + ")"
        return self.pick(OPENINGS) + self.alternation(depth - 1) + ")"

    def quantifier(self):
        if self.chance(0.6):
            return ""
        return self.pick(QUANTIFIERS) + ("?" if self.chance(0.2) else "")

    def concatenation(self, depth):
        return "".join(self.atom(depth) + self.quantifier() for _ in range(self.pick([0, 1, 1, 2, 2, 3, 4])))

    def alternation(self, depth):
        return "|".join(self.concatenation(depth) for _ in range(self.pick([1, 1, 1, 2, 2, 3])))

    def pattern(self):
        if self.chance(0.05):
            return "".join(self.pick(SYNTAX) for _ in range(self.random.randint(1, 8)))
        pattern = list(self.alternation(3))
        if self.chance(0.3):
            for _ in range(self.random.randint(1, 3)):
                pattern.insert(self.random.randint(0, len(pattern)), self.pick(SYNTAX))
        return "".join(pattern)

    def texts(self, pattern):
        literals = [c for c in pattern if c not in "()[]{}|*+?^$.\\"] or CHARACTERS
        sources = [CHARACTERS, self.pick([["a", "b", "\n"], CHARACTERS]), literals, literals]
        texts = {"".join(self.pick(s) for _ in range(self.random.randint(0, 8))) for s in sources}
        return sorted(t for t in texts if t.isascii() or r"\B" not in pattern)


def row(pattern, texts):
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        message = error.args[0].decode()
        return None if message == "invalid UTF-8" else {"pattern": pattern, "error": message}
    results = [
        {"text": t, "found": bool(compiled.search(t)), "whole": bool(compiled.fullmatch(t))} for t in texts
    ]
    return {"pattern": pattern, "texts": results}


options = re2.Options()
options.log_errors = False

if __name__ == "__main__":
    maker = Maker(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    rows = []
    while len(rows) < (int(sys.argv[2]) if len(sys.argv) > 2 else 1500):
        pattern = maker.pattern()
        if r"\C" not in pattern and len(pattern) < 80:
            result = row(pattern, maker.texts(pattern))
            rows += [result] if result else []
    OUTPUT.write_text("".join(json.dumps(r, ensure_ascii=True) + "\n" for r in rows))
