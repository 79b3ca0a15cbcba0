//! Any document that a letter can be, and any Markdown.

use chancery::document::{Align, Block, Direction, Document, Inline, Mark, Part, Role};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Characters that mean something to Markdown somewhere, and some that mean nothing.
const CHARACTERS: &str = "abcXYZ019 \\`*_{}[]()#+-.!<>|~:;=\"'&@^$%/?,";

/// Texts that have made trouble, or look as if they could.
const TEXTS: &[&str] = &[
    "1. one",
    "12) two",
    "- dash",
    "+ plus",
    "* star",
    "# hash",
    "####### seven",
    "> quote",
    "=====",
    "---",
    "***",
    "___",
    "~~~",
    "```",
    "| a | b |",
    ":---:",
    "|---|",
    "[a](b)",
    "[a]: b",
    "![a](b)",
    "<b>",
    "</time>",
    "<!-- part body -->",
    "<!-- -->",
    "&lt;",
    "&#35;",
    "&copy",
    "a_b_c",
    "_a_",
    "**a**",
    "\\",
    "\\\\",
    "\\|",
    "a\\",
    "{{ schedule }}",
    "{% raw %}",
    ":::",
    "1.",
    "1",
    "2018.",
    "a.",
    "#",
    "a #",
    "!",
    "www.un.org",
    "a@b.org",
    "https://un.org",
    "\u{a0}",
    "a\u{a0}",
    "\u{2003}b",
    "§ 12",
    "€",
    "“quoted”",
    "«»",
    "أصحاب السعادة",
    "致常驻代表",
    "١. واحد",
    "e\u{301}",
    "👍🏽",
    "a\u{200d}b",
    "\u{200f}x",
];

fn folded(text: &str) -> String {
    text.split([' ', '\n', '\t'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text without space at its ends: never empty.
fn text() -> impl Strategy<Value = String> {
    let any = proptest::collection::vec(select(CHARACTERS.chars().collect::<Vec<_>>()), 1..12);
    let any = any.prop_map(|chars| folded(&chars.into_iter().collect::<String>()));
    prop_oneof![
        3 => any,
        2 => select(TEXTS).prop_map(str::to_owned),
        1 => (select(TEXTS), select(TEXTS)).prop_map(|(a, b)| format!("{a}{b}")),
        2 => "[a-z]{1,8}( [a-z]{1,8}){0,3}",
    ]
    .prop_filter("text", |text| !text.is_empty())
}

/// One piece of running text. Emphasis and links may hold others.
fn piece(breaks: bool) -> BoxedStrategy<Inline> {
    let date = (select(&["2018-02-01", "2018-02", "1945-10-24"][..]), text())
        .prop_map(|(iso, text)| Inline::Date { iso: iso.to_owned(), text });
    let leaf = prop_oneof![
        6 => text().prop_map(Inline::text),
        2 => Just(Inline::text(" ")),
        1 => date,
        1 => if breaks { Just(Inline::Break).boxed() } else { Just(Inline::text(" ")).boxed() },
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let content = proptest::collection::vec(inner, 1..4);
        prop_oneof![
            content.clone().prop_map(|content| Inline::Strong { content }),
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            (href(), content).prop_map(|(href, content)| Inline::Link { href, content }),
        ]
    })
    .boxed()
}

fn href() -> impl Strategy<Value = String> {
    let odd = proptest::collection::vec(
        select("ab/?&=#%()<>[]\"'\\*_|~.!: é文".chars().collect::<Vec<_>>()),
        0..10,
    );
    (select(&["https://", "http://", "mailto:"][..]), odd)
        .prop_map(|(scheme, rest)| format!("{scheme}{}", rest.into_iter().collect::<String>()))
}

/// Running text in normal form: never empty.
pub fn running(breaks: bool) -> BoxedStrategy<Vec<Inline>> {
    proptest::collection::vec(piece(breaks), 1..5)
        .prop_map(|pieces| {
            let mut normal = normal(&pieces, false, false, false);
            trim(&mut normal);
            normal
        })
        .prop_filter("running text", |normal| !normal.is_empty())
        .boxed()
}

/// The normal form, said in another way than the reader says it: every character with its
/// dress, white space folded, put together again.
fn normal(pieces: &[Inline], strong: bool, emphasis: bool, linked: bool) -> Vec<Inline> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Inline::Strong { content } if strong => {
                out.extend(normal(content, strong, emphasis, linked))
            }
            Inline::Emphasis { content } if emphasis => {
                out.extend(normal(content, strong, emphasis, linked))
            }
            // A link within a link is none.
            Inline::Link { content, .. } if linked => {
                out.extend(normal(content, strong, emphasis, linked))
            }
            Inline::Strong { content } => {
                let content = trimmed(normal(content, true, emphasis, linked));
                out.extend((!content.is_empty()).then_some(Inline::Strong { content }));
            }
            Inline::Emphasis { content } => {
                let content = trimmed(normal(content, strong, true, linked));
                out.extend((!content.is_empty()).then_some(Inline::Emphasis { content }));
            }
            Inline::Link { href, content } => {
                let content = trimmed(normal(content, strong, emphasis, true));
                out.extend(
                    (!content.is_empty()).then_some(Inline::Link { href: href.clone(), content }),
                );
            }
            other => out.push(other.clone()),
        }
    }
    joined(out)
}

