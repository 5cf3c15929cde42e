"""Who gets in, as the OpenAPI document says it.

    security.py DOCUMENT [--and-is-or] < requests > decisions

A request is a line of JSON, {"target", "headers": [[name, value], ..]}; a decision is 200, 401, 403, or 400 for one of the
two that keep somebody out, where there are several reasons and the document does not say which is found first. Nothing is known of the
server but its document, and of credentials only what the API tells its users: `good.s1.s2` is good and holds s1 and s2, and
everything else that is well-formed is refused.

The first requirement of an operation of which everything is presented, well or badly, decides: who presents it well gets in,
unless an earlier one asks for all of it and more, and some of the rest is presented: then half of something optional is there.
"""
import base64
import binascii
import json
import re
import sys
from urllib.parse import parse_qsl, urlsplit

B64TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*")


class Malformed(Exception):
    """Something is presented, but it cannot be read."""


def authorization(headers, word):
    lines = [value for name, value in headers if name.lower() == "authorization"]
    ours = [line for line in lines if re.match(re.escape(word) + r"(?![!#$%&'*+\-.^_`|~0-9A-Za-z])", line, re.I)]
    if not ours:
        return None
    if len(lines) != 1 or not re.match(r"[^ ]+ +[^ ]", lines[0]):
        raise Malformed
    return lines[0].split(" ", 1)[1].lstrip(" ")


def bearer(headers):
    token = authorization(headers, "bearer")
    if token is not None and not B64TOKEN.fullmatch(token):
        raise Malformed
    return token


def basic(headers):
    text = authorization(headers, "basic")
    if text is None:
        return None
    try:
        user, colon, _ = base64.b64decode(text, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise Malformed from None
    if not colon:
        raise Malformed
    return user


def key(scheme, target, headers):
    name, values = scheme["name"], []
    if scheme["in"] == "header":
        values = [value for other, value in headers if other.lower() == name.lower()]
    elif scheme["in"] == "query":
        query = urlsplit(target).query
        values = [value for other, value in parse_qsl(query, keep_blank_values=True) if other == name]
    else:
        for line in (value for other, value in headers if other.lower() == "cookie"):
            for pair in line.split(";"):
                other, _, value = pair.strip().partition("=")
                values += [value] if other == name else []
    if values in ([], [""]):
        return None
    if len(values) > 1:
        raise Malformed
    return values[0]


def credential(scheme, target, headers):
    kind = scheme["type"]
    if kind == "oauth2" or (kind == "http" and scheme["scheme"].lower() == "bearer"):
        return bearer(headers)
    if kind == "http" and scheme["scheme"].lower() == "basic":
        return basic(headers)
    return key(scheme, target, headers)


def judge(scheme, scopes, target, headers):
    """None for nothing, else the status with which the scheme alone would be answered."""
    try:
        value = credential(scheme, target, headers)
    except Malformed:
        return 401
    if value is None:
        return None
    word, *granted = value.split(".")
    if word != "good":
        return 401
    return 200 if set(scopes) <= set(granted) else 403


def decide(document, request, and_is_or):
    target, headers = request["target"], request["headers"]
    operation = document["paths"][urlsplit(target).path]["get"]
    security = operation.get("security", document.get("security", []))
    if and_is_or:
        security = [{name: scopes} for requirement in security for name, scopes in requirement.items()]
    schemes = document["components"]["securitySchemes"]

    def status(name, scopes=()):
        return judge(schemes[name], scopes, target, headers)

    # What lacks is refused with 401, unless a part that is there is found to hold too few scopes before.
    asked = [(name, scopes) for requirement in security for name, scopes in requirement.items()]
    lack = {401} | {403 for name, scopes in asked if status(name, scopes) == 403}

    def refused(reasons):
        return 400 if len(reasons) > 1 else reasons.pop()

    for at, requirement in enumerate(security):
        if any(status(name) is None for name in requirement):
            continue
        wrong = {status(name, scopes) for name, scopes in requirement.items()} - {200}
        wider = [other for other in security[:at] if set(other) > set(requirement)]
        rest = {name for other in wider for name in other} - set(requirement)
        if any(status(name) is not None for name in rest):
            wrong |= lack
        return refused(wrong) if wrong else 200
    return refused(lack) if security else 200


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    and_is_or = "--and-is-or" in sys.argv[2:]
    for line in sys.stdin:
        print(decide(document, json.loads(line), and_is_or))


if __name__ == "__main__":
    main()
