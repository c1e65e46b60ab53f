//! Score sheets: estimates are offered, come in exactly once somebody says so, and results are compared.

use evenkeel::edit;
use evenkeel::exchange::import::Import;
use evenkeel::model::Workspace;
use evenkeel::model::criterion::Criterion;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;

use super::{apply, ids, says, wished};

/// Imports a sheet with its estimates, and then once more without asking for them.
fn taken(sheet: &str) -> (Workspace, Import) {
    let mut workspace = Workspace::default();
    let before = super::import(sheet.as_bytes(), &workspace, ids());
    assert!(!before.offer.is_empty() && before.mapping.is_empty());
    assert!(says(&before, "estimates in the file, not taken yet"));
    let mut outcome = wished(sheet.as_bytes(), &workspace, |wish| {
        "sheet.csv".clone_into(&mut wish.name);
        wish.takes_scores = true;
    });
    edit::apply(&mut workspace, std::mem::take(&mut outcome.edits)).unwrap();
    let again = apply(&mut workspace, sheet.as_bytes());
    assert_eq!((again.created, again.updated), (0, 0), "{:?}", again.edits);
    assert_eq!(again.mapping, outcome.mapping, "it is remembered");
    (workspace, outcome)
}

/// The scores by title, under a lens.
fn scores(workspace: &Workspace, lens: Lens) -> Vec<String> {
    let evaluation = evaluate(workspace, lens, None);
    let mut items: Vec<&Item> = workspace.all::<Item>().collect();
    items.sort_by_key(|item| item.place);
    let score = |item: &&Item| {
        let score = evaluation.score(item.id).and_then(|score| score.line.score);
        score.map_or_else(|| "?".to_owned(), |score| score.to_decimal(2))
    };
    items.iter().map(score).collect()
}

#[test]
fn the_inputs_of_wsjf_are_read_and_its_results_compared() {
    let sheet = "PI 5,,,,,,,\n\
        Feature,User/Business Value,Time Criticality,RR|OE Value,CoD,Job Size,WSJF,Team\n\
        Gift cards,8,13,3,24,5,4.8,Checkout\n\
        Search,5,2,1,9,3,2.66,Search\n\
        Old,0,0,0,0,0,#DIV/0!,\n\
        Not rated,,,,,,,Search\n\
        Total,13,15,4,32,8,,\n";
    let (workspace, outcome) = taken(sheet);
    assert_eq!((outcome.created, outcome.skipped), (4, 1));
    assert_eq!(scores(&workspace, Lens::Wsjf), ["4.80", "2.67", "?", "?"]);
    assert!(says(
        &outcome,
        "“WSJF” is not what evenkeel computes in 1 row"
    ));
    assert!(says(
        &outcome,
        "“CoD” is not what evenkeel computes in 1 row"
    ));
}

#[test]
fn every_way_to_call_an_input_is_known() {
    for (value, criticality, risk, size) in [
        ("Business Value", "Time Crit.", "RR/OE", "Job Size"),
        (
            "User-Business Value (1-20)",
            "Time Criticality [points]",
            "RR & OE",
            "Size",
        ),
        (
            "UBV",
            "TC",
            "Risk Reduction/Opportunity Enablement",
            "Effort",
        ),
        (
            "Geschäftswert",
            "Zeitkritikalität",
            "Risikominderung",
            "Jobgröße",
        ),
        (
            "Custom field (Business Value)",
            "Custom field (Time Criticality)",
            "Custom field (RR|OE)",
            "Custom field (Job Size)",
        ),
        (
            "User-business value",
            "Time criticality",
            "Risk / opportunity",
            "Job size",
        ),
    ] {
        let criticality = criticality.replace("Crit.", "Criticality");
        let sheet = format!("Title,{value},{criticality},{risk},{size}\nOne,8,5,3,5\n");
        let (workspace, _) = taken(&sheet);
        assert_eq!(scores(&workspace, Lens::Wsjf), ["3.20"], "{sheet}");
    }
}

#[test]
fn rice_and_classes_come_in_as_they_are_meant() {
    let sheet = "Feature;Reach;Impact;Confidence;Effort;RICE score\n\
        A;1.000;2;80 %;5;320\nB;1.500,5;1;0,9;2;675,2\nC;;;;;#DIV/0!\n";
    let (workspace, outcome) = taken(sheet);
    assert_eq!(scores(&workspace, Lens::Rice), ["320.00", "675.23", "?"]);
    assert!(!says(&outcome, "is not what evenkeel computes"));
    let sheet = "ID,Title,MoSCoW,Size\n1,a,Must have,8\n2,b,Should,5\n3,c,could have,3\n4,d,Won't have (this time),1\n5,e,,\n";
    let classes = |workspace: &Workspace| {
        let mut items: Vec<&Item> = workspace.all::<Item>().collect();
        items.sort_by_key(|item| item.place);
        let class = |item: &&Item| format!("{:?}", item.moscow).replace("None", "?");
        items.iter().map(class).collect::<Vec<_>>().join(" ")
    };
    let all = "Some(Must) Some(Should) Some(Could) Some(Wont) ?";
    assert_eq!(classes(&taken(sheet).0), all);
    let columns = "Title,Must,Should,Could,Won't\na,x,,,\nb,,X,,\nc,,,✓,\nd,,,,x\ne,,,,\n";
    assert_eq!(classes(&taken(columns).0), all);
}

