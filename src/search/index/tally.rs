//! Counts how often each bit is set in a great many rows. Rows are added sixteen at a time with carry-save adders:
//! a few instructions a row, however many of its bits are set.

use super::groups::{Bits, MOST_CODES, WORDS};

const NONE: Bits = [0; WORDS];
const BLOCK: usize = 16;

#[derive(Clone)]
pub struct Tally {
    block: [Bits; BLOCK],
    filled: usize,
    /// The counts written downwards: bit `b` of plane `p` is worth 2^p for value `b`.
    planes: [Bits; 32],
}

impl Default for Tally {
    fn default() -> Self {
        Tally { block: [NONE; BLOCK], filled: 0, planes: [NONE; 32] }
    }
}

impl Tally {
    #[inline]
    pub fn add(&mut self, bits: Bits) {
        self.block[self.filled] = bits;
        self.filled += 1;
        if self.filled == BLOCK {
            self.add_block();
        }
    }

    pub fn counts(&self) -> Vec<u32> {
        let mut whole = self.clone();
        whole.block[self.filled..].fill(NONE);
        whole.add_block();
        let mut counts = vec![0u32; MOST_CODES];
        for (value, plane) in whole.planes.iter().enumerate().filter(|(_, plane)| **plane != NONE) {
            for (at, count) in counts.iter_mut().enumerate() {
                *count += ((plane[at / 64] >> (at % 64)) as u32 & 1) << value;
            }
        }
        counts
    }

    fn add_block(&mut self) {
        let b = &self.block;
        let [ones, twos, fours, eights, higher @ ..] = &mut self.planes;
        let mut pairs = [NONE; 8];
        for (at, pair) in pairs.iter_mut().enumerate() {
            *pair = carry(ones, &b[2 * at], &b[2 * at + 1]);
        }
        let mut quads = [NONE; 4];
        for (at, quad) in quads.iter_mut().enumerate() {
            *quad = carry(twos, &pairs[2 * at], &pairs[2 * at + 1]);
        }
        let low = carry(fours, &quads[0], &quads[1]);
        let high = carry(fours, &quads[2], &quads[3]);
        let mut over = carry(eights, &low, &high);
        for plane in higher {
            if over == NONE {
                break;
            }
            for word in 0..WORDS {
                let next = plane[word] & over[word];
                plane[word] ^= over[word];
                over[word] = next;
            }
        }
        self.filled = 0;
    }
}

/// Adds two rows to a plane; what does not fit in the plane is carried.
#[inline]
fn carry(plane: &mut Bits, a: &Bits, b: &Bits) -> Bits {
    let mut over = NONE;
    for word in 0..WORDS {
        let half = plane[word] ^ a[word];
        over[word] = (plane[word] & a[word]) | (half & b[word]);
        plane[word] = half ^ b[word];
    }
    over
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::groups::bits;

    #[test]
    fn counts_like_counting() {
        let mut tally = Tally::default();
        let mut slow = vec![0u32; MOST_CODES];
        for row in 0..10_007u32 {
            let numbers = (0..MOST_CODES as u32)
                .filter(|number| (row.wrapping_mul(2_654_435_761) >> 7) % (number + 1) == 0);
            for number in numbers.clone() {
                slow[number as usize] += 1;
            }
            tally.add(bits(numbers));
        }
        assert_eq!(tally.counts(), slow);
    }
}
