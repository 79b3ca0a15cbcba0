//! The letters in which a term stands, small enough for a hundred thousand letters.

/// Where a term stands in letters: for the one who collects. Any order is right; letters in
/// their order are small.
#[derive(Debug, Clone, Default)]
pub(super) struct Collected {
    bytes: Vec<u8>,
    last: u32,
}

impl Collected {
    /// The term stands in a letter; in its head (title, people, symbols, dates), or only in
    /// its text. The head comes first: once a letter is known, more of it changes nothing.
    pub(super) fn push(&mut self, letter: u32, head: bool) {
        if self.bytes.is_empty() || self.last != letter {
            let step = i64::from(letter) - i64::from(self.last);
            let zigzag = (step << 1 ^ step >> 63).cast_unsigned();
            varint(&mut self.bytes, zigzag << 1 | u64::from(head));
            self.last = letter;
        }
    }

    /// Each letter, and whether the term stands in its head.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, bool)> + '_ {
        let (mut rest, mut last) = (self.bytes.as_slice(), 0_u32);
        std::iter::from_fn(move || {
            let value = read_varint(&mut rest)?;
            let zigzag = value >> 1;
            let step = (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed();
            last = u32::try_from(i64::from(last) + step).ok()?;
            Some((last, value & 1 == 1))
        })
    }
}

/// The letters in which a term stands, as a piece has them: two lists, of those that have it in
/// their heads and of those that have it only in their texts.
pub(super) fn lists(head: &mut Vec<u32>, text: &mut Vec<u32>) -> Vec<u8> {
    let mut out = list(head);
    out.extend(list(text));
    out.shrink_to_fit();
    out
}

/// A list as a piece has it: its length with its form, then differences or one bit a letter,
/// whichever is shorter.
fn list(letters: &mut Vec<u32>) -> Vec<u8> {
    letters.sort_unstable();
    letters.dedup();
    let mut steps = Vec::new();
    let mut next = 0;
    for letter in letters.iter() {
        varint(&mut steps, u64::from(letter - next));
        next = letter + 1;
    }
    let bits = letters.last().map_or(0, |last| *last as usize / 8 + 1);
    let mut out = Vec::new();
    if bits < steps.len() {
        varint(&mut out, (bits as u64) << 1 | 1);
        let from = out.len();
        out.resize(from + bits, 0);
        for letter in letters.iter() {
            out[from + *letter as usize / 8] |= 1 << (letter % 8);
        }
    } else {
        varint(&mut out, (steps.len() as u64) << 1);
        out.append(&mut steps);
    }
    out
}

/// Reads a list off the front of `bytes`.
pub(super) fn read_list(bytes: &mut &[u8], letters: &mut Vec<u32>) -> Option<()> {
    let head = read_varint(bytes)?;
    let (mut body, rest) = bytes.split_at_checked(usize::try_from(head >> 1).ok()?)?;
    *bytes = rest;
    if head & 1 == 1 {
        for (at, byte) in (0_u32..).zip(body) {
            letters.extend((0..8).filter(|bit| byte >> bit & 1 == 1).map(|bit| at * 8 + bit));
        }
        return Some(());
    }
    let mut next = 0;
    while !body.is_empty() {
        let letter = u32::try_from(read_varint(&mut body)?).ok()?.checked_add(next)?;
        letters.push(letter);
        next = letter.checked_add(1)?;
    }
    Some(())
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
pub(super) fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7F {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads a number off the front of `bytes`.
pub(super) fn read_varint(bytes: &mut &[u8]) -> Option<u64> {
    let (mut value, mut shift) = (0_u64, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collected_letters_come_back_in_any_order() {
        let pushed = [(3, true), (900_000, false), (4, true), (0, false), (u32::MAX, true)];
        let mut collected = Collected::default();
        for (letter, head) in pushed {
            collected.push(letter, head);
            collected.push(letter, false);
        }
        assert_eq!(collected.each().collect::<Vec<_>>(), pushed);
    }

    #[test]
    fn lists_come_back_in_either_form() {
        for step in [1, 2, 7, 8, 9, 300, 70_000] {
            let letters: Vec<u32> = (0..400).map(|at| 5 + at * step).collect();
            let bytes = list(&mut letters.clone());
            let (mut rest, mut back) = (bytes.as_slice(), Vec::new());
            assert_eq!(read_list(&mut rest, &mut back), Some(()));
            assert!(rest.is_empty());
            assert_eq!(back, letters);
        }
    }
}
