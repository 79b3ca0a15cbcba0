//! Mail merge: a list is brought to a letter, and every row is a letter that can be looked at,
//! mended, left out and handed out.

mod change;
mod files;
mod row;
mod rows;
mod upload;

pub(in crate::serve) use change::change;
pub(in crate::serve) use files::{back, file};
pub(in crate::serve) use row::{page, row};
pub(in crate::serve) use rows::rows;
pub(in crate::serve) use upload::{Upload, bring, merge};

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tera::Context;

use crate::finding::{Finding, Level};
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, RecordText, encoded};
use crate::serve::merge::{Job, MergeList, Refusal, held};
use crate::serve::visitor::Visitor;
use crate::serve::words::Words;

/// A list that is held, with its letter and what makes letters of it.
struct Open {
    name: String,
    list: Arc<Mutex<MergeList>>,
    text: RecordText,
    job: Job,
}

/// Opens a list by its name; the page that says why not.
fn open(desk: &Desk, visitor: &Visitor, name: &str) -> Result<Open, Answer> {
    let words = desk.words(visitor);
    let Some(list) = desk.lists.get(name) else {
        return Err(no_list(desk, visitor, words.say("merge-gone")));
    };
    let path = held(&list).letter.clone();
    let Some(text) = desk.record(&path) else {
        return Err(super::missing(desk, visitor));
    };
    let job = Job::new(desk, &text, &held(&list));
    match job {
        Ok(job) => Ok(Open { name: name.to_owned(), list, text, job }),
        Err(refusal) => {
            let mut context = Context::new();
            context.insert("problem", &why(&refusal).join("; "));
            Err(upload::shown(desk, visitor, &text, context).status(422))
        }
    }
}

/// That a list is not held any more.
fn no_list(desk: &Desk, visitor: &Visitor, why: &str) -> Answer {
    let mut context = Context::new();
    context.insert("title", desk.words(visitor).say("mail-merge"));
    context.insert("problem", why);
    desk.page("merge-gone.html", visitor, context).status(404)
}

/// Why there are no letters, a sentence each.
fn why(refusal: &Refusal) -> Vec<String> {
    match refusal {
        Refusal::Record(findings) => {
            findings.iter().map(|finding| finding.message.clone()).collect()
        }
        Refusal::List(why) => vec![why.clone()],
        Refusal::Letters(all) => all.clone(),
    }
}

/// What pages of a list say of its letter.
fn of_letter(desk: &Desk, text: &RecordText) -> Value {
    let listed = desk.listing.at(&text.path);
    let title = listed.map_or_else(|| text.id.clone(), |listed| listed.title.clone());
    json!({ "href": encoded(&text.path), "title": title })
}

/// A finding about a list as pages show it. Options of the command line are left out.
fn shown(words: &Words, finding: &Finding) -> Value {
    let help = finding.help.iter().filter(|help| !help.contains("--"));
    json!({
        "rule": finding.rule,
        "level": finding.level.name(),
        "weight": words.say(finding.level.name()),
        "message": crate::text::capital(&finding.message),
        "help": help.collect::<Vec<_>>(),
        "source": finding.source,
        "column": finding.column,
        "kept": finding.suppressed,
        "fixes": false,
    })
}

/// How far the letter of a row is, by its findings.
fn state(findings: &[&Finding]) -> &'static str {
    match findings.iter().map(|finding| finding.level).max() {
        Some(Level::Error) => "errors",
        Some(Level::Warning) => "look",
        _ => "ready",
    }
}
