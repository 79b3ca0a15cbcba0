//! What became of a letter beside its own page: the document it is issued as, and its receipt.

use serde::{Deserialize, Serialize};

use super::text::{Text, own};
use crate::letter::{Day, IssuedAs, Received};

/// The document that a letter is issued as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedDocument<'a> {
    /// The organs whose document it is.
    #[serde(borrow)]
    pub organs: Vec<OrganSymbol<'a>>,
    /// The day on which it is issued.
    pub date: Option<Day>,
}

/// An organ, with the symbol of its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganSymbol<'a> {
    /// The organ: "General Assembly".
    #[serde(borrow)]
    pub organ: Text<'a>,
    /// The symbol: "A/80/512".
    #[serde(borrow)]
    pub symbol: Text<'a>,
}

impl IssuedDocument<'_> {
    pub(super) fn of(issued: &IssuedAs) -> IssuedDocument<'static> {
        let organs = issued.organs.iter().map(|organ| OrganSymbol {
            organ: organ.organ.clone().into(),
            symbol: organ.symbol.clone().into(),
        });
        IssuedDocument { organs: organs.collect(), date: issued.date }
    }

    /// Its symbols as a masthead has them: "A/80/712–S/2026/103".
    pub fn symbols(&self) -> String {
        let symbols: Vec<_> = self.organs.iter().map(|organ| organ.symbol.as_str()).collect();
        symbols.join("–")
    }
}

/// What the receiver of a letter noted on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt<'a> {
    /// The day on which it came.
    pub date: Option<Day>,
    /// The number under which it was entered.
    #[serde(borrow)]
    pub number: Option<Text<'a>>,
    /// Who received it.
    #[serde(borrow)]
    pub by: Option<Text<'a>>,
}

impl Receipt<'_> {
    pub(super) fn of(received: &Received) -> Receipt<'static> {
        Receipt {
            date: received.date,
            number: own(received.number.as_ref()),
            by: own(received.by.as_ref()),
        }
    }
}
