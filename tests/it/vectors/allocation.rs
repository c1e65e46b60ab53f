//! Topic `allocation`.

use evenkeel::scoring::plan::allocation::{
    AllocationError, AllocationInputs, AllocationPolicy, BucketShare, Status, allocate,
};
use serde_json::{Value, json};

use super::{ids, known, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    let (items, buckets) = (rows(&given["items"]), rows(&given["targets"]));
    let targets: Vec<_> = buckets.iter().map(|row| known(&row[1])).collect();
    let inputs: Vec<_> = items
        .iter()
        .map(|row| AllocationInputs {
            effort: quantity(&row[1]),
            bucket: buckets.iter().position(|bucket| bucket[0] == row[2]),
        })
        .collect();
    let policy = AllocationPolicy {
        targets: &targets,
        tolerance: known(&given["tolerance_pp"]),
        capacity: quantity(&given["capacity"]),
        largest: None,
    };
    let result = match allocate(&inputs, &policy) {
        Ok(result) => result,
        Err(AllocationError::NoTarget) => return json!({"error": "no_target"}),
        Err(other) => return json!({"error": other.to_string()}),
    };
    let shares = buckets.iter().zip(&result.buckets);
    json!({
        "total": text(Some(result.total)),
        "buckets": shares.map(|(row, bucket)| share(&row[0], bucket)).collect::<Vec<_>>(),
        "to_move": text(result.to_move),
        "no_bucket": ids(items, result.without_bucket),
        "no_bucket_effort": text(Some(result.without_bucket_effort)),
        "no_effort": ids(items, result.without_effort),
        "load": text(result.load),
    })
}

fn share(id: &Value, bucket: &BucketShare) -> Value {
    let mix = bucket.mix.as_ref();
    let status = mix.map_or("empty", |mix| match mix.status {
        Status::On => "on",
        Status::Over => "over",
        Status::Under => "under",
        Status::Open => "open",
    });
    json!([
        id,
        text(Some(bucket.effort)),
        text(Some(bucket.target)),
        text(mix.map(|mix| mix.share)),
        mix.map(|mix| mix.percent),
        text(mix.map(|mix| mix.drift)),
        text(mix.map(|mix| mix.drift_effort)),
        status,
        text(bucket.headroom),
    ])
}
