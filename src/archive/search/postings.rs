//! The letters in which a term stands, small enough for a hundred thousand letters.
//!
//! A term has two lists: the letters that have it in their heads (title, people, symbols, dates),
//! and those that have it only in their texts. A list is its length with its form, then
//! differences or one bit a letter, whichever is shorter.

/// The letters that have a term; each stands in one of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Postings {
    pub(super) head: Vec<u32>,
    pub(super) text: Vec<u32>,
}

impl Postings {
    /// The term stands in a letter; in its head, or only in its text. The head comes first: once a
    /// letter is known, more of it changes nothing.
    pub(super) fn add(&mut self, letter: u32, head: bool) {
        let known = |list: &[u32]| list.last() == Some(&letter);
        if !known(&self.head) && !known(&self.text) {
            if head { &mut self.head } else { &mut self.text }.push(letter);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.head.is_empty() && self.text.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.head.clear();
        self.text.clear();
    }

    /// Adds what `bytes` say.
    pub(super) fn read(&mut self, mut bytes: &[u8]) -> Option<()> {
        read_list(&mut bytes, &mut self.head)?;
        read_list(&mut bytes, &mut self.text)
    }

    /// Puts the letters in order and appends both lists.
    pub(super) fn write(&mut self, out: &mut Vec<u8>) {
        for list in [&mut self.head, &mut self.text] {
            // Almost always they are in order already.
            if !list.is_sorted() {
                list.sort_unstable();
            }
            write_list(list, out);
        }
    }
}

/// Cuts the two lists of a term off the front of `bytes`, unread.
pub(super) fn cut_lists<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let mut rest = *bytes;
    for _ in 0..2 {
        let length = usize::try_from(read_varint(&mut rest)? >> 1).ok()?;
        (_, rest) = rest.split_at_checked(length)?;
    }
    let (lists, rest) = bytes.split_at_checked(bytes.len() - rest.len())?;
    *bytes = rest;
    Some(lists)
}

fn write_list(letters: &[u32], out: &mut Vec<u8>) {
    let mut next = 0;
    let steps = letters.iter().map(|letter| {
        let step = letter - next;
        next = letter + 1;
        step
    });
    let length: usize = steps.map(varint_length).sum();
    let bits = letters.last().map_or(0, |last| *last as usize / 8 + 1);
    if bits < length {
        write_varint(out, (bits as u64) << 1 | 1);
        let from = out.len();
        out.resize(from + bits, 0);
        for letter in letters {
            out[from + *letter as usize / 8] |= 1 << (letter % 8);
        }
        return;
    }
    write_varint(out, (length as u64) << 1);
    let mut next = 0;
    for letter in letters {
        write_varint(out, u64::from(letter - next));
        next = letter + 1;
    }
}

fn read_list(bytes: &mut &[u8], letters: &mut Vec<u32>) -> Option<()> {
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
pub(super) fn write_varint(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7F {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn varint_length(value: u32) -> usize {
    match value {
        0..=0x7F => 1,
        0x80..=0x3FFF => 2,
        0x4000..=0x1F_FFFF => 3,
        0x20_0000..=0xFFF_FFFF => 4,
        _ => 5,
    }
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
    fn lists_come_back_in_either_form() {
        for step in [1, 2, 7, 8, 9, 300, 70_000, 5_000_000] {
            let letters: Vec<u32> = (0..400).map(|at| 5 + at * step).collect();
            let mut postings = Postings { head: letters.clone(), text: vec![3] };
            let mut bytes = Vec::new();
            postings.write(&mut bytes);
            bytes.push(7);
            let (mut rest, mut back) = (bytes.as_slice(), Postings::default());
            let lists = cut_lists(&mut rest).unwrap();
            assert_eq!(rest, [7]);
            assert_eq!(back.read(lists), Some(()));
            assert_eq!(back, postings);
        }
    }
}
