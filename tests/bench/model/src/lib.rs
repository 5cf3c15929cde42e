//! The data and the "business logic" that all servers share, so that they differ only in the framework.
//!
//! Handlers return owned values, as if they came from a database. [`types!`] defines a `User` per server, so that each
//! framework can derive its own traits. `User::fetch` clones the texts out of the map.

use std::collections::HashMap;
use std::sync::LazyLock;

pub struct UserInDb {
    pub username: String,
    pub email: String,
    pub full_name: String,
    pub disabled: bool,
    pub hashed_password: String,
}

static DB: LazyLock<HashMap<String, UserInDb>> = LazyLock::new(|| {
    [
        ("johndoe", "John Doe", "johndoe@example.com", "fakehashedsecret", false),
        ("alice", "Alice Wonderson", "alice@example.com", "fakehashedsecret2", true),
    ]
    .into_iter()
    .map(|(username, full_name, email, hashed_password, disabled)| {
        let user = UserInDb {
            username: username.into(),
            email: email.into(),
            full_name: full_name.into(),
            disabled,
            hashed_password: hashed_password.into(),
        };
        (username.into(), user)
    })
    .collect()
});

pub fn get_user(username: &str) -> Option<&'static UserInDb> {
    DB.get(username)
}

/// Hashes without any security, as in the tutorial.
pub fn fake_hash_password(password: &str) -> String {
    let mut hash = String::with_capacity(10 + password.len());
    hash.push_str("fakehashed");
    hash.push_str(password);
    hash
}

/// Returns the token of the user with this password.
pub fn login(username: &str, password: &str) -> Option<String> {
    let user = get_user(username)?;
    (fake_hash_password(password) == user.hashed_password).then(|| user.username.clone())
}

/// Returns the token of an `Authorization` header, for servers that have to parse it themselves.
pub fn bearer(header: Option<&str>) -> Option<&str> {
    let (scheme, token) = header?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

pub const NOT_AUTHENTICATED: &str = "Not authenticated";
pub const BAD_LOGIN: &str = "Incorrect username or password";
pub const INACTIVE: &str = "Inactive user";
pub const WWW_BEARER: &str = "Bearer";

/// Returns the number of routes `/r/{i}/items/{id}`: `ROUTES`, or 1,000.
pub fn routes() -> usize {
    std::env::var("ROUTES").ok().and_then(|text| text.parse().ok()).unwrap_or(1000)
}

/// Returns the port: the first argument, or 8000.
pub fn port() -> u16 {
    std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(8000)
}

/// Returns the second argument.
pub fn mode() -> String {
    std::env::args().nth(2).unwrap_or_default()
}

/// Defines `User`, `Token`, `Items`, `Item` and `Detail` with these derives.
#[macro_export]
macro_rules! types {
    ($(#[$meta:meta])*) => {
        $(#[$meta])*
        pub struct User {
            pub username: String,
            pub email: String,
            pub full_name: String,
            pub disabled: bool,
        }

        impl User {
            #[allow(dead_code)]
            pub fn fetch(token: &str) -> Option<User> {
                let user = $crate::get_user(token)?;
                Some(User {
                    username: user.username.clone(),
                    email: user.email.clone(),
                    full_name: user.full_name.clone(),
                    disabled: user.disabled,
                })
            }
        }

        $(#[$meta])*
        pub struct Token {
            pub access_token: String,
            pub token_type: String,
        }

        impl Token {
            #[allow(dead_code)]
            pub fn bearer(access_token: String) -> Token {
                Token { access_token, token_type: "bearer".to_string() }
            }
        }

        /// The response of W1.
        $(#[$meta])*
        pub struct Items {
            pub token: String,
        }

        /// The response of W4.
        $(#[$meta])*
        pub struct Item {
            pub id: String,
            pub token: String,
        }

        /// The body of an error.
        $(#[$meta])*
        #[allow(dead_code)]
        pub struct Detail {
            pub detail: String,
        }
    };
}
