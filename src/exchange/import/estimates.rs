//! Estimates: the columns of a score sheet that could be taken as what they say.
//!
//! Owns which names and cells look like the inputs of a method, or like labels of ours. Nothing of it is taken
//! before somebody says so; what a sheet computed is compared and never taken.

use super::criteria;
use super::headings::{bracketed, is_time, plain};
use super::mapping::{ColumnTarget, Mapping};
use super::table::ImportTable;
use super::words;
use crate::model::field::FieldType;
use crate::model::item::{Item, Moscow};
use crate::model::record::Declared;

/// The fields of estimates, each with what they are called elsewhere, between commas, without marks.
const NAMES: [(&str, &str); 8] = [
    (
        "value",
        "user business value, userbusiness value, business value, user and business value, user value, customer value, \
         ubv, bv, geschäftswert, geschäftsnutzen, kundennutzen, nutzwert, nutzer und geschäftswert, \
         valeur utilisateur et métier, valeur utilisateur, valeur commerciale, valor del negocio, valore di business, valeur métier, valor de negocio, valor de negócio, wartość biznesowa",
    ),
    (
        "criticality",
        "time criticality, timecriticality, time critical, tc, zeitkritikalität, zeitliche kritikalität, \
         zeitliche dringlichkeit, criticité, criticité temporelle, criticidad, criticidad temporal, criticidade, \
         criticidade temporal, criticidade de tempo, criticità temporale, pilność",
    ),
    (
        "risk",
        "rr oe, rroe, rr and oe, rr oe value, risk reduction opportunity enablement, risk reduction and opportunity \
         enablement, risk reduction and or opportunity enablement, risk and opportunity, risk reduction opportunity enablement value, risk opportunity, risk reduction opportunity, risk \
         reduction, risk reduction or opportunity enablement, opportunity enablement, rr, risikominderung, \
         risikominderung chancen, risikominderung chance, risikominderung und chancen, risikoreduktion, risiko chance, \
         risiko chancen, risiko und chance, risiken chancen, réduction du risque, réduction de risque, réduction des \
         risques, réduction du risque opportunité, réduction de risque opportunité, réduction des risques \
         opportunités, risque opportunité, reducción de riesgo, reducción de riesgos, reducción del riesgo, riesgo \
         oportunidad, redução de risco, redução de riscos, riduzione del rischio",
    ),
    (
        "size",
        "job size, job duration, js, size, effort, duration, jobgröße, aufwand, effort estimate, estimated effort",
    ),
    (
        "moscow",
        "moscow, moscow priority, moscow class, moscow rating, moscow category",
    ),
    ("reach", "reach, reichweite, alcance, portée"),
    (
        "impact",
        "impact, auswirkung, wirkung, einfluss, impacto, impatto",
    ),
    (
        "confidence",
        "confidence, konfidenz, vertrauen, zuversicht, confiance, confianza, confiança, fiducia",
    ),
];

/// Names that are those of an input only beside those of others.
const WEAK: [(&str, &str); 3] = [
    (
        "value",
        "value, value score, wert, nutzen, valeur, valor, valore",
    ),
    (
        "criticality",
        "urgency, dringlichkeit, urgence, urgencia, urgência, urgenza",
    ),
    (
        "risk",
        "risk, opportunity, risiko, chance, risque, opportunité, riesgo, risco, rischio",
    ),
];

