//! The workspace: records by kind and id, and what each kind declares.

pub mod number;
