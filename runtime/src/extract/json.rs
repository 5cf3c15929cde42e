//! Reading a JSON body, and reporting its problems as FastAPI does.

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Error, Value};
use serde_path_to_error::{Path, Segment};

use super::scalar;
use crate::response::{Problem, Step, is_secret};

/// The largest body, in bytes.
pub(crate) const LIMIT: usize = 2 * 1024 * 1024;

/// The largest body, in bytes, of which a report repeats a part. A parsed value takes many times the size of
/// its text.
const INPUT_LIMIT: usize = 16 * 1024;

/// Reads a `T`. Without a body, `T` must be a type that may be missing.
pub(crate) fn read<T: DeserializeOwned>(media_type: Option<&str>, body: &[u8]) -> Result<T, Box<Problem>> {
    if body.is_empty() {
        return scalar::read(&[]).map_err(|_| missing(Vec::new(), Value::Null).into());
    }
    if !media_type.is_some_and(is_json) {
        return Err(undeclared::<T>().into());
    }
    let text = std::str::from_utf8(body).map_err(|error| invalid(error.valid_up_to(), error.to_string()))?;
    match serde_json::from_str(text) {
        Ok(value) => Ok(value),
        Err(error) if error.is_data() => locate(text),
        Err(error) => Err(malformed(text, &error).into()),
    }
}

/// Whether the media type is `application/json`, or another one with its syntax (RFC 6839, section 3.1).
fn is_json(media_type: &str) -> bool {
    let Some((kind, subtype)) = media_type.split_once('/') else { return false };
    let suffix = subtype.rsplit('+').next().unwrap_or_default();
    kind.eq_ignore_ascii_case("application") && suffix.eq_ignore_ascii_case("json")
}

/// Returns the problem of a body without the media type of JSON. A page of another origin can make a browser
/// send such a body without a preflight request (Fetch, CORS-safelisted request-header), so it is never read.
/// FastAPI treats it as a string, so that the problem depends on the expected type.
fn undeclared<T: DeserializeOwned>() -> Problem {
    let error = serde_json::from_str::<T>("\"\"").err();
    let wrong = error.and_then(|error| wrong_type(&words(&error)));
    let r#type = wrong.map_or("model_attributes_type", |(r#type, _)| r#type);
    let msg = "Input should be JSON, and its Content-Type application/json";
    Problem::in_body(Vec::new(), r#type, msg.into(), Value::Null)
}

/// Parses the body again to find the problem, so that a valid body does not pay for tracking the path.
fn locate<T: DeserializeOwned>(text: &str) -> Result<T, Box<Problem>> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        return Err(malformed(text, &error).into());
    }
    let mut json = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut json)
        .map_err(|error| mismatch(text, error.path(), error.inner()).into())
}

