//! Third-party programs that use an app: clients, checkers and a browser. They need what `.ci/install` installs.

#[path = "outside/browser.rs"]
mod browser;
#[path = "outside/clients.rs"]
mod clients;
