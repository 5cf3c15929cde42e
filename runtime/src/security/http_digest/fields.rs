//! Parses the text after the auth scheme `Digest` in an `Authorization` line (RFC 7616, section 3.4).

use percent_encoding::percent_decode_str;

use super::response::Algorithm;

/// The maximum number of parameters in credentials: RFC 7616 defines twelve.
const PARAMETER_LIMIT: usize = 32;

/// Digest credentials as they were sent, without quotes and backslashes.
pub(super) struct Fields {
    /// From `username` or `username*`.
    pub(super) username: String,
    pub(super) realm: String,
    pub(super) nonce: String,
    pub(super) uri: String,
    pub(super) cnonce: String,
    /// The nonce count as it was sent, which is what is hashed.
    pub(super) nc: String,
    /// The nonce count as a number, never zero.
    pub(super) count: u32,
    pub(super) algorithm: Algorithm,
    /// Hexadecimal in lower case, as long as the hash of the algorithm.
    pub(super) response: String,
}

/// Parses `#auth-param` (RFC 9110, section 11.4). Returns `None` for everything that RFC 7616 does not allow, and for what
/// is not offered here: no `qop`, as in RFC 2069, `qop=auth-int`, another algorithm, a hashed user name.
///
/// Parameters of other names are ignored, but none may be repeated: two programs on the way could each read a different
/// one.
pub(super) fn parse(text: &str) -> Option<Fields> {
    let parameters = parameters(text)?;
    let find = |name: &str| parameters.iter().find(|parameter| parameter.name == name);
    let value = |name: &str| find(name).map(|parameter| parameter.value.as_str());

    if value("userhash").is_some_and(|hashed| !hashed.eq_ignore_ascii_case("false")) {
        return None;
    }
    if value("qop")? != "auth" {
        return None;
    }
    let username = match (find("username"), find("username*")) {
        (Some(plain), None) => plain.value.clone(),
        (None, Some(extended)) if !extended.is_quoted => decode_extended(&extended.value)?,
        _ => return None,
    };
    // The default is MD5 (RFC 7616, section 3.3).
    let algorithm = value("algorithm").map_or(Some(Algorithm::Md5), Algorithm::from_name)?;
    let nc = value("nc").filter(|nc| nc.len() == 8 && is_hex(nc))?;
    let response = value("response").filter(|text| text.len() == algorithm.hex_len() && is_hex(text))?;
    Some(Fields {
        username,
        realm: value("realm")?.to_owned(),
        nonce: value("nonce")?.to_owned(),
        uri: value("uri")?.to_owned(),
        cnonce: value("cnonce")?.to_owned(),
        nc: nc.to_owned(),
        count: u32::from_str_radix(nc, 16).ok().filter(|&count| count > 0)?,
        algorithm,
        response: response.to_ascii_lowercase(),
    })
}

pub(super) struct Parameter {
    /// In lower case, since names are compared without regard to case (RFC 9110, section 11.2).
    pub(super) name: String,
    pub(super) value: String,
    is_quoted: bool,
}

/// Parses a list of parameters. Empty elements are ignored, as RFC 9110, section 5.6.1.2, requires of a recipient.
pub(super) fn parameters(text: &str) -> Option<Vec<Parameter>> {
    let mut found: Vec<Parameter> = Vec::new();
    let mut rest = skip_space(text);
    while !rest.is_empty() {
        if let Some(next) = rest.strip_prefix(',') {
            rest = skip_space(next);
            continue;
        }
        let (parameter, next) = parameter(rest)?;
        if found.len() == PARAMETER_LIMIT || found.iter().any(|other| other.name == parameter.name) {
            return None;
        }
        found.push(parameter);
        rest = skip_space(next);
        if !rest.is_empty() && !rest.starts_with(',') {
            return None;
        }
    }
    Some(found)
}

/// Parses `auth-param = token BWS "=" BWS ( token / quoted-string )`, and returns the rest of the text, too.
fn parameter(text: &str) -> Option<(Parameter, &str)> {
    let (name, rest) = token(text)?;
    let rest = skip_space(skip_space(rest).strip_prefix('=')?);
    let (value, rest, is_quoted) = match rest.strip_prefix('"') {
        Some(quoted) => {
            let (value, rest) = quoted_string(quoted)?;
            (value, rest, true)
        }
        None => {
            let (value, rest) = token(rest)?;
            (value.to_owned(), rest, false)
        }
    };
    Some((Parameter { name: name.to_ascii_lowercase(), value, is_quoted }, rest))
}

