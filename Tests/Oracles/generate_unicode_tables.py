#!/usr/bin/env python3
"""Writes Sources/LinearRegex/UnicodeTables+Generated.swift.

Usage: pip install google-re2 && python3 Tests/Oracles/generate_unicode_tables.py

The tables are read off google-re2 itself, so that a pattern means the same there and here, whatever Unicode version
this Python carries. A group is what `\\p{Name}` finds in a text that holds every code point in order; an orbit is what
`(?i)` finds for one of its members.
"""

import pathlib
import re2

OUTPUT = pathlib.Path(__file__).parents[2] / "Sources/LinearRegex/UnicodeTables+Generated.swift"

CATEGORIES = """Any C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp
Zs""".split()

# Every script up to Unicode 17; those that the installed google-re2 does not know are left out.
SCRIPTS = """Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Beria_Erfe
Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee
Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan
Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Garay Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi
Gurmukhi Gurung_Khema Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited
Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi
Khitan_Small_Script Khmer Khojki Khudawadi Kirat_Rai Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian
Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui
Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari
New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Ol_Onal Old_Hungarian Old_Italic Old_North_Arabian
Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene
Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham Sidetic
SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Sunuwar Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le
Tai_Tham Tai_Viet Tai_Yo Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Todhri Tolong_Siki Toto
Tulu_Tigalari Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square""".split()

# A letter (or ideograph) that each version of Unicode added.
NEWCOMERS = [("17.0", 0x323B0), ("16.0", 0x1C89), ("15.1", 0x2EBF0), ("15.0", 0x31350), ("14.0", 0x2C2F)]

EVERYTHING = "".join(chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF)


def ranges(pattern):
    """The code points that the pattern, which stands for one code point, matches, as inclusive ranges."""
    result = []
    for match in re2.finditer(f"(?:{pattern})+", EVERYTHING):
        run = match.group()
        first, last = ord(run[0]), ord(run[-1])
        if first < 0xD800 and last > 0xDFFF:
            result += [(first, 0xD7FF), (0xE000, last)]
        else:
            result.append((first, last))
    return result


def group(name):
    try:
        re2.compile(r"\p{%s}" % name)
    except re2.error:
        return None
    return ranges(r"\p{%s}" % name)


def orbit_steps():
    """For every code point with other spellings the next one of its orbit, as a dictionary."""
    candidates = [c for lo, hi in ranges(r"[\p{Lu}\p{Ll}\p{Lt}\p{Nl}]") for c in range(lo, hi + 1)]
    candidates += [0x345, *range(0x24B6, 0x24EA)]
    steps = {}
    for c in candidates:
        if c in steps:
            continue
        members = [m for lo, hi in ranges(r"(?i)\x{%x}" % c) for m in range(lo, hi + 1)]
        if len(members) > 1:
            assert len(members) <= 4, "PatternParser and CaseFolding count on orbits of at most four"
            steps.update(zip(members, members[1:] + members[:1]))
    crossing = {c for c, d in steps.items() if c >= 0x80 > d}
    assert crossing == {0x17F, 0x212A}, "CodePointSet counts on the long s and the Kelvin sign being the only ones"
    return steps


def orbit_runs(steps):
    """The steps as (first, last, delta); delta 0 means +1 and -1 in turn, that is, neighbouring pairs."""
    runs, points, i = [], sorted(steps), 0
    while i < len(points):
        first = last = points[i]
        if steps[first] == first + 1 and steps.get(first + 1) == first:
            delta = 0
            last = first + 1
            while steps.get(last + 1) == last + 2 and steps.get(last + 2) == last + 1:
                last += 2
        else:
            delta = steps[first] - first
            while last + 1 in steps and steps[last + 1] - last - 1 == delta:
                last += 1
        runs.append((first, last, delta))
        i += last - first + 1
    return runs


def number(value):
    """Five bits a character, least significant first, 32 added where more follow; written from "0" on."""
    text = ""
    while value > 31:
        text += chr(0x30 + (value & 31) + 32)
        value >>= 5
    return text + chr(0x30 + value)


def encoded_ranges(pairs):
    text, end = "", 0
    for lo, hi in pairs:
        text += number(lo - end) + number(hi - lo)
        end = hi
    return text


def encoded_runs(runs):
    text, end = "", 0
    for first, last, delta in runs:
        text += number(first - end) + number(last - first) + number(2 * delta if delta >= 0 else -2 * delta - 1)
        end = last
    return text


def literal(text):
    lines = [text[i : i + 112] for i in range(0, len(text), 112)]
    return '#"""\n' + "".join(f"    {line}\\#\n" for line in lines) + '    """#'


def main():
    version = next(v for v, c in NEWCOMERS if re2.search(r"[\p{L}]", chr(c)))
    index, data = "", ""
    for name in CATEGORIES + SCRIPTS:
        pairs = group(name)
        if pairs is not None:
            text = encoded_ranges(pairs)
            index += f"{name} {number(len(data))}{number(len(text))},"
            data += text
    OUTPUT.write_text(f"""\
// Generated by Tests/Oracles/generate_unicode_tables.py, do not edit.
// Unicode {version}, as in google-re2. The encoding is described at `UnicodeTables`.

extension UnicodeTables {{
  /// `NAME OFFSET LENGTH,` for each general category, then each script: where its ranges stand in `ranges`.
  static let index: StaticString = {literal(index)}

  /// The ranges of every group: the gap from the last range, then the range's own length less one.
  static let ranges: StaticString = {literal(data)}

  /// Runs of code points with other spellings: gap, length less one, and the signed step to the next of the orbit.
  static let orbits: StaticString = {literal(encoded_runs(orbit_runs(orbit_steps())))}
}}
""")
    print(f"Unicode {version}, {len(data)} characters of ranges, {len(index)} of index")


if __name__ == "__main__":
    main()
