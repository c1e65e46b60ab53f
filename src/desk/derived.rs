//! What follows from the workspace: every number, and the texts filters search.
//!
//! Owns when it is computed anew. Ranks follow each edit at once; the survey of a large board follows
//! when `run` brings it, and until then the one before is known to be of another state. Knows no formula.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::desk::filter::Haystack;
use crate::model::Workspace;
use crate::model::decision::Decision;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::settings::{Lens, Settings};
use crate::scoring::decision::standing;
use crate::scoring::dependencies::{ItemLinks, Needed};
use crate::scoring::evaluation::{Evaluation, evaluate, revise};
use crate::scoring::findings::{Check, FINDINGS};
use crate::scoring::forecast::roadmap::roadmap;
use crate::scoring::insight::known::KnownCustomers;
use crate::scoring::insight::kpis::Kpis;
use crate::scoring::session;
use crate::scoring::survey::{Survey, survey_by};

/// How many items are surveyed at once, before the next frame. So many take about 4 ms.
pub const AT_ONCE: usize = 300;

/// What follows from the workspace.
#[derive(Debug)]
pub struct Derived {
    /// Every number, under the lens that is on.
    pub evaluation: Arc<Evaluation>,
    /// The numbers of the workspace as it is, while those of another order are shown in their place.
    real: Option<Arc<Evaluation>>,
    /// The text a filter searches, by item.
    pub haystacks: BTreeMap<Id, Haystack>,
    /// The items that are in an iteration.
    pub timed: BTreeSet<Id>,
    /// Who needs whom.
    pub needed: Needed,
    /// What makes what possible.
    pub enabled: Needed,
    /// What is known beyond the ranking; of an earlier state while it is not [`Derived::is_surveyed`].
    pub survey: Arc<Survey>,
    /// What is known of customers.
    pub known: KnownCustomers,
    /// The KPIs.
    pub kpis: Kpis,
    /// The decision each item stands by.
    pub standing: BTreeMap<Id, Id>,
    /// The day everything is seen from.
    pub today: Option<NaiveDate>,
    /// The checks that look through it.
    pub checks: &'static [Check],
    /// Counts the states; each has its own evaluation.
    state: u64,
    /// Counts the changes, those too that leave the evaluation as it is.
    changes: u64,
    /// The state the survey is of.
    surveyed: u64,
    /// The state a survey was asked for last.
    asked: u64,
}

impl Derived {
    /// Computes everything.
    pub fn of(workspace: &Workspace, lens: Lens, today: Option<NaiveDate>) -> Self {
        Self::by(&FINDINGS, workspace, lens, today)
    }

    /// The same with these checks.
    pub fn by(
        checks: &'static [Check],
        workspace: &Workspace,
        lens: Lens,
        today: Option<NaiveDate>,
    ) -> Self {
        workspace.the::<Settings>().words().take_up();
        let haystacks = workspace
            .all::<Item>()
            .map(|item| (item.id, Haystack::of(item)))
            .collect();
        let timed = workspace.all::<Item>();
        let timed = timed.filter(|item| item.iteration.0.is_some());
        let mut derived = Self {
            evaluation: Arc::new(evaluate(workspace, lens, today)),
            real: None,
            haystacks,
            timed: timed.map(|item| item.id).collect(),
            needed: Needed::of(workspace),
            enabled: Needed::by_links(workspace, ItemLinks::Enables),
            survey: Arc::default(),
            known: KnownCustomers::of(workspace, today),
            kpis: Kpis::of(workspace, today),
            standing: standing(workspace),
            today,
            checks,
            state: 1,
            changes: 0,
            surveyed: 0,
            asked: 0,
        };
        derived.follow(workspace);
        derived
    }

    /// Shows the numbers of another order, until they are put back or the next change.
    pub fn try_on(&mut self, other: Arc<Evaluation>) {
        let shown = std::mem::replace(&mut self.evaluation, other);
        self.real.get_or_insert(shown);
    }

    /// The numbers of the workspace as it is, whatever is shown.
    pub fn real(&self) -> &Arc<Evaluation> {
        self.real.as_ref().unwrap_or(&self.evaluation)
    }

    /// Whether the numbers of another order are shown.
    pub const fn is_trying(&self) -> bool {
        self.real.is_some()
    }

    /// Shows the numbers of the workspace again.
    pub fn put_back(&mut self) {
        if let Some(real) = self.real.take() {
            self.evaluation = real;
        }
    }

