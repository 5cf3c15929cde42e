"""An API as a client knows it: by its document alone."""

import json
from urllib.parse import urljoin
from urllib.request import urlopen


class Api:
    def __init__(self, document_url):
        with urlopen(document_url) as answer:
            document = json.load(answer)
        # A relative server is relative to the document, and other URLs are relative to the server
        # (OpenAPI 3.1.0, sections 4.6 and 4.8.5).
        self.base = urljoin(document_url, document["servers"][0]["url"])
        flow = document["components"]["securitySchemes"]["OAuth2PasswordBearer"]["flows"]["password"]
        self.token_url = urljoin(self.base, flow["tokenUrl"])

    def url(self, path):
        return self.base.rstrip("/") + path
