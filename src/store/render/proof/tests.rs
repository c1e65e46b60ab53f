//! What is read back in part is found as if all of it were read.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::edit::{self, Edit};
use crate::model::KINDS;
use crate::model::field::Value;
use crate::store::load::read;
use crate::store::render::{Rendered, changes, patched, render_over};

const COMMENTED: &str = include_str!("../../../../tests/it/fixtures/commented.ron");

/// One change: a field of a record, a new record, or one that goes, each with what belongs to it.
type Step = (Index, Index, u64, Option<String>);

fn steps() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let text = prop::option::weighted(0.7, "[a-z \"\\\\\n/*(),\\[\\]:]{0,12}");
    let step = (any::<Index>(), any::<Index>(), 0_u64..24, text);
    prop::collection::vec(prop::collection::vec(step, 0..4), 1..6)
}

fn perform(workspace: &mut Workspace, (kind, record, choice, text): Step) {
    let kind = KINDS[kind.index(KINDS.len())];
    let ids: Vec<Id> = workspace.records(kind).map(Record::id).collect();
    let edits = match (choice, ids.is_empty()) {
        (0..=2, _) | (_, true) => {
            let id = Id::from_random(choice * 7 + record.index(7) as u64);
            vec![Edit::Insert((kind.blank)(id))]
        }
        (3..=5, false) => edit::removal(workspace, kind, ids[record.index(ids.len())]),
        (choice, false) => {
            let field = usize::try_from(choice).unwrap() % kind.fields.len();
            let parsed = text.map_or(Ok(Value::Blank), |text| {
                kind.fields[field].holds.parse(&text)
            });
            let Ok(value) = parsed else { return };
            let id = ids[record.index(ids.len())];
            vec![Edit::Set {
                kind,
                id,
                field,
                value,
            }]
        }
    };
    // What is refused changes nothing.
    let _ = edit::apply(workspace, edits);
}

/// Saves a workspace over a text and gives back what it is now; the proof of the part must succeed, and know of the
/// text what reading all of it knows.
fn saved(before: &Reading<'_>, now: &Workspace) -> Rendered {
    let changes = changes(&before.workspace, now);
    let patched = patched(before, now, &changes, &[]);
    let proven = proven(before, &patched, now, &changes);
    let proven = proven.unwrap_or_else(|error| panic!("{error}\n{}", patched.text));
    let whole = read(KINDS, &patched.text).expect("it is read");
    assert_eq!(proven, whole.layout, "{}", patched.text);
    assert_eq!(difference(now, &whole.workspace), None);
    let Ok(rendered) = render_over(now, before, &[]) else {
        panic!("it is written");
    };
    assert_eq!(rendered.text, patched.text);
    rendered
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_known_of_a_text_after_many_saves_is_what_reading_it_tells(
        saves in steps(), windows in any::<bool>(),
    ) {
        let mut text = if windows { COMMENTED.replace('\n', "\r\n") } else { COMMENTED.to_owned() };
        let reading = read(KINDS, &text).expect("it is read");
        let (mut workspace, mut layout) = (reading.workspace, reading.layout);
        for steps in saves {
            let mut now = workspace.clone();
            for step in steps {
                perform(&mut now, step);
            }
            let rendered = saved(&Reading::known(&text, workspace, layout), &now);
            (text, workspace) = (rendered.text, now);
            layout = rendered.layout.expect("all of it was understood");
        }
    }
}

#[test]
fn a_wrong_patch_is_found() {
    let before = read(KINDS, COMMENTED).expect("it is read");
    let mut now = before.workspace.clone();
    let edits = edit::removal(&now, KINDS[2], Id::parse("tech").expect("an id"));
    edit::apply(&mut now, edits).expect("it fits");
    let changes = changes(&before.workspace, &now);
    let right = patched(&before, &now, &changes, &[]);
    assert!(proven(&before, &right, &now, &changes).is_ok());
    // Nothing written, written for another workspace, and written over what nobody changed.
    let nothing = patched(&before, &now, &[], &[]);
    assert!(proven(&before, &nothing, &now, &changes).is_err());
    assert!(proven(&before, &right, &before.workspace, &[]).is_err());
    for (at, other) in [
        ("share: 70", "share: 71"),
        ("\"reach\"", "\"broad\""),
        ("    items: [", "    ideas: ["),
    ] {
        let mut wrong = patched(&before, &now, &changes, &[]);
        wrong.text = wrong.text.replacen(at, other, 1);
        assert!(proven(&before, &wrong, &now, &changes).is_err(), "{other}");
    }
}