#[test]
fn what_could_be_two_numbers_is_asked_about() {
    let (workspace, outcome) =
        taken("Title,Reach,Impact,Confidence,Effort\na,100,1,80,1\nb,100,1,0.8,1\n");
    assert_eq!(scores(&workspace, Lens::Rice), ["80.00", "?"]);
    assert!(says(&outcome, "1 cell could be two numbers (“0.8”)"));
}

#[test]
fn estimates_are_offered_by_the_decimals_they_are_read_with() {
    let sheet =
        "Title;Reach;Impact;Confidence;Effort\na;1,500;2;80 %;1,000\nb;2,500;1;80 %;2,000\n";
    let (workspace, _) = taken(sheet);
    assert_eq!(scores(&workspace, Lens::Rice), ["2.40", "1.00"]);
}

#[test]
fn a_word_alone_is_no_score_sheet() {
    for sheet in [
        "Title,Impact,Status\na,3,Open\n",
        "Title,Risk,Business value\na,low,much\n",
        "Title,Key,Confidence\na,K-1,80\n",
    ] {
        let outcome = super::import(sheet.as_bytes(), &Workspace::default(), ids());
        assert!(outcome.offer.is_empty() && outcome.created == 1, "{sheet}");
    }
}

#[test]
fn a_sheet_of_ours_without_ids_is_read_by_its_labels() {
    let sheet = "Title,Key,User-business value,Time criticality,Risk / opportunity,Job size,MoSCoW,Reach,Impact,Confidence\n\
        Gift cards,S-1,8,5,3,5 (3..8),Must,400,2,80\n";
    let (workspace, _) = taken(sheet);
    let item = super::item(&workspace, "S-1");
    let range = item.size.range.map(|(low, high)| format!("{low}..{high}"));
    assert_eq!(range.as_deref(), Some("3..8"));
    assert_eq!(scores(&workspace, Lens::Wsjf), ["3.20"]);
    assert_eq!(scores(&workspace, Lens::Rice), ["128.00"]);
}

#[test]
fn the_criteria_of_a_weighted_sheet_are_made_with_their_weights() {
    let in_names =
        "Feature,Customer value (60 %),Fit (40 %),Weighted score\nA,5,3,4.2\nB,1,5,2.6\nC,,4,\n";
    let below = "Feature,Customer value,Fit,Score\nWeight,60%,40%,\nA,5,3,4.2\nB,1,5,2.6\nC,,4,\n";
    for sheet in [in_names, below] {
        let (workspace, outcome) = taken(sheet);
        assert_eq!((outcome.created, outcome.others), (3, 2), "{sheet}");
        let criteria = workspace.all::<Criterion>();
        let of = |one: &Criterion| {
            let [weight, low, high] =
                [one.weight, one.low, one.high].map(|n| n.unwrap().to_string());
            format!("{} {weight} {low}-{high}", one.name)
        };
        let criteria: Vec<String> = criteria.map(of).collect();
        assert_eq!(criteria, ["Customer value 60 1-5", "Fit 40 1-5"]);
        // 60 % of 4/4 and 40 % of 2/4; nothing of 0/4 and 40 % of 4/4.
        assert_eq!(scores(&workspace, Lens::Weighted), ["80.00", "40.00", "?"]);
    }
}

#[test]
fn the_inputs_of_ice_are_rated_alike() {
    let sheet = "Idea,Impact,Confidence,Ease,ICE\nA,10,10,1,100\nB,1,1,1,1\n";
    let (workspace, outcome) = taken(sheet);
    assert_eq!((outcome.created, outcome.others), (2, 3));
    assert_eq!(scores(&workspace, Lens::Weighted), ["66.67", "0.00"]);
    // A criterion that is here keeps its weight; an item keeps its other ratings.
    let mut workspace = workspace;
    let more = "Idea,Fit (60 %),Ease (10 %)\nA,3,5\n";
    let mut again = wished(more.as_bytes(), &workspace, |wish| wish.takes_scores = true);
    edit::apply(&mut workspace, std::mem::take(&mut again.edits)).unwrap();
    assert_eq!((again.updated, again.others), (1, 1));
    let ease = workspace
        .all::<Criterion>()
        .find(|one| one.name == "Ease")
        .unwrap();
    assert_eq!(ease.weight.unwrap().to_string(), "1");
    let item = workspace
        .all::<Item>()
        .find(|item| item.title == "A")
        .unwrap();
    assert_eq!(item.ratings.0.len(), 4);
}

#[test]
fn numbers_without_weights_are_no_criteria() {
    let sheet = "Feature,Votes,Clicks,Fit (60 %)\nA,5,3,1\n";
    assert!(
        super::import(sheet.as_bytes(), &Workspace::default(), ids())
            .offer
            .is_empty()
    );
}

