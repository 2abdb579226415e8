"""Runs programs beside each other and keeps what they cost."""

import os
import pathlib
import re
import statistics
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


class Programs:
    """What is compared, built where nothing of it stays in the project."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.build("launch", ["cc", "-O2"], "launch.c", [])
        self.build("floor", ["cc", "-O2"], "floor.c", ["-lyaml"])
        self.build("floor_simdjson", ["c++", "-O3", "-std=c++17"], "floor_simdjson.cpp", ["-lsimdjson"])

    def build(self, name, compiler, source, libraries):
        subprocess.run([*compiler, "-o", self.folder / name, HERE / "floors" / source, *libraries], check=True)

    def __getitem__(self, name):
        return str(self.folder / name)


class Cost:
    """The medians of some runs: seconds of wall time and of processor time, and the peak of memory in MiB."""

    def __init__(self, runs):
        self.wall, self.cpu, memory, status = (statistics.median(column) for column in zip(*runs))
        self.wall /= 1e6
        self.cpu /= 1e6
        self.memory = memory / 1024
        self.status = int(status)


def costs(programs, commands, rounds, repeats=1):
    """The cost of each command, by its name. The commands take turns, so that they share whatever else the machine does.

    A command is a list of arguments, or a pair of one and the file that is its standard input.
    """
    runs = {name: [] for name in commands}
    for round_number in range(rounds + 1):
        for name, command in commands.items():
            arguments, source = command if isinstance(command, tuple) else (command, os.devnull)
            output = subprocess.run(
                [programs["launch"], str(repeats), source, *map(str, arguments)],
                check=True, capture_output=True, text=True).stdout
            # The first round fills caches.
            if round_number > 0:
                runs[name] += [tuple(map(float, line.split())) for line in output.splitlines()]
    return {name: Cost(values) for name, values in runs.items()}


def instructions(command):
    """How many instructions a command takes on one processor, as callgrind counts them."""
    result = subprocess.run(
        ["taskset", "-c", "0", "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
        capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", result.stderr)
    if not found:
        raise SystemExit(f"callgrind counted nothing:\n{result.stderr}")
    return int(found.group(1))


class Table:
    """Prints rows as they are measured, and remembers which aims were missed."""

    def __init__(self):
        self.missed = []

    def head(self, text):
        load = " ".join(f"{value:.1f}" for value in os.getloadavg())
        print(f"\n## {text}   (load {load})\n", flush=True)

    def row(self, name, cost, base=None):
        ratio = f"{cost.cpu / base.cpu:8.2f} ×" if base and base.cpu else " " * 10
        print(f"{name:34} wall {cost.wall * 1e3:9.1f} ms   cpu {cost.cpu * 1e3:9.1f} ms {ratio}"
              f"   {cost.memory:6.1f} MiB   exit {cost.status}", flush=True)

    def aim(self, what, value, limit, unit="×", at_least=False):
        is_met = value >= limit if at_least else value <= limit
        word = "at least" if at_least else "at most"
        print(f"{'ok  ' if is_met else 'MISS'} {what}: {value:.2f} {unit}, {word} {limit} {unit}", flush=True)
        if not is_met:
            self.missed.append(what)
