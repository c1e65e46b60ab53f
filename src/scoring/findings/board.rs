//! What the checks look at, gathered once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::plans::Plans;
use crate::model::Workspace;
use crate::model::assumption::{Assumption, Standing};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::scoring::dependencies::loops::loops;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::flow::record::Flow;
use crate::scoring::forecast::roadmap::Roadmap;
use crate::scoring::insight::known::KnownCustomers;
use crate::scoring::insight::kpis::Kpis;
use crate::scoring::levels::ranked;
use crate::scoring::money::interval::Accounts;
use crate::scoring::order::regret::Regret;

/// A workspace, its shown order, and what belongs to each item.
pub struct CheckedBoard<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// Its shown order.
    pub evaluation: &'a Evaluation,
    pub(super) regret: Option<&'a Regret>,
    /// When everything open is likely done.
    pub(super) roadmap: &'a Roadmap,
    /// The day it is seen from.
    pub today: Option<NaiveDate>,
    /// Open items, by id.
    pub(super) open: Vec<&'a Item>,
    /// The options of each item.
    pub(super) options: BTreeMap<Id, Vec<&'a ItemOption>>,
    /// The refuted assumptions of each item.
    pub(super) refuted: BTreeMap<Id, Vec<Id>>,
    /// The groups of items that wait for each other.
    pub(super) loops: Vec<Vec<Id>>,
    /// What is planned.
    pub(super) plans: Plans,
    /// What is known of customers.
    pub(super) known: KnownCustomers,
    /// The KPIs.
    pub(super) kpis: Kpis,
    /// The money.
    pub(super) accounts: Accounts,
    /// How work goes through its states.
    pub(super) flow: Flow,
}

impl<'a> CheckedBoard<'a> {
    pub(super) fn of(
        workspace: &'a Workspace,
        evaluation: &'a Evaluation,
        regret: Option<&'a Regret>,
        roadmap: &'a Roadmap,
        today: Option<NaiveDate>,
    ) -> Self {
        let mut options: BTreeMap<Id, Vec<&ItemOption>> = BTreeMap::new();
        for option in workspace.all::<ItemOption>() {
            if let Some(item) = option.item.0 {
                options.entry(item).or_default().push(option);
            }
        }
        let mut refuted: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for assumption in workspace.all::<Assumption>() {
            if let (Some(item), Standing::Refuted) = (assumption.item.0, assumption.standing) {
                refuted.entry(item).or_default().push(assumption.id);
            }
        }
        Self {
            workspace,
            evaluation,
            regret,
            roadmap,
            today,
            open: ranked(workspace).collect(),
            options,
            refuted,
            loops: loops(workspace),
            plans: Plans::of(workspace, evaluation, roadmap, today),
            known: KnownCustomers::of(workspace, today),
            kpis: Kpis::of(workspace, today),
            accounts: Accounts::of(workspace),
            flow: Flow::of(workspace, today),
        }
    }

    /// Whether a day is more than so many days ago; of none where today is not known.
    pub(super) fn is_older(&self, day: NaiveDate, days: i64) -> bool {
        self.today
            .is_some_and(|today| (today - day).num_days() > days)
    }

    /// Where an item stands in the shown order, from 0.
    pub(super) fn place(&self, id: Id) -> Option<usize> {
        self.evaluation.score(id)?.place
    }
}
