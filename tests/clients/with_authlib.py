"""Authlib logs in by the password flow and shows the token it got.

    with_authlib.py SIMPLE_OAUTH2 MOUNTED WORKSHOP    URLs of documents
"""

import sys

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from api import Api


def log_in(api, password, **client):
    session = OAuth2Session(**client)
    return session, session.fetch_token(api.token_url, username="johndoe", password=password)


def refusal(api, password):
    try:
        _, token = log_in(api, password)
    except OAuthError as error:
        return error.error
    raise AssertionError(f"the refusal was taken for the token {token}")


simple_oauth2, mounted, workshop = map(Api, sys.argv[1:])

for api in simple_oauth2, mounted:
    session, token = log_in(api, "secret")
    assert token["token_type"] == "bearer", token
    me = session.get(api.url("/users/me"))
    assert me.status_code == 200 and me.json()["username"] == "johndoe", me.text
    session.token = {"access_token": "made-up", "token_type": "bearer"}
    stranger = session.get(api.url("/users/me"))
    assert stranger.status_code == 401 and stranger.headers["WWW-Authenticate"] == "Bearer", stranger.headers
    refused = refusal(api, "")
    assert refused == "invalid_request", refused

# A client names itself in any of these ways (RFC 6749, section 2.3.1); the workshop says whom it heard.
for method in "client_secret_basic", "client_secret_post", "none":
    client = {"client_id": "a client", "client_secret": "its:secret", "token_endpoint_auth_method": method}
    session, token = log_in(workshop, "secret", scope="me items", **client)
    assert token["client"] == "a client", token
    assert session.get(workshop.url("/shared")).status_code == 200

refused = refusal(workshop, "wrong")
assert refused == "invalid_grant", refused