fn skip_space(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// `tchar` (RFC 9110, section 5.6.2)
fn is_token_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Parses a token (RFC 9110, section 5.6.2) of at least one character, and returns the rest of the text, too.
fn token(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !is_token_char(byte)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// Parses a quoted-string (RFC 9110, section 5.6.4) after its opening quote. Returns its value without backslashes, and the
/// rest of the text.
fn quoted_string(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        let char = match char {
            '"' => return Some((value, &text[at + 1..])),
            '\\' => chars.next()?.1,
            other => other,
        };
        if char.is_control() && char != '\t' {
            return None;
        }
        value.push(char);
    }
    None
}

/// Decodes `UTF-8'language'percent-encoded` (RFC 8187, section 3.2.1). The language is not used.
fn decode_extended(text: &str) -> Option<String> {
    let mut parts = text.splitn(3, '\'');
    let (charset, language, value) = (parts.next()?, parts.next()?, parts.next()?);
    let is_language = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !charset.eq_ignore_ascii_case("UTF-8") || !is_language || !is_extended_value(value) {
        return None;
    }
    let decoded = percent_decode_str(value).decode_utf8().ok()?;
    // A quoted-string cannot contain these either, and a name may be written to a log.
    (!decoded.contains(char::is_control)).then(|| decoded.into_owned())
}

/// Whether a text matches `value-chars = *( pct-encoded / attr-char )` (RFC 8187, section 3.2.1).
fn is_extended_value(text: &str) -> bool {
    let is_attr_char = |byte: u8| is_token_char(byte) && !b"*'%".contains(&byte);
    let mut encoded = text.split('%');
    encoded.next().is_some_and(|plain| plain.bytes().all(is_attr_char))
        && encoded.all(|part| {
            let digits = part.get(..2).is_some_and(is_hex);
            digits && part.bytes().skip(2).all(is_attr_char)
        })
}

pub(super) fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MD5: &str = "8ca523f5e9506fed4657c9700eebdbec";

    /// Returns the credentials of RFC 7616, section 3.9.1, with one parameter replaced, or removed if `written` is empty.
    fn with(name: &str, written: &str) -> String {
        let mut lines = vec![
            ("username", r#"username="Mufasa""#.to_owned()),
            ("realm", r#"realm="http-auth@example.org""#.to_owned()),
            ("uri", r#"uri="/dir/index.html""#.to_owned()),
            ("algorithm", "algorithm=MD5".to_owned()),
            ("nonce", r#"nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v""#.to_owned()),
            ("nc", "nc=00000001".to_owned()),
            ("cnonce", r#"cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ""#.to_owned()),
            ("qop", "qop=auth".to_owned()),
            ("response", format!("response=\"{MD5}\"")),
        ];
        match lines.iter_mut().find(|line| line.0 == name) {
            Some(line) => line.1 = written.to_owned(),
            None => lines.push(("", written.to_owned())),
        }
        let lines: Vec<String> = lines.into_iter().map(|line| line.1).collect();
        format!(" {}", lines.join(", "))
    }

    #[test]
    fn what_the_rfc_sends_is_read() {
        let fields = parse(&with("", r#"opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS""#)).unwrap();
        assert_eq!(fields.username, "Mufasa");
        assert_eq!(fields.realm, "http-auth@example.org");
        assert_eq!(fields.nonce, "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v");
        assert_eq!(fields.uri, "/dir/index.html");
        assert_eq!(fields.cnonce, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        assert_eq!((fields.nc.as_str(), fields.count), ("00000001", 1));
        assert!(fields.algorithm == Algorithm::Md5);
        assert_eq!(fields.response, MD5);
    }

    #[test]
    fn a_parameter_is_written_in_many_ways() {
        for (name, written) in [
            ("username", "USERNAME=\"Mufasa\""),
            ("username", "username=Mufasa"),
            ("username", "username \t = \t \"Mufasa\""),
            ("username", "username=\"Mu\\fa\\sa\""),
            ("username", "username*=UTF-8''Mufasa"),
            ("username", "username*=utf-8'en-GB'Mu%66asa"),
            ("username", ", ,\t,username=\"Mufasa\" ,, "),
            ("algorithm", ""),
            ("algorithm", "algorithm=\"md5\""),
            ("qop", "qop=\"auth\""),
            ("nc", "nc=\"00000001\""),
            ("", "userhash=false"),
            ("", "x=1, y=\"a=b, nonce=\\\"\""),
        ] {
            let read = parse(&with(name, written)).map(|fields| fields.username);
            let wanted = Some("Mufasa".to_owned());
            assert_eq!(read, wanted, "{written}");
        }
    }

    #[test]
    fn names_keep_what_was_meant() {
        for (written, name) in [
            (r#"username="a\"b\\c""#, r#"a"b\c"#),
            ("username=\"Jäsøn Doe\"", "Jäsøn Doe"),
            ("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe", "Jäsøn Doe"),
            ("username*=UTF-8''a+b~%25", "a+b~%"),
            ("username*=UTF-8''", ""),
            ("username=\"\"", ""),
        ] {
            let fields = parse(&with("username", written));
            assert_eq!(fields.map(|fields| fields.username).as_deref(), Some(name), "{written}");
        }
    }

    #[test]
    fn what_is_hostile_is_refused() {
        for (name, written) in [
            // Missing or repeated.
            ("username", ""),
            ("realm", ""),
            ("nonce", ""),
            ("uri", ""),
            ("response", ""),
            ("cnonce", ""),
            ("nc", ""),
            ("qop", ""),
            ("", "username=\"Simba\""),
            ("", "UserName=\"Mufasa\""),
            ("", "username*=UTF-8''Mufasa"),
            ("", "x=1, X=1"),
            // Not offered.
            ("qop", "qop=auth-int"),
            ("qop", "qop=\"auth,auth-int\""),
            ("qop", "qop=AUTH"),
            ("algorithm", "algorithm=MD5-sess"),
            ("algorithm", "algorithm=SHA-512-256"),
            ("algorithm", "algorithm=SHA-256"),
            ("algorithm", "algorithm=\"\""),
            ("", "userhash=true"),
            ("", "userhash=maybe"),
            // Malformed values.
            ("nc", "nc=00000000"),
            ("nc", "nc=1"),
            ("nc", "nc=000000001"),
            ("nc", "nc=0000000g"),
            ("nc", "nc=+0000001"),
            ("response", "response=\"\""),
            ("response", "response=8ca523f5e9506fed4657c9700eebdbe"),
            ("response", "response=8ca523f5e9506fed4657c9700eebdbeg"),
            ("username", "username*=\"UTF-8''Mufasa\""),
            ("username", "username*=ISO-8859-1''Mufasa"),
            ("username", "username*=UTF-8'Mufasa"),
            ("username", "username*=UTF-8'e_n'Mufasa"),
            ("username", "username*=UTF-8''%"),
            ("username", "username*=UTF-8''%4"),
            ("username", "username*=UTF-8''%+4"),
            ("username", "username*=UTF-8''%FF"),
            ("username", "username*=UTF-8''%00"),
            ("username", "username*=UTF-8''%0d%0a"),
            ("username", "username*=UTF-8''a'b"),
            ("username", "username*=UTF-8''a*b"),
            // Malformed lists.
            ("username", "username"),
            ("username", "username="),
            ("", "x="),
            ("username", "username=,"),
            ("username", "=\"Mufasa\""),
            ("username", "user name=\"Mufasa\""),
            ("username", "username=\"Mufasa"),
            ("username", "username=\"Mufasa\\"),
            ("username", "username=\"Mufasa\"x"),
            ("username", "username=\"Mufasa\" x"),
            ("username", "username=\"Mufasa\"; x=1"),
            ("username", "username=\"Mu\0fasa\""),
            ("username", "username=\"Mu\\\rfasa\""),
            ("username", "username=Müfasa"),
            ("uri", "uri=/dir/index.html"),
        ] {
            assert!(parse(&with(name, written)).is_none(), "{written}");
        }
        for text in ["", " ", " ,", " abcdef==", " \"", " é", " ="] {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn parameters_are_counted() {
        let extra = |count: usize| (0..count).map(|n| format!("x{n}=1")).collect::<Vec<_>>().join(",");
        assert!(parse(&with("", &extra(PARAMETER_LIMIT - 9))).is_some());
        assert!(parse(&with("", &extra(PARAMETER_LIMIT - 8))).is_none());
        assert!(parse(&",".repeat(1 << 16)).is_none());
    }
}
