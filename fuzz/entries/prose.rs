//! Prose → blocks: what is read is in normal form, so that writing and reading it changes nothing.
use chancery::document::{
    Block, Direction, Document, Field, Inline, MergeFields, Part, Refusal, Role, read_composed,
    read_prose,
};
use chancery::node::forbidden;
use chancery::write::markdown::write_marked;

/// Every field has the same hostile value.
struct Fields;

impl MergeFields for Fields {
    fn inline(&self, _: &Field) -> Result<Vec<Inline>, Refusal> {
        Ok(vec![Inline::text("*a* {{ b }} <b> | \\ 1. #")])
    }

    fn block(&self, _: &Field) -> Option<Result<Vec<Block>, Refusal>> {
        None
    }
}

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(prose: &str) {
    // A record with such a character is refused before its prose is read.
    if prose.contains(forbidden) {
        return;
    }
    let blocks = match read_prose(prose, &Fields) {
        Ok(blocks) => blocks,
        Err(troubles) => {
            for trouble in troubles {
                assert!(prose.get(trouble.range).is_some(), "a place in the prose");
            }
            return;
        }
    };
    // Reading puts the levels of headings right; from then on nothing changes.
    let once = again(vec![Part { role: Role::Body, blocks }]);
    let twice = again(once.clone());
    assert_eq!(once, twice);
}

fn again(parts: Vec<Part>) -> Vec<Part> {
    let document = Document {
        language: "en".to_owned(),
        direction: Direction::Ltr,
        title: String::new(),
        parts,
    };
    let written = write_marked(&document);
    read_composed(&written, Vec::new())
        .unwrap_or_else(|diagnostics| panic!("{diagnostics:?}\n{written}"))
}
