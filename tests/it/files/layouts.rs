//! Layouts made by hand, with and without comments: what is deleted and undone stands there byte for byte.

use evenkeel::model::record::Kind;
use proptest::prelude::*;

use super::*;

/// Chances, one after the other.
struct Chances<'c>(std::iter::Cycle<std::slice::Iter<'c, u8>>, usize);

impl Chances<'_> {
    fn below(&mut self, end: usize) -> usize {
        usize::from(*self.0.next().unwrap()) % end
    }

    /// Space as a hand leaves it, sometimes with a comment.
    fn space(&mut self) -> String {
        self.1 += 1;
        match self.below(12) {
            0..4 => String::new(),
            4 | 5 => " ".to_owned(),
            6 => "\t ".to_owned(),
            7 => "\n".to_owned(),
            8 => "\n      ".to_owned(),
            9 => " \n\n  ".to_owned(),
            10 => format!(" /* {} */", self.1),
            _ => format!(" // {}\n  ", self.1),
        }
    }

    /// Members between brackets, with a comma behind the last one or without.
    fn block(&mut self, brackets: [char; 2], members: Vec<String>) -> String {
        let [open, close] = brackets;
        let (mut out, last) = (format!("{open}{}", self.space()), members.len());
        for (at, member) in members.into_iter().enumerate() {
            let comma = if at + 1 < last || self.below(2) == 0 {
                ","
            } else {
                ""
            };
            let (behind, next) = (self.space(), self.space());
            out = format!("{out}{member}{behind}{comma}{next}");
        }
        format!("{out}{close}")
    }

    fn list(&mut self, ids: &[String]) -> String {
        let quoted = ids.iter().map(|id| format!("\"{id}\"")).collect();
        self.block(['[', ']'], quoted)
    }

    fn field(&mut self, name: &str, value: &str) -> String {
        let (before, after) = (self.space(), self.space());
        format!("{name}{before}:{after}{value}")
    }

    /// A record with its fields in some order.
    fn record(&mut self, fields: &[(&str, String)]) -> String {
        let mut left: Vec<String> = fields.iter().map(|(n, v)| self.field(n, v)).collect();
        let mut all = Vec::new();
        while !left.is_empty() {
            all.push(left.swap_remove(self.below(left.len())));
        }
        self.block(['(', ')'], all)
    }

    /// A board of items that need earlier ones, and draw on buckets.
    fn board(&mut self) -> String {
        let quoted = |text: &str| format!("\"{text}\"");
        let buckets = ["core", "tech"].map(|id| {
            self.record(&[
                ("id", quoted(id)),
                ("name", quoted(id)),
                ("share", "50".to_owned()),
            ])
        });
        let count = 2 + self.below(4);
        let items = (0..count).map(|at| {
            let mut fields = vec![
                ("id", format!("\"i{at}\"")),
                ("title", format!("r#\"Item {at}\"#")),
            ];
            let needs: Vec<String> = (0..at)
                .filter(|_| self.below(2) == 0)
                .map(|to| format!("i{to}"))
                .collect();
            let others = [
                ("needs", self.list(&needs)),
                ("bucket", quoted(["core", "tech"][self.below(2)])),
                ("size", "+3".to_owned()),
                ("future", "[1 ,  2]".to_owned()),
                ("labels", "[ \"a\",\"b\" ]".to_owned()),
            ];
            fields.extend(others.into_iter().filter(|_| self.below(3) > 0));
            self.record(&fields)
        });
        let items: Vec<String> = items.collect();
        let sections = vec![
            ("schema", "\"1.0\"".to_owned()),
            ("buckets", self.block(['[', ']'], buckets.to_vec())),
            ("items", self.block(['[', ']'], items)),
        ];
        self.record(&sections)
    }
}

proptest! {
    // PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_deleted_and_undone_stands_there_byte_for_byte(chances in prop::collection::vec(any::<u8>(), 300)) {
        let mut chances = Chances(chances.iter().cycle(), 0);
        let mut text = chances.board();
        if chances.below(4) == 0 {
            text = text.replace('\n', "\r\n");
        }
        let (mut left, _) = store::parse(&text).expect("it opens");
        let mut records: Vec<(&'static Kind, Id)> = Vec::new();
        for _ in 0..=chances.below(3) {
            let all = left.kinds().filter(|kind| !kind.single);
            let all: Vec<_> = all.flat_map(|kind| left.records(kind)).map(|one| (one.kind(), one.id())).collect();
            let Some((kind, id)) = (!all.is_empty()).then(|| all[chances.below(all.len())]) else { break };
            let edits = edit::removal(&left, kind, id);
            edit::apply(&mut left, edits).expect("it fits");
            records.push((kind, id));
        }
        // Saved after every step, and after some alone.
        let there = out_and_back_of(&text, &records, || true);
        prop_assert_eq!(&there, &text);
        let there = out_and_back_of(&text, &records, || chances.below(2) == 0);
        prop_assert_eq!(there, text);
    }
}
