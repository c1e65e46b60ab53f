//! What is known of customers on a board of 10,000 items.

use evenkeel::model::assumption::Assumption;
use evenkeel::model::contact::{Contact, Stance};
use evenkeel::model::evidence::Evidence;
use evenkeel::model::field::{PartOf, Percent};
use evenkeel::model::journey::{Feeling, Journey, Stage};
use evenkeel::model::kpi::{Kpi, KpiEffect, Reading, Relation};
use evenkeel::model::need::{Need, Wish};
use evenkeel::model::number::Number;
use evenkeel::model::person::{Level, Person};
use evenkeel::model::persona::Persona;
use evenkeel::model::record::Record;
use evenkeel::model::theme::Theme;

use super::{day, id};

/// How many people there are.
pub const PEOPLE: usize = 200;

/// What is known of customers: 2,000 needs with 5,000 wishes and 1,000 pieces of evidence, 500 assumptions, 50 KPIs with
/// 2,000 effects, 40 journeys of 10 stages, 50 personas, 10 themes, 200 people with 1,000 talks.
pub fn known(records: &mut Vec<Box<dyn Record>>) {
    for at in 0..2_000 {
        let mut need = Need::new(id(14, at));
        need.statement = format!("I want {at} of them sent");
        need.parent.0 = (at % 4 > 0).then(|| id(14, at - at % 4));
        need.outcome.0 = (at % 3 > 0).then(|| id(18, at % 50));
        need.importance = Some(Number::whole((at % 11) as i64));
        need.satisfaction = Some(Number::whole((at % 7) as i64));
        records.push(Box::new(need));
    }
    for at in 0..5_000 {
        let mut wish = Wish::new(id(15, at));
        wish.said = format!("Please send number {at}");
        wish.need.0 = (at % 10 > 0).then(|| id(14, at % 2_000));
        records.push(Box::new(wish));
    }
    for at in 0..1_000 {
        let mut evidence = Evidence::new(id(16, at));
        evidence.title = format!("Talk {at}");
        evidence.date = day(at % 40);
        evidence.people = Some(Number::whole((at % 30) as i64));
        evidence.needs.0 = vec![id(14, at * 2), id(14, at)];
        evidence.items.0 = vec![id(6, at * 9)];
        evidence.assumptions.0 = vec![id(17, at % 500)];
        records.push(Box::new(evidence));
    }
    for at in 0..500 {
        let mut assumption = Assumption::new(id(17, at));
        assumption.text = format!("They will send {at}");
        assumption.item = PartOf::new(Some(id(6, at * 3)));
        assumption.weight = Some(Number::whole((at % 11) as i64));
        records.push(Box::new(assumption));
    }
    for at in 0..50 {
        let mut kpi = Kpi::new(id(18, at));
        kpi.name = format!("Sent {at}");
        kpi.target = Some(Number::whole(100));
        kpi.relation = Some(Relation::Sum);
        kpi.parent.0 = (at > 0).then(|| id(18, (at - 1) / 5));
        records.push(Box::new(kpi));
        for week in 0..40 {
            let mut reading = Reading::new(id(19, at * 40 + week));
            reading.kpi = PartOf::new(Some(id(18, at)));
            (reading.day, reading.value) = (day(week), Some(Number::whole(week as i64)));
            records.push(Box::new(reading));
        }
        for item in 0..40 {
            let mut effect = KpiEffect::new(id(20, at * 40 + item));
            effect.kpi = PartOf::new(Some(id(18, at)));
            effect.item = PartOf::new(Some(id(6, at * 40 + item)));
            effect.likely = Some(Number::whole(1));
            records.push(Box::new(effect));
        }
    }
    for at in 0..400 {
        let mut stage = Stage::new(id(21, at));
        stage.name = format!("Step {at}");
        stage.journey = PartOf::new(Some(id(22, at / 10)));
        stage.place = Some(Number::whole((at % 10) as i64));
        stage.importance = Some(Number::whole((at % 11) as i64));
        stage.feeling = Some(Feeling::Bad);
        stage.needs.0 = vec![id(14, at)];
        stage.items.0 = vec![id(6, at * 7)];
        stage.evidence.0 = vec![id(16, at)];
        records.push(Box::new(stage));
    }
    for at in 0..40 {
        let mut journey = Journey::new(id(22, at));
        journey.name = format!("Way {at}");
        records.push(Box::new(journey));
    }
    for at in 0..50 {
        let mut persona = Persona::new(id(23, at));
        persona.name = format!("Sender {at}");
        records.push(Box::new(persona));
    }
    for at in 0..10 {
        let mut theme = Theme::new(id(24, at));
        theme.name = format!("Theme {at}");
        theme.weight = Some(Percent(Number::whole(10)));
        records.push(Box::new(theme));
    }
    for at in 0..PEOPLE {
        let mut person = Person::new(id(25, at));
        person.name = format!("Somebody {at}");
        (person.power, person.interest) = (Some(Level::High), Some(Level::Medium));
        person.stance = Some(Stance::Neutral);
        records.push(Box::new(person));
    }
    for at in 0..1_000 {
        let mut talk = Contact::new(id(26, at));
        talk.what = format!("Talk {at}");
        (talk.person, talk.day) = (PartOf::new(Some(id(25, at % PEOPLE))), day(at % 40));
        records.push(Box::new(talk));
    }
}
