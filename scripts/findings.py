#!/usr/bin/env python3
"""Writes what README.md, reports/README.md and reports/METHOD.md tell of findings, from the rows of a stored run.

    scripts/findings.py DIR              fills the blocks that are marked <!-- findings KIND --> ... <!-- end findings -->
    scripts/findings.py --check DIR      exit status 1 where a block is not what the rows say

DIR holds accuracy.csv with rows over all float32 inputs, and claims.csv. Every number and verdict is a row's; what stands
here is how the columns are put into words.
"""
import csv
import math
import re
import sys

BLOCK = re.compile(r"(<!-- findings (\w+) -->\n).*?(<!-- end findings -->)", re.S)
PAGES = ("README.md", "reports/README.md", "reports/METHOD.md")

# What an implementation is called in a sentence; its row says the rest.
IMPLEMENTATIONS = (
    ("sigmoid/stable", "sigmoid by cases, the textbook's stable form"),
    ("sigmoid/naive", "sigmoid as 1/(1+e^-x)"),
    ("sigmoid/double", "sigmoid in double, rounded once"),
    ("tanh/printed", "tanh as the quotient of exponentials"),
    ("tanh/sigmoid_form", "tanh as 2 sigmoid(2x) - 1"),
    ("tanh/expm1_form", "tanh through expm1"),
    ("sigmoid/exact", "`sigmoid/exact` of this tree"),
    ("tanh/exact", "`tanh/exact` of this tree"),
    ("elu/exact", "`elu/exact` of this tree"),
)
KOREAN = {"supported": "맞음", "refuted": "틀림", "depends": "조건에 따라 다름", "not-measurable": "측정 불가",
          "inconclusive": "판단 보류"}


def rows_of(directory, name):
    with open(f"{directory}/{name}", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rounded_up(text):
    """Three digits, and never less than the error."""
    value = float(text)
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else text
    unit = 10.0 ** (math.floor(math.log10(value)) - 2)
    return f"{math.ceil(value / unit * (1 - 1e-12)) * unit:.3g}"


def plural(count, one, many):
    return f"{int(count):,} {one if int(count) == 1 else many}"


def finding(row):
    parts = []
    if row["faults"] != "0":
        parts.append(plural(row["faults"], "fault", "faults") + f", the one nearest to 0 at {row['first_fault_x']}")
    parts.append(f"{rounded_up(row['max_ulp'])} ULP at {row['max_ulp_x']}")
    parts.append("correctly rounded everywhere" if row["misrounded"] == "0"
                 else plural(row["misrounded"], "result", "results") + " not the nearest float")
    if row["non_monotone"] != "0":
        parts.append(plural(row["non_monotone"], "step", "steps") + " between neighbours run backwards")
    return "; ".join(parts)


def implementations(directory):
    rows = {r["impl"]: r for r in rows_of(directory, "accuracy.csv")
            if (r["op"], r["dtype"], r["inputs"]) == ("forward", "f32", "exhaustive")}
    lines = ["| float32 implementation | over all 2^32 inputs |", "|---|---|"]
    lines += [f"| {words} | {finding(rows[name])} |" for name, words in IMPLEMENTATIONS if name in rows]
    return "\n".join(lines) + "\n"


def cell(text):
    return text.replace("|", "\\|").replace("<", "&lt;")


def effect(row):
    if not row["effect"]:
        return ""
    interval = f" [{float(row['effect_low']):.3g}, {float(row['effect_high']):.3g}]" if row["effect_low"] else ""
    return f"{float(row['effect']):.4g}{interval} {cell(row['unit'])}"


def tally(rows, words):
    names = ("supported", "refuted", "depends", "not-measurable", "inconclusive")
    counts = {name: sum(r["verdict"] == name for r in rows) for name in names}
    return ", ".join(f"{words(name)} {counts[name]}" for name in names if counts[name])


def claims(directory):
    rows = rows_of(directory, "claims.csv")
    lines = [f"{len(rows)} claims: {tally(rows, lambda name: name)}.", "",
             "| id | claim | verdict | effect |", "|---|---|---|---|"]
    for r in rows:
        english = r["claim"].rsplit(" - ", 1)[-1]
        lines.append(f"| {r['id']} | {cell(english)} | {cell(r['note'])} | {effect(r)} |")
    return "\n".join(lines) + "\n"


def claims_korean(directory):
    rows = rows_of(directory, "claims.csv")
    lines = [f"주장 {len(rows)}개: {tally(rows, KOREAN.get)}.", "", "| 번호 | 노트의 문장 | 판정 |", "|---|---|---|"]
    for r in rows:
        quote = r["claim"].rsplit(" - ", 1)[0]
        lines.append(f"| {r['id']} | {cell(quote)} | {cell(r['korean'])} |")
    return "\n".join(lines) + "\n"


COSTS = ("sigmoid/naive", "tanh/printed", "leaky_relu/branch", "relu/exact", "leaky_relu/exact", "tanh/fast", "sigmoid/fast",
         "elu/exact", "sigmoid/exact")


def cost(directory):
    rows = {r["impl"]: r for r in rows_of(directory, "accuracy.csv")
            if (r["op"], r["dtype"], r["inputs"]) == ("forward", "f32", "exhaustive")}
    lines = ["| every float of | ns an input and core | times the kernel |", "|---|---|---|"]
    for name in COSTS:
        if name in rows:
            seconds, kernel = float(rows[name]["seconds"]), float(rows[name]["kernel_seconds"])
            lines.append(f"| {name} | {seconds / int(rows[name]['n']) * 1e9:.2g} | {seconds / kernel:.2g} |")
    return "\n".join(lines) + "\n"


KINDS = {"implementations": implementations, "cost": cost, "claims": claims, "claims_korean": claims_korean}


def main():
    arguments = sys.argv[1:]
    check = arguments[:1] == ["--check"]
    directory = (arguments[check:] or ["reports/findings"])[0]
    stale = False
    for page in PAGES:
        with open(page, encoding="utf-8") as file:
            before = file.read()
        after = BLOCK.sub(lambda m: m[1] + KINDS[m[2]](directory) + m[3], before)
        stale = stale or after != before
        if after != before and not check:
            with open(page, "w", encoding="utf-8") as file:
                file.write(after)
        if after != before and check:
            print(f"findings: {page} does not show what {directory} says: run scripts/fill_pages.sh", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
