//! New record ids, from a seed that `run` gives.

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::record::Kind;

/// A stream of ids; the same seed gives the same stream.
#[derive(Clone, Debug)]
pub struct Ids {
    state: u64,
}

impl Ids {
    /// Starts a stream.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next id that no record of this kind has.
    pub fn fresh(&mut self, workspace: &Workspace, kind: &Kind) -> Id {
        loop {
            let id = Id::from_random(self.draw());
            if workspace.record(kind, id).is_none() {
                return id;
            }
        }
    }

    /// The next number of the stream (`SplitMix64`, Steele et al. 2014).
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