fn joined(pieces: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for piece in pieces {
        let after_break = matches!(out.last(), None | Some(Inline::Break));
        match (out.last_mut(), piece) {
            (_, Inline::Text { text }) if after_break => {
                let text = text.trim_start_matches(' ');
                out.extend((!text.is_empty()).then(|| Inline::text(text)));
            }
            (Some(Inline::Text { text }), Inline::Text { text: more }) => {
                *text = folded_within(&format!("{text}{more}"));
            }
            (Some(Inline::Strong { content }), Inline::Strong { content: more }) => {
                let all = content.drain(..).chain(more).collect();
                *content = joined(all);
            }
            (Some(Inline::Emphasis { content }), Inline::Emphasis { content: more }) => {
                let all = content.drain(..).chain(more).collect();
                *content = joined(all);
            }
            (_, Inline::Break) => {
                trim(&mut out);
                if !out.is_empty() {
                    out.push(Inline::Break);
                }
            }
            (_, other) => out.push(other),
        }
    }
    out
}

fn folded_within(text: &str) -> String {
    let mut text = text.to_owned();
    while text.contains("  ") {
        text = text.replace("  ", " ");
    }
    text
}

fn trimmed(mut pieces: Vec<Inline>) -> Vec<Inline> {
    trim(&mut pieces);
    pieces
}

/// Takes spaces and breaks from the end; the start has none.
fn trim(pieces: &mut Vec<Inline>) {
    while let Some(last) = pieces.last_mut() {
        match last {
            Inline::Text { text } => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    break;
                }
            }
            Inline::Break => {}
            _ => break,
        }
        pieces.pop();
    }
}

fn paragraph() -> impl Strategy<Value = Block> {
    running(true).prop_map(|content| Block::Paragraph { content })
}

pub fn table() -> impl Strategy<Value = Block> {
    (1..4_usize, 0..4_usize).prop_flat_map(|(width, height)| {
        let cell = || prop_oneof![4 => running(false), 1 => Just(Vec::new())];
        let row = proptest::collection::vec(cell(), width);
        let align = select(&[Align::Start, Align::Center, Align::End][..]);
        (
            proptest::collection::vec(align, width),
            row.clone(),
            proptest::collection::vec(row, height),
        )
            .prop_map(|(columns, head, rows)| Block::Table { columns, head, rows })
    })
}

