"""What openapi-python-client generated can be imported, and two of the clients are used.

    with_openapi_python_client.py FOLDER SIMPLE_OAUTH2 WORKSHOP    generated packages, URLs of documents
"""

import importlib
import pkgutil
import sys

from api import Api

folder = sys.argv[1]
simple_oauth2, workshop = map(Api, sys.argv[2:])
sys.path.insert(0, folder)
for module in pkgutil.walk_packages([folder]):
    importlib.import_module(module.name)

from simple_oauth2 import AuthenticatedClient, Client, models  # noqa: E402
from simple_oauth2.api.default import login_token_post, read_users_me_users_me_get  # noqa: E402


def log_in(password):
    # What the document does not promise is an exception.
    client = Client(base_url=simple_oauth2.url(""), raise_on_unexpected_status=True)
    body = models.LoginTokenPostBody(grant_type="password", username="johndoe", password=password)
    return login_token_post.sync_detailed(client=client, body=body)


def who_is(token):
    client = AuthenticatedClient(base_url=simple_oauth2.url(""), token=token, raise_on_unexpected_status=True)
    return read_users_me_users_me_get.sync_detailed(client=client)


token = log_in("secret").parsed
assert isinstance(token, models.Token) and token.token_type == "bearer", token
me = who_is(token.access_token)
assert isinstance(me.parsed, models.UserInDB) and me.parsed.username == "johndoe", me
assert me.parsed.disabled is False and not me.parsed.additional_properties, me

wrong = log_in("wrong")
assert wrong.status_code == 400 and wrong.parsed.detail == "Incorrect username or password", wrong
stranger = who_is("made-up")
assert stranger.status_code == 401 and isinstance(stranger.parsed, models.HttpError), stranger

# A path parameter, a query with a list and an enum, and a list of errors.
from workshop import Client, models  # noqa: E402
from workshop.api.pieces import read_piece_pieces_number_get as read_piece  # noqa: E402

client = Client(base_url=workshop.url(""), raise_on_unexpected_status=True)
order = models.ReadPiecePiecesNumberGetOrderType0.DOWN
piece = read_piece.sync_detailed(7, client=client, order=order, tag=["a b", "ä&c"], width=0.5)
sent = {"number": 7, "order": "down", "tag": ["a b", "ä&c"], "width": 0.5}
assert piece.status_code == 200 and piece.parsed == sent, piece
refused = read_piece.sync_detailed(-7, client=client, width=0.5)
assert isinstance(refused.parsed, models.HTTPValidationError), refused
assert refused.parsed.detail[0].loc == ["path", "number"], refused
