//! What is changed of a list: what columns are for, cells, and rows that are left out.

use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::merge::held;
use crate::serve::pages::{Fields, field};
use crate::serve::visitor::Visitor;

/// The most characters of a cell that somebody types.
const MOST: usize = 10_000;

/// Changes a list, and goes back to where that was asked for.
pub(in crate::serve) fn change(
    desk: &Desk,
    visitor: &Visitor,
    name: &str,
    posted: &Fields,
) -> Answer {
    let Some(list) = desk.lists.get(name) else {
        return super::no_list(desk, visitor, desk.words(visitor).say("merge-gone"));
    };
    let mut list = held(&list);
    list.survey = None;
    let (what, number) = field(posted, "do")
        .split_once(':')
        .unwrap_or((field(posted, "do"), ""));
    let number: u64 = number.parse().unwrap_or(0);
    let mut place = match field(posted, "page") {
        "" => format!("/rows/{name}"),
        page => format!("/rows/{name}?page={}", page.parse::<usize>().unwrap_or(1)),
    };
    match what {
        "columns" => {
            let header = list.list.header().to_vec();
            let said = header.iter().enumerate().filter_map(|(at, column)| {
                let said = posted.get(&format!("use[{at}]"))?;
                Some((column.clone(), said.trim().to_owned())).filter(|(_, said)| !said.is_empty())
            });
            list.uses = said.collect();
        }
        "leave-out" => drop(list.left_out.insert(number)),
        "put-back" => drop(list.left_out.remove(&number)),
        "cells" => {
            for at in 0..list.list.header().len() {
                if let Some(text) = posted.get(&format!("cell[{at}]")) {
                    let text: String = text.replace("\r\n", "\n").chars().take(MOST).collect();
                    list.list.set(number, at, &text);
                }
            }
        }
        _ => {}
    }
    if what == "cells" || field(posted, "from") == "row" {
        place = format!("/rows/{name}/{number}");
    } else if number > 0 {
        place += &format!("#row-{number}");
    }
    Answer::to(place)
}
