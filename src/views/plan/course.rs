//! The balance over time as plain text.

use std::fmt::Write as _;

use crate::model::increment::Increment;
use crate::scoring::plan::allocation::{Allocation, AllocationError};
use crate::scoring::plan::course::course;
use crate::scoring::plan::words;
use crate::shell::App;
use crate::ui::buckets;
use crate::ui::text;

/// What each increment planned and did of each bucket, its pace, and what became a habit.
pub(crate) fn over_time(app: &App, out: &mut String) {
    let course = course(app.seen(), app.derived.today);
    if course.legs.is_empty() {
        return;
    }
    let names = buckets::names(app);
    out.push_str("Balance over time:\n");
    for leg in &course.legs {
        let increment = app.seen().get::<Increment>(leg.increment);
        let name = increment.map_or("", |increment| increment.name.as_str());
        let pace = words::pace(&leg.pace, leg.has_begun);
        let _ = writeln!(out, "  {}: {pace}", text::clean(name));
        let _ = writeln!(out, "    planned: {}", mix(&leg.planned, &names));
        if let Some(done) = &leg.done {
            let _ = writeln!(out, "    done: {}", mix(done, &names));
        }
    }
    for sentence in words::course(&course, &names) {
        let _ = writeln!(out, "  {sentence}");
    }
}

fn mix(mix: &Result<Allocation, AllocationError>, names: &[&str]) -> String {
    let allocation = match mix {
        Ok(allocation) => allocation,
        Err(why) => return why.to_string(),
    };
    let each = allocation.buckets.iter().zip(names);
    let each: Option<Vec<String>> = each
        .map(|(bucket, name)| {
            let mix = bucket.mix?;
            let target = bucket
                .target
                .to_percent(0)
                .unwrap_or_else(|| "?".to_owned());
            let (name, word) = (text::clean(name), mix.status.word());
            Some(format!("{name} {}% of {target}, {word}", mix.percent))
        })
        .collect();
    each.map_or_else(
        || "no data: nothing with a bucket and a size".to_owned(),
        |each| each.join("; "),
    )
}
