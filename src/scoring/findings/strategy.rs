//! Checks of vision and themes, journeys and studies, and the people around the product. Without them nothing is found.

use super::board::CheckedBoard;
use super::finding::{FindingPlace, Found, of, of_item, said};
use crate::model::contact::{Contact, Stance};
use crate::model::decision::Decision;
use crate::model::evidence::EvidenceSort;
use crate::model::format::{count, day_count, known, long_date, percent};
use crate::model::item::{Item, Sort};
use crate::model::journey::{Journey, Stage, Study, StudyState};
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::product::Product;
use crate::model::record::Declared;
use crate::model::theme::Theme;
use crate::model::words::{ITEM, worded};
use crate::scoring::insight::journey::WIDE;
use crate::scoring::insight::journeys::{first_stages, gap, items_of, stages};
use crate::scoring::insight::people::{closeness, is_used, loudest, silence, untold, wishes};
use crate::scoring::insight::stakeholder::{Closeness, ContactGap, is_loud};
use crate::scoring::insight::vision::{EffortOf, filled, mix};
use crate::scoring::insight::words::scored;
use crate::scoring::plan::allocation::Status;
use crate::scoring::plan::words::known_part;
use crate::scoring::ratio::Ratio;

/// After how many days a vision is to be agreed on again.
const VISION_DAYS: i64 = 180;
/// After how many days a journey is to be drawn again.
const JOURNEY_DAYS: i64 = 365;
/// After how many days a wish is to be answered.
const ANSWER_DAYS: i64 = 30;

fn all(words: impl Into<String>) -> Found {
    vec![said(FindingPlace::Workspace, words)]
}

fn has_themes(board: &CheckedBoard<'_>) -> bool {
    board.workspace.count(Theme::KIND) > 0
}

/// A vision with blanks, where there are themes.
pub(super) fn vision_blank(board: &CheckedBoard<'_>) -> Found {
    let filled = filled(board.workspace.the::<Product>());
    if !has_themes(board) || filled == 7 {
        return Vec::new();
    }
    all(format!("{filled} of 7 parts of the vision are filled in"))
}

/// A vision nobody agreed on for long.
pub(super) fn vision_stale(board: &CheckedBoard<'_>) -> Found {
    let confirmed = board.workspace.the::<Product>().confirmed;
    let stale = confirmed.filter(|day| board.is_older(*day, VISION_DAYS));
    stale.map_or_else(Vec::new, |day| {
        all(format!("last agreed on {}", long_date(day)))
    })
}

/// Themes that no open item serves.
pub(super) fn theme_bare(board: &CheckedBoard<'_>) -> Found {
    let serves = |theme: &Theme| board.open.iter().any(|item| item.theme.0 == Some(theme.id));
    let bare = board
        .workspace
        .all::<Theme>()
        .filter(|theme| !serves(theme));
    bare.map(|theme| of::<Theme>(theme.id, worded("no open item serves it")))
        .collect()
}

/// Themes without an outcome.
pub(super) fn theme_without_outcome(board: &CheckedBoard<'_>) -> Found {
    let bare = board
        .workspace
        .all::<Theme>()
        .filter(|theme| theme.outcome.0.is_none());
    bare.map(|theme| of::<Theme>(theme.id, "no KPI shows whether it is reached"))
        .collect()
}

/// Effort outside all themes: more than a fifth.
pub(super) fn outside_themes(board: &CheckedBoard<'_>) -> Found {
    let mix = mix(
        board.workspace,
        board.evaluation.race.coming,
        EffortOf::Open,
    );
    let fifth = Ratio::new(1, 5).unwrap_or(Ratio::ZERO);
    let found = mix.and_then(|mix| {
        Some((
            mix.orphans.len(),
            mix.without.filter(|share| *share > fifth)?,
        ))
    });
    found.map_or_else(Vec::new, |(items, share)| {
        all(format!(
            "{}, {} of the effort",
            count(items, worded("open item"), worded("open items")),
            share.percent()
        ))
    })
}

