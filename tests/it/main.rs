//! One test binary: each module one concern.

#![allow(
    missing_docs,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    clippy::print_stdout,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::maybe_infinite_iter,
    reason = "a test that fails here says where"
)]

mod adversarial;
mod architecture;
mod bars;
mod binding;
mod branches;
mod broken;
mod carry;
mod choosing;
mod cli;
mod confidence;
mod contrast;
mod dated_prices;
mod dates;
mod decide;
mod definition;
mod demo;
mod disk;
mod examples;
mod explain;
mod export_dialog;
mod exports;
mod files;
mod findings;
mod findings_view;
mod firm_screen;

mod firmness;
mod first_hour;
mod flow;
mod following;
mod forecast;
mod habits;
mod handshake;
mod hostile;
mod importing;
mod imports;
mod impossible;
mod insight;
mod journal;
mod journeys;
mod levels;
mod limits;
mod minutes;
mod money;
mod moving;
mod named_keys;
mod needed;
mod one_answer;
mod order;
mod overlays;
mod own_kind;
mod own_words;
mod owners;
mod palette;
mod pickers;
mod plan;
mod plan_findings;
mod plan_view;
mod planning;
mod plans_agree;
mod power;
mod presenting;
mod pressed;
mod prices;
mod private_names;
mod random;
mod readiness;
mod reference;
mod regret;
mod report;
mod review;
mod risks;
mod rivals;
mod roadmap;
mod samples;
mod screens;
mod session;
mod shares;
mod since;
mod suggesting;
mod suggestion;
mod support;
mod syncs;
mod teams;
#[cfg(unix)]
mod terminal;
mod texts;
mod titles;
mod vectors;
mod whatif;
mod why;
mod widgets;
