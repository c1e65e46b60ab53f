//! People: the names in a cell, as other programs write them.
//!
//! Owns where one name ends and the next begins. A comma may stand within a name or between two; where a cell alone
//! does not tell, the others of its column do.

use std::borrow::Cow;
use std::collections::HashSet;

use super::cells::list;
use crate::exchange::names;

/// A person in a cell, and the mail address beside the name.
#[derive(Debug, PartialEq)]
pub(super) struct FilePerson {
    pub name: String,
    pub mail: Option<String>,
}

/// How the names of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NameForm {
    /// A comma between two single words stands within a name.
    #[default]
    Unknown,
    /// The family name comes first: any lone comma stands within a name.
    FamilyFirst,
    /// Commas stand between names.
    Lists,
}

impl NameForm {
    /// Decides for a whole column. What stands alone elsewhere, either way round, is a name: `Okafor, Dana` is two where
    /// `Okafor` does, and `Ann Lee, Bo Kim` where `Lee, Ann` does.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Self {
        let alone: HashSet<&str> = cells.clone().map(bare).collect();
        let parts = cells.flat_map(|cell| cell.split(';').map(without_brackets));
        let parts = parts.filter_map(|part| Some((part, halves(part)?)));
        let turned = parts.clone().filter(|(part, _)| is_turned(part));
        let turned: HashSet<String> = turned
            .map(|(_, (family, given))| format!("{given} {family}"))
            .collect();
        let mut form = Self::Unknown;
        for (part, (one, other)) in parts {
            let is_known = [one, other]
                .iter()
                .any(|half| alone.contains(half) || turned.contains(*half));
            match (is_turned(part), is_known) {
                (true, true) => return Self::Lists,
                (false, true) => return Self::Unknown,
                (true, false) => form = Self::FamilyFirst,
                (false, false) => {}
            }
        }
        form
    }
}

/// The people in a cell: `Dana Okafor` of `Dana Okafor <dana@example.com>`, `["Dana Okafor"]` and
/// `Dana Okafor (dana)`; `Okafor, Dana` is one.
pub(super) fn people(text: &str, form: NameForm) -> Vec<FilePerson> {
    const NOBODY: &[&str] = &["unassigned", "none", "nobody", "-1", "null", "n/a", "-"];
    let text = text.trim();
    let parts = if text.starts_with('[') && text.ends_with(']') {
        list(text)
    } else if text.contains('<') {
        // A comma before an address is one within a name.
        let ends = text.split_inclusive('>');
        ends.map(|part| part.trim_start_matches([',', ';', ' ']).into())
            .collect()
    } else {
        let all = text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let names = all.clone().map(without_brackets);
        let are_names = names.clone().count() > 1 && names.clone().all(is_name);
        all.flat_map(|part| {
            let plain = without_brackets(part);
            let is_one = match form {
                // Where semicolons separate people and each has a comma, those are within names.
                _ if are_names => true,
                NameForm::FamilyFirst => is_name(plain) || is_turned(plain),
                NameForm::Unknown => is_turned(plain),
                NameForm::Lists => false,
            };
            if is_one {
                vec![part.into()]
            } else {
                joined(part)
            }
        })
        .collect()
    };
    let is_nobody = |name: &str| name.is_empty() || NOBODY.contains(&name.to_lowercase().as_str());
    let one = |part: Cow<'_, str>| {
        let name = bare(&part).to_owned();
        let beside = part.split_once(&name).map_or("", |(_, beside)| beside);
        let mail = names::mail(beside).map(str::to_owned);
        FilePerson { name, mail }
    };
    let people = parts.into_iter().map(one);
    people.filter(|one| !is_nobody(&one.name)).collect()
}

/// The texts of a list, or full names with a word or a mark between them: `Ann Lee & Bo Kim`.
fn joined(text: &str) -> Vec<Cow<'_, str>> {
    let is_full = |name: &&str| {
        let mut words = name.split_whitespace();
        words.clone().count() > 1 && words.all(|word| word.starts_with(char::is_uppercase))
    };
    let between = [" & ", " / ", " + ", " and ", " und ", " et ", " y "];
    let names = between.iter().find_map(|mark| {
        let names: Vec<&str> = text.split(mark).map(str::trim).collect();
        (names.len() > 1 && names.iter().all(is_full)).then_some(names)
    });
    let names = names.map(|names| names.into_iter().map(Cow::Borrowed).collect());
    names.unwrap_or_else(|| list(text))
}

/// The two sides of the only comma of a name, where nothing else stands in it that no name has.
fn halves(text: &str) -> Option<(&str, &str)> {
    let (family, given) = text.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_half = |half: &&str| {
        !half.is_empty()
            && !half.contains([',', ';', '@', '|'])
            && !half.bytes().any(|b| b.is_ascii_digit())
    };
    [family, given]
        .iter()
        .all(is_half)
        .then_some((family, given))
}

