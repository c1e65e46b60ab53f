//! A strict reader of pages: what it does not know is an error.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// What an element may carry.
const ALLOWED: &[(&str, &[&str])] = &[
    ("html", &["xmlns", "lang"]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("td", &["class", "colspan", "data-name"]),
    ("th", &["class", "scope"]),
    ("a", &["href", "rel"]),
    (
        "svg",
        &[
            "xmlns",
            "class",
            "viewBox",
            "role",
            "aria-labelledby",
            "aria-hidden",
            "width",
            "height",
        ],
    ),
    ("title", &["id"]),
    ("desc", &["id"]),
    ("g", &["transform"]),
    ("rect", &["x", "y", "width", "height", "class"]),
    ("line", &["x1", "y1", "x2", "y2", "class"]),
    ("path", &["class", "d"]),
    ("text", &["x", "y", "class"]),
];

/// Elements that carry a class at most.
const PLAIN: [&str; 25] = [
    "head", "style", "body", "header", "main", "section", "footer", "article", "div", "span", "p",
    "h1", "h2", "h3", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "b", "bdi",
];

/// Reads a page strictly: each element closed, each known, each attribute known, no link but to the web.
#[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is known")]
pub fn strict(name: &str, page: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    reader.config_mut().check_comments = true;
    let mut ids = BTreeSet::new();
    let mut open = 0_usize;
    let start = |element: &BytesStart<'_>, ids: &mut BTreeSet<String>| -> Result<(), String> {
        let tag = element.name().as_ref().to_owned();
        let allowed = ALLOWED
            .iter()
            .find(|(known, _)| *known == tag)
            .map(|(_, all)| *all);
        let allowed = allowed.or_else(|| PLAIN.contains(&tag.as_str()).then_some(&["class"][..]));
        let allowed = allowed.ok_or_else(|| format!("{name}: element {tag}"))?;
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| format!("{name}: {tag}: {error}"))?;
            let key = attribute.key.as_ref().to_owned();
            let value = unescape(&attribute.value)
                .map_err(|error| format!("{name}: {tag}: {error}"))?
                .into_owned();
            if !allowed.contains(&key.as_str()) {
                return Err(format!("{name}: {tag} {key}"));
            }
            if key == "href"
                && !["http://", "https://", "mailto:"]
                    .iter()
                    .any(|s| value.starts_with(s))
            {
                return Err(format!("{name}: link {value}"));
            }
            if key == "id" && !ids.insert(value.clone()) {
                return Err(format!("{name}: two elements with id {value}"));
            }
        }
        Ok(())
    };
    loop {
        let event = reader
            .read_event()
            .map_err(|error| format!("{name}: {error} at {}", reader.error_position()))?;
        match event {
            Event::Start(element) => {
                start(&element, &mut ids)?;
                open += 1;
            }
            Event::Empty(element) => start(&element, &mut ids)?,
            Event::End(_) => open -= 1,
            Event::Text(text) => {
                let text = text.to_string();
                let is_odd = |c: &char| {
                    (c.is_control() && *c != '\n' && *c != '\t')
                        || matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
                };
                if let Some(odd) = text.chars().find(is_odd) {
                    return Err(format!("{name}: character {odd:?}"));
                }
            }
            Event::GeneralRef(entity) => {
                let known = ["amp", "lt", "gt", "quot", "#39", "#x27", "#x2f"];
                let entity = entity.to_string();
                if !known.contains(&entity.as_str()) {
                    return Err(format!("{name}: entity {entity}"));
                }
            }
            Event::Decl(_) => {}
            Event::DocType(kind) if &*kind == "html" => {}
            Event::Eof if open == 0 => break,
            other => return Err(format!("{name}: {other:?}")),
        }
    }
    let styles = page.split("<style>").skip(1);
    let styles = styles.filter_map(|rest| rest.split("</style>").next());
    for style in styles {
        for way in ["url(", "@import", "http", "<"] {
            if style.contains(way) {
                return Err(format!("{name}: {way} in a style"));
            }
        }
    }
    Ok(())
}
