//! The word `export` and the tables of the README.
