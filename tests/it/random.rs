//! Random workspaces and random changes: what is saved is read again, what nobody touched stays.

use evenkeel::edit::{self, Edit};
use evenkeel::model::field::{FieldType, Value};
use evenkeel::model::id::Id;
use evenkeel::model::record::Record;
use evenkeel::model::text::Problem;
use evenkeel::model::{KINDS, Workspace};
use evenkeel::store;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::samples::{COMMENTED, id, workspace};

fn ids() -> impl Strategy<Value = Id> {
    prop::sample::select(vec!["a", "b", "fit", "k3f9a2", "p2x7aa", "zz-9", "Z"]).prop_map(id)
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z \"\\\\]{0,12}",
        "\\PC{0,12}",
        "(<<<<<<< |>>>>>>>|=======|\n|\t|//|\\*/|\"|é|👩\u{200d}👧){0,6}",
    ]
}

/// A text somebody might type into a field of this type; many of them fit.
fn typed(holds: FieldType) -> BoxedStrategy<String> {
    let number = prop_oneof!["[0-9]{1,4}", "[0-9]{1,2}\\.[0-9]{1,3}"];
    match holds {
        FieldType::Text | FieldType::Prose | FieldType::Private => texts().boxed(),
        FieldType::Number | FieldType::Percent | FieldType::Money => number.boxed(),
        FieldType::Points => {
            prop_oneof![number, "[0-9] \\([0-4]\\.\\.[5-9]\\)", "\\? \\(1\\.\\.2\\)"].boxed()
        }
        FieldType::Date => "20[0-9]{2}-[01][0-9]-[0-3][0-9]".boxed(),
        FieldType::Flag => "yes|no".boxed(),
        FieldType::Choice { words, .. } => {
            let names: Vec<&str> = words.iter().map(|word| word.name).collect();
            prop::sample::select(names).prop_map(str::to_owned).boxed()
        }
        FieldType::PartOf(_) | FieldType::Link(_) => ids().prop_map(|id| id.to_string()).boxed(),
        FieldType::Links(_) => {
            let ids = prop::sample::subsequence(vec!["a", "b", "k3f9a2", "p2x7aa"], 0..4);
            ids.prop_map(|ids| ids.join(", ")).boxed()
        }
        FieldType::Texts => prop::collection::vec(texts(), 0..4)
            .prop_map(|t| t.join("\n"))
            .boxed(),
        FieldType::Numbers => "[0-9]{1,3}( [0-9]{1,3}){0,5}".boxed(),
        FieldType::Ratings(_) => "fit [0-9](, reach [0-9])?|reach [0-9]\\.5".boxed(),
        FieldType::Extra => "([A-Z][a-z]{0,5}: [a-z\"]{0,6}\n){0,3}".boxed(),
    }
}

/// A random change.
#[derive(Clone, Debug)]
pub enum Step {
    Set {
        kind: usize,
        field: usize,
        record: Index,
        text: Option<String>,
    },
    Insert(Index, Id),
    Remove(Index, Index),
}

/// Random changes of every kind of record and field.
pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let all: Vec<(usize, usize)> = KINDS
        .iter()
        .enumerate()
        .flat_map(|(kind, k)| (0..k.fields.len()).map(move |field| (kind, field)))
        .collect();
    let place = (prop::sample::select(all), any::<Index>());
    let set = place.prop_flat_map(|((kind, field), record)| {
        let text = prop::option::weighted(0.8, typed(KINDS[kind].fields[field].holds));
        text.prop_map(move |text| Step::Set {
            kind,
            field,
            record,
            text,
        })
    });
    let insert = (any::<Index>(), ids()).prop_map(|(kind, id)| Step::Insert(kind, id));
    let remove = (any::<Index>(), any::<Index>()).prop_map(|(kind, at)| Step::Remove(kind, at));
    prop::collection::vec(prop_oneof![6 => set, 3 => insert, 1 => remove], 0..30)
}

/// The edits of a step; none where nothing is to be done.
pub fn edits(workspace: &Workspace, step: Step) -> Vec<Edit> {
    let chosen = |kind: usize, at: Index| {
        let ids: Vec<Id> = workspace.records(KINDS[kind]).map(Record::id).collect();
        (!ids.is_empty()).then(|| ids[at.index(ids.len())])
    };
    match step {
        Step::Insert(kind, id) => {
            let kind = KINDS[kind.index(KINDS.len())];
            vec![Edit::Insert((kind.blank)(id))]
        }
        Step::Remove(kind, at) => {
            let kind = kind.index(KINDS.len());
            chosen(kind, at).map_or_else(Vec::new, |id| edit::removal(workspace, KINDS[kind], id))
        }
        Step::Set {
            kind,
            field,
            record,
            text,
        } => {
            let holds = KINDS[kind].fields[field].holds;
            let value = text.map_or(Ok(Value::Blank), |text| holds.parse(&text));
            let (Some(id), Ok(value)) = (chosen(kind, record), value) else {
                return Vec::new();
            };
            vec![Edit::Set {
                kind: KINDS[kind],
                id,
                field,
                value,
            }]
        }
    }
}

