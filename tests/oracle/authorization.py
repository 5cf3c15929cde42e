"""What a request presents for a Bearer scheme, by the letter of RFC 9110, sections 5.5 and 11.6.2, and RFC 6750, section 2.1.

    authorization.py [--wire] [--tab] [--any-of-two] < requests > answers

A request is a line: the values of its Authorization fields in hexadecimal, each after a comma. The answer is a line:

    invalid     no server takes a field of these bytes
    nothing     no credentials, or empty ones, or those of another scheme
    refused     something for this scheme that is not one well-formed credential
    =TOKEN      this token

With `--wire` the fields are as they stand between colon and end of line, where white space around them does not belong to
them (RFC 9112, section 5.1). `--tab` and `--any-of-two` make mistakes, which must be found.
"""
import re
import sys

# field-content and obs-text: visible characters, bytes from 128 on, and space and tab.
FIELD = re.compile(rb"[\x20-\x7e\x80-\xff\t]*")
WORD = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]*")
CREDENTIALS = re.compile(rb"bearer +([A-Za-z0-9\-._~+/]+=*)", re.IGNORECASE)
WITH_TAB = re.compile(rb"bearer[ \t]+([A-Za-z0-9\-._~+/]+=*)", re.IGNORECASE)


def answer(lines, wire, credentials, any_of_two):
    if wire:
        lines = [line.strip(b" \t") for line in lines]
    for line in lines:
        if not FIELD.fullmatch(line):
            return "invalid"
    if not any(WORD.match(line)[0].lower() == b"bearer" for line in lines):
        return "nothing"
    if any_of_two:
        lines = lines[:1]
    found = len(lines) == 1 and credentials.fullmatch(lines[0])
    return "=" + found[1].decode("ascii") if found else "refused"


def main():
    wire, any_of_two = "--wire" in sys.argv, "--any-of-two" in sys.argv
    credentials = WITH_TAB if "--tab" in sys.argv else CREDENTIALS
    for request in sys.stdin:
        lines = [bytes.fromhex(line) for line in request.rstrip("\n").split(",")[1:]]
        print(answer(lines, wire, credentials, any_of_two))


if __name__ == "__main__":
    main()