/// A block of prose; lists, quotes and schedules hold others, four deep.
fn block() -> BoxedStrategy<Block> {
    let heading =
        (1..=6_u8, running(false)).prop_map(|(level, content)| Block::Heading { level, content });
    let leaf = prop_oneof![5 => paragraph(), 1 => table(), 1 => heading];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let start = prop_oneof![
            2 => Just(None),
            2 => Just(Some(1)),
            1 => (0..1_200_u64).prop_map(Some),
        ];
        let item = proptest::collection::vec(inner.clone(), 0..3);
        let ids = proptest::collection::vec(
            select(&["ign-72-1", "", "a b", "x,y", "-->", "100%", "é", "%"][..]).prop_map(str::to_owned),
            0..3,
        );
        prop_oneof![
            3 => (start, proptest::collection::vec(item, 1..4)).prop_map(|(start, items)| Block::List { start, items }),
            1 => proptest::collection::vec(inner.clone(), 1..3).prop_map(|blocks| Block::Quote { blocks }),
            1 => (ids, proptest::collection::vec(inner, 0..3))
                .prop_map(|(meetings, blocks)| Block::Schedule { meetings, blocks }),
        ]
    })
    .boxed()
}

fn signature() -> impl Strategy<Value = Block> {
    let mark = prop_oneof![
        Just(None),
        text().prop_map(|text| Some(Mark::Transcription { text })),
        (select(&["sign.png", "a b.jpg", "\"><.png"][..]), text())
            .prop_map(|(name, alt)| Some(Mark::Image { name: name.to_owned(), alt })),
    ];
    (mark, proptest::collection::vec(running(false), 0..4))
        .prop_map(|(mark, lines)| Block::Signature { mark, lines })
}

/// Parts of a letter, in their usual order.
pub fn parts() -> impl Strategy<Value = Vec<Part>> {
    let body =
        proptest::collection::vec(prop_oneof![12 => block(), 1 => Just(Block::PageBreak)], 1..6);
    let part = prop_oneof![
        6 => body.prop_map(|blocks| (Role::Body, blocks)),
        1 => proptest::collection::vec(signature(), 1..3).prop_map(|blocks| (Role::Signatures, blocks)),
        3 => (any::<Index>(), proptest::collection::vec(paragraph(), 1..3))
            .prop_map(|(at, blocks)| (*at.get(&Role::ALL), blocks)),
        1 => running(false).prop_map(|content| (Role::Subject, vec![Block::Paragraph { content }])),
        1 => proptest::collection::vec(block(), 1..4).prop_map(|blocks| (Role::Annex, blocks)),
    ];
    proptest::collection::vec(part, 1..4).prop_map(|mut parts| {
        parts.sort_by_key(|(role, _)| Role::ALL.iter().position(|known| known == role));
        let mut levels = Levels::default();
        let parts = parts.into_iter().map(|(role, mut blocks)| {
            match role {
                Role::Subject => levels.base = 1,
                Role::Annex => levels.depth = 0,
                _ => {}
            }
            levels.renumber(&mut blocks);
            Part { role, blocks }
        });
        parts.collect()
    })
}

/// Gives headings levels without gaps; under a subject they begin with 2.
#[derive(Default)]
struct Levels {
    base: u8,
    depth: u8,
}

impl Levels {
    fn renumber(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, .. } => {
                    self.depth = (*level).min(self.depth + 1).min(6 - self.base);
                    *level = self.base + self.depth;
                }
                Block::Quote { blocks } | Block::Schedule { blocks, .. } => self.renumber(blocks),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.renumber(item)),
                _ => {}
            }
        }
    }
}

pub fn document(parts: Vec<Part>) -> Document {
    Document {
        language: "en".to_owned(),
        direction: Direction::Ltr,
        title: "A letter".to_owned(),
        parts,
    }
}

/// Bits of Markdown, to be put together at random.
pub const SOURCES: &[&str] = &[
    "a",
    "b c",
    " ",
    "  ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "***",
    "`",
    "- ",
    "1. ",
    "7) ",
    "> ",
    "# ",
    "## ",
    "\n===\n",
    "\\\n",
    "  \n",
    "    ",
    "[x](https://un.org)",
    "[",
    "](https://a.b)",
    "\\*",
    "\\",
    "&nbsp;",
    "&#42;",
    "“",
    "”",
    "| a | b |\n| --- | :-: |\n| c |",
    "|",
    "<time datetime=\"2018-02-01\">1 February</time>",
    "<!-- -->",
    "\n\n<!-- schedule a,b -->\n\n",
    "\n\n<!-- end -->\n\n",
    "\n\n<!-- part annex -->\n\n",
];
