//! Every number that is computed from a workspace. Exact and pure.
