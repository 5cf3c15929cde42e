#!/usr/bin/env python3
"""The same work for Portcullis and its peers, side by side. See README.md.

  run.py                          CPU time and requests per second: all servers, all works; then memory and latency
  run.py --only axum --work W1    a part of it; the base, hyper-mt, is always there
  run.py --add NAME=PATH          one server more, called as `PATH PORT`
  run.py --verify                 only whether the answers are right
  run.py --startup                only the time from the start of the process to its first answer
  run.py --connect                only the CPU time of a new connection with one request

Needs a release build (README.md), `wrk` and `taskset`.
"""

import argparse
import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "target"))
BIN = os.path.join(TARGET, "release")
BASE = "hyper-mt"
SERVERS = {
    "hyper-mt": [f"{BIN}/hyper-raw", "{port}", "mt"],
    "hyper-fwlike": [f"{BIN}/hyper-raw", "{port}", "fwlike"],
    "axum": [f"{BIN}/axum-utoipa", "{port}"],
    "portcullis": [f"{BIN}/portcullis-server", "{port}"],
}

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
WORKS = {  # method, path, headers, body
    "W1": ("GET", "/items/", {"Authorization": "Bearer foobar"}, None),
    "W2": ("POST", "/token", FORM, "username=johndoe&password=secret"),
    "W3": ("GET", "/users/me", {"Authorization": "Bearer johndoe"}, None),
    "W4": ("GET", "/r/{mid}/items/42", {"Authorization": "Bearer foobar"}, None),
}
USER = {"username": "johndoe", "email": "johndoe@example.com", "full_name": "John Doe", "disabled": False}
WRONG = ("POST", "/token", FORM, "username=johndoe&password=wrong")
INACTIVE = ("GET", "/users/me", {"Authorization": "Bearer alice"}, None)
CHECKS = [  # name, request, status, body, challenge
    ("W1", WORKS["W1"], 200, {"token": "foobar"}, None),
    ("W1 401", ("GET", "/items/", {}, None), 401, {"detail": "Not authenticated"}, "Bearer"),
    ("W2", WORKS["W2"], 200, {"access_token": "johndoe", "token_type": "bearer"}, None),
    ("W2 400", WRONG, 400, {"detail": "Incorrect username or password"}, None),
    ("W3", WORKS["W3"], 200, USER, None),
    ("W3 401", ("GET", "/users/me", {}, None), 401, {"detail": "Not authenticated"}, "Bearer"),
    ("W3 400", INACTIVE, 400, {"detail": "Inactive user"}, None),
    ("W4", WORKS["W4"], 200, {"id": "42", "token": "foobar"}, None),
]


