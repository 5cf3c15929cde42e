//! Messages that are built while the program is compiled.

use crate::graph::Id;

/// A text that grows in a constant. Anything that does not fit is left out.
#[derive(Clone, Copy)]
pub(super) struct Text {
    bytes: [u8; 1024],
    length: usize,
}

impl Text {
    pub(super) const fn new() -> Self {
        Self { bytes: [0; 1024], length: 0 }
    }

    pub(super) const fn push(self, text: &str) -> Self {
        self.push_bytes(text.as_bytes())
    }

    /// Appends all bytes of a text, or none of them if there is no room. So the whole text stays valid UTF-8.
    pub(super) const fn push_bytes(mut self, text: &[u8]) -> Self {
        if self.length + text.len() > self.bytes.len() {
            return self;
        }
        let mut i = 0;
        while i < text.len() {
            self.bytes[self.length] = text[i];
            self.length += 1;
            i += 1;
        }
        self
    }

    /// Appends a number in decimal digits.
    pub(super) const fn push_number(mut self, number: u32) -> Self {
        if number >= 10 {
            self = self.push_number(number / 10);
        }
        let digits = "0123456789".as_bytes();
        self.push_byte(digits[(number % 10) as usize])
    }

    /// Appends one byte of a text. The caller must append all bytes of that text.
    pub(super) const fn push_byte(mut self, byte: u8) -> Self {
        if self.length < self.bytes.len() {
            self.bytes[self.length] = byte;
            self.length += 1;
        }
        self
    }

    /// Appends the name of an item, and the place where it is written.
    pub(super) const fn push_item(self, id: &Id) -> Self {
        let (file, line) = (id.location.file(), id.location.line());
        self.push("`").push(id.name).push("` (").push(file).push(":").push_number(line).push(")")
    }

    /// Whether a list that is growing in the text must end, so that there is room for the help.
    pub(super) const fn is_long(&self) -> bool {
        self.length > 560
    }

    pub(super) const fn bytes(&self) -> &[u8] {
        self.bytes.split_at(self.length).0
    }

    /// Appends the help, which tells the user what to write instead.
    pub(super) const fn help(self, help: &str) -> Self {
        self.push("\nhelp: ").push(help)
    }

    /// Stops the compiler with this text. The text ends with the name of the page of `portcullis::rules` that explains the
    /// rule.
    #[track_caller]
    pub(super) const fn refuse(self, rule: &str) -> ! {
        self.push("\nsee portcullis::rules::").push(rule).panic()
    }

    #[track_caller]
    const fn panic(&self) -> ! {
        match core::str::from_utf8(self.bytes()) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a declaration is wrong"),
        }
    }
}
