//! The reference: every topic says something, and the kept page of the file is the one the tables give.

use std::fs;
use std::path::Path;

use evenkeel::model::KINDS;
use evenkeel::model::field::FieldType;
use evenkeel::scoring::findings::FINDINGS;
use evenkeel::scoring::ranking::method::METHODS;
use evenkeel::shell::commands;
use evenkeel::shell::plain;
use evenkeel::shell::reference::{TOPICS, topic};
use evenkeel::ui::text;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the pages say depends on the formats there are: those of the program as it is handed out.
#[cfg(feature = "xlsx")]
#[test]
fn the_kept_pages_are_current() {
    for topic in &TOPICS {
        let path = root()
            .join("assets/reference")
            .join(topic.names[0])
            .with_extension("md");
        let page = plain::markdown(topic);
        if std::env::var_os("UPDATE_PAGES").is_some() {
            fs::write(&path, &page).unwrap();
        }
        assert!(
            fs::read_to_string(&path).unwrap_or_default() == page,
            "{} is not current; renew it: UPDATE_PAGES=1 cargo test --test it reference",
            path.display()
        );
    }
}

#[test]
fn readme_and_guide_are_short_and_their_links_lead_somewhere() {
    let guide = fs::read_dir(root().join("assets/guide")).unwrap();
    let guide = guide.map(|entry| (entry.unwrap().path(), 120));
    for (path, most) in guide.chain([(root().join("README.md"), 200)]) {
        let page = fs::read_to_string(&path).unwrap();
        let lines = page.lines().count();
        assert!(lines <= most, "{} has {lines} lines", path.display());
        for link in page
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let there = link.starts_with("https://") || path.with_file_name(link).exists();
            assert!(there, "{}: {link} leads nowhere", path.display());
        }
    }
}

#[test]
fn every_kind_field_and_word_is_on_the_page_of_the_file() {
    let page = plain::markdown(topic("file").unwrap());
    for kind in KINDS {
        let section = page.split(&format!("\n## {}\n", kind.section)).nth(1);
        let section = section.expect(kind.section).split("\n## ").next().unwrap();
        assert!(section.contains(kind.help.said()));
        for field in kind.fields {
            let row = format!("| {} | {} | ", field.name, field.label);
            let row = section
                .split(&row)
                .nth(1)
                .expect(field.name)
                .lines()
                .next()
                .unwrap();
            assert!(row.ends_with(&format!("| {} |", field.help)), "{row}");
            if let FieldType::Choice { words, .. } = field.holds {
                assert!(words.iter().all(|word| row.contains(word.name)), "{row}");
            }
        }
    }
}

#[test]
fn every_table_is_told_in_its_topic() {
    let of = |name| plain::markdown(topic(name).unwrap());
    let (keys, methods, findings) = (of("keys"), of("methods"), of("findings"));
    assert!(commands::all().all(|command| keys.contains(command.sentence.said())));
    assert!(
        METHODS
            .iter()
            .all(|method| methods.contains(method.formula))
    );
    assert!(
        FINDINGS
            .iter()
            .all(|check| findings.contains(check.meaning.said()))
    );
    let settings = of("settings");
    assert!(
        ["theme", "charset", "mouse", "keys"]
            .iter()
            .all(|name| settings.contains(name))
    );
}

#[test]
fn topics_are_told_apart_and_fit_their_width() {
    let mut names: Vec<&str> = TOPICS
        .iter()
        .flat_map(|topic| topic.names)
        .copied()
        .collect();
    for name in &names {
        assert!(topic(name).is_ok(), "{name}");
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    for (written, meant) in [
        ("Filter", Ok("filter")),
        ("fromat", Err(Some("format"))),
        ("pref", Err(Some("preferences"))),
        ("zebra", Err(None)),
    ] {
        let found = topic(written).map(|topic| topic.names[0]);
        assert_eq!(found, meant, "{written}");
    }
    for topic in TOPICS.iter().filter(|topic| topic.names[0] != "settings") {
        for width in [40, 80, 100] {
            let page = plain::reference(topic, width);
            assert!(page.len() > 200 && !page.contains(|c: char| c.is_control() && c != '\n'));
            let long = page.lines().find(|line| text::width(line) > width.max(50));
            assert_eq!(long, None, "{} at {width}", topic.names[0]);
        }
    }
}
