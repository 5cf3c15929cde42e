'use strict';

(function () {
  const configuration = JSON.parse(document.getElementById('portcullis-docs').textContent);
  // The application may be mounted under a prefix that it does not know: the page has relative URLs.
  const absolute = (url) => new URL(url, document.baseURI).href;
  const documentUrl = absolute(configuration.url);

  // A relative server is relative to the document. Swagger UI knows that when it executes an
  // operation, but it resolves the tokenUrl and authorizationUrl of such a server against the page.
  // With an absolute server both go to the same place, wherever page and document are. The slash
  // keeps the last segment of the server's path: https://host/v1 and token give /v1/token.
  function absoluteServer(server) {
    // A template such as {scheme}://{host} is not a URL yet.
    if (typeof server?.url !== 'string' || server.url.includes('{')) return server;
    try {
      const url = new URL(server.url, documentUrl);
      if (!url.pathname.endsWith('/')) url.pathname += '/';
      return { ...server, url: url.href };
    } catch {
      return server;
    }
  }
  const absoluteServers = {
    statePlugins: {
      spec: {
        wrapActions: {
          updateJsonSpec: (original) => (spec) =>
            original(Array.isArray(spec.servers) ? { ...spec, servers: spec.servers.map(absoluteServer) } : spec),
        },
      },
    },
  };

  // A page may not set the header field Cookie, so a key in a cookie is lent to the browser for the
  // time of the request, at the path of the request.
  const lent = [];
  function lendCookies(request) {
    const url = new URL(request.url, document.baseURI);
    const pairs = url.origin === location.origin ? (request.headers?.Cookie ?? '').split('; ') : [];
    for (const pair of pairs.filter((pair) => pair !== '')) {
      document.cookie = `${pair}; path=${url.pathname}; max-age=60; samesite=strict`;
      lent.push(`${pair.split('=', 1)[0]}=; path=${url.pathname}; max-age=0`);
    }
    return request;
  }
  function takeCookiesBack(response) {
    for (const cookie of lent.splice(0)) document.cookie = cookie;
    return response;
  }

  const settings = {
    url: documentUrl,
    dom_id: '#swagger-ui',
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [absoluteServers],
    layout: 'BaseLayout',
    deepLinking: true,
    showExtensions: true,
    showCommonExtensions: true,
    // Nothing of the document goes to the public validator.
    validatorUrl: null,
    // A link must not be able to put another document into this page.
    queryConfigEnabled: false,
    // Tokens stay in the memory of this page.
    persistAuthorization: false,
    requestInterceptor: lendCookies,
    responseInterceptor: takeCookiesBack,
  };
  if (configuration.oauth2RedirectUrl !== undefined) {
    settings.oauth2RedirectUrl = absolute(configuration.oauth2RedirectUrl);
  }

  const ui = SwaggerUIBundle({ ...settings, ...configuration.parameters });
  // Without a proof a code is of use to whoever sees it (RFC 9700, section 2.1.1).
  ui.initOAuth({ usePkceWithAuthorizationCodeGrant: true, ...configuration.initOAuth });
})();
