//! People by their names, as they are typed while they are needed.

use crate::desk::Desk;
use crate::desk::filter::fold;
use crate::edit::Edit;
use crate::model::id::Id;
use crate::model::person::Person;
use crate::model::record::Declared;

impl Desk {
    /// The person of a name, and the edit that adds a new one where nobody is called so.
    pub fn person_of(&mut self, name: &str) -> (Id, Option<Edit>) {
        let folded = fold(name.trim());
        let is_it = |person: &&Person| fold(person.name.trim()) == folded;
        let known = self.workspace.all::<Person>().find(is_it);
        if let Some(person) = known {
            return (person.id, None);
        }
        let mut person = Person::new(self.fresh(Person::KIND));
        name.trim().clone_into(&mut person.name);
        (person.id, Some(Edit::Insert(Box::new(person))))
    }
}
