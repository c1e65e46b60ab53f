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
    /// How many lines have a value each; none where the text is one value over several.
    pub lines: usize,
}

impl Outline {
    /// Where records may stand, the outermost first: on each line, or in a list.
    pub fn places(&self) -> Vec<String> {
        let mut places: BTreeSet<&str> = (self.lines > 0).then_some("").into_iter().collect();
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

    /// Where a record may stand that is the only one, the outermost first: the value, or what is inside it.
    pub fn lone_places(&self) -> Vec<&str> {
        let paths = self.paths.iter().filter(|path| !path.contains('['));
        let places: BTreeSet<&str> = paths
            .filter_map(|path| Some(path.rsplit_once('.')?.0))
            .collect();
        let mut places: Vec<&str> = places.into_iter().collect();
        places.sort_by_key(|place| place.matches('.').count());
        places
    }

    /// The outermost place whose records have all of one of some lists of names; a value may be the one record, or
    /// be around it.
    pub fn place_of(&self, marks: Marks) -> Option<String> {
        let has = |place: &str, name: &&str| self.paths.contains(&format!("{place}.{name}"));
        let fits = |place: &str| {
            marks
                .iter()
                .any(|names| names.iter().all(|n| has(place, n)))
        };
        let alone = self.lone_places().into_iter().find(|place| fits(place));
        let list = self.places().into_iter().find(|place| fits(place));
        // A list inside the one record has its parts, or what it is linked to.
        let is_inside = |list: &String| alone.is_some_and(|one| is_below(list, one));
        list.filter(|list| !is_inside(list))
            .or_else(|| alone.map(str::to_owned))
    }

    /// The names of the records at a place that are no lists of records.
    pub fn plain_names<'o>(&'o self, place: &'o str) -> impl Iterator<Item = &'o str> {
        let is_list = move |name: &str| {
            let list = format!("{place}.{name}[].");
            let next = self.paths.range(list.clone()..).next();
            next.is_some_and(|path| path.starts_with(&list))
        };
        self.names(place).filter(move |name| !is_list(name))
    }

    /// The names of the records at a place.
    pub fn names<'o>(&'o self, place: &'o str) -> impl Iterator<Item = &'o str> {
        self.paths.iter().filter_map(move |path| {
            let name = path.strip_prefix(place)?.strip_prefix('.')?;
            (!name.contains(['.', '['])).then_some(name)
        })
    }
}

/// Whether a place is inside another one.
pub(super) fn is_below(place: &str, other: &str) -> bool {
    let rest = place.strip_prefix(other);
    rest.is_some_and(|rest| rest.starts_with(['.', '[']))
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
    let has_lines = has_lines(text);
    let mut look = |text: &str| {
        let walk = PathWalk {
            path: String::new(),
            depth: DEPTH,
            paths: &mut outline.paths,
        };
        // The end is missing, or something is wrong there, which is told when it is read.
        let _ = walk.deserialize(&mut Deserializer::from_str(text));
    };
    if has_lines {
        let lines = text.lines().map(without_comma);
        let lines = lines.filter(|line| !line.is_empty());
        outline.lines = lines.inspect(|line| look(line)).count();
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
