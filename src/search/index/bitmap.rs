//! Sets of documents as bits, sixty-four to a word. Where much is counted, the processor counts bits itself if it can:
//! the plain build must run on any x86-64, which has no instruction for it.

use multiversion::multiversion;
use tantivy::DocId;

pub type Bitmap = Vec<u64>;

/// Without any of the first so many documents.
pub fn none(most: DocId) -> Bitmap {
    vec![0; most.div_ceil(64) as usize]
}

/// Those of the values that fit.
pub fn of<T: Copy>(values: &[T], fits: impl Fn(T) -> bool) -> Bitmap {
    let word = |chunk: &[T]| chunk.iter().rev().fold(0, |word, value| word << 1 | u64::from(fits(*value)));
    values.chunks(64).map(word).collect()
}

#[inline]
pub fn has(words: &[u64], document: DocId) -> bool {
    words.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1)
}

#[inline]
pub fn set(words: &mut [u64], document: DocId) {
    if let Some(word) = words.get_mut(document as usize / 64) {
        *word |= 1 << (document % 64);
    }
}

pub fn clear(words: &mut [u64], document: DocId) {
    if let Some(word) = words.get_mut(document as usize / 64) {
        *word &= !(1 << (document % 64));
    }
}

pub fn and(words: &mut [u64], others: &[u64]) {
    words.iter_mut().zip(others).for_each(|(word, other)| *word &= other);
}

pub fn and_not(words: &mut [u64], others: &[u64]) {
    words.iter_mut().zip(others).for_each(|(word, other)| *word &= !other);
}

pub fn or(words: &mut [u64], others: &[u64]) {
    words.iter_mut().zip(others).for_each(|(word, other)| *word |= other);
}

#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt+lzcnt"))]
pub fn count(words: &[u64]) -> u32 {
    words.iter().map(|word| word.count_ones()).sum()
}

#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt+lzcnt"))]
pub fn count_both(words: &[u64], others: &[u64]) -> u32 {
    words.iter().zip(others).map(|(word, other)| (word & other).count_ones()).sum()
}

#[inline]
pub fn for_each(words: &[u64], mut each: impl FnMut(DocId)) {
    for (at, word) in words.iter().enumerate() {
        let mut left = *word;
        while left != 0 {
            each(at as u32 * 64 + left.trailing_zeros());
            left &= left - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_documents() {
        let values: Vec<u32> = (0..200).collect();
        let odd = of(&values, |value| value % 2 == 1);
        let mut late = none(200);
        (150..200).for_each(|document| set(&mut late, document));
        clear(&mut late, 151);
        assert_eq!((count(&odd), count(&late), count_both(&odd, &late)), (100, 49, 24));
        assert!(has(&odd, 199) && !has(&odd, 198) && !has(&odd, 200) && !has(&late, 151));
        let mut found = Vec::new();
        let mut both = odd.clone();
        and(&mut both, &late);
        for_each(&both, |document| found.push(document));
        assert_eq!(found.first().zip(found.last()), Some((&153, &199)));
        and_not(&mut both, &odd);
        assert_eq!(count(&both), 0);
        or(&mut both, &odd);
        assert_eq!(both, odd);
    }
}