/// Returns the problem of JSON that is not a `T`.
fn mismatch(text: &str, path: &Path, error: &Error) -> Problem {
    let whole = if text.len() <= INPUT_LIMIT { serde_json::from_str(text).ok() } else { None };
    let (mut path, input) = follow(path, whole);
    let words = words(error);
    if let Some(name) = quoted(&words, "missing field `") {
        path.push(Step::Name(name.into()));
        return missing(path, input);
    }
    if path.is_empty() && text.trim() == "null" {
        return missing(path, input);
    }
    let (r#type, msg) = if words.starts_with("unknown field `") {
        ("extra_forbidden", "Extra inputs are not permitted".into())
    } else if let Some(names) = variants(&words) {
        ("enum", format!("Input should be {names}"))
    } else if let Some((r#type, msg)) = wrong_type(&words) {
        (r#type, msg.into())
    } else if let Some(expected) = expected(&words) {
        ("value_error", format!("Input should be {expected}"))
    } else if is_secret(&path) {
        // The message of a user's type may repeat the value.
        ("value_error", "Input is not valid".into())
    } else {
        ("value_error", words)
    };
    Problem::in_body(path, r#type, msg, input)
}

/// Returns the steps of a path, and the value that it leads to.
fn follow(path: &Path, mut value: Option<Value>) -> (Vec<Step>, Value) {
    let mut steps = Vec::new();
    for segment in path {
        let step = match segment {
            Segment::Seq { index } => Step::Index(*index),
            Segment::Map { key: name } | Segment::Enum { variant: name } => Step::Name(name.clone()),
            Segment::Unknown => break,
        };
        value = value
            .as_mut()
            .and_then(|value| match &step {
                Step::Index(index) => value.get_mut(index),
                Step::Name(name) => value.get_mut(name),
            })
            .map(Value::take);
        steps.push(step);
    }
    (steps, value.unwrap_or_default())
}

fn missing(path: Vec<Step>, input: Value) -> Problem {
    Problem::in_body(path, "missing", "Field required".into(), input)
}

/// Returns the problem of text that is not JSON (RFC 8259).
fn malformed(text: &str, error: &Error) -> Problem {
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let at = (before + error.column()).saturating_sub(1);
    // FastAPI counts characters.
    let at = text.char_indices().take_while(|(start, _)| *start < at).count();
    invalid(at, words(error))
}

fn invalid(at: usize, error: String) -> Problem {
    let input = Value::Object(serde_json::Map::new());
    Problem::in_body(vec![Step::Index(at)], "json_invalid", "JSON decode error".into(), input)
        .caused_by(error)
}

/// Returns the message of the error without the position, which is reported separately.
fn words(error: &Error) -> String {
    let mut words = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    words.truncate(words.strip_suffix(&place).unwrap_or(&words).len());
    words
}

/// Returns the name between backticks after `start`.
fn quoted<'a>(words: &'a str, start: &str) -> Option<&'a str> {
    words.strip_prefix(start)?.strip_suffix('`')
}

/// Returns the variants that an error of serde lists.
fn variants(words: &str) -> Option<String> {
    let (_, names) = words.strip_prefix("unknown variant `")?.rsplit_once("`, expected ")?;
    let names: Vec<String> = names.split('`').skip(1).step_by(2).map(|name| format!("'{name}'")).collect();
    Some(names.join(" or "))
}

/// Returns the expected type of an error of serde. The client's value comes before the type and may contain
/// the same words, so the last match counts.
fn expected(words: &str) -> Option<&str> {
    let of_serde =
        ["invalid type: ", "invalid value: ", "invalid length "].iter().any(|start| words.starts_with(start));
    words.rsplit_once(", expected ").map(|(_, expected)| expected).filter(|_| of_serde)
}

/// Returns FastAPI's code and message for a value of the wrong type. Numbers and booleans in strings are of the wrong type here.
fn wrong_type(words: &str) -> Option<(&'static str, &'static str)> {
    let found = words.strip_prefix("invalid type: ")?;
    let is_text = found.starts_with("string ");
    Some(match expected(words)? {
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => {
            if is_text {
                ("int_parsing", "Input should be a valid integer, unable to parse string as an integer")
            } else if found.starts_with("floating point ") {
                ("int_from_float", "Input should be a valid integer, got a number with a fractional part")
            } else {
                ("int_type", "Input should be a valid integer")
            }
        }
        "f32" | "f64" if is_text => {
            ("float_parsing", "Input should be a valid number, unable to parse string as a number")
        }
        "f32" | "f64" => ("float_type", "Input should be a valid number"),
        "a boolean" if is_text => {
            ("bool_parsing", "Input should be a valid boolean, unable to interpret input")
        }
        "a boolean" => ("bool_type", "Input should be a valid boolean"),
        "a string" | "a character" => ("string_type", "Input should be a valid string"),
        "a sequence" => ("list_type", "Input should be a valid list"),
        "a map" => ("dict_type", "Input should be a valid dictionary"),
        expected if expected.starts_with("a tuple ") => ("tuple_type", "Input should be a valid tuple"),
        expected if expected.starts_with("struct ") => {
            ("model_attributes_type", "Input should be a valid dictionary or object to extract fields from")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only read")]
    struct Item {
        name: String,
        price: Option<f64>,
        #[serde(default)]
        sizes: Vec<u8>,
        color: Option<Color>,
        #[serde(default)]
        parts: HashMap<String, Part>,
        password: Option<u8>,
        shape: Option<Shape>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Color {
        Red,
        Green,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Part {
        in_stock: bool,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only read")]
    enum Shape {
        Circle { radius: u8 },
        Pair(u8, u8),
    }

    fn wrong<T: DeserializeOwned + std::fmt::Debug>(body: &str) -> Value {
        serde_json::to_value(read::<T>(Some("application/json"), body.as_bytes()).unwrap_err()).unwrap()
    }

    /// Returns the code, the location and the input.
    fn item(body: &str) -> (String, Value, Value) {
        let mut problem = wrong::<Item>(body);
        (problem["type"].as_str().unwrap().into(), problem["loc"].take(), problem["input"].take())
    }

    #[test]
    fn what_is_wrong_is_said_where_it_is() {
        let at = |r#type: &str, loc, input| (r#type.to_owned(), loc, input);
        assert_eq!(item("{}"), at("missing", json!(["body", "name"]), json!({})));
        assert_eq!(
            item(r#"{"price":1,"password":7}"#),
            at("missing", json!(["body", "name"]), json!({ "price": 1, "password": "[redacted]" }))
        );
        assert_eq!(item("null"), at("missing", json!(["body"]), json!(null)));
        assert_eq!(item("3"), at("model_attributes_type", json!(["body"]), json!(3)));
        assert_eq!(item(r#"{"name":1}"#), at("string_type", json!(["body", "name"]), json!(1)));
        assert_eq!(
            item(r#"{"name":"a","price":"x, expected u8"}"#),
            at("float_parsing", json!(["body", "price"]), json!("x, expected u8"))
        );
        assert_eq!(
            item(r#"{"name":"a","sizes":[1,"2"]}"#),
            at("int_parsing", json!(["body", "sizes", 1]), json!("2"))
        );
        assert_eq!(
            item(r#"{"name":"a","sizes":[1.5]}"#),
            at("int_from_float", json!(["body", "sizes", 0]), json!(1.5))
        );
        assert_eq!(item(r#"{"name":"a","sizes":{}}"#), at("list_type", json!(["body", "sizes"]), json!({})));
        assert_eq!(
            item(r#"{"name":"a","sizes":[300]}"#),
            at("value_error", json!(["body", "sizes", 0]), json!(300))
        );
        assert_eq!(
            item(r#"{"name":"a","parts":{"x":{}}}"#),
            at("missing", json!(["body", "parts", "x", "in_stock"]), json!({}))
        );
        assert_eq!(
            item(r#"{"name":"a","parts":{"x":{"y":1}}}"#),
            at("extra_forbidden", json!(["body", "parts", "x", "y"]), json!(1))
        );
        assert_eq!(
            item(r#"{"name":"a","shape":{"Circle":{"radius":"x"}}}"#),
            at("int_parsing", json!(["body", "shape", "Circle", "radius"]), json!("x"))
        );
        assert_eq!(item(r#"{"name":"a","name":"b"}"#).1, json!(["body"]));
        assert_eq!(wrong::<Item>(r#"{"name":"a","name":"b"}"#)["msg"], "duplicate field `name`");
        let color = wrong::<Item>(r#"{"name":"a","color":"blue`, expected `x"}"#);
        assert_eq!(
            (&color["type"], &color["msg"]),
            (&json!("enum"), &json!("Input should be 'red' or 'green'"))
        );
        assert_eq!(color["loc"], json!(["body", "color"]));
        let pair = wrong::<Item>(r#"{"name":"a","shape":{"Pair":[1]}}"#);
        assert_eq!(pair["type"], "value_error", "{pair}");
    }

    #[test]
    fn a_secret_is_in_no_answer() {
        for body in [
            r#"{"name":"a","password":"hunter2"}"#,
            r#"{"password":"hunter2"}"#,
            r#"{"name":"a","parts":{"x":{"in_stock":{"secret":"hunter2"}}}}"#,
        ] {
            assert!(!wrong::<Item>(body).to_string().contains("hunter2"), "{body}: {}", wrong::<Item>(body));
        }
    }

    #[test]
    fn what_is_no_json_is_so_wherever_that_shows() {
        for (body, at) in [("{", 0), ("{\"name\": 1,\n \"ö\": x}", 18), ("{} x", 3), ("[1,", 2), ("NaN", 0)]
        {
            let problem = wrong::<Item>(body);
            assert_eq!(
                (&problem["type"], &problem["loc"]),
                (&json!("json_invalid"), &json!(["body", at])),
                "{body}"
            );
            assert_eq!(
                (&problem["input"], problem["ctx"]["error"].is_string()),
                (&json!({}), true),
                "{body}"
            );
        }
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert_eq!(wrong::<Value>(&deep)["type"], "json_invalid");
        let read = |body| read::<Value>(Some("application/json"), body);
        assert!(read(b"\"\xff\"").is_err() && read(b"\xef\xbb\xbf1").is_err() && read(b"\"\"").is_ok());
    }

    #[test]
    fn much_is_not_repeated() {
        let body = format!("{{\"x\":\"{}\"}}", "x".repeat(INPUT_LIMIT));
        assert_eq!(item(&body), ("missing".into(), json!(["body", "name"]), Value::Null));
    }

    #[test]
    fn only_what_says_so_is_json() {
        for media_type in ["application/json", "Application/JSON", "application/problem+json"] {
            assert!(is_json(media_type), "{media_type}");
        }
        for media_type in ["", "json", "text/json", "application/jsonp", "application/json+xml", "text/plain"]
        {
            assert!(!is_json(media_type), "{media_type}");
        }
        let r#type = |problem: Problem| serde_json::to_value(problem).unwrap()["type"].take();
        assert_eq!(r#type(undeclared::<Item>()), "model_attributes_type");
        assert_eq!(r#type(undeclared::<Option<HashMap<String, u8>>>()), "dict_type");
        assert_eq!(r#type(undeclared::<String>()), "model_attributes_type");
        assert!(read::<Value>(None, b"1").is_err());
    }

    #[test]
    fn only_an_option_may_lack() {
        assert!(read::<Option<Item>>(None, b"").unwrap().is_none());
        assert!(read::<Option<Item>>(Some("application/json"), b"null").unwrap().is_none());
        assert_eq!(item(""), ("missing".into(), json!(["body"]), Value::Null));
        assert!(read::<Value>(None, b"").is_err() && read::<Vec<u8>>(None, b"").is_err());
    }
}