/// Where the columns go that look like estimates and go elsewhere now.
pub(super) fn offer(table: &ImportTable, mapping: &Mapping) -> Mapping {
    let mut offer = Mapping::default();
    if table.is_own() {
        return offer;
    }
    let weighed = criteria::columns(table, mapping);
    let (mut ours, mut timed) = (0, false);
    let (mut fields, mut weak): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let size = Item::KIND.field("size").map(ColumnTarget::Field);
    let has_size = table
        .columns
        .iter()
        .any(|column| Some(ColumnTarget::of(column.role)) == size);
    let others = |(at, _): &(usize, _)| !weighed.contains(at);
    for (at, column) in table.columns.iter().enumerate().filter(others) {
        let called = || named(&NAMES, &column.name).map(|field| (field, false));
        let classes = || has_classes(table, at).then_some(("moscow", false));
        let ours_or_theirs = labelled(&column.name).map(|field| (field, true));
        let sure = ours_or_theirs.or_else(called).or_else(classes);
        let weakly = || named(&WEAK, &column.name).map(|field| (field, false));
        let Some((field, is_ours)) = sure.or_else(weakly) else {
            continue;
        };
        let Some(position) = Item::KIND.field(field) else {
            continue;
        };
        let is_known = ColumnTarget::of(column.role) == ColumnTarget::Field(position);
        if is_known {
            fields.push(field);
            continue;
        }
        // Hours or days say nothing in points, but can be the size of all items.
        timed |= field == "size" && !has_size && is_in_time(&column.name);
        let is_second = field == "size" && has_size;
        // Classes may stand as a column each.
        let is_first = field == "moscow" || !fields.contains(&field);
        let is_free = is_first && !mapping.columns.contains_key(&column.name);
        if is_free && !is_second && fits(table, at, position) {
            ours += usize::from(is_ours);
            fields.push(field);
            weak.extend(sure.is_none().then_some(field));
            offer
                .columns
                .insert(column.name.clone(), ColumnTarget::Field(position));
        }
    }
    let has = |field: &str| fields.contains(&field);
    let inputs = ["value", "criticality", "risk"];
    let sure = inputs
        .iter()
        .filter(|field| has(field) && !weak.contains(field));
    let is_wsjf =
        sure.count() > 0 || has("size") && inputs.iter().filter(|field| has(field)).count() > 1;
    let is_rice = has("reach") && (has("impact") || has("confidence"));
    let is_sheet = is_wsjf || is_rice || has("moscow") || ours > 2;
    // Impact or size alone say nothing of a method, nor does a name that means other things elsewhere.
    let position = |field: &&str| Item::KIND.field(field).map(ColumnTarget::Field);
    let weak: Vec<ColumnTarget> = weak.iter().filter_map(position).collect();
    offer.columns.retain(|_, to| {
        let is_timed = timed && Some(*to) == size;
        is_sheet && (is_wsjf || !weak.contains(to)) || is_timed
    });
    for column in weighed.iter().filter_map(|at| table.columns.get(*at)) {
        let name = column.name.clone();
        offer.columns.insert(name, ColumnTarget::Rating);
    }
    offer
}

/// The field that is an estimate and has this label.
fn labelled(name: &str) -> Option<&'static str> {
    let field = Item::KIND
        .fields
        .iter()
        .find(|field| field.label.eq_ignore_ascii_case(name.trim()))?;
    let is_known = NAMES.iter().any(|(name, _)| *name == field.name);
    let is_other = ["bucket", "remaining", "urgency", "life_weeks", "opens"].contains(&field.name);
    (is_known || is_other).then_some(field.name)
}

/// The field a name stands for, as it is, before brackets or in them; what looks like camel case may be none.
fn named(names: &[(&'static str, &str)], name: &str) -> Option<&'static str> {
    let forms = [plain(name), name.to_lowercase()];
    let parts = forms.iter().flat_map(|whole| {
        let (before, inner) = bracketed(whole).unwrap_or((whole, ""));
        [whole.as_str(), before, inner]
    });
    parts.map(spaced).find_map(|name| {
        let class = || {
            let is_short = name.split(' ').count() < 4;
            words::moscow(&name).filter(|_| is_short).map(|_| "moscow")
        };
        words::among(names, &name).or_else(class)
    })
}

/// Whether a column is in hours or days: `Effort (days)`.
fn is_in_time(name: &str) -> bool {
    let plain = plain(name);
    bracketed(&plain).is_some_and(|(_, inner)| is_time(inner))
}

/// A name with nothing but spaces between its words.
fn spaced(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether a column of priorities has classes in all its cells, and several of them: one letter alone may be another
/// scale.
fn has_classes(table: &ImportTable, at: usize) -> bool {
    let is_priority = table.columns.get(at).is_some_and(|column| {
        words::has(
            "priority, prio, priorität, priorité, prioridad, prioridade, priorità, priorytet",
            &plain(&column.name),
        )
    });
    let mut classes = table.filled(at).map(words::moscow);
    let first = is_priority.then(|| classes.next().flatten()).flatten();
    first.is_some_and(|first| {
        let rest: Option<Vec<Moscow>> = classes.collect();
        rest.is_some_and(|rest| rest.iter().any(|class| *class != first))
    })
}

/// Whether most cells of a column are what a field holds.
fn fits(table: &ImportTable, at: usize, field: usize) -> bool {
    let Some(field) = Item::KIND.fields.get(field) else {
        return false;
    };
    let notation = table.notation(at);
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "every other type reads its own form"
    )]
    let holds = |cell: &str| match field.holds {
        FieldType::Link(_) => true,
        FieldType::Choice { .. } if field.name == "moscow" => {
            words::moscow(cell).is_some() || words::is_mark(cell)
        }
        _ if words::rated(field.name, cell).is_some() => true,
        FieldType::Percent => notation.percent(cell).is_some(),
        holds => notation
            .plain(cell)
            .is_some_and(|plain| holds.parse(&plain).is_ok()),
    };
    let fitting = table.filled(at).filter(|cell| holds(cell)).count();
    fitting > 0 && 2 * fitting >= table.filled(at).count()
}
