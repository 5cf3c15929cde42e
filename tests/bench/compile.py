#!/usr/bin/env python3
"""What an API of many operations costs to compile, for Portcullis and its peers. See README.md.

  compile.py                              `cargo check`, debug build, and both after one handler was changed
  compile.py --n 100,500 --only portcullis,axum --reps 5
  compile.py --checks                     what the checks of the whole list add to `cargo check`
  compile.py --checks --strict            the same for `secured_routes!`
  compile.py --checks --instructions      the same in instructions of rustc, where the clock is not steady (valgrind, minutes)
  compile.py --lint 1000                  whether so many operations pass `cargo check` without a warning
  compile.py --lock                       makes compile_templates/Cargo.lock anew

Figures, but for those of --instructions, are CPU seconds, user and system, of cargo and everything under it, for the app's own crate alone.
"""

import argparse
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATES = os.path.join(HERE, "compile_templates")
WORK = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "target")), "compile")
SYSTEMS = ["hyper_bare", "axum", "poem_openapi", "portcullis"]
STEPS = ["check", "touched: check", "build", "touched: build"]

# What would change how the crates are compiled.
FOREIGN = ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_INCREMENTAL", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER")
# Warnings are of no interest while measuring, but 500 of them would cost time to print.
QUIET = "#![allow(warnings)]\n"
STRICT = "#![deny(warnings)]\n"


