//! What the sheet computes: rank and score by the method that is in force, by formulas that a reader can check.
//!
//! Owns the formulas and the numbers of the board that are stored with them. Orders that no formula follows, those by
//! needs, days, outcomes and hand, are computed by WSJF. Where scores are made of what the audience may not
//! see, none is there.

use crate::exchange::export::content::Content;
use crate::exchange::export::table::items;
use crate::model::field::Choice;
use crate::model::item::{Item, Moscow, State};
use crate::model::settings::Lens;
use crate::scoring::ranking::inputs::wsjf_inputs;
use crate::scoring::ranking::method::{Method, MethodScores};
use crate::scoring::ranking::wsjf::{Wsjf, wsjf};
use crate::scoring::ratio::Ratio;

/// A column that is computed: what it is called.
pub(super) type Computed = &'static str;

pub(super) const RANK: Computed = "Rank";
pub(super) const POINTS: Computed = "Points";
pub(super) const LEFT: Computed = "Points left";
const WSJF: Computed = "WSJF";
pub(super) const COST: Computed = "Cost of delay";

/// The method of a sheet and what it says of the open items that are meant.
pub(super) struct SheetMethod {
    pub lens: Lens,
    scores: MethodScores,
    wsjf: Wsjf,
    /// Whether there is anything to compute.
    is_seen: bool,
}

impl SheetMethod {
    pub fn of(content: &Content<'_>) -> Self {
        let lens = match content.evaluation.lens {
            lens @ (Lens::Weighted | Lens::Rice | Lens::Moscow | Lens::Money) => lens,
            Lens::Wsjf | Lens::Order | Lens::Dates | Lens::Hand | Lens::Outcome | Lens::Return => {
                Lens::Wsjf
            }
        };
        let open: Vec<&Item> = items(content).filter(|item| item.state.is_open()).collect();
        let inputs: Vec<_> = open.iter().map(|item| wsjf_inputs(item)).collect();
        let wsjf = wsjf(&inputs, &[]);
        let scores =
            (Method::of(lens).score)(content.workspace, &content.evaluation.race, &open, &wsjf);
        let is_void = scores.note.is_some() && scores.ranking.order.is_empty();
        Self {
            lens,
            is_seen: !is_void && (lens != Lens::Money || content.disclosure.shows_scores()),
            scores,
            wsjf,
        }
    }

    /// The columns that are computed, behind the id.
    pub fn columns(&self) -> Vec<Computed> {
        let own: &[Computed] = match self.lens {
            _ if !self.is_seen => &[],
            Lens::Weighted => &["Score rank", "Score"],
            Lens::Rice => &["RICE rank", "RICE"],
            Lens::Money => &["CD3 rank", "CD3"],
            Lens::Moscow => &["MoSCoW rank", "MoSCoW class", WSJF, COST],
            Lens::Wsjf | Lens::Order | Lens::Dates | Lens::Hand | Lens::Outcome | Lens::Return => {
                &["WSJF rank", WSJF, COST]
            }
        };
        let all = [&[RANK], own, &[POINTS, LEFT]];
        all.concat()
    }

    /// Whether the ratings of criteria are what the score is made of.
    pub const fn has_criteria(&self) -> bool {
        matches!(self.lens, Lens::Weighted) && self.is_seen
    }

    /// Formula and result of a column of the open item at this place; none of a column that is no part of the method.
    pub fn formula(
        &self,
        column: Computed,
        at: usize,
        cells: &MethodCells<'_>,
    ) -> Option<(String, Option<Ratio>)> {
        let line = self.scores.lines.get(at)?;
        let wsjf = self.wsjf.rows.get(at)?;
        let place = |rank: usize| i64::try_from(rank).ok().map(Ratio::whole);
        let found = match column {
            COST => (cells.cost(), wsjf.cost_of_delay),
            WSJF => (cells.over(&(cells.computed)(COST)), wsjf.score.clone().ok()),
            RANK | POINTS | LEFT => return None,
            name if name.ends_with("rank") => {
                let score = (cells.computed)(name_of_score(self.lens));
                let rank = self.scores.ranking.rank_of(at);
                (cells.rank(&score), rank.and_then(place))
            }
            _ => (self.score(cells), line.score),
        };
        Some(found)
    }

    /// The formula of the score itself.
    fn score(&self, cells: &MethodCells<'_>) -> String {
        match self.lens {
            Lens::Weighted => cells.weighted(),
            Lens::Rice => cells.rice(),
            Lens::Money => cells.over(&(cells.field)("weekly_cost")),
            Lens::Moscow => cells.class(),
            Lens::Wsjf | Lens::Order | Lens::Dates | Lens::Hand | Lens::Outcome | Lens::Return => {
                cells.over(&(cells.computed)(COST))
            }
        }
    }
}

const fn name_of_score(lens: Lens) -> Computed {
    match lens {
        Lens::Weighted => "Score",
        Lens::Rice => "RICE",
        Lens::Money => "CD3",
        Lens::Moscow => "MoSCoW class",
        Lens::Wsjf | Lens::Order | Lens::Dates | Lens::Hand | Lens::Outcome | Lens::Return => WSJF,
    }
}

