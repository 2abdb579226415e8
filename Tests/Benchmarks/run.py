#!/usr/bin/env python3
"""Measures the program beside what nobody can do without, and beside its peers, in one run.

Usage: Tests/Benchmarks/run.py [--deploylint PROGRAM] [--peers FOLDER] [--folder FOLDER] [--scale PERCENT] [PART ...]

Needs a C and a C++ compiler, libyaml-dev, libsimdjson-dev and valgrind. The texts are made once and kept in --folder.
--peers is a folder of programs: the bin of an environment with check-jsonschema, cfn-lint, yamllint and ryl, and in it a
link to the native program of the package sourcemeta-jsonschema under that name. Those that are not there are left out. A part is one of the names below; without any, all are measured. Times are medians:
user and system time, and for start-up and threads the clock's. Ends with 1 where an aim is missed.
"""

import argparse
import os
import pathlib
import shutil
import sys

import payloads
from measure import Programs, Table, costs, instructions

ROOT = pathlib.Path(__file__).resolve().parents[2]
AFFINITY = ["taskset", "-c", "0"]


class Benchmark:
    def __init__(self, options):
        self.folder = options.folder
        self.linter = str(options.deploylint.resolve())
        self.peers = options.peers
        self.scale = options.scale
        self.programs = Programs(self.folder / "programs")
        self.table = Table()

    # Texts

    def count(self, number):
        return max(10, number * self.scale // 100)

    def files(self, name, number, write, extension):
        """A folder of so many texts."""
        folder = self.folder / f"{name}-{number}"
        if not folder.exists():
            folder.mkdir()
            for index in range(number):
                (folder / f"{index:06d}{extension}").write_text(write(index))
        return folder

    def stream(self, name, number, write):
        file = self.folder / name
        if not file.exists():
            with open(file, "w") as output:
                output.writelines(write(index) for index in range(number))
        return file

    def requests(self, number, form, findings=0):
        write = payloads.as_json if form == "json" else payloads.as_yaml
        return self.files(
            f"{form}-{findings}", number, lambda index: write(payloads.request(index, findings)), f".{form}")

    def check(self, path, *options):
        return [self.linter, "check", "--no-config", *options, path]

    # Parts

    def startup(self):
        """One request of 1 KB: the clock's time and callgrind's instructions."""
        self.table.head("Start-up: one clean request of 1 KB, by the clock")
        folder = self.requests(10, "yaml")
        file = next(iter(sorted(folder.iterdir())))
        template = self.folder / "template.yaml"
        body = payloads.as_yaml(payloads.request(0), 3)
        template.write_text(f"Resources:\n  Endpoint:\n    Type: AWS::SageMaker::Endpoint\n    Properties:\n{body}")
        schema = self.folder / "schema.json"
        os.system(f"{self.linter} schema CreateEndpoint > {schema}")
        found = costs(self.programs, {
            "floor (libyaml)": [self.programs["floor"], "yaml", file], "deploylint": self.check(file),
        }, rounds=11, repeats=10)
        linter, floor = found["deploylint"], found["floor (libyaml)"]
        peers = {
            name: command for name, command in {
                "check-jsonschema": ["check-jsonschema", "--schemafile", schema, file],
                "cfn-lint": ["cfn-lint", template], "yamllint": ["yamllint", "-d", "relaxed", file],
                "ryl": ["ryl", file], "sourcemeta-jsonschema": ["sourcemeta-jsonschema", "validate", schema, file],
            }.items() if self.peers and (self.peers / name).exists()
        }
        for name, command in peers.items():
            command[0] = self.peers / command[0]
            found |= costs(self.programs, {name: command}, rounds=3)
        for name, cost in found.items():
            print(f"{name:24} {cost.wall * 1e3:9.2f} ms {cost.wall / linter.wall:9.1f} ×   {cost.memory:6.1f} MiB")
        self.table.aim("wall of the start beside the floor", linter.wall / floor.wall, 4)
        for name, least in {
            "check-jsonschema": 100, "cfn-lint": 300, "yamllint": 30, "sourcemeta-jsonschema": 2, "ryl": 1,
        }.items():
            if name in found:
                self.table.aim(f"faster than {name}", found[name].wall / linter.wall, least, at_least=True)

    def instructions(self):
        """Callgrind's counts, which are the same on every machine of a kind."""
        self.table.head("Instructions")
        one, many = self.requests(10, "json"), self.requests(110, "json")
        first = next(iter(sorted(one.iterdir())))
        start = instructions(self.check(first))
        each = (instructions(self.check(many)) - instructions(self.check(one))) / 100
        parser = instructions([self.linter, "check", "--files-from", os.devnull, "--skip-unrecognized", "--no-config"])
        print(f"start and one request {start / 1e6:.2f} M, of which {parser / 1e6:.2f} M without any file")
        print(f"each further file     {each / 1e3:.1f} K")
        self.growth("lines", lambda number: "".join(payloads.as_line(payloads.request(index)) for index in range(number)),
                    "ndjson", 300)
        self.growth("documents", lambda number: "".join(
            "---\n" + payloads.as_yaml(payloads.request(index)) for index in range(number)), "yaml", 300)
        self.growth("lines that are no JSON", lambda number: '{"EndpointName": }\n' * number, "ndjson", 300)
        self.growth("lines with findings", lambda number: "".join(
            payloads.as_line(payloads.request(index, 5)) for index in range(number)), "ndjson", 100)
        self.growth("tags of a request", lambda number: payloads.as_json(self.tagged(number)), "json", 1000)
        self.growth("secrets in tags", lambda number: payloads.as_json(self.tagged(number, "password")), "json", 300)
        self.growth("bytes of a line", lambda number: payloads.as_line(
            payloads.request(0) | {"Tags": [{"Key": "k", "Value": "v" * number}]}), "ndjson", 100_000)

    @staticmethod
    def tagged(number, key="label"):
        body = payloads.request(0)
        body["Tags"] = [{"Key": f"{key}-{index}", "Value": f"value {index}"} for index in range(number)]
        return body

    def growth(self, what, write, extension, number):
        """Ten times as much is ten times the work, beside that of the start."""
        counts = []
        for size in (0, number, 10 * number):
            file = self.folder / f"growth.{extension}"
            file.write_text(write(size) or "\n")
            counts.append(instructions(self.check(file)))
        start, small, large = counts
        self.table.aim(f"instructions for 10 × the {what}", (large - start) / (small - start), 10.3)

    def walk(self):
        """A repository of 20 000 files, of which 20 hold a request."""
        number = self.count(20000)
        folder = self.folder / f"repository-{number}"
        if not folder.exists():
            for index in range(number):
                place = folder / f"team-{index % 20:02d}" / f"service-{index // 20 % 50:02d}"
                place.mkdir(parents=True, exist_ok=True)
                is_yaml = index % 2 == 0
                write = payloads.as_yaml if is_yaml else payloads.as_json
                body = payloads.request(index) if index % 1000 == 500 else payloads.unrelated(index)
                (place / f"{index:06d}.{'yaml' if is_yaml else 'json'}").write_text(write(body))
        self.compare(
            f"{number} files, of which 20 hold a request",
            {"floor (walk and read)": [self.programs["floor"], "read", folder],
             "deploylint": self.check(folder, "--skip-unrecognized")}, 1.3)

    def json_files(self):
        for number in (100, self.count(10000)):
            folder = self.requests(number, "json")
            self.compare(
                f"{number} JSON files",
                {"floor (simdjson)": [self.programs["floor_simdjson"], folder], "deploylint": self.check(folder)},
                2 if number > 100 else None)

    def yaml_files(self):
        for number in (100, self.count(10000)):
            folder = self.requests(number, "yaml")
            self.compare(
                f"{number} YAML files",
                {"floor (libyaml)": [self.programs["floor"], "yaml", folder], "deploylint": self.check(folder)},
                1.4 if number > 100 else None)

    def findings(self):
        number = self.count(10000)
        clean, wrong = (self.requests(number, "json", findings) for findings in (0, 5))
        self.compare(
            f"{number} JSON files with five findings each, beside clean ones",
            {"clean": self.check(clean, "--format", "json"),
             "five findings": self.check(wrong, "--format", "json")}, 3)

    def streams(self):
        number = self.count(100000)
        lines = self.stream(f"{number}.ndjson", number, lambda index: payloads.as_line(payloads.request(index)))
        found = self.compare(
            f"{number} requests as NDJSON",
            {"floor (simdjson)": [self.programs["floor_simdjson"], lines],
             "deploylint filter": ([self.linter, "filter"], lines), "deploylint check": self.check(lines)}, 2.5)
        documents = self.stream(
            f"{number}.yaml", number, lambda index: "---\n" + payloads.as_yaml(payloads.request(index)))
        found |= {"YAML, " + name: cost for name, cost in self.compare(
            f"{number} requests as a stream of YAML",
            {"floor (libyaml)": [self.programs["floor"], "yaml", documents],
             "deploylint check": self.check(documents)}, None).items()}
        for name, cost in found.items():
            if "deploylint" in name:
                self.table.aim(f"memory of {name}", cost.memory, 24, "MiB")

    def threads(self):
        self.table.head("Two threads beside one, by the clock")
        folder = self.requests(self.count(10000), "yaml")
        command = self.check(folder)
        found = costs(self.programs, {"one": AFFINITY + command, "two": ["taskset", "-c", "0,1"] + command}, rounds=5)
        for name, cost in found.items():
            self.table.row(name, cost)
        self.table.aim("two threads", found["one"].wall / found["two"].wall, 1.7, at_least=True)

    def growth_of_time(self):
        number = self.count(10000)
        small, large = (self.requests(count, "json") for count in (number // 10, number))
        self.compare("10 × the documents", {"small": self.check(small), "large": self.check(large)}, 10.3)

    def template(self):
        """A template of a megabyte with 500 resources, a fifth of them endpoints, beside one that is only parsed."""
        for form, write in (("json", payloads.as_json), ("yaml", payloads.as_yaml)):
            files = []
            for name, kind in (("stack", "AWS::SageMaker::Endpoint"), ("parsed", "AWS::SageMaker::Endpoint1")):
                files.append(self.folder / f"{name}.{form}")
                files[-1].write_text(write(payloads.stack(100, kind)))
            stack, parsed = files
            self.compare(
                f"a template of {stack.stat().st_size >> 10} KiB in {form.upper()} with 500 resources",
                {"parsed": self.check(parsed, "--skip-unrecognized"), "checked": self.check(stack)}, 2)

    def audit(self):
        """The records of CloudTrail, a line each."""
        number = self.count(100000)
        records = self.stream(f"cloudtrail-{number}.ndjson", number, lambda index: payloads.as_line(payloads.record(index)))
        self.compare(
            f"{number} records of CloudTrail, of which a tenth is about endpoints",
            {"floor (simdjson)": [self.programs["floor_simdjson"], records],
             "deploylint filter": ([self.linter, "filter"], records)}, None)

    def compare(self, title, commands, limit):
        self.table.head(title)
        found = costs(self.programs, commands, rounds=5)
        base = next(iter(found.values()))
        for name, cost in found.items():
            self.table.row(name, cost, None if cost is base else base)
            if limit and cost is not base:
                self.table.aim(f"{title}: {name}", cost.cpu / base.cpu, limit)
        return found


PARTS = {
    "startup": Benchmark.startup, "instructions": Benchmark.instructions, "walk": Benchmark.walk,
    "json": Benchmark.json_files, "yaml": Benchmark.yaml_files, "findings": Benchmark.findings,
    "streams": Benchmark.streams, "threads": Benchmark.threads, "growth": Benchmark.growth_of_time,
    "template": Benchmark.template, "audit": Benchmark.audit,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deploylint", type=pathlib.Path, default=ROOT / ".build/release/deploylint")
    parser.add_argument("--peers", type=pathlib.Path)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / ".build/benchmarks")
    parser.add_argument("--scale", type=int, default=100, help="of the sizes, in percent")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    if not shutil.which("valgrind"):
        parser.error("valgrind is not installed")
    benchmark = Benchmark(options)
    print(f"{os.cpu_count()} processors; {options.deploylint}")
    for name in options.parts or PARTS:
        PARTS[name](benchmark)
    missed = benchmark.table.missed
    print("\n" + (f"{len(missed)} aims missed: " + "; ".join(missed) if missed else "all aims met"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
