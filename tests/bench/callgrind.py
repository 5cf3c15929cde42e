#!/usr/bin/env python3
"""Instructions and allocations of one request, in user space: figures that a busy machine does not change.

  callgrind.py [--only NAME,..] [--add NAME=PATH] [--work W1,..] [--n 1000] [--conns 1] [--keep DIR]

Each server answers N and then 2N requests under `valgrind --tool=callgrind`; the difference divided by N is one
request without the start. `--keep DIR` keeps what Callgrind wrote, for cgwhere.py.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile

import cgwhere
import run

ALLOCATE = "malloc|calloc|realloc|posix_memalign|aligned_alloc"

# Valgrind counts each byte that `rep movsb` moves as an instruction: have the C library not use it.
os.environ["GLIBC_TUNABLES"] = ":".join(
    f"glibc.cpu.x86_rep_{name}_threshold=1000000000" for name in ("movsb", "stosb")
)


def count(name, argv, work, n, port, directory, args):
    """The file of a server that answered n requests, and the instructions in it."""
    out = os.path.join(directory, f"cg.{name}.{work}.{n}")
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--fair-sched=yes"]
    # One CPU: one worker, nothing to steal.
    server = run.Server(name, valgrind + argv, port, "0", args.routes)
    try:
        server.wait(120)
        request = os.path.join(directory, f"request.{work}")
        with open(request, "wb") as file:
            file.write(run.raw(run.WORKS[work], args.routes))
        if run.loadgen(server, request, "--conns", str(args.conns), "--n", str(n))["bad"]:
            raise RuntimeError(f"{name} {work}: wrong answers")
    finally:
        # Callgrind writes its file when the server ends.
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.process.wait(40)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.process.wait()
    with open(out) as file:
        total = re.search(r"^(?:summary|totals): (\d+)", file.read(), re.M)
    return out, int(total.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="NAME,..")
    parser.add_argument("--add", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--work", default=",".join(run.WORKS), metavar="W1,..")
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--conns", type=int, default=1)
    parser.add_argument("--routes", type=int, default=1000, help="of W4; Portcullis must be built with as many")
    parser.add_argument("--keep", metavar="DIR")
    parser.add_argument("--json", metavar="FILE", help="where to write the figures")
    args = parser.parse_args()
    works = args.work.split(",")
    record, port = {}, 18500
    with tempfile.TemporaryDirectory(prefix="callgrind-") as directory:
        directory = args.keep or directory
        os.makedirs(directory, exist_ok=True)
        for name, argv in run.select(args.only, args.add).items():
            record[name] = {}
            for work in works:
                (a, once), (b, twice) = (
                    count(name, argv, work, n, port + i, directory, args) for i, n in enumerate((args.n, 2 * args.n))
                )
                port += 2
                calls = cgwhere.calls(b, ALLOCATE) - cgwhere.calls(a, ALLOCATE)
                record[name][work] = {"instructions": (twice - once) / args.n, "allocations": calls / args.n}
            print(f"{name} done", file=sys.stderr)
    for key, form in (("instructions", "{:,.0f}"), ("allocations", "{:.0f}")):
        print(f"\n| {key} | {' | '.join(works)} |\n|---|{'---:|' * len(works)}")
        for name, cells in record.items():
            print(f"| {name} | {' | '.join(form.format(cells[work][key]) for work in works)} |")
    if args.json:
        with open(args.json, "w") as file:
            json.dump(record, file, indent=1)


if __name__ == "__main__":
    main()
