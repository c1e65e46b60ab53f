//! Imported columns that tell of people.

use super::folded::fold;

/// Whether an imported column tells of people by name, mail or account.
pub fn is_of_people(column: &str) -> bool {
    let words = column.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .map(|word| word.chars().flat_map(fold).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let is_one = |word: &String| {
        let one = word.strip_suffix('s').unwrap_or(word);
        PEOPLE.contains(&one) || PEOPLE.contains(&word.as_str())
    };
    let is_key = |word: &String| ["id", "ids", "key", "name", "names"].contains(&word.as_str());
    let is_account = match words.split_first() {
        Some((first, rest)) => {
            ["user", "users", "account", "accounts"].contains(&first.as_str())
                && rest.iter().all(is_key)
        }
        None => false,
    };
    is_account || words.iter().any(is_one)
}

/// Words in the headings of columns that tell of people.
const PEOPLE: [&str; 33] = [
    "approver",
    "assigned",
    "assignee",
    "author",
    "bearbeiter",
    "beobachter",
    "changer",
    "contact",
    "creator",
    "developer",
    "email",
    "login",
    "mail",
    "mailto",
    "melder",
    "member",
    "opener",
    "owner",
    "participant",
    "person",
    "people",
    "raiser",
    "reporter",
    "requester",
    "requestor",
    "reviewer",
    "submitter",
    "tester",
    "username",
    "voter",
    "watcher",
    "zugewiesen",
    "autor",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_people_are_known_by_their_headings() {
        for column in [
            "Reporter",
            "Watchers Id",
            "Assignee Email",
            "Creator.login",
            "User",
            "E-mail",
            "Bearbeiter",
            "user_id",
        ] {
            assert!(is_of_people(column), "{column}");
        }
        for column in [
            "Lead time",
            "Status",
            "User story",
            "Account type",
            "Created",
            "Component",
        ] {
            assert!(!is_of_people(column), "{column}");
        }
    }
}