/// Where the formulas of a row find what they compute with.
pub(super) struct MethodCells<'s> {
    pub item: &'s Item,
    /// The cell of a field.
    pub field: &'s dyn Fn(&str) -> String,
    /// The cell of a computed column.
    pub computed: &'s dyn Fn(Computed) -> String,
    /// The last row of the sheet.
    pub last: usize,
    /// The cells of the ratings, each with those of the zero and the factor of its criterion.
    pub ratings: &'s [[String; 3]],
}

impl MethodCells<'_> {
    /// The points of the item; a range stands behind its number, which is then taken out of the text.
    pub fn points(&self) -> String {
        let size = (self.field)("size");
        match self.item.size.range {
            Some(_) => format!("IF(ISNUMBER({size}),{size},IFERROR({},\"\"))", first(&size)),
            None => format!("IF(ISNUMBER({size}),{size},\"\")"),
        }
    }

    /// What is left of them: of what is being done what is left, where that is known.
    pub fn left(&self) -> String {
        let (state, left) = ((self.field)("state"), (self.field)("remaining"));
        let points = (self.computed)(POINTS);
        let doing = State::Doing.word().label;
        let left = match self.item.remaining.range {
            Some(_) => format!("IFERROR({},\"\")", first(&left)),
            None => left,
        };
        let not_below =
            |number: &str| format!("IF(ISNUMBER({number}),IF({number}<0,\"\",{number}),\"\")");
        let (left_known, points) = (not_below(&left), not_below(&points));
        format!("IF(AND({state}=\"{doing}\",ISNUMBER({left})),{left_known},{points})")
    }

    /// A number over the points, where both are known and there are points.
    fn over(&self, number: &str) -> String {
        let points = (self.computed)(POINTS);
        format!(
            "IF(AND(ISNUMBER({number}),ISNUMBER({points})),IF({points}>0,{number}/{points},\"\"),\"\")"
        )
    }

    /// The sum of value, time criticality and risk, none of which may be unknown or below zero.
    fn cost(&self) -> String {
        let inputs = ["value", "criticality", "risk"].map(|name| (self.field)(name));
        let item = self.item;
        let has_range = [item.value, item.criticality, item.risk]
            .iter()
            .any(|points| points.range.is_some());
        if !has_range {
            let [first, _, last] = inputs;
            let all = format!("{first}:{last}");
            return format!("IF(COUNT({all})=3,IF(MIN({all})<0,\"\",SUM({all})),\"\")");
        }
        let numbers = inputs.map(|cell| format!("IF(ISNUMBER({cell}),{cell},{})", first(&cell)));
        let (least, sum) = (numbers.join(","), numbers.join("+"));
        format!("IFERROR(IF(MIN({least})<0,\"\",{sum}),\"\")")
    }

    /// Reach × impact × confidence over the points, none of which may be unknown or below zero.
    fn rice(&self) -> String {
        let [reach, impact, confidence] =
            ["reach", "impact", "confidence"].map(|n| (self.field)(n));
        let all = format!("{reach}:{confidence}");
        let product = self.over(&format!("({reach}*{impact}*{confidence}/100)"));
        format!("IF(COUNT({all})=3,IF(MIN({all})<0,\"\",{product}),\"\")")
    }

    /// 4 of Must to 1 of what is not done this time.
    fn class(&self) -> String {
        let cell = (self.field)("moscow");
        let classes = [Moscow::Wont, Moscow::Could, Moscow::Should, Moscow::Must];
        let classes = classes.iter().zip(1..);
        classes.fold("\"\"".to_owned(), |rest, (class, number)| {
            format!("IF({cell}=\"{}\",{number},{rest})", class.word().label)
        })
    }

    /// The weighted sum of ratings, each as a share of its range, in percent; all have to be known.
    fn weighted(&self) -> String {
        let known = self.ratings.iter().map(|[rating, ..]| rating.as_str());
        let known = known.collect::<Vec<_>>().join(",");
        let terms = self.ratings.iter();
        let terms = terms.map(|[rating, zero, factor]| format!("({rating}-{zero})*{factor}"));
        let sum = terms.collect::<Vec<_>>().join("+");
        format!("IF(COUNT({known})={},100*({sum}),\"\")", self.ratings.len())
    }

    /// The place among the scores of the column, equal ones sharing it.
    fn rank(&self, score: &str) -> String {
        let column = score.trim_end_matches(|c: char| c.is_ascii_digit());
        format!(
            "IF(ISNUMBER({score}),RANK({score},{column}$2:{column}${}),\"\")",
            self.last
        )
    }
}

/// The number before a range: 5 of `5 (3..8)`. An error where there is none.
fn first(cell: &str) -> String {
    format!("_xlfn.NUMBERVALUE(LEFT({cell},FIND(\" \",{cell})-1),\".\")")
}
