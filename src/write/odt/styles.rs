//! The part `styles.xml`: how the parts of a letter look, by name, so that an officer changes a look
//! in one place; and the automatic styles, which say where pages begin and how wide columns are.

mod page_layouts;

use super::lists::{BULLETS, FIGURES};
use super::properties::{self, ASIAN, Attributes, NAMESPACES, VERSION, points};
use super::state::{LetterStyles, OdtState, Start};
use crate::office::Align;
use crate::write::layout::{self, ALL, Kind, ListKind, Style, StyleSpec};
use crate::write::xml::Xml;

/// How deep lists are defined; deeper ones look like the deepest.
const LEVELS: i32 = 10;

/// What the standard lets stand behind a letter, so that any text is a name (part 3, 19.498).
pub(super) fn encode(name: &str) -> String {
    name.replace(' ', "_20_")
}

/// What office people call a style. A name that the office suites know themselves is spelled as
/// they spell it, so that their translations hold; "Salutation" is a closing to them.
fn shown(style: Style) -> &'static str {
    match style {
        Style::Normal => "Standard",
        Style::BodyText => "Text body",
        Style::Heading1 => "Heading 1",
        Style::Heading2 => "Heading 2",
        Style::Heading3 => "Heading 3",
        Style::Heading4 => "Heading 4",
        Style::Heading5 => "Heading 5",
        Style::Heading6 => "Heading 6",
        Style::Salutation => "Letter Salutation",
        Style::Closing => "Letter Closing",
        Style::Header => "Header",
        Style::Footer => "Footer",
        Style::Quote => "Quotations",
        Style::TableText => "Table Contents",
        Style::TableHeading => "Table Heading",
        Style::Strong => "Strong Emphasis",
        Style::Hyperlink => "Internet link",
        _ => ALL[style.index()].2,
    }
}

fn shown_in(style: Style, set: usize) -> String {
    match ALL[style.index()].3 {
        Kind::Paragraph if set > 0 => format!("{} {}", shown(style), set + 1),
        _ => shown(style).to_owned(),
    }
}

/// The name of a style in a set: the first set of a package has the plain names, each further one
/// has them numbered.
pub(super) fn name(style: Style, set: usize) -> String {
    encode(&shown_in(style, set))
}

pub(super) fn start_name(at: usize) -> String {
    format!("Start{}", at + 1)
}

pub(super) fn table_name(set: usize, width: i32) -> String {
    format!("Table{}_{width}", set + 1)
}

pub(super) fn column_name(width: i32) -> String {
    format!("Column{width}")
}

/// Opens the root of a part.
pub(super) fn open(xml: &mut Xml, root: &str) {
    let mut attributes = NAMESPACES.to_vec();
    attributes.push(("office:version", VERSION));
    xml.open(root, &attributes);
}

/// Names the faces.
pub(super) fn font_faces(state: &OdtState<'_>, xml: &mut Xml) {
    let mut faces: Vec<&str> = state.sets.iter().map(|set| set.styles.face()).collect();
    faces.push(ASIAN);
    faces.sort_unstable();
    faces.dedup();
    xml.open("office:font-face-decls", &[]);
    for face in faces {
        let family = format!("'{face}'");
        let attributes = [
            ("style:name", face),
            ("svg:font-family", family.as_str()),
            ("style:font-family-generic", "roman"),
            ("style:font-pitch", "variable"),
        ];
        xml.empty("style:font-face", &attributes);
    }
    xml.close("office:font-face-decls");
}

/// The whole part.
pub(super) fn part(state: &OdtState<'_>) -> String {
    let mut xml = Xml::new();
    open(&mut xml, "office:document-styles");
    font_faces(state, &mut xml);
    xml.open("office:styles", &[]);
    defaults(&state.sets[0], &mut xml);
    for (at, set) in state.sets.iter().enumerate() {
        let rows = ALL.iter().filter(|(style, ..)| is_wanted(*style, at, set));
        rows.for_each(|(style, _, _, kind)| define(*style, *kind, at, set, &mut xml));
    }
    list(BULLETS, ListKind::Bullets, &mut xml);
    list(FIGURES, ListKind::Figures, &mut xml);
    xml.close("office:styles");
    xml.open("office:automatic-styles", &[]);
    automatic(state, &mut xml);
    page_layouts::define(state, &mut xml);
    xml.close("office:automatic-styles");
    let mut xml = page_layouts::masters(state, xml);
    xml.close("office:document-styles");
    xml.into_string()
}

