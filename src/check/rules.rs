//! The table of rules. To add one, write its file and name it in its family's file.

use super::rule::Rule;

/// Names the rules of a family: one file each, in a folder of the family's name.
macro_rules! family {
    ($($rule:ident),* $(,)?) => {
        $(mod $rule;)*
        /// The rules of this family.
        pub(super) const RULES: &[&crate::check::Rule] = &[$(&$rule::RULE),*];
    };
}

mod between;
mod dates;
mod house;
mod hygiene;
mod prose;
mod records;
mod versions;

pub(super) use records::STALE_SIC;

const FAMILIES: &[&[&Rule]] = &[
    dates::RULES,
    prose::RULES,
    versions::RULES,
    between::RULES,
    house::RULES,
    hygiene::RULES,
    records::RULES,
];

const COUNT: usize = {
    let (mut count, mut at) = (0, 0);
    while at < FAMILIES.len() {
        count += FAMILIES[at].len();
        at += 1;
    }
    count
};

/// All rules, family by family.
pub static RULES: [&Rule; COUNT] = {
    let mut rules = [FAMILIES[0][0]; COUNT];
    let (mut count, mut family) = (0, 0);
    while family < FAMILIES.len() {
        let mut at = 0;
        while at < FAMILIES[family].len() {
            rules[count] = FAMILIES[family][at];
            count += 1;
            at += 1;
        }
        family += 1;
    }
    rules
};

/// The rule with this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.into_iter().find(|rule| rule.name == name)
}

use family;
