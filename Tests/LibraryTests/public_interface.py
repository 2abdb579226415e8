#!/usr/bin/env python3
"""Holds the library's public interface against the listing beside this file.

    Tests/LibraryTests/public_interface.py            compares; ends with 1 where they differ
    Tests/LibraryTests/public_interface.py --update   writes the listing anew

The module must be built (`swift build`). A line is a declaration with its place; removed lines break what depends on the
library, and added ones are promises: both want a thought and an entry in the changelog.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
LISTING = PACKAGE / "Tests/LibraryTests/PublicInterface.txt"
MODULE = "DeployLint"


def interface():
    target = json.loads(subprocess.run(["swift", "-print-target-info"], check=True, capture_output=True).stdout)
    built = PACKAGE / ".build/debug"
    with tempfile.TemporaryDirectory() as folder:
        command = ["swift", "symbolgraph-extract", "-module-name", MODULE, "-I", built / "Modules"]
        for header in (PACKAGE / "Sources").glob("*/module.modulemap"):
            command += ["-I", header.parent]
        for header in (PACKAGE / "Sources").glob("*/include"):
            command += ["-I", header]
        for map_file in (built / "DeployLintPack.build").glob("**/module.modulemap"):
            command += ["-Xcc", f"-fmodule-map-file={map_file}"]
        command += ["-target", target["target"]["unversionedTriple"], "-minimum-access-level", "public"]
        command += ["-skip-synthesized-members", "-output-dir", folder]
        outcome = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if outcome.returncode != 0:
            sys.exit(f"error: the interface cannot be read; is the module built?\n{outcome.stderr}")
        graphs = [json.loads(path.read_text()) for path in sorted(pathlib.Path(folder).glob("*.json"))]
    lines = set()
    for graph in graphs:
        names = {symbol["identifier"]["precise"]: ".".join(symbol["pathComponents"]) for symbol in graph["symbols"]}
        for symbol in graph["symbols"]:
            declaration = "".join(part["spelling"] for part in symbol["declarationFragments"])
            lines.add(f"{'.'.join(symbol['pathComponents'])}: {' '.join(declaration.split())}")
        for relation in graph["relationships"]:
            if relation["kind"] == "conformsTo" and relation["source"] in names:
                protocol = relation.get("targetFallback") or names.get(relation["target"], relation["target"])
                lines.add(f"{names[relation['source']]}: conforms to {protocol}")
    return sorted(lines)


def main():
    found = interface()
    if sys.argv[1:] == ["--update"]:
        LISTING.write_text("\n".join(found) + "\n")
        return
    listed = LISTING.read_text().splitlines()
    removed = [line for line in listed if line not in set(found)]
    added = [line for line in found if line not in set(listed)]
    for line in removed:
        print(f"- {line}")
    for line in added:
        print(f"+ {line}")
    if removed or added:
        sys.exit(
            f"error: the public interface has changed: {len(removed)} declarations gone, {len(added)} new; "
            "if that is meant, run Tests/LibraryTests/public_interface.py --update and say it in the changelog"
        )
    print(f"the public interface is as listed: {len(found)} lines")


if __name__ == "__main__":
    main()