/// What holds where no style says otherwise.
fn defaults(set: &LetterStyles, xml: &mut Xml) {
    xml.open("style:default-style", &[("style:family", "paragraph")]);
    empty(xml, "style:paragraph-properties", &of_all(set));
    empty(xml, "style:text-properties", &properties::of_type(&set.styles, &set.language));
    xml.close("style:default-style");
    // Without a word on it some programs join the borders of neighbouring cells, others do not.
    xml.open("style:default-style", &[("style:family", "table")]);
    xml.empty("style:table-properties", &[("table:border-model", "collapsing")]);
    xml.close("style:default-style");
}

/// What a set says of all paragraphs.
fn of_all(set: &LetterStyles) -> Attributes {
    let mut out = Attributes::default();
    out.add("style:writing-mode", if set.styles.rtl { "rl-tb" } else { "lr-tb" });
    out.add("fo:text-align", properties::side(Align::Start, set.styles.rtl));
    out.add("fo:orphans", "2");
    out.add("fo:widows", "2");
    out
}

/// The first set has all styles that a letter may need when it is edited, the others what they use.
fn is_wanted(style: Style, at: usize, set: &LetterStyles) -> bool {
    // Space above and below the text is the pages' here, and tables have styles of their own.
    let filler = matches!(
        style,
        Style::LetterheadSpace | Style::FootSpace | Style::FootSpaceFirst | Style::PageBreak
    );
    match ALL[style.index()].3 {
        Kind::Paragraph if filler => false,
        Kind::Paragraph => at == 0 || set.used.contains(&style.index()),
        Kind::Character => at == 0 && style != Style::DefaultParagraphFont,
        Kind::Table | Kind::Numbering => false,
    }
}

fn define(style: Style, kind: Kind, at: usize, set: &LetterStyles, xml: &mut Xml) {
    let family = if kind == Kind::Character { "text" } else { "paragraph" };
    let (own, display) = (name(style, at), shown_in(style, at));
    let named = |other: Option<Style>| {
        let other = other.filter(|other| is_wanted(*other, at, set));
        other.map(|other| name(other, at))
    };
    let (base, next) = (named(style.base()), named(style.next()));
    let spec = spec(style, kind, set);
    let outline = spec.outline.map(|level| (level + 1).to_string());
    let mut attributes = vec![
        ("style:name", own.as_str()),
        ("style:display-name", &display),
        ("style:family", family),
    ];
    for (key, value) in [
        ("style:parent-style-name", &base),
        ("style:next-style-name", &next),
        ("style:default-outline-level", &outline),
    ] {
        attributes.extend(value.as_deref().map(|value| (key, value)));
    }
    match spec.list {
        Some(ListKind::Bullets) => attributes.push(("style:list-style-name", BULLETS)),
        Some(ListKind::Figures) => attributes.push(("style:list-style-name", FIGURES)),
        None => {}
    }
    xml.open("style:style", &attributes);
    if kind == Kind::Character {
        empty(xml, "style:text-properties", &of_run(style));
    } else if style.base().is_none() {
        let mut paragraph = of_all(set);
        paragraph.extend(properties::of_paragraph(&spec, set.styles.rtl));
        empty(xml, "style:paragraph-properties", &paragraph);
        let mut text = properties::of_type(&set.styles, &set.language);
        if spec.size.is_some() {
            text = properties::of_text(&spec);
        }
        empty(xml, "style:text-properties", &text);
    } else {
        empty(xml, "style:paragraph-properties", &properties::of_paragraph(&spec, set.styles.rtl));
        empty(xml, "style:text-properties", &properties::of_text(&spec));
    }
    xml.close("style:style");
}

/// What a style says, where pages hold the space above and below their text.
fn spec(style: Style, kind: Kind, set: &LetterStyles) -> StyleSpec {
    if kind == Kind::Character {
        return StyleSpec::default();
    }
    let mut spec = layout::spec(style, &set.styles);
    let has_emblem = set.styles.sheet.letterhead.emblem.is_some();
    match style {
        Style::LetterheadEmblem => spec.before = Some(0),
        Style::Letterhead if !has_emblem => spec.before = Some(0),
        Style::Header => spec.after = Some(0),
        // Within a list its level says how far text stands in.
        Style::ListContinue => spec.start = None,
        _ => {}
    }
    spec
}

fn of_run(style: Style) -> Attributes {
    let mut out = Attributes::default();
    match style {
        Style::Strong => properties::weight("bold", &mut out),
        Style::Emphasis => properties::slant(&mut out),
        Style::Hyperlink => {
            out.add("fo:color", "#0563c1");
            out.add("style:text-underline-style", "solid");
            out.add("style:text-underline-width", "auto");
            out.add("style:text-underline-color", "font-color");
        }
        _ => {}
    }
    out
}

