#!/usr/bin/env python3
"""Writes the tables of speed that README.md shows, from the rows of a stored run.

    scripts/tables.py DIR [FILE]      fills the blocks of FILE (default: README.md) that are marked
                                      <!-- speed FUNCTION DTYPE --> ... <!-- end speed -->
    scripts/tables.py --check DIR [FILE]      exit status 1 where a block is not what the rows say

DIR holds speed.csv, accuracy.csv and environment.csv of one run. Times are ratios of medians of paired samples; a figure of
fewer than six processes stands in parentheses, and `s` marks a kernel that stores past the caches.
"""
import csv
import re
import sys

BLOCK = re.compile(r"(<!-- speed (\w+) (\w+) -->\n).*?(<!-- end speed -->)", re.S)
HEADER = ("| {} forward {} | max ULP | of the loop -O3 -ffast-math | of the fastest peer with its instruction set, net of the call | "
          "ns a call | beyond the caches, of a streaming copy | there, with {} threads |")


def rows_of(directory, name):
    with open(f"{directory}/{name}", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


def shown(value, row, digits=2):
    """A figure of that row: in parentheses where it rests on too few processes."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}"
    return f"({text})" if not row["ns_low"] else text


def target_of(row):
    """The instruction set that a version is for: `widest` for the one that takes what the machine has."""
    return row["impl"].split("@")[1] if "@" in row["impl"] else "widest"


def net(row):
    """Nanoseconds an element without what each call costs, where that was fitted."""
    return number(row["ns_an_element"]) or number(row["ns_per_element"])


class Run:
    def __init__(self, directory):
        self.speed = rows_of(directory, "speed.csv")
        self.accuracy = {(r["impl"], r["op"], r["dtype"]): r for r in rows_of(directory, "accuracy.csv")}

    def rows(self, function, dtype, fits):
        return [r for r in self.speed
                if r["function"] == function and r["op"] == "forward" and r["dtype"] == dtype and fits(r)]

    def table(self, function, dtype):
        usual = self.rows(function, dtype, lambda r: r["mode"] == "throughput" and r["n"] == "4096"
                          and r["placement"] == "out_of_place" and r["distribution"].strip("|") == "N(0,4)")
        far = self.rows(function, dtype, lambda r: r["mode"] == "throughput" and r["level"] == "memory")
        beyond = {r["impl"]: r for r in far if r["threads"] == "1"}
        threaded = {r["impl"]: r for r in far if r["threads"] != "1"}
        threads = max((r["threads"] for r in threaded.values()), key=int, default="all")
        lines = [HEADER.format(function, dtype, threads), "|---|---|---|---|---|---|---|"]
        for target in ("widest", "avx2"):
            here = [r for r in usual if target_of(r) == target]
            time = {r["impl"]: number(r["ns_per_element"]) for r in here}
            auto = next((t for i, t in time.items() if i.split("@")[0].endswith("_auto")), None)
            peers = [(net(r), r) for r in here if r["library"]]
            fastest = min(peers, key=lambda p: p[0]) if peers else None
            for r in sorted(here, key=lambda r: time[r["impl"]]):
                if not (r["library"] or r["impl"].split("@")[0].split("/")[1] in ("fast", "faithful", "exact")
                        or r["impl"].split("@")[0].endswith("_auto")):
                    continue
                lines.append(self.line(r, auto, fastest, beyond.get(r["impl"]), threaded.get(r["impl"])))
        libraries = sorted({r["library"] for r in usual if r["library"]})
        return "\n".join(lines) + "\n\nWith " + ", ".join(libraries) + ".\n"

    def line(self, row, auto, fastest, beyond, threaded):
        judged = self.accuracy.get((row["impl"], "forward", row["dtype"]))
        ulp = f"{number(judged['max_ulp']):.3g}" if judged else "–"
        if judged and judged["method"] != "exhaustive":
            ulp = ">=" + ulp
        time = number(row["ns_per_element"])
        peer = "–" if fastest is None else shown(net(row) / fastest[0], row)
        if fastest is not None and fastest[1] is row:
            peer = "**1**"
        far = "–"
        if beyond is not None:
            far = shown(number(beyond["ratio_to_stream"]), beyond) + (" s" if beyond["streams"] == "yes" else "")
        scaling = "–"
        if beyond is not None and threaded is not None:
            scaling = shown(number(beyond["ns_per_element"]) / number(threaded["ns_per_element"]), threaded) + "x"
        return (f"| {row['impl'].split('/')[1]} | {ulp} | {shown(time / auto if auto else None, row)} | {peer} | "
                f"{shown(number(row['ns_a_call']), row, 0)} | {far} | {scaling} |")


def main():
    arguments = sys.argv[1:]
    check = arguments[:1] == ["--check"]
    arguments = arguments[check:]
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    run, path = Run(arguments[0]), arguments[1] if len(arguments) > 1 else "README.md"
    with open(path) as file:
        before = file.read()
    after = BLOCK.sub(lambda m: m[1] + run.table(m[2], m[3]) + m[4], before)
    if check:
        if before != after:
            print(f"{path}: a table of speed is not what {arguments[0]} says: run scripts/tables.py {arguments[0]} {path}",
                  file=sys.stderr)
        return int(before != after)
    with open(path, "w") as file:
        file.write(after)
    return 0


if __name__ == "__main__":
    sys.exit(main())
