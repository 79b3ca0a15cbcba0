//! The phrases of a language that filters print around the fields they show.

/// Each by its number among the origins of the wording.
#[derive(Debug, Clone, Copy)]
pub(in crate::template) struct Phrases {
    /// What dates are written with beside the days: "on", "to".
    pub(in crate::template) dates: usize,
    /// What stands between the items of a list in a sentence.
    pub(in crate::template) lists: usize,
    /// Numbers in words.
    pub(in crate::template) numbers: usize,
    /// What a sentence puts before a room.
    pub(in crate::template) rooms: usize,
    /// What stands between a place and a date.
    pub(in crate::template) place: usize,
    /// What stands after an item of a list in lines, and after the last.
    pub(in crate::template) stops: [usize; 2],
}

impl Phrases {
    pub(super) fn new(mut number: impl FnMut(&str) -> usize) -> Self {
        Self {
            dates: number("dates"),
            lists: number("lists"),
            numbers: number("numbers"),
            rooms: number("rooms"),
            place: number("labels.after-place"),
            stops: [number("labels.semicolon"), number("labels.stop")],
        }
    }
}
