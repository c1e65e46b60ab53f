//! The side from which somebody looks at the workspace, and who that is: whoever decides what is worth doing, or whoever
//! builds it.
//!
//! Owns what each side sees of the program. Both are kept with the preferences, in no workspace. What the desk does of it
//! is in [`super::sided`].

use super::tab::{self, Tab};
use crate::model::person::{Person, Role};
use crate::model::words::Text;

/// Why nothing of money is shown.
pub(crate) const MONEY_IS_HIDDEN: Text =
    Text::new("money is hidden from the side of delivery · {APP_PALETTE} side shows it again");

crate::choice! {
    /// The side from which the workspace is looked at.
    Side {
        Both = "everything",
        Strategy = "themes, KPIs, features, roadmap; sizes stand back",
        Delivery = "the plan, stories, readiness, what blocks; money is hidden",
    }
}

impl Side {
    /// The side of a person by the roles; both where somebody has roles of both, or none that is known.
    pub fn of(person: &Person) -> Self {
        let is_strategy = |role: &Role| match role {
            Role::ProductManagement | Role::BusinessOwner | Role::Customer => true,
            Role::ProductOwner
            | Role::SystemArchitect
            | Role::Rte
            | Role::Coach
            | Role::Developer => false,
        };
        let (strategy, delivery): (Vec<Role>, Vec<Role>) = person.roles().partition(is_strategy);
        match (strategy.is_empty(), delivery.is_empty()) {
            (false, true) => Self::Strategy,
            (true, false) => Self::Delivery,
            (true, true) | (false, false) => Self::Both,
        }
    }

    /// Whether the top bar shows a view. One that it does not show is still gone to by its key, but for the money.
    pub fn shows(self, view: Tab) -> bool {
        let beside: &[Tab] = match self {
            Self::Both => &[],
            Self::Strategy => &[tab::TEAMS, tab::SESSION, tab::LEARN],
            Self::Delivery => &[tab::GRID, tab::MONEY, tab::LOG],
        };
        !beside.contains(&view)
    }

    /// Whether amounts of money are seen.
    pub fn shows_money(self) -> bool {
        self != Self::Delivery
    }

    /// Whether sizes stand back.
    pub fn dims_sizes(self) -> bool {
        self == Self::Strategy
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::Id;

    #[test]
    fn the_roles_of_a_person_say_the_side() {
        for (roles, side) in [
            (&["Product Management"][..], Side::Strategy),
            (&["Business Owner", "Customer"], Side::Strategy),
            (&["Product Owner"], Side::Delivery),
            (&["dev", "Scrum Master"], Side::Delivery),
            (&["PM", "PO"], Side::Both),
            (&["gardener"], Side::Both),
            (&[], Side::Both),
        ] {
            let mut person = Person::new(Id::from_random(1));
            person.roles = roles.iter().map(|role| (*role).to_owned()).collect();
            assert_eq!(Side::of(&person), side, "{roles:?}");
        }
    }
}
