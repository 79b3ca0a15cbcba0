//! The letters of the folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::Context;

use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::listing::{Query, State};
use crate::serve::visitor::Visitor;
use crate::serve::words::Words;
use crate::text::thousands;

/// How many letters a page lists.
const PAGE: usize = 50;

/// Something to narrow the list by.
#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
    count: usize,
    is_chosen: bool,
}

/// The list of letters, or of those that a query asks for.
pub(in crate::serve) fn list(desk: &Arc<Desk>, visitor: &Visitor, query: &Query) -> Answer {
    desk.listing.refresh(desk);
    let words = desk.words(visitor);
    let page = query.page.max(1);
    let (mut total, mut found) = desk.listing.find(query, (page - 1).saturating_mul(PAGE), PAGE);
    let mut pages = total.div_ceil(PAGE).max(1);
    let page = page.min(pages);
    if found.is_empty() && total > 0 {
        (total, found) = desk.listing.find(query, (page - 1) * PAGE, PAGE);
        pages = total.div_ceil(PAGE).max(1);
    }
    let shown: Vec<_> = found.iter().map(|one| &**one).collect();
    let mut context = Context::new();
    context.insert("title", words.say("letters"));
    context.insert("section", "letters");
    context.insert("letters", &shown);
    context.insert("kinds_said", &said_kinds(words, &shown));
    context.insert(
        "states_said",
        &State::ALL
            .map(|state| (state.name(), words.say(state.name())))
            .into_iter()
            .collect::<BTreeMap<_, _>>(),
    );
    context.insert("q", &query.q);
    context.insert("person_asked", &query.person);
    context.insert("is_narrowed", &query.is_some());
    context.insert("count", &words.fill("found", &[("count", &thousands(total))]));
    match desk.listing.progress() {
        Some((done, all)) if done < all => {
            let (done, all) = (thousands(done), thousands(all));
            context.insert("reading", &words.fill("reading", &[("done", &done), ("all", &all)]));
        }
        None => context.insert("reading", words.say("reading-begins")),
        Some(_) => {}
    }
    let counts = desk.listing.counts();
    let office = |value: &str| value.to_owned();
    context.insert("offices", &choices(&counts.offices, &query.office, office));
    context.insert("kinds", &choices(&counts.kinds, &query.kind, |kind| words.kind(kind).0));
    context.insert(
        "states",
        &choices(&counts.states, &query.state, |state| words.say(state).to_owned()),
    );
    if page > 1 {
        context.insert("previous", &query.for_page(page - 1));
    }
    if page < pages {
        context.insert("next", &query.for_page(page + 1));
    }
    let (at, of) = (page.to_string(), thousands(pages));
    context.insert("at", &words.fill("page-of", &[("page", &at), ("pages", &of)]));
    desk.page("list.html", visitor, context)
}

fn choices(
    counts: &BTreeMap<String, usize>,
    chosen: &str,
    label: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let counts = counts.iter().filter(|(value, _)| !value.is_empty());
    counts
        .map(|(value, count)| Choice {
            label: label(value),
            count: *count,
            is_chosen: value == chosen,
            value: value.clone(),
        })
        .collect()
}

fn said_kinds<'l>(
    words: &Words,
    shown: &[&'l crate::serve::listing::ListEntry],
) -> BTreeMap<&'l str, String> {
    shown
        .iter()
        .map(|one| (one.kind.as_str(), words.kind(&one.kind).0))
        .collect()
}
