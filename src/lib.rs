//! evenkeel: a terminal board on which a product owner keeps what customers want and what the teams
//! can carry on an even keel.
//!
//! Imports point down; `tests/it/architecture.rs` checks it:
//!
//! `model <- scoring <- edit <- store <- exchange <- desk <- ui <- views <- shell <- run`
//!
//! - [`model`] owns the records of a workspace and the one declaration of each kind. It knows no
//!   file, no screen and no score.
//! - [`scoring`] owns every number that is computed. It is exact and pure: same workspace, same digits.
//! - [`edit`] owns every change of a workspace and its inverse.
//! - [`store`] owns the workspace file: reading, writing, and every call of the file system.
//! - [`exchange`] owns foreign formats: bytes in, edits and problems out; the workspace in, bytes for others out.
//! - [`desk`] owns what all views share: the workspace and its history, what is chosen, open and noticed.
//! - [`ui`] owns looks, formats and shapes, and knows no view.
//! - [`views`] owns the views, one folder each with commands, state, panes and pictures; no view knows another.
//! - [`dialogs`] stands beside the views: what lies over them, one folder each.
//! - [`shell`] owns the program as a whole: an event in, effects out; bars, stack and the one command table.
//! - [`run`] owns the outside: the terminal, signals, threads, the clock and the command line.
//!
//! One idea has one owner, and whoever speaks of it asks that:
//!
//! | idea | owner |
//! |---|---|
//! | coming increment | [`scoring::plan::coming::coming`] |
//! | the increment an item is planned into | [`scoring::plan::coming::increment_of`] |
//! | competes for the cut line; planned, decided, parked | [`scoring::plan::coming::Race`], by [`scoring::plan::cut::IncrementTurn`] |
//! | cut line | [`scoring::plan::cut::cut`] |
//! | what is a part of what | [`model::tree::Tree`] |
//! | which of a family is ranked; effort, counted once | [`scoring::levels`] |
//! | how ready an item is | [`scoring::readiness`] |
//! | what may be the same item | [`scoring::alike`] |
//! | capacity | [`scoring::plan::supply::of_increment`] and [`scoring::plan::supply::of_iteration`] |
//! | a half described increment, filled in | [`scoring::plan::timetable::Timetable`] |
//! | velocity, what teams finished | [`scoring::plan::capacity::velocity`] of [`scoring::plan::velocity::PastIterations`] |
//! | the day of a change of state, the day an item was done | [`edit::states::dated`], read by [`model::item::Item::passed`] |
//! | who settled an estimate, and when | [`edit::settling::signed`], read by [`scoring::handshake::settled`] |
//! | the side somebody looks from, who acts | [`desk::side`] |
//! | the day an objective got its value | [`edit::values::dated`] |
//! | Must share, urgency share | [`scoring::plan::figures::Figures`], of the items of [`scoring::evaluation::BalanceBasis`] |
//! | what capacity, load, shares and predictability are made of | [`scoring::plan::evidence`] |
//! | by which rule any other number comes about | [`scoring::facts::Facts::rules`], on one page by [`dialogs::explain`] |
//! | complexity drivers over items | [`scoring::drivers::drivers`] |
//! | the agenda of an occasion, its timebox, topics with votes | [`scoring::meeting`] |
//! | target shares of an interval and a team | [`scoring::plan::targets::shares`] |
//! | what has no allocation | [`scoring::plan::allocation`] |
//! | the allocation of a kind | [`scoring::plan::by_kind`] |
//! | flow time, load, rework, how an item goes through its states | [`scoring::flow::record::Flow`] |
//! | whether something needed comes in time | [`scoring::plan::checks::link`] |
//! | what changed in a plan | [`scoring::plan::changes::changes`] |
//! | who does what in which iteration, what waits for what | [`scoring::plan::team_board::TeamBoard`] |
//! | what a team promises, reached and believes | [`scoring::plan::promises`] |
//! | items into a place of an increment, to a team | [`desk::planning`] |
//! | the parts of a suggested plan by allocation and team | [`scoring::plan::suggestion::lanes`] |
//! | what binds a suggested plan | [`scoring::plan::suggestion::binding`] |
//! | price of a yes, of a place by hand | [`scoring::price::placing::placing`] |
//! | price of a pin | [`scoring::price::moves::pin_price`] |
//! | unit of a price; money and points together | [`scoring::price::terms::Terms`] |
//! | a price in words, least sums | [`scoring::price::words`] |
//! | order of items without a rank | [`scoring::evaluation::listed::in_list`] |
//! | a score, shown | [`scoring::evaluation::Evaluation::written`] |
//! | coming periods | [`scoring::forecast::periods::ComingPeriods`] |
//! | when it is delivered | [`scoring::forecast::roadmap::Roadmap::item`] |
//! | who reads what of the roadmap, and where its bars begin and end | [`scoring::forecast::roadmap::chart`] |
//! | who settles what, and since when a question waits | [`scoring::handshake`] |
//! | how strong evidence is, and what is about what | [`scoring::insight::known::KnownCustomers`] |
//! | the range that evidence gives a value | [`scoring::insight::range::of_value`] |
//! | what the effort goes to, theme by theme | [`scoring::insight::vision::mix`] |
//! | since when nobody spoke with somebody, what they must hear | [`scoring::insight::people`] |
//! | a KPI today, its gap and what covers it | [`scoring::insight::kpis::Kpis`] |
//! | a due day against that | [`scoring::explain::due::HeldDue`] |
//! | what a price study says | [`scoring::money::study`] |
//! | what intervals cost, how a frozen scope stands | [`scoring::money::interval`] |
//! | what pictures of prices and budgets show | [`scoring::money::curves`], [`scoring::money::price_line`], [`scoring::money::course`] |
//! | what a price model has to reach | [`scoring::money::model_words`] |
//! | what an item is worth a week, built up | [`scoring::money::worth`] |
//! | guardrails of a budget | [`scoring::money::guardrails`] |
//! | what an item loses over time | [`scoring::delay::urgency::over_time`] |
//! | what an item costs and brings back | [`scoring::money::item_return`] |
//! | what a planning interval, an iteration, an item and the train are called | [`model::words`] |
//! | a day, a count, shown | [`model::format`] |
//! | a day, a number, an amount, typed | [`model::field::FieldType::typed`] |
//! | rows that are pasted | [`exchange::pasted`], [`dialogs::paste`] |
//! | rows of a table with names of columns, and what of them is there already | [`exchange::import::arrived`] |
//! | records in the cells of two scales | [`ui::cells`] |
//! | what is computed once for each state | [`desk::StateCache`] |
//!
//! To add
//!
//! - a field: one line in its kind's file below [`model`];
//! - a kind of record: one file there and one row of `KINDS`; form, list, filter, checks and file follow;
//! - a ranking method: one file below [`scoring::ranking`] and one row of `METHODS`;
//! - a list of records: one `Listing` with its columns and what is said of one; drawing, keys, filter, sorting, marks,
//!   CSV and Markdown follow;
//! - a view: one folder below [`views`] and one row of `VIEWS` in [`shell::commands`];
//! - a dialog: one folder below [`dialogs`] and one row of `DIALOGS`;
//! - a finding: one function below [`scoring::findings`] and one row of `FINDINGS`;
//! - a command or key: one row in the table beside what it does; footer, help, palette and the page of keys follow;
//! - a format: one file below [`exchange::import`] or [`exchange::export`] and one row of its `FORMATS`.
//!
//! `assets/guide/` is written by hand; `assets/reference/` by the program, from the same tables (`shell::reference`).

pub mod desk;
pub mod dialogs;
pub mod edit;
pub mod exchange;
pub mod model;
pub mod run;
pub mod scoring;
pub mod shell;
pub mod store;
pub mod ui;
pub mod views;
