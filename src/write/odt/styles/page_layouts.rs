//! Page layouts and masters: paper, margins, and what stands at head and foot.

use super::{Attributes, empty, encode, points};
use crate::office::Margins;
use crate::write::odt::state::{Master, OdtState};
use crate::write::xml::Xml;

/// The least space between the number of a page and its text, in millimetres.
const BELOW_NUMBER: f32 = 2.0;

fn layout_name(at: usize) -> String {
    format!("Layout{}", at + 1)
}

/// The layout of each master.
pub(super) fn define(state: &OdtState<'_>, xml: &mut Xml) {
    for (at, master) in state.masters.iter().enumerate() {
        let styles = &state.sets[master.set].styles;
        let sheet = &styles.sheet;
        let (width, height) = sheet.paper.size();
        let margins = if master.first { sheet.first.as_ref() } else { None };
        let Margins { top, right, bottom, left } = *margins.unwrap_or(&sheet.margins);
        // The head of a later page stands within its margin, that of the first one below it.
        let head = if master.first { 0.0 } else { top / 2.0 };
        xml.open("style:page-layout", &[("style:name", &layout_name(at))]);
        let mut page = Attributes::default();
        for (name, length) in [
            ("fo:page-width", width),
            ("fo:page-height", height),
            ("fo:margin-top", top - head),
            ("fo:margin-right", right),
            ("fo:margin-bottom", bottom),
            ("fo:margin-left", left),
        ] {
            page.add(name, millimetres(length));
        }
        page.add("style:num-format", "1");
        page.add("style:print-orientation", "portrait");
        page.add("style:writing-mode", if styles.rtl { "rl-tb" } else { "lr-tb" });
        empty(xml, "style:page-layout-properties", &page);
        // The space below the last line of a header counts for nothing, so the area has it.
        let gap = head.min(BELOW_NUMBER);
        let below = if master.first { points(styles.em(2.0)) } else { millimetres(gap) };
        let none = millimetres(0.0);
        for (element, text, height, gap) in [
            ("style:header-style", &master.header, head - gap, ("fo:margin-bottom", &below)),
            ("style:footer-style", &master.footer, 0.0, ("fo:margin-top", &none)),
        ] {
            if text.is_empty() {
                continue;
            }
            let mut area = Attributes::default();
            area.add("fo:min-height", millimetres(height));
            area.add(gap.0, gap.1.as_str());
            xml.open(element, &[]);
            empty(xml, "style:header-footer-properties", &area);
            xml.close(element);
        }
        xml.close("style:page-layout");
    }
}

/// The masters, with their headers and footers.
pub(super) fn masters(state: &OdtState<'_>, mut xml: Xml) -> Xml {
    xml.open("office:master-styles", &[]);
    for (at, master) in state.masters.iter().enumerate() {
        let Master { name, next, header, footer, .. } = master;
        let (encoded, layout) = (encode(name), layout_name(at));
        let next = next.as_deref().map(encode);
        let mut attributes = vec![
            ("style:name", encoded.as_str()),
            ("style:display-name", name),
            ("style:page-layout-name", &layout),
        ];
        attributes.extend(next.as_deref().map(|next| ("style:next-style-name", next)));
        xml.open("style:master-page", &attributes);
        for (element, text) in [("style:header", header), ("style:footer", footer)] {
            if !text.is_empty() {
                xml.open(element, &[]);
                let mut out = xml.into_string();
                out.push_str(text);
                xml = Xml::after(out);
                xml.close(element);
            }
        }
        xml.close("style:master-page");
    }
    xml.close("office:master-styles");
    xml
}

/// A length; what is none counts as nothing.
fn millimetres(length: f32) -> String {
    let length = if length.is_finite() { length.max(0.0) } else { 0.0 };
    format!("{length:.2}mm")
}