/// Themes off their weight in the coming increment.
pub(super) fn off_weight(board: &CheckedBoard<'_>) -> Found {
    let Some(mix) = mix(
        board.workspace,
        board.evaluation.race.coming,
        EffortOf::Coming,
    ) else {
        return Vec::new();
    };
    let off = mix.themes.iter().filter_map(|theme| {
        let own = mix.of(*theme)?;
        let left = known_part(&mix.allocation);
        let left = left.map_or_else(String::new, |left| format!("; {left}"));
        let words = format!(
            "{} of the effort, aim {}{left}",
            percent(own.percent),
            known(mix.target(*theme).map(Ratio::percent), "unknown")
        );
        let is_off = matches!(own.status, Status::Over | Status::Under);
        is_off.then(|| of::<Theme>(*theme, words))
    });
    off.collect()
}

/// Wide stages without an item.
pub(super) fn gap_bare(board: &CheckedBoard<'_>) -> Found {
    let wide = board.workspace.all::<Stage>().filter_map(|stage| {
        let gap = gap(stage).gap.filter(|gap| *gap >= WIDE)?;
        let is_bare = items_of(board.workspace, stage).next().is_none();
        is_bare.then(|| of::<Stage>(stage.id, format!("gap {}, no {ITEM}", scored(gap))))
    });
    wide.collect()
}

/// Journeys of which no stage has evidence.
pub(super) fn journey_bare(board: &CheckedBoard<'_>) -> Found {
    let is_seen = |journey: &Journey| {
        let stages = stages(board.workspace, Some(journey.id));
        stages.iter().any(|stage| !stage.evidence.0.is_empty())
    };
    let bare = board.workspace.all::<Journey>().filter(|one| !is_seen(one));
    bare.map(|one| of::<Journey>(one.id, "no evidence for any of its stages"))
        .collect()
}

/// Journeys drawn long ago.
pub(super) fn journey_stale(board: &CheckedBoard<'_>) -> Found {
    let old = board.workspace.all::<Journey>().filter_map(|one| {
        let day = one.date.filter(|day| board.is_older(*day, JOURNEY_DAYS))?;
        let words = format!("drawn on {}", long_date(day));
        Some(of::<Journey>(one.id, words))
    });
    old.collect()
}

/// Stages without a feeling.
pub(super) fn feeling_blank(board: &CheckedBoard<'_>) -> Found {
    let bare = board
        .workspace
        .all::<Stage>()
        .filter(|stage| stage.feeling.is_none());
    bare.map(|stage| of::<Stage>(stage.id, "nobody noted how it feels"))
        .collect()
}

/// Finished studies of too few people.
pub(super) fn study_thin(board: &CheckedBoard<'_>) -> Found {
    let thin = board.workspace.all::<Study>().filter_map(|study| {
        let method = study.method?;
        let least = if method == EvidenceSort::Usability {
            5
        } else if method == EvidenceSort::Interview {
            20
        } else {
            return None;
        };
        let people = study.so_far.unwrap_or(Number::ZERO);
        let is_thin = study.status == StudyState::Done && people < Number::whole(least);
        is_thin.then(|| {
            of::<Study>(
                study.id,
                format!("{people} people; at least {least} are needed"),
            )
        })
    });
    thin.collect()
}

/// Features that meet a need and are at no stage, where there are journeys.
pub(super) fn no_stage(board: &CheckedBoard<'_>) -> Found {
    if board.workspace.count(Stage::KIND) == 0 {
        return Vec::new();
    }
    let hit = first_stages(board.workspace);
    let bare = board.open.iter().filter(|item| {
        item.sort == Sort::Feature && !item.needs_met.0.is_empty() && !hit.contains_key(&item.id)
    });
    bare.map(|item| of_item(item, "it makes no stage of a journey better"))
        .collect()
}

fn people<'a>(board: &'a CheckedBoard<'_>) -> Vec<&'a Person> {
    if is_used(board.workspace) {
        board.workspace.all::<Person>().collect()
    } else {
        Vec::new()
    }
}

