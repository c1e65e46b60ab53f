//! Every number that is computed from a workspace. Exact and pure.
//!
//! The methods work on plain inputs and answer by position, so that they can be read, tested and
//! reused without a workspace. A blank is `None` and never counts as zero. In reading order:
//!
//! - [`ratio`] owns exact fractions; [`rank`] owns ranks, ties and order; [`percents`] owns whole
//!   percents that add up to 100.
//! - [`wsjf`], [`weighted`], [`rice`] and [`opportunity`] each own one score and its ranking.
//! - [`quadrant`], [`moscow`] and [`kano`] each own one way of sorting into classes.
//! - [`tipping`], [`scaling`] and [`robustness`] own how firm a ranking is: against one input, against
//!   the units of the columns, against estimates in doubt. [`delay`] owns what waiting costs,
//!   [`urgency`] which shape of it a record has, and when.
//! - [`allocation`] owns the mix of effort against target shares.
//! - [`sequence`] owns the cost of an order, [`precedence`] the best order under dependencies, and
//!   [`moves`] the price of changing it.
//! - [`pin`] owns what a rank given by hand costs, [`placing`] what an item costs at another place.
//! - [`total`] owns what the shown order costs in all, and in which unit; [`comparison`]
//!   sets two states of a workspace beside each other, and [`since`] says what moved between them and why.
//! - [`order`] puts the items of a workspace into their dependency-true order, and [`regret`] holds the
//!   shown one against it.
//! - [`method`] is the table of ranking methods over records; [`evaluation`] owns the shown order and
//!   everything else a screen shows but the grid, which [`tradeoff`] owns; [`explain`] gives the facts
//!   behind the place of one item.
//! - [`plan`] owns what each increment and iteration has to carry, [`suggestion`] the best choice of items
//!   for an increment and what its limits cost, [`forecast`] when work is likely done, [`roadmap`] that of
//!   everything open in groups, [`pi`] what teams can carry, promise and believe; [`poker`] how far estimates are apart; [`map`] what of an increment
//!   needs what, [`roam`] the board of risks, [`due`] which promised day has passed.
//! - [`decision`] owns what an answer to a request costs, and when it is looked at again.
//! - [`room`] owns what people at one table settle: the agenda, the votes, and what follows from them.
//! - [`firmness`] owns what would change the place of an item, and which of its estimates still matter.
//! - [`findings`] are what the backlog's own checks report; [`loops`] are items that wait for each other,
//!   [`needed`] who needs whom.
//! - [`survey`] is what is known of a board beyond its ranking, and may take longer than a key.

pub mod allocation;
pub mod comparison;
pub mod decision;
pub mod delay;
pub mod due;
pub mod evaluation;
pub mod explain;
pub mod findings;
pub mod firmness;
pub mod forecast;
pub mod kano;
pub mod loops;
pub mod map;
pub mod method;
pub mod moscow;
pub mod moves;
pub mod needed;
pub mod opportunity;
pub mod order;
pub mod percents;
pub mod pi;
pub mod pin;
pub mod placing;
pub mod plan;
pub mod poker;
pub mod precedence;
pub mod quadrant;
pub mod rank;
pub mod ratio;
pub mod regret;
pub mod rice;
pub mod roadmap;
pub mod roam;
pub mod robustness;
pub mod room;
pub mod scaling;
pub mod sequence;
pub mod since;
pub mod suggestion;
pub mod survey;
pub mod tipping;
pub mod total;
pub mod tradeoff;
pub mod urgency;
pub mod weighted;
pub mod wsjf;