    /// Computes what a change of these records can affect.
    pub fn refresh(&mut self, workspace: &Workspace, subjects: &[(&'static Kind, Id)]) {
        self.changes += 1;
        workspace.the::<Settings>().words().take_up();
        if subjects.iter().any(|(kind, _)| *kind == Decision::KIND) {
            self.standing = standing(workspace);
        }
        if Kpis::rest_on(subjects) {
            self.kpis = Kpis::of(workspace, self.today);
        }
        let mut is_known = true;
        if self.known.rests_on(workspace, subjects) {
            let known = KnownCustomers::of(workspace, self.today);
            is_known = std::mem::replace(&mut self.known, known) == self.known;
        }
        if is_known && subjects.iter().all(|(kind, _)| session::is_beside(kind)) {
            return;
        }
        for (_, id) in subjects.iter().filter(|(kind, _)| *kind == Item::KIND) {
            let item = workspace.get::<Item>(*id);
            match item {
                Some(item) => self.haystacks.insert(*id, Haystack::of(item)),
                None => self.haystacks.remove(id),
            };
            if item.is_some_and(|item| item.iteration.0.is_some()) {
                self.timed.insert(*id);
            } else {
                self.timed.remove(id);
            }
            self.needed.refresh(workspace, *id);
            self.enabled.refresh(workspace, *id);
        }
        revise(&mut self.evaluation, workspace, subjects);
        self.turned(workspace);
    }

    /// Ranks anew under another lens.
    pub fn look_through(&mut self, workspace: &Workspace, lens: Lens) {
        self.real = None;
        self.evaluation = Arc::new(evaluate(workspace, lens, self.today));
        self.turned(workspace);
    }

    /// Begins another state, and surveys it if the board is small enough.
    fn turned(&mut self, workspace: &Workspace) {
        self.state += 1;
        self.changes += 1;
        self.follow(workspace);
    }

    /// Sees everything from another day.
    pub fn see_from(&mut self, workspace: &Workspace, today: Option<NaiveDate>) {
        if self.today != today {
            self.today = today;
            self.known = KnownCustomers::of(workspace, today);
            self.kpis = Kpis::of(workspace, today);
            self.look_through(workspace, self.evaluation.lens);
        }
    }

    /// Surveys a board that is small enough.
    fn follow(&mut self, workspace: &Workspace) {
        if workspace.count(Item::KIND) <= AT_ONCE {
            self.survey_now(workspace);
        }
    }

    /// Surveys the board whatever it takes, unless the survey is of the present state already.
    pub fn survey_now(&mut self, workspace: &Workspace) {
        if self.is_surveyed() {
            return;
        }
        self.survey = Arc::new(survey_by(
            self.checks,
            workspace,
            &self.evaluation,
            self.today,
        ));
        self.surveyed = self.state;
    }

    /// Forecasts the board, and leaves the rest of the survey out.
    pub fn forecast_now(&mut self, workspace: &Workspace) {
        if !self.is_surveyed() {
            self.survey = Arc::new(Survey {
                roadmap: roadmap(workspace, &self.evaluation, self.today),
                ..Survey::default()
            });
        }
    }

    /// The number of the present state.
    pub const fn state(&self) -> u64 {
        self.state
    }

    /// How many changes there were, of the ranking and beside it.
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// Whether the survey is of the present state.
    pub const fn is_surveyed(&self) -> bool {
        self.surveyed == self.state
    }

    /// The number of the state the survey is of.
    pub const fn state_surveyed(&self) -> u64 {
        self.surveyed
    }

    /// The state a survey has to be made of, once for each.
    pub fn wants_survey(&mut self) -> Option<u64> {
        if self.is_surveyed() || self.asked == self.state {
            return None;
        }
        self.asked = self.state;
        Some(self.state)
    }

    /// Takes a survey; one of a state that has passed is dropped.
    pub fn surveyed(&mut self, state: u64, survey: Arc<Survey>) {
        if state == self.state {
            self.survey = survey;
            self.surveyed = state;
        }
    }

    /// The ranks of the items among some records.
    pub fn ranks(&self, subjects: &[(&'static Kind, Id)]) -> BTreeMap<Id, usize> {
        let items = subjects.iter().filter(|(kind, _)| *kind == Item::KIND);
        items
            .filter_map(|(_, id)| Some((*id, self.evaluation.score(*id)?.rank?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::history::History;
    use crate::edit::{self, Edit};
    use crate::model::field::Value;
    use crate::model::need::{Need, Wish};

    #[test]
    fn what_is_brought_up_to_date_is_what_would_be_computed_anew() {
        let id = Id::from_random;
        let mut workspace = Workspace::default();
        let items = (1..6).map(|at| Edit::Insert(Box::new(Item::new(id(at)))));
        let need = Edit::Insert(Box::new(Need::new(id(1))));
        edit::restore(&mut workspace, items.chain([need]).collect()).unwrap();
        let mut derived = Derived::of(&workspace, Lens::Wsjf, None);
        let mut history = History::default();
        let set = |at, field: &str, value| Edit::put::<Item>(id(at), field, value).unwrap();
        let mut wish = Wish::new(id(7));
        wish.need.0 = Some(id(1));
        let gone = Edit::Remove {
            kind: Item::KIND,
            id: id(2),
        };
        for edit in [
            set(1, "needs_met", Value::Links(vec![id(1)])),
            set(2, "needs_met", Value::Links(vec![id(1)])),
            set(1, "enables", Value::Links(vec![id(3), id(4)])),
            set(2, "enables", Value::Links(vec![id(3)])),
            set(1, "title", Value::Text("one".to_owned())),
            set(3, "iteration", Value::Link(id(9))),
            set(2, "iteration", Value::Link(id(9))),
            Edit::Insert(Box::new(wish)),
            gone,
            set(3, "iteration", Value::Blank),
            set(1, "needs_met", Value::Blank),
        ] {
            let change = history.take_over(&mut workspace, "", vec![edit]).unwrap();
            derived.refresh(&workspace, &change.subjects);
            let anew = Derived::of(&workspace, Lens::Wsjf, None);
            assert_eq!(derived.known, anew.known, "{change:?}");
            assert_eq!(derived.timed, anew.timed, "{change:?}");
            assert_eq!(derived.enabled, anew.enabled, "{change:?}");
        }
    }
}
