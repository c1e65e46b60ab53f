//! The table of checks.

use super::finding::{Check, Goes, Remedy};
use super::{
    days, estimates, flow, handshake, increments, insight, kpis, levels, money, needs, plans,
    promises, requests, strategy,
};
use crate::model::text::Severity;
use crate::model::words::Text;

/// Checks, a row each: how bad what it finds is, its stable name, what to do about it and where, what finds it; then what
/// it finds in a few words, and what that means and what helps.
macro_rules! findings {
    ($(
        $severity:ident $code:literal to $remedy:ident at $goes:ident $(($field:literal))? by $find:path,
        $title:literal: $meaning:literal;
    )+) => {
        [$( Check {
            code: $code,
            severity: Severity::$severity,
            remedy: Remedy::$remedy,
            title: Text::new($title),
            meaning: Text::new($meaning),
            goes: Goes::$goes $(($field))?,
            find: $find,
        }, )+]
    };
}

/// Every check there is.
pub static FINDINGS: [Check; 118] = findings! {
    Error "dependency-cycle" to Repair at Field("needs") by needs::cycles,
        "items wait for each other":
        "Each of them depends on the next one, so none can start. Take one of the dependencies away.";
    Warning "needs-parked" to Replan at Field("needs") by needs::parked,
        "waits for a parked or declined item":
        "What must come first is not going to come. Reopen it, or find another way.";
    Warning "ranked-before-need" to Replan at Field("needs") by needs::before,
        "ranked before what it depends on":
        "In the order on screen it comes up before it can start. The ranking “Depends on first” puts both right.";
    Note "needs-unscored" to Estimate at Field("needs") by needs::unscored,
        "depends on an item without a score":
        "What must come first has no place in the order, so nobody can tell when this one can start.";
    Warning "request-without-need" to Write at Field("need") by requests::without_need,
        "request without a need":
        "Somebody asked for a solution, and nobody wrote down the need behind it. Ask what they want to get done.";
    Warning "gold-plating" to Decide at Option by requests::gold_plating,
        "a smaller option meets the need":
        "An option that was not chosen is smaller than the item and worth no less. Offer it first.";
    Warning "assumptions-refuted" to Decide at Assumption by requests::several_refuted,
        "two or more assumptions refuted":
        "Several things that had to be true are not. Its value rests on little: estimate it again, or decline it.";
    Note "assumption-refuted" to Decide at Assumption by requests::one_refuted,
        "an assumption refuted":
        "Something that had to be true is not. Look whether the value still holds.";
    Warning "review-passed" to Decide at Field("review") by requests::review_passed,
        "the day to look again has passed":
        "Somebody was told that we look at it again on this day. Look, and say what came of it.";
    Note "stale" to Decide at Field("review") by requests::stale,
        "asked for long ago, never planned":
        "It is open, in no planning interval, and nobody has looked at it for long. Plan it, set a day to look again, or decline it.";
    Warning "must-over-limit" to Replan at Field("moscow") by promises::must,
        "too much is Must":
        "When most of the effort is Must, there is nothing left to give when something goes wrong.";
    Warning "urgency-over-budget" to Replan at Field("urgency") by promises::urgency,
        "too much is urgent":
        "Expedite and fixed date take more of the effort than the settings allow; when all is urgent, nothing is.";
    Warning "costly-pin" to Replan at Pin by promises::pins,
        "a rank by hand that costs a lot":
        "The rank given by hand costs the backlog more delay than the settings allow.";
    Warning "fixed-date-without-date" to Write at Field("due") by promises::without_date,
        "fixed date without a date":
        "It is called urgent because of a date, and the date is not there.";
    Note "estimate-matters" to Estimate at Estimate by estimates::missing,
        "a missing estimate that matters":
        "With this estimate the item could come to the top or cross the cut line. Talk about it; other blanks can wait.";
    Warning "size-zero" to Repair at Field("size") by estimates::size_zero,
        "a job size of 0":
        "Methods that divide by the size give it no score. Give it the size of the smallest, or leave it blank until it is known.";
    Warning "key-twice" to Repair at Field("key") by estimates::same_key,
        "two items of one key":
        "An import cannot tell which of them is meant. Keep one, or give the other its own key.";
    Note "off-scale" to Repair at Estimate by estimates::off_scale,
        "an estimate beside the scale":
        "It counts as it is, but nobody compared it with the values of the scale.";
    Warning "column-without-one" to Repair at Estimate by estimates::without_one,
        "a column without a 1":
        "The smallest item of a column is a 1 and the unit of all others. Without it the columns cannot be added.";
    Note "flat-column" to Estimate at Estimate by estimates::flat,
        "a column that decides nothing":
        "All items have the same value there. Estimate them against each other, or stop asking for it.";
    Note "near-tie" to Estimate at Estimate by estimates::near_ties,
        "neighbors about to swap":
        "One step on one estimate changes the order, at the top or at the cut line. Do not defend it with numbers alone.";
    Warning "risk-without-letter" to Talk at Field("roam") by promises::without_letter,
        "a risk without a ROAM letter":
        "Nobody has said whether it is resolved, owned, accepted or mitigated. Talk about it until somebody says which.";
    Warning "risk-without-keeper" to Talk at Field("owner") by promises::without_keeper,
        "a risk nobody looks after":
        "It is owned by nobody, accepted by nobody who is named, or has no day to look at it again. Say who, and when.";
    Note "risk-without-follow-up" to Talk at Field("follow_up") by promises::without_follow_up,
        "a risk without a follow-up":
        "It is not resolved, and nothing says what is done about it next. Write it down, or resolve the risk.";
    Warning "dependency-late" to Replan at Field("due") by promises::late,
        "an external dependency is late":
        "What others promised is not there on its day, or they say that it will not be. Ask for a new day, or plan without it.";
    Warning "action-overdue" to Talk at Field("due") by promises::overdue,
        "an action is overdue":
        "Somebody said that it would be done by this day. Do it, give it a new day, or drop it.";
    Warning "objective-without-item" to Replan at Field("items") by increments::without_item,
        "an objective without an item":
        "Nothing planned leads to it, so it is a hope. Link the items it takes, or take it out.";
    Warning "business-value-off-range" to Repair at Field("planned_value") by increments::off_range,
        "a business value beside 1 to 10":
        "The planned value goes from 1 to 10, the actual one from 0: from others no predictability can be computed.";
    Warning "item-without-team" to Replan at Field("team") by increments::without_team,
        "planned without a team":
        "It is in the coming planning interval, and no team has it: it loads nobody and is in no capacity.";
    Warning "increment-over-capacity" to Replan at Plan by plans::increments_over,
        "more is planned than fits":
        "More is planned than can be carried, so something will not come. Take items out before others build on them.";
    Warning "iteration-over-capacity" to Replan at Plan by plans::iterations_over,
        "an iteration above its capacity":
        "More is planned than can be carried in these weeks. Move something later, or take it out.";
    Warning "team-over-capacity" to Replan at Plan by plans::teams_over,
        "a team above its capacity":
        "One team has more than it can carry, whatever the others have left. Give items to another team or iteration.";
    Note "increment-tight" to Replan at Plan by plans::increments_tight,
        "a plan above 85 % of its capacity":
        "It fits as long as nothing goes wrong. Leave room for what nobody foresees.";
    Warning "planned-before-need" to Replan at Plan by plans::before_need,
        "planned before what it depends on":
        "In its iteration, what it depends on is not there yet. Move it later, or the other earlier.";
    Warning "must-unplanned" to Replan at Plan by plans::musts_left,
        "a Must in no planning interval":
        "The coming planning interval is planned, and something promised as Must is in none. Plan it, or say that it is no Must.";
    Warning "due-before-forecast" to Replan at Field("due") by plans::behind_forecast,
        "due before it is likely done":
        "By what the teams did so far, it is done in time in fewer than 85 of 100 cases. Move it up, make it smaller, or talk about the day.";
    Note "allocation-off-target" to Replan at Plan by plans::off_target,
        "a plan off its target mix":
        "The coming planning interval gives an allocation more or less than its share. Once may be chance; again and again it is a pattern.";
    Note "agreed-mix-missed" to Replan at Field("shares") by plans::off_agreement,
        "a plan off the mix that was agreed":
        "What is planned is not what was agreed with the team for this interval, or the agreement cannot be read. Plan for it, or agree anew.";
    Warning "allocation-drift" to Replan at Field("share") by plans::drifts,
        "an allocation off its target again and again":
        "It was off the same way for three planning intervals or more. Plan for the target, or say what the target really is.";
    Warning "vote-twice" to Repair at Field("round") by increments::votes,
        "two votes of one person in one round":
        "Only one of them can be meant. Delete the other, or give it a later round.";
    Warning "availability-twice" to Repair at Field("team") by increments::availability,
        "two availabilities of a team and iteration":
        "Both would count, and the capacity would be told twice. Keep one.";
    Warning "decision-due" to Decide at Field("review") by requests::due,
        "a decision is due to be looked at again":
        "Whoever asked was told that we look again on this day. Decide again: {ITEM_DECIDE} on the item asks for the next answer.";
    Warning "not-now-without-day" to Decide at Field("review") by requests::without_day,
        "a “not now” without a day":
        "Nobody can tell when it is looked at again, so it is a no that nobody said. Give it a day.";
    Warning "conversation-overdue" to Talk at Field("held") by requests::not_held,
        "a conversation was not held":
        "People see something differently and had to talk about it by this day. Hold it, give it a new day, or drop it.";
    Warning "due-passed" to Replan at Field("due") by days::passed,
        "the due day has passed":
        "It was to be there by this day and is open. Deliver it, agree on another day, or take the day away.";
    Error "ends-before-it-begins" to Repair at Field("ends") by days::backwards,
        "ends before it begins":
        "Nothing can be planned into such days, so no date is told from them. Put the days right.";
    Warning "due-before-it-matters" to Repair at Field("opens") by days::due_early,
        "due before it matters":
        "Its window closes before it opens, so what waiting costs is unknown. Put one of the days right.";
    Warning "days-overlap" to Repair at Field("starts") by days::overlaps,
        "days that overlap":
        "It begins before the one before it has ended, so work is counted into both. Put the days right.";
    Warning "iteration-outside" to Repair at Field("starts") by days::outside,
        "an iteration outside its interval":
        "Its days are not those of its planning interval. Put the days right, or move it to another planning interval.";
    Warning "increment-clash" to Repair at Field("iteration") by days::clash,
        "in two intervals at once":
        "Its own planning interval and that of its iteration are not the same; its own counts. Choose one.";
    Warning "planned-though-not-now" to Replan at Field("increment") by days::contradicts,
        "planned though answered not now":
        "Somebody was told not now, and it is in the plan. Take it out of the plan, or tell them yes.";
    Note "capacity-disagrees" to Repair at Field("capacity") by days::capacities,
        "a capacity that is said twice":
        "What is written down counts, and what the parts can carry is not the same. Put one of them right.";
    Note "range-matters" to Estimate at Estimate by insight::range_matters,
        "a value that evidence leaves open":
        "What is known allows another value. With it the item could come to the top or cross the cut line: talk about it, or ask more people.";
    Note "solution-without-need" to Write at Field("needs_met") by insight::without_need,
        "a feature that meets no need":
        "Needs are written down, and none of them is met by it. Say which one it serves, or ask why it is built.";
    Warning "need-without-item" to Write at Field("statement") by insight::without_item,
        "a strong need that no item meets":
        "It matters much, is met badly, and nothing is planned for it. Write down what could meet it.";
    Note "one-solution-only" to Write at Field("statement") by insight::one_solution,
        "only one way to meet a need":
        "It matters much, and only one way to meet it was thought of. Look for a second one before it is built.";
    Warning "persona-without-evidence" to Test at Field("goal") by insight::persona_bare,
        "a persona that nothing was seen of":
        "No evidence is about it, so it may be only our own idea. Talk with people like it, and link what they say.";
    Note "persona-stale" to Test at Field("checked") by insight::persona_stale,
        "a persona nobody checked for long":
        "People change. Look whether it is still true, and set the day.";
    Warning "evidence-contested" to Test at Field("bearing") by insight::contested,
        "contested evidence":
        "As much speaks against it as for it, so it counts as nothing more than conviction. Find out who is right.";
    Warning "built-on-opinion" to Test at Field("value") by insight::on_opinion,
        "much work that rests on opinion":
        "It is large, planned for the coming planning interval, and what is known of it is weak. Test it small before it is built.";
    Warning "assumption-untested" to Test at Field("standing") by insight::untested,
        "planned on an untested assumption":
        "Much falls if it is wrong, little is known of it, and its item is planned. Test it first.";
    Warning "test-due" to Test at Field("due") by insight::test_due,
        "a test is overdue":
        "It was to be known by this day. Say what came out, or give it a new day.";
    Note "threshold-missing" to Write at Field("threshold") by insight::threshold_missing,
        "a test without a threshold":
        "Nobody said before the test from which result on it holds, so any result will do. Say it now.";
    Note "segment-unserved" to Write at Field("name") by insight::unserved,
        "a large segment that nothing is planned for":
        "More than a fifth of the people reached are of this segment, and no planned item is for them.";
    Error "kpi-tree-loop" to Repair at Field("parent") by kpis::loops,
        "a KPI that is a part of itself":
        "It has no value while it waits for itself. Take one of the links away.";
    Error "guardrail-broken" to Decide at Field("limit") by kpis::broken,
        "a guard that passed its limit":
        "It must not get worse than this and has. Find out what did it before anything else is built.";
    Warning "kpi-behind" to Decide at Field("target") by kpis::behind,
        "a KPI that is too slow":
        "It is more than ten percentage points behind where it should be by now. See what moved it, and what is planned for it.";
    Warning "kpi-gap-uncovered" to Replan at Field("target") by kpis::uncovered,
        "a gap that nothing covers":
        "Even if all that is open does the most it can, the target is not reached. Plan more for it, or say another target.";
    Note "kpi-without-reading" to Test at Field("name") by kpis::unread,
        "a KPI nobody reads":
        "Nothing was read of it for two months, so nobody knows where it stands. Add a reading.";
    Note "effect-unmeasured" to Test at Field("name") by kpis::unmeasured,
        "an effect nobody measured":
        "The item is done, and its effect could be seen by now. Measure it: the next expectations learn from it.";
    Note "kpi-without-driver" to Write at Field("name") by kpis::undriven,
        "a KPI that nothing moves":
        "It has a target, no part that drives it, and no item that moves it. Say what it is made of.";
    Note "item-without-effect" to Write at Field("value") by kpis::without_effect,
        "a large feature without an effect":
        "KPIs are noted, and nothing says which one it moves. Note what it will do, or ask what it is for.";
    Note "vision-blank" to Write at Plan by strategy::vision_blank,
        "a vision with blanks":
        "Themes are noted, and the sentence they follow from is not whole. {APP_PALETTE} product opens it.";
    Note "vision-stale" to Talk at Plan by strategy::vision_stale,
        "a vision nobody agreed on for long":
        "Half a year has passed. Read it aloud together, and set the day.";
    Warning "theme-without-item" to Replan at Field("name") by strategy::theme_bare,
        "a theme that nothing serves":
        "No open item is for it, so it is a hope. Say which items serve it, or end it.";
    Note "theme-without-outcome" to Write at Field("outcome") by strategy::theme_without_outcome,
        "a theme without an outcome":
        "Nobody can tell whether it is reached. Link the KPI that shows it.";
    Warning "effort-outside-themes" to Replan at Plan by strategy::outside_themes,
        "effort that serves no theme":
        "More than a fifth of the open effort is for no theme. Say which theme it serves, or ask why it is done.";
    Note "theme-off-weight" to Replan at Field("weight") by strategy::off_weight,
        "a theme off its weight":
        "The coming planning interval gives it more or less than its share. Plan for the weight, or say what it really is.";
    Warning "journey-gap-without-item" to Write at Field("items") by strategy::gap_bare,
        "a bad stage that nothing mends":
        "It matters, feels bad, and no item makes it better. Say what could.";
    Note "journey-without-evidence" to Test at Field("name") by strategy::journey_bare,
        "a journey drawn at the desk":
        "No stage has evidence, so it may be only our own idea. Watch somebody go through it.";
    Note "journey-stale" to Test at Field("date") by strategy::journey_stale,
        "a journey drawn long ago":
        "The way customers go has changed since. Look whether it is still true.";
    Note "stage-feeling-blank" to Write at Field("feeling") by strategy::feeling_blank,
        "a stage without a feeling":
        "The curve breaks there, and nobody can tell whether it falls. Ask how it feels.";
    Note "study-thin" to Test at Field("so_far") by strategy::study_thin,
        "a study of too few people":
        "It is done, and fewer were asked than it takes. Ask more before something is planned on it.";
    Note "item-hits-no-stage" to Write at Field("value") by strategy::no_stage,
        "a feature at no stage":
        "Journeys are drawn, and it makes none of their stages better. Say which, or ask for whom it is.";
    Warning "stakeholder-silent" to Talk at Field("last_contact") by strategy::silent_close,
        "nobody spoke with a key person for long":
        "With much influence and interest, silence is dangerous. Speak with them; {PEOPLE_CONTACT} notes it.";
    Note "stakeholder-quiet" to Talk at Field("last_contact") by strategy::silent_other,
        "nobody has spoken with somebody for a long time":
        "The rhythm that was set has passed. Speak with them; {PEOPLE_CONTACT} notes it.";
    Warning "promise-broken" to Talk at Field("kept") by strategy::promise_broken,
        "a promise that was not kept":
        "Its day has passed. Keep it, and say so; or say that it comes later.";
    Warning "wish-unanswered" to Decide at Field("name") by strategy::unanswered,
        "a wish without an answer":
        "Somebody asked a month ago, and nothing was decided. {ITEM_DECIDE} on the item answers.";
    Warning "key-player-resistant" to Talk at Field("stance") by strategy::resistant,
        "a key person resists":
        "With much influence and interest they can stop it. Find out what they need.";
    Note "one-voice" to Talk at Field("name") by strategy::one_voice,
        "one loud voice":
        "More than three tenths of the open effort were asked for by one person. Ask who else needs it.";
    Warning "moved-not-told" to Talk at Field("name") by strategy::not_told,
        "somebody was not told":
        "Something they wish for was decided, and nobody spoke with them since. {PEOPLE_COPY} in Stakeholders copies the message.";
    Note "quadrant-unknown" to Talk at Field("power") by strategy::unknown_quadrant,
        "influence or interest is not known":
        "Nobody can tell how close to keep this person. Say both.";
    Warning "price-outside-range" to Decide at Field("price") by money::price_outside,
        "a price that people do not accept":
        "It lies outside the range of its study. Ask why it is that high or that low, or ask people again.";
    Note "offer-without-study" to Test at Field("study") by money::without_study,
        "a price without a study":
        "Prices were studied, and nothing says what people would pay for this one. Link a study, or make one.";
    Warning "price-study-thin" to Test at Field("answers") by money::thin,
        "a price study with few answers":
        "One person more or less would move its prices. Ask more people before a price rests on it.";
    Note "price-study-stale" to Test at Field("day") by money::stale,
        "an old price study":
        "It is more than a year old, and prices elsewhere moved since. Ask again.";
    Note "price-readings-differ" to Decide at Field("answers") by money::readings_differ,
        "two readings of a price range that differ":
        "The narrow and the original reading are more than a quarter apart. Say which one you mean when you name the range.";
    Warning "over-budget" to Replan at Field("actual") by money::over_budget,
        "an interval that cost more than planned":
        "It cost more than a tenth above its plan. Say why, and what it means for the next one.";
    Warning "runway-short" to Replan at Field("actual") by money::short_runway,
        "cash that ends within an interval":
        "At the pace of the last intervals the money is gone before the next one ends. Plan less, or find more.";
    Warning "cost-index-low" to Replan at Field("budget") by money::cost_index,
        "much spent for what is done":
        "Less than nine tenths of what was spent is earned. See in the detail what all will cost if it goes on so.";
    Warning "scope-growth" to Replan at Field("sizes") by money::growth,
        "a scope that grew":
        "It grew by more than a tenth since it was frozen. Take something out, or say what it costs.";
    Note "scope-churn" to Replan at Field("sizes") by money::churn,
        "a scope that looks stable and is not":
        "Its sum stands, and more than a quarter of it was exchanged. Each exchange costs work that nobody sees.";
    Note "baseline-missing" to Write at Field("increment") by money::without_baseline,
        "a budget without a frozen scope":
        "Money is planned, and nobody wrote down for what. Freeze the scope, so that growth can be seen.";
    Warning "freemium-below-break-even" to Decide at Field("paying") by money::free_tier,
        "a free tier that costs more than it brings":
        "Fewer users pay than must for nothing to be lost. Raise the price, make free use cheaper, or win more who pay.";
    Warning "horizon-off" to Replan at Field("horizon") by money::horizon,
        "spending off its targets by horizon":
        "A horizon gets more or less of the money than the settings say, beyond the tolerance. Move money, or set other shares.";
    Error "significant-unapproved" to Decide at Field("weekly_cost") by money::unapproved,
        "a large item that nobody approved":
        "It costs as much as needs an approval. {ITEM_DECIDE} writes a yes with a day and who decided.";
    Note "payback-beyond-horizon" to Decide at Field("weekly_cost") by money::late_payback,
        "an item that is not paid back in time":
        "It takes longer to be paid back than gains count. Make it smaller, or ask what else speaks for it.";
    Warning "wip-over-limit" to Replan at Field("wip_limits") by flow::over_limit,
        "more under way than the limit":
        "What is begun and not finished helps nobody, and each of it waits for the others. Finish something before the next is begun.";
    Warning "flow-setting-unread" to Repair at Field("wip_limits") by flow::unread,
        "a line of the settings that says nothing":
        "It names no state or team, or no number. A limit is written as Doing: 3, or a team: 2; a waiting state as Ready.";
    Warning "aging" to Replan at Field("state") by flow::aging,
        "under way for long":
        "It takes longer than nearly all that was finished before. Ask what holds it up, split it, or put it aside.";
    Warning "promise-slipping" to Replan at Field("goal") by flow::slipping_promises,
        "promises are kept less and less":
        "Less than 80 % of what was promised came, and less than before. Promise less, or find out what takes the time.";
    Warning "not-ready-in-next-iteration" to Replan at Plan by levels::not_ready,
        "planned next but not ready":
        "It is planned into the iteration that begins next and does not meet the rules of the settings. Add what is missing, or plan it later.";
    Warning "children-exceed-parent" to Estimate at Field("size") by levels::exceeded,
        "parts larger than their whole":
        "Its parts add up to more than its own size says. The parts count; estimate it anew, or take something out.";
    Note "feature-without-hypothesis" to Write at Field("hypothesis") by levels::without_hypothesis,
        "a planned feature without a hypothesis":
        "Others say what is expected of them and how that is measured. Write: If ... then ... measured by ...";
    Warning "feature-without-acceptance" to Write at Field("acceptance") by levels::without_acceptance,
        "a planned feature without acceptance":
        "Nothing says when it is done well enough. Write at least one line that somebody can check.";
    Note "ready-rule-unknown" to Repair at Field("ready_rules") by levels::odd_rules,
        "a readiness rule that cannot be read":
        "It is left out, so items count as ready without it. Write it like the others.";
    Note "settled-by-other-side" to Talk at Field("value_by") by handshake::other_side,
        "an estimate agreed by the other side":
        "Value is for product management and business owners, size for those who build. Nothing is refused: ask them, and {HANDSHAKE_VALUE} or {HANDSHAKE_SIZE} in the handshake notes it.";
    Warning "question-waiting" to Talk at Field("answer") by handshake::waiting,
        "a question that waits for long":
        "The other side was asked a week ago, and what depends on it stands still. Answer it in the handshake, or talk.";
};