def load(system):
    spec = importlib.util.spec_from_file_location(system, os.path.join(TEMPLATES, system + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class App:
    """A generated package in a folder of its own, with a target folder of its own."""

    def __init__(self, name, dependencies):
        self.folder = os.path.join(WORK, name)
        self.env = {k: v for k, v in os.environ.items() if k not in FOREIGN and not k.startswith("CARGO_PROFILE_")}
        self.env["CARGO_TARGET_DIR"] = os.path.join(self.folder, "target")
        os.makedirs(os.path.join(self.folder, "src"), exist_ok=True)
        with open(os.path.join(self.folder, "Cargo.toml"), "w") as file:
            file.write('[package]\nname = "app"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n'
                       f"[dependencies]\n{dependencies}")

    def lock(self, path):
        """Takes the versions of a lock file; cargo removes from the copy what this package does not need."""
        shutil.copy(path, os.path.join(self.folder, "Cargo.lock"))

    def write(self, source):
        with open(os.path.join(self.folder, "src", "main.rs"), "w") as file:
            file.write(source)

    def cargo(self, command, *arguments):
        # Called from here, so that the toolchain is the repository's wherever the target folder is.
        manifest = os.path.join(self.folder, "Cargo.toml")
        run = subprocess.run(["cargo", command, "-q", "--manifest-path", manifest, *arguments], cwd=HERE,
                             env=self.env, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(run.stderr or f"cargo {command} failed")
        return run.stdout

    def forget(self):
        """Removes what was built of the app, the incremental state included, and keeps the dependencies."""
        self.cargo("clean", "-p", "app")

    def cpu(self, command):
        """The CPU seconds of a cargo command that compiles the app's crate and nothing else."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output = self.cargo(command, "--message-format=json-render-diagnostics")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        compiled = [m["target"]["name"] for m in map(json.loads, output.splitlines())
                    if m["reason"] == "compiler-artifact" and not m["fresh"]]
        if compiled != ["app"]:
            sys.exit(f"compiled {compiled} and not the app alone: was the framework edited meanwhile?")
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    def instructions(self, command):
        """The instructions of rustc for the app's crate, counted by callgrind."""
        with tempfile.TemporaryDirectory() as folder:
            self.env["COUNTED_RUSTC"] = folder
            # Of the members of a workspace alone, so that the dependencies stay as they are.
            self.env["RUSTC_WORKSPACE_WRAPPER"] = os.path.join(HERE, "counted_rustc")
            self.cargo(command)
            counted = 0
            for name in os.listdir(folder):
                with open(os.path.join(folder, name)) as file:
                    counted = max([counted, *(int(line.split()[1]) for line in file if line.startswith("summary:"))])
        return counted


def app_of(system, source):
    """An app whose dependencies are there."""
    template = load(system)
    app = App(system, template.DEPS)
    app.lock(os.path.join(TEMPLATES, "Cargo.lock"))
    app.write(source(template))
    return template, app


def measure(systems, numbers, reps):
    apps = {}
    for system in systems:
        template, app = app_of(system, lambda template: QUIET + template.source(1, lambda i: i))
        app.cargo("check")
        app.cargo("build")
        apps[system] = template, app
    print(f"CPU seconds of the app's crate, median (least) of {reps}\n", flush=True)
    for n in numbers:
        times = {system: {step: [] for step in STEPS} for system in systems}
        for rep in range(reps):
            # One step of all systems, then the next one: a slow minute of the machine is everybody's.
            for step in STEPS:
                for system, (template, app) in apps.items():
                    times[system][step].append(measure_step(template, app, step, n, rep))
        print(f"| {n} operations | {' | '.join(STEPS)} |\n|---|{'---:|' * len(STEPS)}")
        for system in systems:
            cells = (f"{statistics.median(t):.2f} ({min(t):.2f})" for t in times[system].values())
            print(f"| {system} | {' | '.join(cells)} |")
        print(flush=True)


def measure_step(template, app, step, n, rep):
    if step.startswith("touched"):
        # Another number in one handler, a GET in the middle, and another one every time.
        touched = n // 2 + (n // 2 % 4 == 0)
        app.write(QUIET + template.source(n, lambda i: 900_000 + rep if i == touched else i))
    else:
        app.forget()
        app.write(QUIET + template.source(n, lambda i: i))
    return app.cpu(step.split()[-1])


def measure_checks(n, reps, strict):
    _, app = app_of("portcullis", lambda template: STRICT + template.source(1, lambda i: i))
    app.cargo("check")
    template = load("portcullis")
    pairs = []
    for pair in range(reps):
        cpu = {}
        # Who goes first alternates, so that it does not matter.
        for checked in (True, False) if pair % 2 == 0 else (False, True):
            app.forget()
            app.write(STRICT + template.source(n, lambda i: i, checked, strict))
            cpu[checked] = app.cpu("check")
        pairs.append((cpu[True], cpu[False]))
        print(f"pair {pair + 1}: {cpu[True]:.2f} with the checks, {cpu[False]:.2f} without, "
              f"difference {cpu[True] - cpu[False]:+.2f}", flush=True)
    difference = statistics.median(a - b for a, b in pairs)
    without = statistics.median(b for _, b in pairs)
    print(f"{n} operations: the checks add {difference:.2f} CPU seconds to {without:.2f}, {difference / without:+.1%} "
          f"(median of {reps})")


def count_checks(n, strict):
    template, app = app_of("portcullis", lambda template: STRICT + template.source(1, lambda i: i))
    app.cargo("check")
    counted = {}
    for checked in (True, False):
        app.forget()
        app.write(STRICT + template.source(n, lambda i: i, checked, strict))
        counted[checked] = app.instructions("check")
    print(f"{n} operations: the checks add {(counted[True] - counted[False]) / 1e9:.2f} G instructions "
          f"to {counted[False] / 1e9:.2f}, {counted[True] / counted[False] - 1:+.1%}")


def lint(n):
    _, app = app_of("portcullis", lambda template: STRICT + template.source(n, lambda i: i, strict=True))
    app.cargo("check")
    print(f"{n} operations: no warning")


def make_lock():
    """One lock file for all templates: the versions of Cargo.lock beside this file, where it has them."""
    lines = {line for system in SYSTEMS for line in load(system).DEPS.splitlines() if line}
    # A package may be asked for with several sets of features; the largest names them all.
    by_name = {}
    for line in sorted(lines, key=len):
        by_name[line.split()[0]] = line
    app = App("lock", "".join(line + "\n" for line in by_name.values()))
    app.lock(os.path.join(HERE, "Cargo.lock"))
    app.write("fn main() {}\n")
    app.cargo("fetch")
    shutil.copy(os.path.join(app.folder, "Cargo.lock"), os.path.join(TEMPLATES, "Cargo.lock"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SYSTEMS), help="which systems: %(default)s")
    parser.add_argument("--n", help="how many operations: 500, and 1000 with --checks")
    parser.add_argument("--reps", type=int, default=5, help="how often: %(default)s")
    parser.add_argument("--checks", action="store_true")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--lint", type=int, metavar="N")
    parser.add_argument("--lock", action="store_true")
    arguments = parser.parse_args()
    if arguments.lock:
        make_lock()
    elif arguments.lint is not None:
        lint(arguments.lint)
    elif arguments.checks and arguments.instructions:
        count_checks(int(arguments.n or 1000), arguments.strict)
    elif arguments.checks:
        measure_checks(int(arguments.n or 1000), arguments.reps, arguments.strict)
    else:
        measure(arguments.only.split(","), [int(n) for n in (arguments.n or "500").split(",")], arguments.reps)


if __name__ == "__main__":
    main()
