//! The order of elements that ECMA-376 part 1 demands. Word calls a file broken that breaks it.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The children of an element, in the order of its sequence. `*` before a name says that it may
/// come again; names that share a place (a choice) are joined by `|`.
const SEQUENCES: &[(&str, &str)] = &[
    // CT_Body, CT_P and CT_R hold choices, so only their properties have a place: the first.
    ("w:document", "w:background w:body"),
    ("w:body", "*w:p|*w:tbl w:sectPr"),
    ("w:p", "w:pPr *w:r|*w:hyperlink|*w:ins|*w:del"),
    ("w:hyperlink", "*w:r|*w:ins"),
    // Tracked changes (CT_RunTrackChange).
    ("w:ins", "w:r"),
    ("w:del", "w:r"),
    ("w:r", "w:rPr *w:t|*w:delText|*w:tab|*w:br|*w:drawing|*w:fldChar|*w:instrText"),
    ("w:hdr", "*w:p|*w:tbl"),
    ("w:ftr", "*w:p|*w:tbl"),
    // CT_PPr
    (
        "w:pPr",
        "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr \
         w:suppressLineNumbers w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap \
         w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd \
         w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc \
         w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr \
         w:sectPr w:pPrChange",
    ),
    ("w:numPr", "w:ilvl w:numId w:numberingChange w:ins"),
    ("w:pBdr", "w:top w:left w:bottom w:right w:between w:bar"),
    // CT_RPr
    (
        "w:rPr",
        "w:ins w:del w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline \
         w:shadow w:emboss w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing \
         w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText \
         w:vertAlign w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath",
    ),
    // CT_SectPr
    (
        "w:sectPr",
        "*w:headerReference|*w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar \
         w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote \
         w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid w:printerSettings w:sectPrChange",
    ),
    // CT_Tbl, CT_TblPr, CT_TblGrid, CT_Row, CT_Tc, CT_TcPr
    ("w:tbl", "w:tblPr w:tblGrid *w:tr"),
    (
        "w:tblPr",
        "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize \
         w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd \
         w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription w:tblPrChange",
    ),
    ("w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV"),
    ("w:tblCellMar", "w:top w:left w:bottom w:right"),
    ("w:tblGrid", "*w:gridCol w:tblGridChange"),
    ("w:tr", "w:tblPrEx w:trPr *w:tc"),
    // CT_TrPr is a choice without an order; each of ours stands once.
    ("w:trPr", "w:cantSplit|w:tblHeader w:ins w:del"),
    ("w:tc", "w:tcPr *w:p|*w:tbl"),
    (
        "w:tcPr",
        "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar \
         w:textDirection w:tcFitText w:vAlign w:hideMark w:headers",
    ),
    ("w:tcBorders", "w:top w:left w:bottom w:right w:insideH w:insideV w:tl2br w:tr2bl"),
    // CT_Styles, CT_Style
    ("w:styles", "w:docDefaults w:latentStyles *w:style"),
    ("w:docDefaults", "w:rPrDefault w:pPrDefault"),
    ("w:rPrDefault", "w:rPr"),
    ("w:pPrDefault", "w:pPr"),
    (
        "w:style",
        "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority \
         w:semiHidden w:unhideWhenUsed w:qFormat w:locked w:personal w:personalCompose \
         w:personalReply w:rsid w:pPr w:rPr w:tblPr w:trPr w:tcPr *w:tblStylePr",
    ),
    ("w:tblStylePr", "w:pPr w:rPr w:tblPr w:trPr w:tcPr"),
    // CT_Numbering, CT_AbstractNum, CT_Lvl, CT_Num
    ("w:numbering", "*w:numPicBullet *w:abstractNum *w:num w:numIdMacAtCleanup"),
    ("w:abstractNum", "w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink *w:lvl"),
    (
        "w:lvl",
        "w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId \
         w:legacy w:lvlJc w:pPr w:rPr",
    ),
    ("w:num", "w:abstractNumId *w:lvlOverride"),
    ("w:lvlOverride", "w:startOverride w:lvl"),
    // CT_Settings, as far as we write it, CT_FontsList, CT_Font
    (
        "w:settings",
        "w:zoom w:evenAndOddHeaders w:defaultTabStop w:characterSpacingControl w:compat \
         w:themeFontLang w:decimalSymbol w:listSeparator",
    ),
    ("w:compat", "*w:compatSetting"),
    ("w:fonts", "*w:font"),
    ("w:font", "w:altName w:panose1 w:charset w:family w:notTrueType w:pitch w:sig w:embedRegular"),
    // CT_Inline and what is in it
    ("w:drawing", "wp:inline"),
    ("wp:inline", "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic"),
    ("wp:docPr", "a:hlinkClick a:hlinkHover a:extLst"),
    ("wp:cNvGraphicFramePr", "a:graphicFrameLocks a:extLst"),
    ("a:graphic", "a:graphicData"),
    ("a:graphicData", "pic:pic"),
    ("a:extLst", "*a:ext"),
    ("a:ext", "adec:decorative"),
    ("pic:pic", "pic:nvPicPr pic:blipFill pic:spPr"),
    ("pic:nvPicPr", "pic:cNvPr pic:cNvPicPr"),
    ("pic:blipFill", "a:blip a:srcRect a:stretch"),
    ("a:stretch", "a:fillRect"),
    ("pic:spPr", "a:xfrm a:prstGeom"),
    ("a:xfrm", "a:off a:ext"),
    ("a:prstGeom", "a:avLst"),
    // Parts of the package itself
    ("Types", "*Default *Override"),
    ("Relationships", "*Relationship"),
    (
        "cp:coreProperties",
        "dc:title|dc:creator|cp:lastModifiedBy|dcterms:created|dcterms:modified|dc:language",
    ),
];

