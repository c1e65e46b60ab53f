//! External dependencies: what the plan awaits from outside its teams.

use chrono::NaiveDate;

use super::field::{Link, Links, Prose};
use super::increment::Increment;
use super::item::Item;

crate::choice! {
    /// What sort of others something is awaited from.
    Outside {
        Supplier = "Supplier",
        OtherTeam = "Other team",
        Person = "Person",
    }
}

crate::choice! {
    /// How far along something awaited is.
    Promise {
        Asked = "Asked",
        Promised = "Promised",
        Delivered = "Delivered",
        Late = "Late",
    }
}

crate::record! {
    /// Something that others have to deliver before items can be done.
    Dependency: "dependency" in "dependencies", "External dependency", "External dependencies" {
        /// What is awaited.
        open text: String, "What";
        /// What sort of others it is awaited from.
        open outside: Option<Outside>, "Kind";
        /// Who they are, by name.
        open from: String, "From whom";
        /// The day it is needed.
        open due: Option<NaiveDate>, "Needed by";
        /// How far along it is.
        open state: Promise, "State";
        /// The planning interval whose plan rests on it.
        open increment: Link<Increment>, "Planning interval";
        /// The items that wait for it.
        open items: Links<Item>, "Needed by items";
        /// What was said about it, and when.
        open note: Prose, "Note";
    }
}
