//! Layouts made by hand, with and without comments: what is undone stands there byte for byte.

use evenkeel::model::record::Kind;
use proptest::prelude::*;

use super::*;
use crate::random::{perform, steps};

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

/// Files as people lay them out: comments in every place, several records on a line, brackets that never come alone.
const BY_HAND: &[&str] = &[
    COMMENTED,
    "// head
(schema:\"1.0\",product:(name:\"X\"/*n*/),
  people:[(id:\"p\",name:\"Ann\") /* ann */],
  increments:[(id:\"pi1\",name:\"PI 1\",starts:\"2026-12-07\",ends:\"2027-02-26\")], // inc
  iterations:[(id:\"i1\",name:\"I1\",increment:\"pi1\",starts:\"2026-12-07\",ends:\"2026-12-18\",capacity:20)],
  items:[
  (id:\"a\",title:\"A\" // ta
   ,value:5,criticality:5,risk:5,size:1,needs:[/*why*/\"b\" /*b*/,\"c\"],labels:[\"x\", // lx
   \"y\"]), (id:\"b\",title:\"B\",value:3,criticality:3,risk:3,size:1 /* one */,note:\"n
m\"),
  /* c */ (id:\"c\",/*t*/title:\"C\",value:2,criticality:2,risk:2,size:2,
  ) // end c
  ], // items
  risks:[(id:\"r1\",text:\"R\",items:[\"b\"] /* rb */)],
)",
    "( schema: \"1.0\", items: [
    (size :  3, title: \"One\",   id: \"a1\" ,
        note: \"x\",  labels: [ \"b\",\"a\" ]),
] )
",
    "(schema: \"1.0\")",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_done_and_undone_leaves_no_trace(
        chances in prop::collection::vec(any::<u8>(), 300),
        by_hand in prop::option::of(prop::sample::select(BY_HAND)),
        batches in prop::collection::vec(steps(), 1..4),
    ) {
        let mut chances = Chances(chances.iter().cycle(), 0);
        let mut text = by_hand.map_or_else(|| chances.board(), str::to_owned);
        if chances.below(4) == 0 {
            text = text.replace('\n', "\r\n");
        }
        let (mut now, mut file) = opened(&text);
        let mut were = vec![(now.clone(), text)];
        for batch in batches {
            perform(&mut now, batch);
            let there = file.save(&now);
            were.push((now.clone(), there));
        }
        // All the way back one by one, forth again, and back at once.
        let back = were.iter().rev().skip(1);
        let forth = were.iter().skip(1).chain(were.first());
        for (state, there) in back.chain(forth) {
            prop_assert_eq!(&file.save(state), there);
        }
    }
}

#[test]
fn a_section_that_was_made_goes_with_the_step() {
    for text in BY_HAND {
        let (before, mut file) = opened(text);
        for kind in KINDS.iter().filter(|kind| !kind.single) {
            let mut more = before.clone();
            let record = (kind.blank)(id("zz99"));
            if edit::restore(&mut more, vec![Edit::Insert(record)]).is_ok() {
                file.save(&more);
                assert_eq!(file.save(&before), *text, "{}", kind.name);
            }
        }
    }
}