/// A list style; each level stands further in, as Word has it.
fn list(name: &str, kind: ListKind, xml: &mut Xml) {
    let display = name.replace("_20_", " ");
    xml.open("text:list-style", &[("style:name", name), ("style:display-name", &display)]);
    for level in 1..=LEVELS {
        let number = level.to_string();
        let level_name = ("text:level", number.as_str());
        let element = match kind {
            ListKind::Figures => {
                let element = "text:list-level-style-number";
                let figures = [level_name, ("style:num-suffix", "."), ("style:num-format", "1")];
                xml.open(element, &figures);
                element
            }
            ListKind::Bullets => {
                let element = "text:list-level-style-bullet";
                // Marks that every text face has; a face of symbols would be one more to miss.
                let mark = if level % 2 == 1 { "•" } else { "–" };
                xml.open(element, &[level_name, ("text:bullet-char", mark)]);
                element
            }
        };
        let mode = [("text:list-level-position-and-space-mode", "label-alignment")];
        xml.open("style:list-level-properties", &mode);
        let (margin, hanging) = (points(360 * (level + 1)), points(-360));
        let alignment = [
            ("text:label-followed-by", "listtab"),
            ("text:list-tab-stop-position", margin.as_str()),
            ("fo:text-indent", &hanging),
            ("fo:margin-left", &margin),
        ];
        xml.empty("style:list-level-label-alignment", &alignment);
        xml.close("style:list-level-properties");
        xml.close(element);
    }
    xml.close("text:list-style");
}

/// The automatic styles of both parts: pages that begin, tables, columns, rows, cells.
pub(super) fn automatic(state: &OdtState<'_>, xml: &mut Xml) {
    for (at, (style, set, start)) in state.starts.iter().enumerate() {
        let (own, parent) = (start_name(at), name(*style, *set));
        let mut attributes = vec![
            ("style:name", own.as_str()),
            ("style:family", "paragraph"),
            ("style:parent-style-name", &parent),
        ];
        let begins = match start {
            Start::Page => ("fo:break-before", "page"),
            Start::Letter(master) => {
                attributes.push(("style:master-page-name", master));
                ("style:page-number", "1")
            }
        };
        xml.open("style:style", &attributes);
        xml.empty("style:paragraph-properties", &[begins]);
        xml.close("style:style");
    }
    let mut style = |name: &str, family: &str, element: &str, attributes: &[(&str, &str)]| {
        xml.open("style:style", &[("style:name", name), ("style:family", family)]);
        xml.empty(element, attributes);
        xml.close("style:style");
    };
    for (set, width) in &state.tables {
        let rtl = state.sets[*set].styles.rtl;
        let attributes = [
            ("style:width", &*points(*width)),
            ("table:align", "margins"),
            ("style:writing-mode", if rtl { "rl-tb" } else { "lr-tb" }),
        ];
        style(&table_name(*set, *width), "table", "style:table-properties", &attributes);
    }
    for width in &state.columns {
        let attributes = [
            ("style:column-width", &*points(*width)),
            ("style:rel-column-width", &format!("{width}*")),
        ];
        let name = column_name(*width);
        style(&name, "table-column", "style:table-column-properties", &attributes);
    }
    if state.tables.is_empty() {
        return;
    }
    let whole = [("fo:keep-together", "always")];
    style("Row", "table-row", "style:table-row-properties", &whole);
    let (line, thin) = ("1pt solid #000000", "0.5pt solid #a6a6a6");
    for (name, above, below, side) in [
        ("Head_20_Cell", line, line, "5.4pt"),
        ("First_20_Cell", line, thin, "5.4pt"),
        ("Cell", "none", thin, "5.4pt"),
        ("Last_20_Cell", "none", line, "5.4pt"),
        ("Signature_20_Cell", "none", "none", "0pt"),
    ] {
        let attributes = [
            ("fo:border-left", "none"),
            ("fo:border-right", "none"),
            ("fo:border-top", above),
            ("fo:border-bottom", below),
            ("fo:padding-left", side),
            ("fo:padding-right", side),
            ("fo:padding-top", "0pt"),
            ("fo:padding-bottom", "0pt"),
        ];
        style(name, "table-cell", "style:table-cell-properties", &attributes);
    }
}

/// An element without content, unless it would say nothing.
fn empty(xml: &mut Xml, element: &str, attributes: &Attributes) {
    if !attributes.is_empty() {
        xml.empty(element, &attributes.as_refs());
    }
}
