//! How much a workspace may hold, in one place.
//!
//! Owns the numbers and what the page of limits says of each. Each is checked
//! where something enters, before memory is spent on it.

/// The most bytes a workspace, or a file to import, may have.
pub const SIZE_LIMIT: usize = 256 * 1024 * 1024;
/// How many brackets may stand inside each other; `ron` itself stops at 64.
pub const NESTING_LIMIT: usize = 50;
/// The most records of all kinds together.
pub const RECORDS_LIMIT: usize = 200_000;
/// The most entries of one list, such as needs or labels, and the most fields of one record.
pub const LIST_LIMIT: usize = 1_000;
/// The most characters a one-line text keeps.
pub const LINE_LIMIT: usize = 2_000;
/// The most characters a prose text keeps.
pub const PROSE_LIMIT: usize = 1_000_000;
/// The most problems of one file that are listed one by one.
pub const PROBLEMS_LIMIT: usize = 10_000;
/// The most columns of a table to import.
pub const COLUMNS_LIMIT: usize = 5_000;
/// The most bytes a packed file to import may have once it is unpacked.
pub const UNPACKED_LIMIT: usize = 128 * 1024 * 1024;

/// Each limit with what has it and what happens beyond it.
pub const LIMITS: [(&str, usize, &str); 9] = [
    (
        "Bytes of a file",
        SIZE_LIMIT,
        "Refused before it is read; not written either.",
    ),
    (
        "Brackets inside each other",
        NESTING_LIMIT,
        "Refused, with the place.",
    ),
    (
        "Records in a file",
        RECORDS_LIMIT,
        "Refused, with the place.",
    ),
    (
        "Entries of a list, such as needs or labels",
        LIST_LIMIT,
        "The field is an error and stays in the file as it is; an import leaves the rest out and counts it.",
    ),
    (
        "Fields of a record, sections of a file",
        LIST_LIMIT,
        "Refused, with the place.",
    ),
    (
        "Characters of a line, such as a title",
        LINE_LIMIT,
        "The beginning is shown, with a warning; the file keeps all of it until the field is changed.",
    ),
    (
        "Characters of a description or note",
        PROSE_LIMIT,
        "As for a line.",
    ),
    (
        "Bytes of a workbook to import, unpacked",
        UNPACKED_LIMIT,
        "Refused before a cell is read.",
    ),
    (
        "Columns of a file to import",
        COLUMNS_LIMIT,
        "Refused, with the number.",
    ),
];