/// People nobody spoke with for longer than their rhythm; those to be managed closely, or the others.
fn silent(board: &CheckedBoard<'_>, is_close: bool) -> Found {
    let found = people(board).into_iter().filter_map(|person| {
        let is_own = (closeness(person) == Some(Closeness::ManageClosely)) == is_close;
        let days = silence(board.workspace, person, board.today).and_then(ContactGap::overdue);
        let days = days.filter(|days| *days > 0 && is_own)?;
        let days = day_count(days);
        Some(of::<Person>(
            person.id,
            format!("contact is {days} overdue"),
        ))
    });
    found.collect()
}

/// Silence towards people to be managed closely.
pub(super) fn silent_close(board: &CheckedBoard<'_>) -> Found {
    silent(board, true)
}

/// Silence towards the others.
pub(super) fn silent_other(board: &CheckedBoard<'_>) -> Found {
    silent(board, false)
}

/// Promises whose day has passed.
pub(super) fn promise_broken(board: &CheckedBoard<'_>) -> Found {
    let late = board.workspace.all::<Contact>().filter_map(|one| {
        let (today, due) = board.today.zip(one.promise_due)?;
        let is_late = one.kept.is_none() && due < today && !one.promise.is_empty();
        is_late.then(|| {
            of::<Contact>(
                one.id,
                format!("{} was promised by {}", one.promise, long_date(due)),
            )
        })
    });
    late.collect()
}

/// Wishes of people that nobody answered for a month.
pub(super) fn unanswered(board: &CheckedBoard<'_>) -> Found {
    let is_answered = |item: &Item| {
        board
            .workspace
            .all::<Decision>()
            .any(|decision| decision.item.0 == Some(item.id))
    };
    let found = people(board).into_iter().filter_map(|person| {
        let open = wishes(board.workspace, person).into_iter().filter(|item| {
            let is_old = |day| board.is_older(day, ANSWER_DAYS);
            item.asked.is_some_and(is_old) && item.state.is_open() && !is_answered(item)
        });
        let titles: Vec<&str> = open.map(|item| item.title.as_str()).collect();
        let wishes = count(titles.len(), "wish is", "wishes are");
        let first = titles.first()?;
        Some(of::<Person>(
            person.id,
            format!("{wishes} without an answer: {first}"),
        ))
    });
    found.collect()
}

/// People of much influence and interest who resist.
pub(super) fn resistant(board: &CheckedBoard<'_>) -> Found {
    let found = people(board).into_iter().filter(|person| {
        person.stance == Some(Stance::Resistant)
            && closeness(person) == Some(Closeness::ManageClosely)
    });
    found
        .map(|person| of::<Person>(person.id, "resists, with much influence and interest"))
        .collect()
}

/// People who ask for more than three tenths of the effort.
pub(super) fn one_voice(board: &CheckedBoard<'_>) -> Found {
    if !is_used(board.workspace) {
        return Vec::new();
    }
    let loud = loudest(board.workspace)
        .into_iter()
        .filter(|(_, share)| is_loud(*share));
    loud.map(|(who, share)| {
        of::<Person>(who, format!("asks for {} of the effort", share.percent()))
    })
    .collect()
}

/// People who were not told what was decided on their wishes.
pub(super) fn not_told(board: &CheckedBoard<'_>) -> Found {
    let found = people(board).into_iter().filter_map(|person| {
        let news = untold(board.workspace, person, board.today);
        let first = news.first()?;
        let decisions = count(news.len(), "decision", "decisions");
        Some(of::<Person>(
            person.id,
            format!("{decisions} to be told: {}", first.about),
        ))
    });
    found.collect()
}

/// People of unknown influence or interest.
pub(super) fn unknown_quadrant(board: &CheckedBoard<'_>) -> Found {
    let found = people(board)
        .into_iter()
        .filter(|person| closeness(person).is_none());
    found
        .map(|person| of::<Person>(person.id, "influence or interest is not known"))
        .collect()
}
