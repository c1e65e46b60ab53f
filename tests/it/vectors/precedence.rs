//! Topic `precedence`.

use evenkeel::scoring::order::precedence::plan;
use serde_json::{Value, json};

use super::sequence::jobs;
use super::{ids, position, rows, text};

pub fn answer(given: &Value) -> Value {
    let (items, pairs) = (rows(&given["items"]), rows(&given["before"]));
    let jobs = jobs(items);
    let end = |id: &Value| position(items, id).unwrap_or(usize::MAX);
    let links: Vec<_> = pairs
        .iter()
        .map(|pair| (end(&pair[0]), end(&pair[1])))
        .collect();
    let result = plan(&jobs, &links).unwrap();
    let dangling: Vec<_> = result.dangling.iter().map(|at| &pairs[*at]).collect();
    if !result.cycle.is_empty() {
        return json!({"cycle": ids(items, result.cycle), "dangling": dangling});
    }
    assert!(result.exact);
    assert_eq!(result.cost, result.lower_bound);
    let whole = jobs.iter().all(|job| {
        let is_whole = job.weight.denominator() == 1 && job.duration.denominator() == 1;
        is_whole && !job.duration.is_zero()
    });
    let blocks = result.blocks.iter();
    let blocks = blocks.map(|block| json!([text(block.ratio), ids(items, block.members.clone())]));
    json!({
        "best": text(Some(result.cost)),
        "order": ids(items, result.order.iter().copied()),
        "blocks": whole.then(|| blocks.collect::<Vec<_>>()),
        "greedy": text(Some(result.greedy)),
        "plain_ok": result.plain_ok,
        "dangling": dangling,
    })
}
