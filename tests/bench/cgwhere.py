#!/usr/bin/env python3
"""Where the instructions of one request go: the difference of two files that callgrind.py kept.

  cgwhere.py cg.NAME.W1.1000 cg.NAME.W1.2000 [--by file|func|crate|line] [--top 40]
  cgwhere.py cg.NAME.W1.1000 cg.NAME.W1.2000 --calls 'malloc|calloc|realloc'

`file`, `crate` and `line` count inlined code where it was written, which is what one wants after LTO.
"""

import argparse
import collections
import re

NAME = re.compile(r"^(fl|fi|fe|fn|ob|cfi|cfl|cfn|cob)=(?:\((\d+)\))?\s?(.*)$")
KIND = {"fi": "fl", "fe": "fl", "cfi": "fl", "cfl": "fl", "cfn": "fn", "cob": "ob"}


def load(path, by):
    """Instructions by function, file, crate or line."""
    names = {"fl": {}, "fn": {}, "ob": {}}
    here = {"fl": "?", "fn": "?", "ob": "?"}
    cost = collections.Counter()
    called, line = False, 0
    with open(path, errors="replace") as file:
        for text in file:
            text = text.rstrip("\n")
            if not text:
                continue
            if text[0] in "0123456789+-*":
                parts = text.split()
                # A line number is given whole or relative to the one before.
                number = parts[0]
                line = line if number == "*" else line + int(number) if number[0] in "+-" else int(number)
                # What follows `calls=` is the cost of the called function, which has lines of its own.
                if not called and len(parts) > 1:
                    cost[key(here, line, by)] += int(parts[1])
                called = False
            elif text.startswith("calls="):
                called = True
            elif found := NAME.match(text):
                field, number, name = found.groups()
                kind = KIND.get(field, field)
                if number:
                    if name:
                        names[kind][number] = name
                    name = names[kind].get(number, "?")
                if not field.startswith("c"):
                    here[kind] = name
    return cost


def key(here, line, by):
    if by == "func":
        return here["fn"][:140]
    file = re.sub(r".*/registry/src/[^/]+/", "", here["fl"])
    file = re.sub(r"(.*/rustlib/src/rust|^/rustc/[0-9a-f]+)/library/", "std:", file)
    library = here["ob"].rsplit("/", 1)[-1]
    if file in ("?", "???", "(unknown)") or re.match(r"libc|ld-linux", library):
        return library if by == "crate" else f"{library}: {here['fn'].split('@')[0]}"
    if by == "line":
        return f"{file}:{line}"
    if by == "file":
        return file
    if file.startswith("std:"):
        parts = file[4:].split("/")
        return f"std: {parts[0]}/{'/'.join(parts[2:4])}"
    return file.split("/")[0] if not file.startswith("/") else file.rsplit("/src/", 1)[0].rsplit("/", 1)[-1]


def calls(path, functions):
    """How often the functions of these names were called."""
    names, current, count = {}, "?", 0
    with open(path, errors="replace") as file:
        for text in file:
            if found := re.match(r"(c?)fn=\((\d+)\)\s?(.*)$", text.rstrip("\n")):
                called, number, name = found.groups()
                if name:
                    names[number] = name
                if called:
                    current = names.get(number, "?")
            elif text.startswith("calls=") and re.fullmatch(functions, current.split("'")[0]):
                count += int(text[6:].split()[0])
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("a")
    parser.add_argument("b")
    parser.add_argument("--by", default="file", choices=["file", "func", "crate", "line"])
    parser.add_argument("--top", type=int, default=40)
    parser.add_argument("--calls", metavar="REGEX", help="calls per request of the functions of these names")
    args = parser.parse_args()
    n = int(args.b.rsplit(".", 1)[1]) - int(args.a.rsplit(".", 1)[1])
    if args.calls:
        print(f"{(calls(args.b, args.calls) - calls(args.a, args.calls)) / n:.2f} calls per request")
        return
    before, after = load(args.a, args.by), load(args.b, args.by)
    difference = {name: (after[name] - before[name]) / n for name in after}
    total = sum(difference.values())
    print(f"{total:,.0f} instructions per request")
    for name, count in sorted(difference.items(), key=lambda entry: -entry[1])[: args.top]:
        if count >= 0.5:
            print(f"{count:9,.0f} {count / total:6.1%}  {name}")


if __name__ == "__main__":
    main()
