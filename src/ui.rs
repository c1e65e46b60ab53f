//! Drawing: takes the state of the program, returns what was drawn where.