/// Whether a text with one comma can be a name: `van Dyke, Mary Ann`.
fn is_name(text: &str) -> bool {
    halves(text).is_some()
}

/// Whether a name surely has its family name first: `Okafor, Dana`, `Okafor, Dana A.`.
fn is_turned(text: &str) -> bool {
    let is_initial = |word: &str| word.chars().filter(|c| *c != '.').count() == 1;
    halves(text).is_some_and(|(family, given)| {
        let mut given = given.split_whitespace();
        let first = given.next().unwrap_or_default();
        let words = [family, first];
        !family.contains(' ')
            && words
                .iter()
                .all(|word| word.starts_with(char::is_uppercase))
            && given.all(is_initial)
    })
}

/// A name without what stands in brackets behind it: `Müller, Jörg (extern)`, `Ann Lee[50%]`.
fn without_brackets(text: &str) -> &str {
    let text = text.trim();
    let ends = text.ends_with([')', ']']) && text.matches(['(', '[']).count() == 1;
    let before = text.split(['(', '[']).next().unwrap_or_default().trim();
    if before.is_empty() || !ends {
        text
    } else {
        before
    }
}

/// A name without an address, an account or a mark beside it.
fn bare(part: &str) -> &str {
    let part = part.trim().trim_start_matches('@');
    for start in ['<', '(', '['] {
        if let Some((name, _)) = part.split_once(start)
            && !name.trim().is_empty()
        {
            return name.trim().trim_matches('"');
        }
    }
    part.trim_matches(['<', '>'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, form: NameForm, expected: &[&str]) {
        let found: Vec<String> = people(text, form).into_iter().map(|one| one.name).collect();
        assert_eq!(found, expected, "{text} {form:?}");
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for (text, names) in [
            ("Dana Okafor <dana@example.com>", &["Dana Okafor"][..]),
            ("Okafor, Dana <dana@example.com>", &["Okafor, Dana"]),
            (
                "Ann Lee <a@x.example>, Bo Kim <b@x.example>",
                &["Ann Lee", "Bo Kim"],
            ),
            ("[\"Jane Smith\"]", &["Jane Smith"]),
            ("Okafor, Dana", &["Okafor, Dana"]),
            ("Okafor, Dana B.", &["Okafor, Dana B."]),
            ("Müller, Jörg (extern)", &["Müller, Jörg"]),
            ("Ann Lee, Bo Kim", &["Ann Lee", "Bo Kim"]),
            ("Ann Lee; Bo Kim|Cy", &["Ann Lee", "Bo Kim", "Cy"]),
            ("Ann Lee, Bo Kim; Cy Roe", &["Ann Lee", "Bo Kim", "Cy Roe"]),
            ("Lee, Ann; Kim, Bo", &["Lee, Ann", "Kim, Bo"]),
            (
                "van Dyke, Mary Ann; O’Neil, Bo;",
                &["van Dyke, Mary Ann", "O’Neil, Bo"],
            ),
            (
                "ann@x.example, bo@x.example; cy@x.example",
                &["ann@x.example", "bo@x.example", "cy@x.example"],
            ),
            ("ann1, bo2", &["ann1", "bo2"]),
            ("Ann Lee (ann),Bo Kim (bo)", &["Ann Lee", "Bo Kim"]),
            ("Ann Lee[50%],Bo Kim[100%]", &["Ann Lee", "Bo Kim"]),
            ("<ann@x.example>", &["ann@x.example"]),
            ("@ann", &["ann"]),
            ("Unassigned", &[]),
            ("[]", &[]),
        ] {
            check(text, NameForm::Unknown, names);
        }
        let mail = |text| people(text, NameForm::Unknown).remove(0).mail;
        assert_eq!(
            mail("Ann Lee <ann@x.example>"),
            Some("ann@x.example".to_owned())
        );
        assert_eq!(mail("Ann Lee (away)"), None);
    }

    #[test]
    fn a_column_tells_what_its_commas_are() {
        let form = |cells: &[&str]| NameForm::of(cells.iter().copied());
        let turned = form(&["Okafor, Dana", "van Dyke, Mary Ann", "lee, ann"]);
        assert_eq!(turned, NameForm::FamilyFirst);
        check("van Dyke, Mary Ann", turned, &["van Dyke, Mary Ann"]);
        check("lee, ann", turned, &["lee, ann"]);
        check("ann1, bo2", turned, &["ann1", "bo2"]);
        let lists = form(&["Ann, Bo", "Ann", "Cy"]);
        assert_eq!(lists, NameForm::Lists);
        check("Ann, Bo", lists, &["Ann", "Bo"]);
        for cells in [
            &["Ann Lee, Bo Kim", "Cy Roe"],
            &["Ann Lee, Bo Kim", "Lee, Ann"],
            &["Okafor, Dana; Ann Lee, Bo Kim", "Ann Lee <ann@x.example>"],
        ] {
            assert_eq!(form(cells), NameForm::Unknown, "{cells:?}");
        }
    }
}
