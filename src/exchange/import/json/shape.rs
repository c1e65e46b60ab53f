//! Shapes: what the beginning of a JSON text gives away.
//!
//! Owns the outline of a text, the paths of its names such as `.issues[].key`, and how a tool's shapes are told
//! from it. Knows no tool.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;

use super::super::decode::decode;
use super::document::{JsonPart, has_lines, without_comma};

/// How many bytes are enough to tell what a text is.
const SAMPLE: usize = 256 * 1024;
/// How deep the outline goes.
const DEPTH: usize = 10;
/// How long a name may be to be noted.
const NAME_LENGTH: usize = 80;

/// A shape a tool's texts have.
#[derive(Debug)]
pub(in super::super) struct JsonShape {
    /// Where the records stand.
    pub records: &'static str,
    /// What the marks are below of.
    pub within: &'static str,
    /// Paths that are all there.
    pub marks: &'static [&'static str],
}

impl JsonShape {
    /// Records that are known by their own names.
    pub const fn of(records: &'static str, marks: &'static [&'static str]) -> Self {
        Self {
            records,
            within: records,
            marks,
        }
    }
}

/// Lists of names; records that have all of one are of a tool, wherever they stand.
pub(in super::super) type Marks = &'static [&'static [&'static str]];

/// Where the records stand, by the shapes of a tool.
pub(in super::super) fn place(outline: &Outline, shapes: &[JsonShape]) -> Option<&'static str> {
    let fits = |shape: &&JsonShape| {
        let mut marks = shape.marks.iter();
        marks.all(|mark| outline.paths.contains(&format!("{}{mark}", shape.within)))
    };
    shapes.iter().find(fits).map(|shape| shape.records)
}

/// Whether the object that some bytes are has a text under a name, near its beginning.
pub(super) fn says(bytes: &[u8], name: &str, text: &str) -> bool {
    let decoded = decode(bytes.get(..SAMPLE).unwrap_or(bytes));
    let said = JsonPart::begun(&decoded.text)
        .get(name)
        .and_then(JsonPart::text);
    said.is_some_and(|said| said == text)
}

/// What the beginning of a text shows.
#[derive(Default)]
pub(in super::super) struct Outline {
    /// The paths of the names.
    pub paths: BTreeSet<String>,
    /// Whether each line has a value.
    pub has_lines: bool,
}

impl Outline {
    /// Where records may stand, the outermost first: on each line, or in a list.
    pub fn places(&self) -> Vec<String> {
        let mut places: BTreeSet<&str> = self.has_lines.then_some("").into_iter().collect();
        for path in &self.paths {
            for (at, _) in path.match_indices("[]") {
                let (place, rest) = path.split_at_checked(at + 2).unwrap_or((path, ""));
                if rest.starts_with('.') {
                    places.insert(place);
                }
                if rest.starts_with(".node.") {
                    places.extend(path.get(..at + "[].node".len()));
                }
            }
        }
        let depth = |place: &str| place.matches(['.', '[']).count();
        let mut places: Vec<String> = places.into_iter().map(str::to_owned).collect();
        places.sort_by_key(|place| depth(place));
        places
    }

    /// The outermost place whose records have all of one of some lists of names; a value may be the one record.
    pub fn place_of(&self, marks: Marks) -> Option<String> {
        let has = |place: &str, name: &&str| self.paths.contains(&format!("{place}.{name}"));
        let fits = |place: &String| {
            marks
                .iter()
                .any(|names| names.iter().all(|n| has(place, n)))
        };
        self.places().into_iter().chain([String::new()]).find(fits)
    }

    /// The names of the records at a place.
    pub fn names<'o>(&'o self, place: &'o str) -> impl Iterator<Item = &'o str> {
        self.paths.iter().filter_map(move |path| {
            let name = path.strip_prefix(place)?.strip_prefix('.')?;
            (!name.contains(['.', '['])).then_some(name)
        })
    }
}

/// The outline of the beginning of a text; empty where it is no JSON.
pub(in super::super) fn outline(bytes: &[u8]) -> Outline {
    let mut outline = Outline::default();
    let start = bytes.get(..SAMPLE).unwrap_or(bytes);
    let decoded = decode(start);
    let text = decoded.text.trim_start();
    if !text.starts_with(['{', '[']) {
        return outline;
    }
    outline.has_lines = has_lines(text);
    let mut look = |text: &str| {
        let walk = PathWalk {
            path: String::new(),
            depth: DEPTH,
            paths: &mut outline.paths,
        };
        // The end is missing, or something is wrong there, which is told when it is read.
        let _ = walk.deserialize(&mut Deserializer::from_str(text));
    };
    if outline.has_lines {
        text.lines().map(without_comma).for_each(look);
    } else {
        look(text);
    }
    outline
}

/// Walks a value and notes the paths of its names.
struct PathWalk<'p> {
    path: String,
    depth: usize,
    paths: &'p mut BTreeSet<String>,
}

impl PathWalk<'_> {
    fn below(&mut self, name: &str) -> PathWalk<'_> {
        PathWalk {
            path: format!("{}{name}", self.path),
            depth: self.depth - 1,
            paths: self.paths,
        }
    }
}

impl<'de> DeserializeSeed<'de> for PathWalk<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if self.depth == 0 {
            from.deserialize_ignored_any(IgnoredAny).map(|_| ())
        } else {
            from.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for PathWalk<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut all: A) -> Result<(), A::Error> {
        while let Some(name) = all.next_key::<String>()? {
            if name.len() > NAME_LENGTH {
                all.next_value::<IgnoredAny>()?;
                continue;
            }
            let below = self.below(&format!(".{name}"));
            below.paths.insert(below.path.clone());
            all.next_value_seed(below)?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut all: A) -> Result<(), A::Error> {
        while all.next_element_seed(self.below("[]"))?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_is_that_of_the_beginning() {
        let check = |text: &str, expected: &str| {
            let paths: Vec<String> = outline(text.as_bytes()).paths.into_iter().collect();
            assert_eq!(paths.join(" "), expected, "{text}");
        };
        check(
            "{\"a\": [{\"b\": null}, 5, {\"c\": 1.5}]}",
            ".a .a[].b .a[].c",
        );
        check("[{\"a\": {\"b\": \"\"}}", "[].a [].a.b");
        check("\u{feff}{\"a\": 1}\n{\"b\": true}\n{\"c", ".a .b");
        check("{\"a\": 1, oops", ".a");
        check("a,b", "");
    }
}
