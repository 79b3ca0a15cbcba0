//! The template's lists, with room made for ours.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::super::lists::Lists;
use super::super::styles::NAMESPACE;
use super::archive::Archive;
use super::markup::{attribute, walk, walk_at};
use super::relations::{self, Relation};
use super::{Fault, broken};

const PATH: &str = "the template's numbering";

/// The template's lists, if it has any, with the pictures their bullets may be.
pub(super) fn read(
    archive: &Archive,
    related: &[Relation],
    parts: &mut BTreeMap<String, (Vec<u8>, String)>,
) -> Result<Option<String>, Fault> {
    let Some(path) = relations::target(related, "numbering") else {
        return Ok(None);
    };
    let text = archive.text(path)?;
    let mut any = false;
    walk(path, text, |event| {
        any |= matches!(event, Event::Start(start) if start.local_name().as_ref() == "abstractNum");
        Ok(())
    })?;
    if !any {
        return Ok(None);
    }
    relations::carry(archive, path, "", parts)?;
    // The part itself is written anew, with our lists in it.
    parts.remove(path);
    if path != "word/numbering.xml" {
        return Err(broken(format!("its lists are in an unusual place, {path}")));
    }
    Ok(Some(text.to_owned()))
}

/// The first numbers left free: of lists, and of their sets.
pub(super) fn free(text: &str) -> Result<(i32, i32), Fault> {
    let mut free = (1, 0);
    walk(PATH, text, |event| {
        if let Event::Start(start) | Event::Empty(start) = event {
            let number = |name| {
                let text = attribute(start, name)?;
                // Far too high a number leaves no room above it; Word writes none.
                text.parse::<i32>().ok().filter(|number| *number < 1_000_000)
            };
            match start.local_name().as_ref() {
                "num" => free.0 = free.0.max(number("numId").unwrap_or(0) + 1),
                "abstractNum" => free.1 = free.1.max(number("abstractNumId").unwrap_or(-1) + 1),
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(free)
}

/// The template's lists and ours: sets before lists, as CT_Numbering wants it.
pub(super) fn with(text: &str, lists: &Lists) -> String {
    let mut looks_end = None;
    let mut root_open = 0;
    let mut first_list = None;
    let mut lists_end = None;
    let mut root_end = text.len();
    let mut depth = 0usize;
    let mut before = 0usize;
    // It was found well formed when it was read.
    let _ = walk_at(PATH, text, |event, at| {
        match event {
            Event::Start(_) => {
                depth += 1;
                if depth == 1 {
                    root_open = at;
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Start(start) | Event::Empty(start)
                if start.local_name().as_ref() == "num" && first_list.is_none() =>
            {
                first_list = Some(before);
            }
            Event::End(end) => match end.local_name().as_ref() {
                "abstractNum" => looks_end = Some(at),
                "num" => lists_end = Some(at),
                _ if depth == 0 => root_end = before,
                _ => {}
            },
            _ => {}
        }
        before = at;
        Ok(())
    });
    let scope = format!(" xmlns:w=\"{NAMESPACE}\"");
    let looks_at = looks_end.or(first_list).unwrap_or(root_open);
    let lists_at = lists_end.unwrap_or(if looks_end.is_some() { looks_at } else { root_open });
    let lists_at = lists_at.max(looks_at).min(root_end);
    let mut out = String::with_capacity(text.len() + 8000);
    out.push_str(&text[..looks_at]);
    lists.abstracts(&scope, &mut out);
    out.push_str(&text[looks_at..lists_at]);
    lists.instances(&scope, &mut out);
    out.push_str(&text[lists_at..]);
    out
}
