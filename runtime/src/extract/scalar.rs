//! Reading a parameter from its text: numbers, booleans, strings, enums, options and lists of these.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{SeqDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::graph::Place;
use crate::response::Problem;

/// Reads a `T` from all values that the request has for one name: none, one or several.
pub(crate) fn read<T: DeserializeOwned>(values: &[Cow<'_, str>]) -> Result<T, Invalid> {
    T::deserialize(Values(values))
}

/// Whether a `T` can be read from nothing, as an `Option` can.
pub(crate) fn may_be_missing<T: DeserializeOwned>() -> bool {
    read::<T>(&[]).is_ok()
}

/// The problem of a parameter.
#[derive(Debug)]
pub(crate) enum Invalid {
    Missing,
    Wrong { r#type: &'static str, msg: String, input: Option<String> },
}

impl Invalid {
    /// A query that is malformed as a whole.
    pub(crate) fn encoding() -> Self {
        Self::Wrong { r#type: "url_encoding", msg: "The query is not well encoded".into(), input: None }
    }

    /// A value that is not text.
    pub(crate) fn not_utf8() -> Self {
        let msg = "Input should be a valid string, unable to parse raw data as a unicode string";
        Self::Wrong { r#type: "string_unicode", msg: msg.into(), input: None }
    }

    pub(crate) fn into_problem(self, place: Place, name: &str) -> Problem {
        match self {
            Self::Missing => Problem::missing(place, name),
            Self::Wrong { r#type, msg, input } => Problem::new(place, name, r#type, msg, input),
        }
    }

    fn with_input(self, text: &str) -> Self {
        match self {
            Self::Wrong { r#type, msg, .. } => Self::Wrong { r#type, msg, input: Some(text.to_owned()) },
            Self::Missing => Self::Missing,
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("Field required"),
            Self::Wrong { msg, .. } => f.write_str(msg),
        }
    }
}

impl std::error::Error for Invalid {}

impl serde::de::Error for Invalid {
    fn custom<T: fmt::Display>(msg: T) -> Self {
        Self::Wrong { r#type: "value_error", msg: msg.to_string(), input: None }
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        let expected: Vec<String> = expected.iter().map(|name| format!("'{name}'")).collect();
        let msg = format!("Input should be {}", expected.join(" or "));
        Self::Wrong { r#type: "enum", msg, input: None }
    }
}

/// All values of one name.
struct Values<'a>(&'a [Cow<'a, str>]);

/// One value.
struct Value<'a>(&'a str);

impl<'a> Values<'a> {
    /// Returns the last value, if a single value is expected and several were sent, as FastAPI does.
    fn one(&self) -> Result<Value<'a>, Invalid> {
        self.0.last().map(|text| Value(text)).ok_or(Invalid::Missing)
    }
}

macro_rules! forward_to_one {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Invalid> {
            self.one()?.$method(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Values<'_> {
    type Error = Invalid;

    forward_to_one! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string
        deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_map deserialize_identifier
        deserialize_ignored_any
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Invalid> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Invalid> {
        if self.0.is_empty() {
            return Err(Invalid::Missing);
        }
        visitor.visit_seq(SeqDeserializer::new(self.0.iter().map(|text| Value(text))))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Invalid> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Invalid> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Invalid> {
        self.one()?.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! { unit_struct tuple_struct struct }
}

impl<'de> IntoDeserializer<'de, Invalid> for Value<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $type:literal $what:literal)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Invalid> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(Invalid::Wrong {
                    r#type: $type,
                    msg: concat!("Input should be a valid ", $what, ", unable to parse string").into(),
                    input: Some(self.0.to_owned()),
                }),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Value<'_> {
    type Error = Invalid;

    parsed! {
        deserialize_i8 visit_i8 "int_parsing" "integer"
        deserialize_i16 visit_i16 "int_parsing" "integer"
        deserialize_i32 visit_i32 "int_parsing" "integer"
        deserialize_i64 visit_i64 "int_parsing" "integer"
        deserialize_i128 visit_i128 "int_parsing" "integer"
        deserialize_u8 visit_u8 "int_parsing" "integer"
        deserialize_u16 visit_u16 "int_parsing" "integer"
        deserialize_u32 visit_u32 "int_parsing" "integer"
        deserialize_u64 visit_u64 "int_parsing" "integer"
        deserialize_u128 visit_u128 "int_parsing" "integer"
        deserialize_f32 visit_f32 "float_parsing" "number"
        deserialize_f64 visit_f64 "float_parsing" "number"
    }

    /// Reads the texts that FastAPI accepts for a boolean.
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Invalid> {
        match self.0.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" | "t" | "y" => visitor.visit_bool(true),
            "false" | "0" | "no" | "off" | "f" | "n" => visitor.visit_bool(false),
            _ => Err(Invalid::Wrong {
                r#type: "bool_parsing",
                msg: "Input should be a valid boolean, unable to interpret input".into(),
                input: Some(self.0.to_owned()),
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Invalid> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Invalid> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Invalid> {
        StrDeserializer::<Invalid>::new(self.0)
            .deserialize_enum(name, variants, visitor)
            .map_err(|invalid| invalid.with_input(self.0))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Invalid> {
        visitor.visit_str::<Invalid>(self.0).map_err(|invalid| invalid.with_input(self.0))
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Color {
        Red,
        Green,
    }

    fn one<T: DeserializeOwned>(text: &str) -> Result<T, String> {
        read(&[Cow::Borrowed(text)]).map_err(|invalid| match invalid {
            Invalid::Missing => "missing".into(),
            Invalid::Wrong { r#type, .. } => r#type.into(),
        })
    }

    #[test]
    fn values_are_read_as_their_types() {
        assert_eq!(one::<u32>("42"), Ok(42));
        assert_eq!(one::<u32>("-1"), Err("int_parsing".into()));
        assert_eq!(one::<f64>("x"), Err("float_parsing".into()));
        assert_eq!(one::<bool>("On"), Ok(true));
        assert_eq!(one::<bool>("maybe"), Err("bool_parsing".into()));
        assert_eq!(one::<String>("a b"), Ok("a b".into()));
        assert_eq!(one::<Color>("red"), Ok(Color::Red));
        assert_eq!(one::<Color>("blue"), Err("enum".into()));
        assert_eq!(one::<Option<u8>>("7"), Ok(Some(7)));
    }

    #[test]
    fn none_and_several() {
        let several = [Cow::Borrowed("1"), Cow::Borrowed("2")];
        assert_eq!(read::<Vec<u8>>(&several).ok(), Some(vec![1, 2]));
        assert_eq!(read::<u8>(&several).ok(), Some(2));
        assert_eq!(read::<Option<u8>>(&[]).ok(), Some(None));
        assert!(matches!(read::<u8>(&[]), Err(Invalid::Missing)));
        assert!(matches!(read::<Vec<u8>>(&[]), Err(Invalid::Missing)));
    }
}
