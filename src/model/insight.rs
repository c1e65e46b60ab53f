//! Which kinds of record are about customers, so that a workspace without any of them shows nothing of it.

use super::Workspace;
use super::contact::Contact;
use super::evidence::Evidence;
use super::journey::{Journey, Stage, Study};
use super::kano::KanoReply;
use super::kpi::{Kpi, KpiEffect, Reading};
use super::need::{Need, Wish};
use super::persona::{Persona, Segment};
use super::record::{Declared, Kind};
use super::theme::Theme;

/// The kinds that tell what is known of customers.
pub const KINDS: &[&Kind] = &[
    Segment::KIND,
    Persona::KIND,
    Need::KIND,
    Wish::KIND,
    KanoReply::KIND,
    Evidence::KIND,
    Kpi::KIND,
    Reading::KIND,
    KpiEffect::KIND,
    Theme::KIND,
    Journey::KIND,
    Stage::KIND,
    Study::KIND,
    Contact::KIND,
];

/// Whether a workspace holds anything of it.
pub fn is_used(workspace: &Workspace) -> bool {
    KINDS.iter().any(|kind| workspace.count(kind) > 0)
}

/// Whether a field of another kind leads to these while there are none, so that nothing asks for it.
pub fn is_idle(workspace: &Workspace, target: Option<&str>) -> bool {
    let leads = KINDS.iter().any(|kind| Some(kind.name) == target);
    leads && !is_used(workspace)
}
