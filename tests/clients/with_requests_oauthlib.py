"""Requests-OAuthlib logs in by the password flow and shows the token it got.

    with_requests_oauthlib.py SIMPLE_OAUTH2 MOUNTED WORKSHOP    URLs of documents
"""

import sys

from oauthlib.oauth2 import LegacyApplicationClient, OAuth2Error
from requests_oauthlib import OAuth2Session

from api import Api


def log_in(api, password, **options):
    session = OAuth2Session(client=LegacyApplicationClient(client_id="a client"))
    return session, session.fetch_token(api.token_url, username="johndoe", password=password, **options)


def refusal(api, password):
    try:
        _, token = log_in(api, password)
    except OAuth2Error as error:
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
    # Not `missing_token`, which is what the library makes of an answer that it does not understand.
    refused = refusal(api, "")
    assert refused == "invalid_request", refused

# A client names itself in either way (RFC 6749, section 2.3.1); the workshop says whom it heard.
for options in {"client_secret": "its:secret"}, {"client_secret": "its:secret", "include_client_id": True}:
    session, token = log_in(workshop, "secret", scope="me items", **options)
    assert token["client"] == "a client", token
    assert session.get(workshop.url("/shared")).status_code == 200

refused = refusal(workshop, "wrong")
assert refused == "invalid_grant", refused
