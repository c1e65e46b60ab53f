//! Sheets come back as they went.

use super::*;
use crate::model::team::Team;

#[test]
fn formulas_are_harmless_and_come_back() {
    for cell in [
        "=1+1", "+1 555", "-x", "@user", "\tx", "\nx", " =x", "\"=x", "'=x", "''=x", "＝x", "＋1",
        "－1", "＠x", "\u{a0}=x", "-1+1", "-",
    ] {
        assert_eq!(harmless(cell.to_owned()), format!("'{cell}"), "{cell:?}");
        assert_eq!(harmful(&harmless(cell.to_owned())), cell);
    }
    for cell in [
        "", "5", "-3", "+5", "-0.5", "a=b", "it's", "'quoted'", "'", "5 (3..8)", "? (3..8)",
        "x\n=y",
    ] {
        assert_eq!(harmless(cell.to_owned()), cell, "{cell:?}");
        assert_eq!(harmful(cell), cell, "{cell:?}");
    }
}

#[test]
fn a_column_is_known_by_its_name() {
    let fields = Item::KIND.fields.iter().enumerate();
    let fields = fields.filter(|(_, field)| field.holds != FieldType::Extra);
    let mut columns: Vec<SheetColumn> = fields.map(|(at, _)| SheetColumn::Field(at)).collect();
    columns.extend([
        SheetColumn::Id { is_raw: false },
        SheetColumn::Id { is_raw: true },
    ]);
    let names: Vec<String> = columns
        .iter()
        .map(|column| column.name().into_owned())
        .collect();
    let foreign = [
        "Title",
        "title",
        "TITLE (imported)",
        "title (imported) (imported)",
        "evenkeel ID",
        "Size",
        "",
        " x",
        "Imported columns",
        "(imported)",
    ];
    columns.extend(foreign.map(|name| SheetColumn::Imported(name.to_owned())));
    let mut seen = Vec::new();
    for column in columns {
        let name = column.name().into_owned();
        assert_eq!(SheetColumn::read(&name), column, "{name}");
        assert!(!seen.contains(&name), "{name}");
        seen.push(name);
    }
    assert_eq!(names.first().map(String::as_str), Some("Title"));
    assert_eq!(read_columns(["Title", "State"].into_iter()), None);
}

#[test]
fn names_tell_or_ids_stand_for_them() {
    let mut workspace = Workspace::default();
    for (id, name) in [
        ("a", "Core"),
        ("b", "Web"),
        ("c", "web"),
        ("d", "One; two"),
        ("e", ""),
        ("f", "A"),
        ("G", "G"),
        ("h", "=x"),
        ("legal", "Legal"),
        ("I", "i"),
        ("i", "I"),
    ] {
        let mut team = Team::new(Id::parse(id).unwrap());
        name.clone_into(&mut team.name);
        workspace.put_record(Box::new(team));
    }
    let names = LinkNames::of(&workspace);
    for (id, expected) in [
        ("a", "Core"),
        ("b", "b"),
        ("c", "c"),
        ("d", "d"),
        ("e", "e"),
        ("f", "f"),
        ("G", "G"),
        ("h", "=x"),
        ("legal", "Legal"),
        ("I", "I"),
        ("i", "i"),
    ] {
        let id = Id::parse(id).unwrap();
        assert_eq!(names.name("team", id), expected);
        assert_eq!(names.find("team", expected), Some(id));
    }
    assert_eq!(names.find("team", "CORE"), Id::parse("a"));
    assert_eq!(names.find("team", "web"), None);
}