def path_of(work, routes):
    return work[1].replace("{mid}", str(routes // 2))


def raw(work, routes):
    """The bytes of one request, for loadgen."""
    method, _, headers, body = work
    lines = [f"{method} {path_of(work, routes)} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()


def select(only, add):
    """The servers of `--only` (all without it) and those of `--add`."""
    servers = {name: argv for name, argv in SERVERS.items() if not only or name in only.split(",")}
    for entry in add:
        name, _, command = entry.partition("=")
        argv = command.split()
        servers[name] = argv if any("{port}" in part for part in argv) else [argv[0], "{port}", *argv[1:]]
    return servers


class Server:
    def __init__(self, name, argv, port, core, routes):
        self.name, self.port, self.routes = name, port, routes
        argv = [part.replace("{port}", str(port)) for part in argv]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            ["taskset", "-c", core, *argv],
            env=dict(os.environ, ROUTES=str(routes)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.pid = self.process.pid

    def wait(self, limit=30):
        """Seconds from the start to the first answer (200 to W1)."""
        request = b"GET /items/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer foobar\r\nConnection: close\r\n\r\n"
        while time.perf_counter() < self.started + limit:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), 60) as connection:
                    connection.sendall(request)
                    if connection.recv(4096).startswith(b"HTTP/1.1 200"):
                        return time.perf_counter() - self.started
            except OSError:
                pass
            time.sleep(0.0005)
        raise RuntimeError(f"{self.name} did not answer in {limit} s")

    def stop(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.pid, number)
                self.process.wait(5)
                return
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                continue

    def cpu(self):
        """Seconds of CPU time so far."""
        total = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/schedstat") as file:
                total += int(file.read().split()[0])
        return total / 1e9

    def rss(self):
        """Resident memory in MB."""
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024

    def call(self, work):
        method, _, headers, body = work
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path_of(work, self.routes), body, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


def verify(server):
    """What is wrong with the answers of a server, and what is worth a note."""
    wrong, notes = [], []
    for name, work, status, body, challenge in CHECKS:
        got, headers, text = server.call(work)
        if got != status:
            wrong.append(f"{name}: status {got}, not {status}")
        try:
            decoded = json.loads(text)
        except ValueError:
            decoded = text[:60]
        if decoded != body:
            wrong.append(f"{name}: body {decoded!r}")
        if challenge and headers.get("www-authenticate", "").lower() != challenge.lower():
            wrong.append(f"{name}: WWW-Authenticate {headers.get('www-authenticate')!r}")
        if name == "W1":
            notes.append("headers " + ", ".join(sorted(headers)))
    status, _, text = server.call(("GET", "/openapi.json", {}, None))
    if status == 200:
        document = json.loads(text)
        notes.append(f"document of {len(document['paths'])} paths, {len(text):,} bytes")
    else:
        notes.append("no document")
    return wrong, notes


def wrk(server, work, args, directory):
    """One cell of a table: what `wrk` and the system say of some seconds of load."""
    method, _, headers, body = work
    script = os.path.join(directory, "request.lua")
    with open(script, "w") as file:
        file.write(f'wrk.method = "{method}"\n')
        for name, value in headers.items():
            file.write(f'wrk.headers["{name}"] = "{value}"\n')
        if body is not None:
            file.write(f'wrk.body = "{body}"\n')
    url = f"http://127.0.0.1:{server.port}{path_of(work, server.routes)}"
    command = ["taskset", "-c", args.load_core, "wrk", "-t1", f"-c{args.conns}", f"-d{args.secs}s", "-s", script, url]
    cpu, start = server.cpu(), time.perf_counter()
    load = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    time.sleep(args.secs * 0.6)
    rss = server.rss()
    out = load.communicate()[0]
    cpu, seconds = server.cpu() - cpu, time.perf_counter() - start
    requests = re.search(r"(\d+) requests in", out)
    if not requests or "Non-2xx" in out:
        raise RuntimeError(f"{server.name}: {out}")
    return {
        "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
        "cpu_us": cpu / int(requests.group(1)) * 1e6,
        "busy": cpu / seconds,
        "rss": rss,
    }


def loadgen(server, request, *more):
    command = [f"{BIN}/loadgen", "--port", str(server.port), "--req", request, *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(f"{server.name}: {done.stderr[-300:]}")
    return json.loads(done.stdout)


def latency(server, args, directory):
    request = os.path.join(directory, "request")
    with open(request, "wb") as file:
        file.write(raw(WORKS["W1"], args.routes))
    return loadgen(server, request, "--conns", "16", "--rate", str(args.rate), "--secs", str(args.secs))


def best(values):
    """The lowest tenth: what disturbs a measurement only adds to it."""
    values = sorted(values)
    return values[(len(values) - 1) // 10]


def load(args, servers):
    works = args.work.split(",")
    up, record = [], {}
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        try:
            for i, (name, argv) in enumerate(servers.items()):
                server = Server(name, argv, 18100 + i, args.core, args.routes)
                up.append(server)
                server.wait()
                wrong, notes = verify(server)
                record[name] = {"idle": server.rss(), "cells": {work: [] for work in works}, "latency": []}
                record[name]["wrong"] = wrong
                print(f"{name}: {'; '.join(wrong) if wrong else 'right'} ({'; '.join(notes)})")
            if args.verify:
                return record
            wrk(up[0], WORKS[works[0]], args, directory)  # warms the machine up
            for done in range(args.rounds):
                for work in works:
                    for server in up:
                        record[server.name]["cells"][work].append(wrk(server, WORKS[work], args, directory))
                for server in up:
                    record[server.name]["latency"].append(latency(server, args, directory))
                print(f"round {done + 1} of {args.rounds}; load average {os.getloadavg()[0]:.2f}", file=sys.stderr)
        finally:
            for server in up:
                server.stop()
    report(record, works, args)
    return record


def report(record, works, args):
    for work in works:
        print(f"\n{work}:\n\n| server | CPU us/request | ratio | by round | requests/s | ratio | busy |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        base = record[BASE]["cells"][work]
        for name, server in record.items():
            cells = server["cells"][work]
            cpu, base_cpu = (best(cell["cpu_us"] for cell in of) for of in (cells, base))
            rps, base_rps = (-best(-cell["rps"] for cell in of) for of in (cells, base))
            by_round = statistics.median(a["cpu_us"] / b["cpu_us"] for a, b in zip(cells, base))
            busy = statistics.median(cell["busy"] for cell in cells)
            print(
                f"| {name} | {cpu:.2f} | {cpu / base_cpu:.2f} | {by_round:.2f} | "
                f"{rps:,.0f} | {rps / base_rps:.2f} | {busy:.0%} |"
            )
    print(f"\nW1 at {args.rate:,} requests/s:\n")
    print("| server | RSS idle MB | RSS loaded MB | p50 us | p99 us |\n|---|---:|---:|---:|---:|")
    for name, server in record.items():
        loaded = max(cell["rss"] for cells in server["cells"].values() for cell in cells)
        p50, p99 = (best(run[key] for run in server["latency"]) for key in ("p50_us", "p99_us"))
        print(f"| {name} | {server['idle']:.1f} | {loaded:.1f} | {p50:.0f} | {p99:.0f} |")


def startup(args, servers):
    record = {name: [] for name in servers}
    port = 18300
    for _ in range(args.rounds):
        for name, argv in servers.items():
            port += 1
            server = Server(name, argv, port, args.core, args.routes)
            try:
                seconds = server.wait()
                record[name].append({"ms": seconds * 1e3, "cpu_ms": server.cpu() * 1e3, "rss": server.rss()})
            finally:
                server.stop()
    print("| server | first answer after ms | CPU ms | RSS MB |\n|---|---:|---:|---:|")
    for name, runs in record.items():
        row = " | ".join(f"{best(run[key] for run in runs):.1f}" for key in ("ms", "cpu_ms", "rss"))
        print(f"| {name} | {row} |")
    return record


def connect(args, servers):
    connections, record, up = 200, {name: [] for name in servers}, []
    request = raw(WORKS["W1"], args.routes)
    try:
        for i, (name, argv) in enumerate(servers.items()):
            up.append(Server(name, argv, 18700 + i, args.core, args.routes))
            up[-1].wait()
        for done in range(args.rounds + 1):
            for server in up:
                cpu = server.cpu()
                for _ in range(connections):
                    with socket.create_connection(("127.0.0.1", server.port)) as connection:
                        connection.sendall(request)
                        connection.recv(4096)
                if done:  # the first round warms up
                    record[server.name].append((server.cpu() - cpu) / connections * 1e6)
    finally:
        for server in up:
            server.stop()
    print("| server | CPU us |\n|---|---:|")
    for name, runs in record.items():
        print(f"| {name} | {best(runs):.1f} |")
    return record


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--verify", action="store_true")
    what.add_argument("--startup", action="store_true")
    what.add_argument("--connect", action="store_true")
    parser.add_argument("--only", default="", metavar="NAME,..")
    parser.add_argument("--add", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--work", default=",".join(WORKS), metavar="W1,..")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--secs", type=int, default=1, help="of load per cell and round")
    parser.add_argument("--conns", type=int, default=32, help="of wrk")
    parser.add_argument("--rate", type=int, default=10_000, help="of the requests whose latency is taken")
    parser.add_argument("--routes", type=int, default=1000, help="of W4; Portcullis must be built with as many")
    parser.add_argument("--core", default="0", help="the CPU of the servers")
    parser.add_argument("--load-core", default="1", help="the CPU of wrk")
    parser.add_argument("--json", metavar="FILE", help="where to write all the figures")
    args = parser.parse_args()
    servers = {BASE: SERVERS[BASE]} | select(args.only, args.add)
    run = startup if args.startup else connect if args.connect else load
    record = run(args, servers)
    if args.json:
        with open(args.json, "w") as file:
            json.dump(record, file, indent=1)
    if args.verify and any(server["wrong"] for server in record.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
