//! What the plan shows, gathered once for a state of everything: what is where, what it is held against, the course.
//!
//! Owns when it is gathered anew: while the view is on the screen, as soon as something changes. What is asked for
//! beyond that is computed for that one time.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::desk::kept::{Ground, Kept};
use crate::desk::tab;
use crate::model::id::Id;
use crate::scoring::plan::course::{Course, course as course_of};
use crate::scoring::plan::figures::{Figures, figures as figures_of};
use crate::scoring::plan::{Planned, Stretch, plan_of};
use crate::shell::App;
use crate::views::plan::increment;

/// What is gathered while the view is on the screen.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    whole: Kept<Asked, Whole>,
    course: Kept<Ground, Course>,
}

/// What a plan is asked for: a state, an increment, and the filter of the unplanned items.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    ground: Ground,
    increment: Id,
    filter: String,
}

/// The plan of an increment.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) planned: Arc<Planned>,
    pub(super) unplanned: Arc<Stretch>,
    figures: Arc<Figures>,
}

/// Gathers what has changed while the view is on the screen, and keeps nothing otherwise.
pub(crate) fn refresh(app: &mut App) {
    if app.view != tab::PLAN {
        app.planning.gathered = Gathered::default();
        return;
    }
    if app.planning.shows_balance {
        app.planning.gathered.course = Kept::of(Ground::of(app), course(app));
    }
    if !app.roads.is_shown
        && let Some((asked, whole)) = asked(app).zip(whole(app))
    {
        app.planning.gathered.whole = Kept::of(asked, whole);
    }
}

/// What the plan of the shown increment is held against; none without an increment.
pub fn figures(app: &App) -> Option<Arc<Figures>> {
    whole(app).map(|whole| Arc::clone(&whole.figures))
}

/// The increments over time.
pub fn course(app: &App) -> Arc<Course> {
    let kept = app.planning.gathered.course.from(&Ground::of(app));
    kept.unwrap_or_else(|| Arc::new(course_of(app.seen(), app.derived.today)))
}

/// The plan of the shown increment; none without one.
pub(super) fn whole(app: &App) -> Option<Arc<Whole>> {
    let kept = app.planning.gathered.whole.from(&asked(app)?);
    kept.or_else(|| gather(app).map(Arc::new))
}

fn asked(app: &App) -> Option<Asked> {
    Some(Asked {
        ground: Ground::of(app),
        increment: increment(app)?.id,
        filter: app.backlog.filter.0.clone(),
    })
}

fn gather(app: &App) -> Option<Whole> {
    let evaluation = &app.derived.evaluation;
    let order = [&evaluation.ranked, &evaluation.unranked, &evaluation.closed];
    let order: Vec<Id> = order.into_iter().flatten().copied().collect();
    let (planned, mut unplanned) = plan_of(&app.workspace, increment(app)?, &order);
    if !app.backlog.filter.0.is_empty() {
        let listed: BTreeSet<Id> = app.backlog.items().collect();
        unplanned.items.retain(|id| listed.contains(id));
    }
    Some(Whole {
        figures: Arc::new(figures_of(app.seen(), &planned)),
        planned: Arc::new(planned),
        unplanned: Arc::new(unplanned),
    })
}