/// What breaks the order in a part, if something does.
pub fn faults(part: &str, xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut faults = Vec::new();
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = start.name().as_ref().to_owned();
                if let Some((_, children)) = open.last_mut() {
                    children.push(name.clone());
                }
                open.push((name, Vec::new()));
            }
            Ok(Event::Empty(empty)) => {
                let name = empty.name().as_ref().to_owned();
                if let Some((_, children)) = open.last_mut() {
                    children.push(name);
                }
            }
            Ok(Event::End(_)) => {
                if let Some((name, children)) = open.pop() {
                    faults.extend(fault(&name, &children).map(|why| format!("{part}: {why}")));
                }
            }
            Ok(Event::Eof) => return faults,
            Ok(_) => {}
            Err(error) => {
                faults.push(format!("{part}: {error}"));
                return faults;
            }
        }
    }
}

fn fault(name: &str, children: &[String]) -> Option<String> {
    if children.is_empty() {
        // Cells and stories must hold a paragraph.
        return matches!(name, "w:tc" | "w:hdr" | "w:ftr" | "w:tr")
            .then(|| format!("{name} is empty"));
    }
    let Some((_, sequence)) = SEQUENCES.iter().find(|(element, _)| *element == name) else {
        return Some(format!("{name} may hold nothing, but holds {children:?}"));
    };
    if name == "w:tc" && children.last().is_none_or(|last| last != "w:p") {
        return Some("w:tc does not end with a paragraph".to_owned());
    }
    let places: Vec<Vec<&str>> = sequence
        .split_whitespace()
        .map(|place| place.split('|').collect())
        .collect();
    let mut least = 0;
    let mut seen: Vec<&str> = Vec::new();
    for child in children {
        let at = places
            .iter()
            .position(|place| place.iter().any(|n| n.trim_start_matches('*') == child));
        let Some(at) = at else {
            return Some(format!("{name} may not hold {child}"));
        };
        if at < least {
            return Some(format!("in {name}, {child} stands too late: {children:?}"));
        }
        least = at;
        let again = places[at].iter().any(|n| n.strip_prefix('*') == Some(child));
        if !again && seen.contains(&child.as_str()) {
            return Some(format!("{name} holds {child} twice"));
        }
        seen.push(child);
    }
    None
}
