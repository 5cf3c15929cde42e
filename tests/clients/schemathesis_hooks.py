"""Tells Schemathesis what OpenAPI says and it does not know."""

import schemathesis

# It knows the range of `int32` and `int64` alone, and takes any number above zero for a valid `uint32`. The
# others are in OpenAPI's registry: https://spec.openapis.org/registry/format/
MAXIMUM = {"uint8": 2**8 - 1, "uint16": 2**16 - 1, "uint32": 2**32 - 1, "uint64": 2**64 - 1}


def add_maximum(node):
    if isinstance(node, dict):
        if node.get("type") == "integer" and node.get("format") in MAXIMUM:
            node.setdefault("maximum", MAXIMUM[node["format"]])
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            add_maximum(child)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    add_maximum(raw_schema)
    # Its `ignored_auth` looks at schemes of the types `http` and `apiKey` only. What OAuth 2.0 hands out here
    # is a bearer token (RFC 6750).
    for scheme in raw_schema.get("components", {}).get("securitySchemes", {}).values():
        if scheme["type"] == "oauth2":
            scheme.clear()
            scheme.update(type="http", scheme="bearer")


def takes_list(schema):
    return schema.get("type") == "array" or any(takes_list(inner) for inner in schema.get("anyOf", []))


@schemathesis.hook
def filter_query(context, query):
    query = query or {}
    # An empty list or object is not sent at all: what it was to make invalid is valid.
    if any(value in ([], {}) for value in query.values()):
        return False
    # A list is sent as one parameter several times. Where one value is wanted, the last one counts, as in FastAPI: the list
    # is wrong, and what is sent need not be.
    parameters = context.operation.definition.raw.get("parameters", [])
    lists = {one["name"] for one in parameters if one["in"] == "query" and takes_list(one["schema"])}
    return not any(isinstance(value, list) and name not in lists for name, value in query.items())
