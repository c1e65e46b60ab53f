//! Tests of the order under dependencies.
