//! Parsers of hostile input, compared with independent oracles. `PROPTEST_CASES` sets the number of cases.

#[path = "properties/in_front.rs"]
mod in_front;

use http::Request;
use portcullis::prelude::*;
use proptest::prelude::*;

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(future)
}

/// Returns the user name and password of a body, or `None` if the body must be refused.
fn form_oracle(body: &[u8]) -> Option<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in body.split(|byte| *byte == b'&').filter(|field| !field.is_empty()) {
        let mut halves = field.splitn(2, |byte| *byte == b'=');
        let name = decode_oracle(halves.next()?)?;
        let value = decode_oracle(halves.next().unwrap_or_default())?;
        if fields.iter().any(|(other, _)| *other == name) {
            return None;
        }
        fields.push((name, value));
    }
    let find = |name: &str| {
        let found = fields.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
    };
    match find("grant_type").as_deref() {
        None | Some("password") if fields.len() <= 200 => Some((find("username")?, find("password")?)),
        _ => None,
    }
}

fn decode_oracle(text: &[u8]) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                u8::try_from(digit(rest.next()?)? * 16 + digit(rest.next()?)?).ok()?
            }
            other => *other,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

fn resolve_form(body: Vec<u8>) -> Option<(String, String)> {
    let request = Request::post("/").header("Content-Type", "application/x-www-form-urlencoded");
    let request = request.body(body).expect("a request");
    let form = block_on(portcullis::resolve::<OAuth2PasswordRequestForm>(request)).ok()?;
    Some((form.username, form.password))
}

/// Returns text that is close to valid input.
fn almost(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => proptest::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..3),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_form_is_read_or_refused(
        body in almost(&[
            "username=a", "&password=b", "password", "&", "=", "%41", "%C3%B6", "%FF", "%", "%0", "+", "%00",
            "&grant_type=password", "&grant_type=x", "&username=", "&x=1", "ö"
        ])
    ) {
        prop_assert_eq!(resolve_form(body.clone()), form_oracle(&body));
    }
}
