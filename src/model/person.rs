//! The people around the product.

use chrono::NaiveDate;

use super::contact::Stance;
use super::field::{Links, Private, Prose};
use super::item::Item;
use super::need::Need;
use super::number::Number;

crate::choice! {
    /// The side of the table a person speaks for.
    Side {
        Customer = "Customer",
        Business = "Business",
        Engineering = "Engineering",
        Operations = "Operations",
        Other = "Other",
    }
}

crate::choice! {
    /// How much there is of something: power, interest, chance, impact.
    Level {
        Low = "Low",
        Medium = "Medium",
        High = "High",
    }
}

crate::choice! {
    /// What a person is there for.
    Role {
        ProductManagement = "Product Management",
        ProductOwner = "Product Owner",
        BusinessOwner = "Business Owner",
        SystemArchitect = "System Architect",
        Rte = "RTE",
        Coach = "Scrum Master / Team Coach",
        Developer = "Developer",
        Customer = "Customer",
    }
}

/// How people write the roles, in small letters without signs.
const ROLES: [(Role, &[&str]); 8] = [
    (
        Role::ProductManagement,
        &["productmanagement", "productmanager", "pm"],
    ),
    (Role::ProductOwner, &["productowner", "po"]),
    (Role::BusinessOwner, &["businessowner", "bo"]),
    (
        Role::SystemArchitect,
        &["systemarchitect", "architect", "sa"],
    ),
    (Role::Rte, &["rte", "releasetrainengineer"]),
    (
        Role::Coach,
        &[
            "scrummasterteamcoach",
            "scrummaster",
            "teamcoach",
            "sm",
            "coach",
        ],
    ),
    (
        Role::Developer,
        &["developer", "dev", "engineer", "tester", "designer"],
    ),
    (Role::Customer, &["customer", "user"]),
];

impl Role {
    /// The role that a text means; none where it is another one.
    pub fn of(text: &str) -> Option<Self> {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        let plain: String = letters.flat_map(char::to_lowercase).collect();
        let mut all = ROLES.iter();
        let found = all.find(|(_, names)| names.contains(&plain.as_str()));
        found.map(|(role, _)| *role)
    }
}

crate::record! {
    /// Somebody who asks, decides, builds or pays.
    Person: "person" in "people", "Person", "People" {
        /// What the person is called.
        open name: String, "Name";
        /// What else the person goes by: nicknames, initials, mail addresses, accounts. Kept private with the name.
        private also: Vec<String>, "Also called";
        /// Whether the name stays out of every export that others may see.
        open hidden: bool, "Keep name private";
        /// The side the person speaks for.
        open side: Option<Side>, "Side";
        /// What the person is there for: Product Management, Product Owner, Business Owner, System Architect, RTE, Scrum Master / Team Coach, Developer, Customer.
        open roles: Vec<String>, "Roles";
        /// How much the person can decide.
        handed power: Option<Level>, "Power";
        /// How much the person cares about this product.
        handed interest: Option<Level>, "Interest";
        /// What the person wants, in their own words.
        open wants: Prose, "Wants";
        /// When somebody last spoke with the person.
        open last_contact: Option<NaiveDate>, "Last contact";
        /// How the person stands to the product.
        handed stance: Option<Stance>, "Stance";
        /// How the person should stand to it.
        handed wanted_stance: Option<Stance>, "Wanted stance";
        /// After how many days somebody speaks with the person again; blank: by influence and interest.
        open every_days: Option<Number>, "Contact every, days";
        /// How the person is best reached.
        handed channel: String, "Reached by";
        /// The items the person wishes for, beside those asked for.
        open wishes: Links<Item>, "Wishes for items";
        /// The needs the person wishes to be met.
        open wished_needs: Links<Need>, "Wishes for needs";
        /// A note for your eyes only.
        private private_note: Private, "Private note";
    }
}

impl Person {
    /// The roles that are known ones.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.roles.iter().filter_map(|role| Role::of(role))
    }
}