/// Does what can be done; what an edit refuses is left out.
pub fn perform(workspace: &mut Workspace, steps: Vec<Step>) {
    for step in steps {
        let edits = edits(workspace, step);
        let _ = edit::apply(workspace, edits);
    }
}

fn comments(text: &str) -> Vec<&str> {
    let all = [
        "// The board",
        "// Ask Ana",
        "/* the product",
        "(agreed",
        "// Three purposes",
        "// the end",
    ];
    all.into_iter()
        .filter(|comment| text.contains(comment))
        .collect()
}

/// The first field in which two workspaces differ, and its values.
fn unlike(one: &Workspace, other: &Workspace) -> Option<String> {
    let mut fields = KINDS.iter().flat_map(|kind| one.records(kind));
    let differs = |record: &dyn Record| {
        let kind = record.kind();
        let values = kind.fields.iter().enumerate().map(|(at, field)| {
            let there = other.record(kind, record.id()).map(|other| other.get(at));
            (field.name, record.get(at), there)
        });
        let mut differing = values.filter(|(_, here, there)| there.as_ref() != Some(here));
        differing
            .next()
            .map(|found| format!("{} {found:?}", record.id()))
    };
    let found = fields.find_map(differs);
    found.or_else(|| (one != other).then(|| "kept parts or more records".to_owned()))
}

/// The problems but those of silences, whose codes are any text here.
fn sound(problems: Vec<Problem>) -> Vec<Problem> {
    let of_code = |p: &Problem| p.path.starts_with("silences") && p.path.ends_with("code");
    problems.into_iter().filter(|p| !of_code(p)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_workspace_is_read_as_it_was_saved(steps in steps()) {
        let mut made = Workspace::default();
        perform(&mut made, steps);
        let text = store::render(&made, None).expect("it renders");
        prop_assert_eq!(&text, &store::canonical(&made));
        let (read, problems) = store::parse(&text).expect("it opens");
        prop_assert_eq!(sound(problems), []);
        prop_assert_eq!(unlike(&read, &made), None, "{}", text);
        prop_assert_eq!(store::render(&read, Some(&text)), Ok(text));
    }

    #[test]
    fn changes_leave_the_rest_of_a_file(steps in steps(), windows in any::<bool>()) {
        let base = if windows { COMMENTED.replace('\n', "\r\n") } else { COMMENTED.to_owned() };
        let before = workspace(&base);
        let mut changed = before.clone();
        perform(&mut changed, steps);
        let text = store::render(&changed, Some(&base)).expect("it renders");
        let (read, problems) = store::parse(&text).expect("it opens");
        prop_assert_eq!(sound(problems), []);
        prop_assert_eq!(unlike(&read, &changed), None, "{}", text);
        prop_assert_eq!(comments(&text), comments(&base), "{}", text);
        // Every record nobody touched has its lines, comments among them.
        for kind in KINDS.iter().filter(|kind| !kind.single) {
            for record in before.records(kind) {
                let now = changed.record(kind, record.id()).map(Record::boxed);
                if now == Some(record.boxed()) {
                    let mark = format!("id: \"{}\",", record.id());
                    let from = base.find(&mark).map(|at| &base[at..]).expect("it is there");
                    let lines = &from[..["\n        )", "\r\n        )", "), "].iter().filter_map(|end| from.find(end)).min().expect("its end")];
                    prop_assert!(text.contains(lines), "{}\n{}", lines, text);
                }
            }
        }
        // Undoing it all in the file gives the same workspace again.
        let back = store::render(&before, Some(&text)).expect("it renders");
        prop_assert!(workspace(&back) == before);
    }

    #[test]
    fn no_bytes_break_it(
        at in any::<Index>(), length in 0_usize..40, with in prop::collection::vec(any::<u8>(), 0..12), cut in any::<bool>(),
    ) {
        let mut bytes = COMMENTED.as_bytes().to_vec();
        let start = at.index(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, with);
        if cut { bytes.truncate(start); }
        if let Ok((read, _)) = store::parse_bytes(&bytes) {
            let text = String::from_utf8(bytes).expect("it was read");
            prop_assert_eq!(store::render(&read, Some(&text)), Ok(text));
        }
    }

    #[test]
    fn no_ron_like_text_breaks_it(text in "([(){}\\[\\],:\"'r#b/*\n \\\\]|id|items|schema|\"1.0\"|Some|5|é){0,60}") {
        for text in [text.clone(), format!("(schema: \"1.0\", items: [(id: \"a\", title: {text})])"), format!("(schema: \"1.0\", {text})")] {
            if let Ok((read, _)) = store::parse(&text) {
                prop_assert_eq!(store::render(&read, Some(&text)), Ok(text));
            }
        }
    }
}
