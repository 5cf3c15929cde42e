//! Programs in which two items have the same identity.

use portcullis_tests::Random;

use super::super::generated::program::{Ask, Entry, Kind, Name, Operation, Program, Target};

impl Program {
    /// Adds an item that shares its macro with an existing one. The existing item depends on schemes, and the new item
    /// does not. Further operations depend on both. Returns the program and the indices of the two items.
    pub(crate) fn with_twins(&self, random: &mut Random) -> Option<(Self, (usize, usize))> {
        let is_open = |at: &usize| self.reaches(Target::Item(*at)).is_empty() && self.items[*at].clone;
        let open = (0..self.items.len()).find(is_open)?;
        let is_made = |at: &usize| {
            let item = &self.items[*at];
            !matches!(item.kind, Kind::ByHand { .. }) && !self.reaches(Target::Item(*at)).is_empty()
        };
        let made: Vec<usize> = (0..self.items.len()).filter(is_made).collect();
        let first = random.of(&made);
        let mut twin = self.items[first].clone();
        twin.name = Name::new(format!("f{}", self.items.len()));
        for ask in &mut twin.needs {
            ask.target = Target::Item(open);
        }
        let (mut program, second) = (self.clone(), self.items.len());
        program.items.push(twin);
        let plain = |item| Ask::plain(Target::Item(item));
        let optional = |item| Ask { is_optional: true, ..plain(item) };
        let operations = match random.below(4) {
            0 => vec![vec![plain(first), plain(second)]],
            1 => vec![vec![optional(first), plain(second)]],
            2 => vec![vec![plain(second)], vec![plain(first)]],
            _ => vec![vec![plain(first)], vec![plain(second)]],
        };
        let at = random.below(program.list.entries.len() + 1);
        for (number, arguments) in operations.into_iter().enumerate() {
            let operation = Operation {
                name: Name::new(format!("twin{number}")),
                number: 900 + number,
                is_post: false,
                path: format!("/twin{number}"),
                of_prefixes: Vec::new(),
                guards: Vec::new(),
                arguments,
                reads: None,
                public: false,
                shadows: false,
            };
            program.list.entries.insert(at + number, Entry::Operation(operation));
        }
        Some((program, (first, second)))
    }
}
