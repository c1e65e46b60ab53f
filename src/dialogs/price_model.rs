//! The numbers of a price model, typed live: what it has to reach stands below them and follows every key.
//!
//! Owns which numbers each model asks for. They are fields of the offer, where saving puts them; what they say is in
//! [`crate::scoring::money::model_words`].

use crate::desk::Desk;
use crate::desk::listing::Lists;
use crate::desk::notice::quoted;
use crate::dialogs::form::{self, Form};
use crate::dialogs::picker::{Entry, Picker};
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::{Choice, FieldValue, Money, Percent};
use crate::model::id::Id;
use crate::model::money::{Offer, PriceModel};
use crate::model::number::Number;
use crate::model::record::{Declared, Kind, Record};
use crate::scoring::money::model_words::said;

crate::record! {
    /// What some use free and others pay for. It is no record of a workspace: an offer keeps its numbers.
    FreeTier: "free_tier" in "free_tiers", "Free tier", "Free tiers" {
        /// What a paying user pays in a period.
        private price: Option<Money>, "Price";
        /// What a paying user costs us in a period.
        private cost_paid: Option<Money>, "A paid one costs";
        /// What a free user costs us in a period.
        private cost_free: Option<Money>, "A free one costs";
        /// How many use it, free or paying.
        private users: Option<Number>, "Users";
        /// The share of users that pays.
        private paying: Option<Percent>, "Share that pays";
    }
}

crate::record! {
    /// What everybody pays for until they leave. It is no record of a workspace: an offer keeps its numbers.
    Subscribed: "subscribed" in "subscribed", "Subscription", "Subscriptions" {
        /// What a customer pays in a period.
        private price: Option<Money>, "Price";
        /// The share of it that is left after cost.
        private margin: Option<Percent>, "Margin";
        /// The share of customers that leaves in a period; 0 is nobody.
        private churn: Option<Percent>, "Leave in a period";
        /// What it costs to win a customer.
        private acquisition: Option<Money>, "Winning one costs";
    }
}

crate::record! {
    /// A price that is raised or cut. It is no record of a workspace: an offer keeps its numbers.
    PriceChange: "price_change" in "price_changes", "New price", "New prices" {
        /// The price before.
        private price_before: Option<Money>, "Price before";
        /// The new price.
        private price: Option<Money>, "Price";
        /// What one costs us.
        private cost_paid: Option<Money>, "A paid one costs";
    }
}

/// The kind of the form of a model; none where it has no numbers of its own.
const fn asked(model: PriceModel) -> Option<&'static Kind> {
    match model {
        PriceModel::Freemium => Some(FreeTier::KIND),
        PriceModel::Subscription => Some(Subscribed::KIND),
        PriceModel::Premium => Some(PriceChange::KIND),
        PriceModel::Once | PriceModel::Usage => None,
    }
}

/// The model that a form is of.
fn model_of(kind: &Kind) -> PriceModel {
    let all = PriceModel::ALL.iter().copied();
    let mut all = all.filter(|model| asked(*model).is_some_and(|own| own == kind));
    all.next().unwrap_or(PriceModel::Subscription)
}

/// Opens the numbers of the chosen offer, for its own model or for one that is asked for.
pub fn open(desk: &mut Desk, lists: &Lists) {
    let Some((_, id)) = lists.chosen(desk) else {
        return;
    };
    let own = desk
        .workspace
        .get::<Offer>(id)
        .and_then(|offer| offer.model);
    if let Some(kind) = own.and_then(asked) {
        open_for(desk, id, kind);
        return;
    }
    let models = [
        PriceModel::Freemium,
        PriceModel::Subscription,
        PriceModel::Premium,
    ];
    let entries = models.into_iter().filter_map(|model| {
        let kind = asked(model)?;
        let open = move |desk: &mut Desk, ()| open_for(desk, id, kind);
        Some(Entry::new(model.word().label, "", open))
    });
    desk.open(Picker::new("Which price model?", entries.collect()));
}

/// Opens the numbers of an offer for a model.
fn open_for(desk: &mut Desk, offer: Id, kind: &'static Kind) {
    let mut asked = (kind.blank)(offer);
    if let Some(offer) = desk.workspace.get::<Offer>(offer) {
        take_over(offer, asked.as_mut());
    }
    form::open_for(desk, asked.as_ref(), keep);
    if let Some(form) = desk.top_mut::<Form>() {
        form.says = Some(says);
    }
}

/// Takes over each field that both records have.
fn take_over(from: &dyn Record, to: &mut dyn Record) {
    for (at, field) in from.kind().fields.iter().enumerate() {
        if let Some(place) = to.kind().field(field.name) {
            // Both hold the same type under this name.
            drop(to.set(place, from.get(at)));
        }
    }
}

/// The offer as the form has it, with what is being typed.
fn typed(form: &Form, workspace: &Workspace) -> Offer {
    let mut asked = (form.kind.blank)(form.id);
    form.fill_typed(asked.as_mut());
    let mut offer = workspace
        .get::<Offer>(form.id)
        .cloned()
        .unwrap_or_else(|| Offer::new(form.id));
    take_over(asked.as_ref(), &mut offer);
    offer.model = Some(model_of(form.kind));
    offer
}

fn says(form: &Form, workspace: &Workspace) -> Vec<String> {
    let lines = said(workspace, &typed(form, workspace));
    if lines.is_empty() {
        return vec!["What it has to reach stands here once the numbers are typed.".to_owned()];
    }
    lines
}

/// Keeps the numbers in the offer, as one step.
fn keep(desk: &mut Desk) {
    let Some(form) = desk.top::<Form>() else {
        return;
    };
    let offer = typed(form, &desk.workspace);
    let (id, kind) = (form.id, form.kind);
    let fields = kind.fields.iter().filter_map(|field| {
        let value = offer.get(Offer::KIND.field(field.name)?);
        Edit::put::<Offer>(id, field.name, value)
    });
    let model = Edit::put::<Offer>(id, "model", offer.model.to_value());
    let edits: Vec<Edit> = fields.chain(model).collect();
    let label = format!("numbers of {}", quoted(&offer.name));
    desk.close();
    desk.commit(&label, edits);
}