#[test]
fn columns_of_estimates_are_known_by_many_names() {
    const SHEETS: &[(&str, &str)] = &[
        (
            "Feature Name,User & Business Value,Time Criticality,Risk Reduction and/or Opportunity Enablement,Job Duration,\
             Weighted Shortest Job First\nGift,8,5,3,5,3.2\nSearch,13,8,2,8,2.875\n",
            "Job Duration=size,Risk Reduction and/or Opportunity Enablement=risk,Time Criticality=criticality,\
             User & Business Value=value",
        ),
        (
            "Feature,UBV,TC,RROE,JS,WSJF\nGift,8,5,3,5,3.2\nSearch,13,8,2,8,2.875\n",
            "JS=size,RROE=risk,TC=criticality,UBV=value",
        ),
        (
            "ID,Title,MoSCoW Priority,Size\n1,A,M - Must Have,5\n2,B,SHOULD HAVE,3\n3,C,Wird nicht,1\n",
            "MoSCoW Priority=moscow",
        ),
        (
            "ID,Title,Priority,Size\n1,A,M,5\n2,B,S,3\n3,C,C,1\n4,D,W,8\n",
            "Priority=moscow",
        ),
        (
            "ID,Titel,Priorität,Größe\n1,A,Muss,5\n2,B,Kann,3\n",
            "Priorität=moscow",
        ),
        (
            "Key,Title,Priority\nA,A,P0 — Must Have\nB,B,P1 — Should Have\n",
            "Priority=moscow",
        ),
        (
            "Funktion,Nutzen,Dringlichkeit,Risiko/Chance,Aufwand\nGutschein,8,5,3,5\nSuche,13,8,2,8\n",
            "Dringlichkeit=criticality,Nutzen=value,Risiko/Chance=risk",
        ),
        (
            "Fonctionnalité,Valeur métier,Criticité temporelle,Réduction de risque / opportunité,Taille\nCartes,8,5,3,5\n",
            "Criticité temporelle=criticality,Réduction de risque / opportunité=risk,Valeur métier=value",
        ),
        (
            "Feature,Reichweite,Wirkung,Vertrauen,Aufwand\nGift,1200,2,80 %,3\nSuche,500,0.5,50 %,1\n",
            "Reichweite=reach,Vertrauen=confidence,Wirkung=impact",
        ),
        (
            "Feature,Reach,Impact,Confidence,Effort\nGift,400,High,High,3\nSearch,90,Minimal,Low,1\n",
            "Confidence=confidence,Impact=impact,Reach=reach",
        ),
        // Days are no points, but can be what all items are compared by.
        (
            "Name,Status,Effort (days)\nGift,New,5\nTax,New,2\n",
            "Effort (days)=size",
        ),
        ("Name,Status,Effort (days),Points\nGift,New,5,3\n", ""),
        // Names that mean other things where nothing else is an input.
        ("Name,Value,Risk\nGift,8,3\n", ""),
        ("Name,Value,Points\nGift,8,3\n", ""),
        // High, medium, low; and one letter alone.
        ("ID,Title,Priority,Size\n1,A,H,5\n2,B,M,3\n3,C,L,1\n", ""),
        ("ID,Title,Priority,Size\n1,A,M,5\n2,B,M,3\n", ""),
    ];
    for (sheet, expected) in SHEETS {
        let outcome = super::import(sheet.as_bytes(), &Workspace::default(), ids());
        assert_eq!(outcome.offer.written(), *expected, "{sheet}");
    }
}

#[test]
fn classes_are_read_with_a_mark_before_them() {
    let sheet = "Key,Title,MoSCoW Priority\nA,a,M - Must Have\nB,b,P1: Should have\nC,c,could-have\nD,d,Wird nicht\n";
    let (workspace, outcome) = taken(sheet);
    assert!(!says(&outcome, "left unknown"), "{:#?}", outcome.summary());
    let class = |key| {
        let item = super::item(&workspace, key);
        item.moscow.map(|class| class.word().name)
    };
    let classes = ["A", "B", "C", "D"].map(class);
    assert_eq!(classes, ["Must", "Should", "Could", "Wont"].map(Some));
}

#[test]
fn words_for_numbers_are_those_of_intercom_and_said() {
    let sheet = "Feature,Reach,Impact,Confidence,Effort\nGift,400,High,High,3\nSearch,90,Minimal,Low,1\nX,50,Massive,Medium,2\n";
    let (workspace, outcome) = taken(sheet);
    let mut items: Vec<&Item> = workspace.all::<Item>().collect();
    items.sort_by_key(|item| item.place);
    let told = items.iter().map(|item| {
        let impact = item.impact.map_or("?".to_owned(), |one| one.to_string());
        let confidence = item
            .confidence
            .map_or("?".to_owned(), |one| one.0.to_string());
        format!("{impact} {confidence}")
    });
    assert_eq!(told.collect::<Vec<_>>(), ["2 100", "0.25 50", "3 80"]);
    assert!(
        says(
            &outcome,
            "“Impact” has words for numbers in 3 cells (“High: 2”, “Minimal: 0.25”, “Massive: 3”)"
        ),
        "{:#?}",
        outcome.summary()
    );
}
