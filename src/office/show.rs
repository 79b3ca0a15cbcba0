//! Which parts of a letter an office shows, and where.

use crate::node::fields::{settings, words};

settings! {
    /// Which parts an office shows, and where.
    pub struct Show as "`[show]`" {
        /// The letterhead.
        pub letterhead: bool = true,
        /// The letter's own number: on a line, or as a heading, as circulars have it.
        pub reference: NumberAt = NumberAt::Line,
        /// The subject line.
        pub subject: bool = true,
        /// The addressees.
        pub addressee: bool = true,
        /// The salutation.
        pub salutation: bool = true,
        /// The complimentary close.
        pub closing: bool = true,
        /// Who signs.
        pub signatures: bool = true,
        /// The number of enclosures at the foot of the last page (ST/DCS/4/Rev.1, paragraph 32).
        pub enclosures: bool = true,
        /// The lines at the foot of the letter.
        pub footer: bool = true,
        /// The place before the date.
        pub place: bool,
        /// What is asked of the addressee: in the text, as its wording has it, or apart.
        pub action: Apart = Apart::Text,
        /// The deadlines.
        pub deadlines: Apart = Apart::Text,
        /// Whom to ask.
        pub contacts: Apart = Apart::Text,
        /// Earlier letters by number and date.
        pub follows: Apart = Apart::Text,
        /// When the letter was received, and under what number.
        pub received: bool = true,
    }
}

impl Show {
    /// The fields of a record that the page shows apart from the text, which need not say them.
    pub fn apart(&self) -> Vec<&'static str> {
        let all = [
            ("action", self.action),
            ("deadlines", self.deadlines),
            ("contacts", self.contacts),
            ("follows", self.follows),
        ];
        let apart = all.iter().filter(|(_, at)| *at != Apart::Text);
        apart.map(|(name, _)| *name).collect()
    }
}

words! {
    /// How the letter's own number is shown.
    pub enum NumberAt as "a place of the number" {
        /// On a line above the text.
        Line = "line",
        /// As a heading.
        Heading = "heading",
    }
}

words! {
    /// Where something stands that the text may say or the page may show apart.
    pub enum Apart as "a place on the page" {
        /// In the text, as the wording has it.
        Text = "text",
        /// Above the text.
        Head = "head",
        /// Below the signatures.
        Foot = "foot",
    }
}

settings! {
    /// What stands in a signature block.
    #[derive(Copy)]
    pub struct SignatureStyle as "`[signature]`" {
        /// The courtesy title before the name (the UN Editorial Manual leaves it out).
        pub honorific: bool,
        /// The functional title below the name (a President of the General Assembly signs by name alone).
        pub title: bool = true,
        /// Whether the name stands first, or the function, as in Chinese.
        pub first: SignedFirst = SignedFirst::Name,
        /// Name and function on one line.
        pub one_line: bool,
    }
}

words! {
    /// What stands first in a signature block.
    pub enum SignedFirst as "what stands first" {
        /// The name, then the function.
        Name = "name",
        /// The function, then the name.
        Title = "title",
    }
}
