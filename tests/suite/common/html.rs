//! A page read as browsers read it, strictly: a mistake in it fails the test.

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, local_name, ns, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Parses a page; its mistakes fail the test.
pub fn parse(page: &str) -> RcDom {
    let mut options = ParseOpts::default();
    options.tokenizer.exact_errors = true;
    let dom = parse_document(RcDom::default(), options).one(page);
    let errors = dom.errors.borrow();
    assert!(errors.is_empty(), "not well-formed: {errors:?}\n{page}");
    drop(errors);
    dom
}

/// Parses what stands in a body, as a browser would: leniently.
pub fn parse_fragment(html: &str) -> RcDom {
    let name = html5ever::QualName::new(None, ns!(html), local_name!("body"));
    html5ever::parse_fragment(RcDom::default(), ParseOpts::default(), name, vec![], false).one(html)
}

/// Calls `see` with every element below `node`, in their order: its name and attributes.
pub fn elements(node: &Handle, see: &mut dyn FnMut(&str, &Handle)) {
    if let NodeData::Element { name, .. } = &node.data {
        see(&name.local, node);
    }
    for child in node.children.borrow().iter() {
        elements(child, see);
    }
}

/// The first element of this name below `node`.
pub fn first(node: &Handle, wanted: &str) -> Handle {
    let mut found = None;
    elements(node, &mut |name, element| {
        if name == wanted && found.is_none() {
            found = Some(element.clone());
        }
    });
    found.unwrap_or_else(|| panic!("the page has no <{wanted}>"))
}

/// An attribute of an element.
pub fn attribute(element: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &element.data else {
        return None;
    };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attr| &*attr.name.local == wanted);
    found.map(|attr| attr.value.to_string())
}

/// All attributes of an element.
pub fn attributes(element: &Handle) -> Vec<(String, String)> {
    let NodeData::Element { attrs, .. } = &element.data else {
        return Vec::new();
    };
    let attrs = attrs.borrow();
    let pairs = attrs
        .iter()
        .map(|attr| (attr.name.local.to_string(), attr.value.to_string()));
    pairs.collect()
}

/// The elements that stand in running text: nothing separates the words around them.
const INLINE: &[&str] = &["a", "bdi", "em", "strong", "time", "span"];

/// The text that a reader of an element sees, the numbers of lists included.
pub fn text(node: &Handle) -> String {
    let mut out = String::new();
    text_into(node, &mut out);
    out
}

fn text_into(node: &Handle, out: &mut String) {
    let children = |out: &mut String| {
        node.children.borrow().iter().for_each(|child| text_into(child, out));
    };
    match &node.data {
        NodeData::Text { contents } => out.push_str(&contents.borrow()),
        NodeData::Element { name, .. } => match &*name.local {
            "script" | "style" | "title" => {}
            name if INLINE.contains(&name) => children(out),
            "ol" => {
                let mut number: u64 = attribute(node, "start")
                    .map_or(1, |start| start.parse().expect("a number to start with"));
                for item in node.children.borrow().iter() {
                    if matches!(&item.data, NodeData::Element { .. }) {
                        out.push_str(&format!("\n{number}. "));
                        number += 1;
                    }
                    text_into(item, out);
                }
            }
            // A line of a table or a letter ends; a cell ends.
            _ => {
                out.push('\n');
                children(out);
                out.push('\n');
            }
        },
        _ => children(out),
    }
}
