//! An office's own letter.docx: used where it is safe, refused with a reason where it is not.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use crate::prelude::*;
use chancery::write::docx::Word;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{order, packages, reading};

type Parts = BTreeMap<String, Vec<u8>>;

/// A small template as Word writes one, with German names of its own for our styles.
fn template() -> Parts {
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let relations = |inner: &str| {
        format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/\
             2006/relationships\">{}</Relationships>",
            inner.replace(
                "{t}",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
            )
        )
    };
    let files = [
        ("[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/\
            package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/\
            vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"png\" \
            ContentType=\"image/png\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
            <Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-\
            officedocument.wordprocessingml.header+xml\"/><Override PartName=\"/word/footer1.xml\" \
            ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
            </Types>".to_owned()),
        ("_rels/.rels", relations("<Relationship Id=\"rId1\" Type=\"{t}officeDocument\" \
            Target=\"word/document.xml\"/>")),
        ("word/_rels/document.xml.rels", relations("\
            <Relationship Id=\"rId1\" Type=\"{t}styles\" Target=\"styles.xml\"/>\
            <Relationship Id=\"rId2\" Type=\"{t}header\" Target=\"header1.xml\"/>\
            <Relationship Id=\"rId3\" Type=\"{t}footer\" Target=\"/word/footer1.xml\"/>\
            <Relationship Id=\"rId4\" Type=\"{t}numbering\" Target=\"numbering.xml\"/>\
            <Relationship Id=\"rId5\" Type=\"{t}hyperlink\" Target=\"https://un.org\" TargetMode=\"External\"/>")),
        ("word/document.xml", format!("<?xml version=\"1.0\"?><w:document {w}><w:body><w:p/><w:sectPr>\
            <w:headerReference w:type=\"first\" r:id=\"rId2\"/><w:footerReference w:type=\"first\" \
            r:id=\"rId3\"/><w:pgMar w:top=\"1\" w:right=\"1\" w:bottom=\"1\" w:left=\"1\" w:header=\"555\" \
            w:footer=\"444\" w:gutter=\"0\"/><w:titlePg/></w:sectPr></w:body></w:document>")),
        ("word/styles.xml", format!("<?xml version=\"1.0\"?><w:styles {w}>\
            <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>\
            <w:style w:type=\"paragraph\" w:styleId=\"Textkrper\"><w:name w:val=\"Body Text\"/></w:style>\
            <w:style w:type=\"paragraph\" w:styleId=\"Closing\"><w:name w:val=\"Something Else\"/></w:style>\
            </w:styles>")),
        ("word/numbering.xml", format!("<?xml version=\"1.0\"?><w:numbering {w}>\
            <w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/></w:lvl></w:abstractNum>\
            <w:num w:numId=\"7\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>")),
        ("word/header1.xml", format!("<?xml version=\"1.0\"?><w:hdr {w}><w:p><w:r><w:t>OUR OWN PAPER</w:t>\
            </w:r></w:p></w:hdr>")),
        ("word/_rels/header1.xml.rels", relations("<Relationship Id=\"rId1\" Type=\"{t}image\" \
            Target=\"media/logo.png\"/>")),
        ("word/footer1.xml", format!("<?xml version=\"1.0\"?><w:ftr {w}><w:p><w:r><w:t>Our own foot</w:t>\
            </w:r></w:p></w:ftr>")),
    ];
    let mut parts: Parts = files
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.into_bytes()))
        .collect();
    parts.insert("word/media/logo.png".to_owned(), packages::picture((1, 1)).bytes.to_vec());
    parts
}

fn pack(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        zip.start_file(path.as_str(), SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn its_styles_headers_and_footers_are_used() {
    let word = Word::new(Some(&pack(&template()))).expect("a good template");
    let bytes = word.write(&packages::cover_and_enclosure()).expect("a Word document");
    let parts = reading::parts(&bytes);
    for (path, content) in parts.iter().filter(|(path, _)| !path.ends_with(".png")) {
        let faults = order::faults(path, std::str::from_utf8(content).expect("UTF-8"));
        assert!(faults.is_empty(), "{faults:#?}");
    }
    let document = reading::part(&bytes, "word/document.xml");
    assert!(document.contains("<w:pStyle w:val=\"Textkrper\"/>"));
    assert!(document.contains("<w:pStyle w:val=\"LetterClosing\"/>"));
    assert!(document.contains("w:header=\"555\" w:footer=\"444\""));
    let styles = reading::part(&bytes, "word/styles.xml");
    assert_eq!(styles.matches("w:val=\"Normal\"").count(), 1);
    assert!(styles.contains("<w:basedOn w:val=\"Standard\"/>"));
    let text = reading::whole_text(&bytes);
    assert!(text.starts_with("OUR OWN PAPER\n18 January 2018"), "{text}");
    // The addressee still stands at the foot, above what the paper has there.
    assert!(
        text.contains("Permanent Representatives to the United Nations\nNew York\n\nOur own foot")
    );
    // The enclosed letter is another office's and keeps its own head and foot.
    assert_eq!(text.matches("OUR OWN PAPER").count(), 1);
    assert!(parts.contains_key("word/media/logo.png"));
    let numbering = reading::part(&bytes, "word/numbering.xml");
    assert!(numbering.contains("<w:num w:numId=\"7\">"));
    assert!(document.contains("<w:numId w:val=\"8\"/>"));
    assert_eq!(bytes, word.write(&packages::cover_and_enclosure()).expect("the same"));
}

#[test]
fn a_file_of_our_own_serves_as_a_template() {
    let own = super::write(&packages::cover_and_enclosure());
    let word = Word::new(Some(&own)).expect("a good template");
    let package = packages::cover_and_enclosure();
    let bytes = word.write(&package).expect("a Word document");
    let styles = reading::part(&bytes, "word/styles.xml");
    // No style is defined twice, neither by identifier nor by name.
    for attribute in ["w:styleId=\"", "<w:name w:val=\""] {
        let value = |rest: &str| rest[..rest.find('"').expect("its end")].to_lowercase();
        let mut all: Vec<String> = styles.split(attribute).skip(1).map(value).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count, "{attribute}");
    }
    for (path, content) in reading::parts(&bytes) {
        if !path.ends_with(".png") {
            let faults = order::faults(&path, &String::from_utf8(content).expect("UTF-8"));
            assert!(faults.is_empty(), "{faults:#?}");
        }
    }
}

fn refused(bytes: &[u8]) -> Finding {
    let mut findings = Word::new(Some(bytes)).expect_err("a refusal");
    findings.remove(0)
}

fn with(path: &str, content: &[u8]) -> Vec<u8> {
    let mut parts = template();
    parts.insert(path.to_owned(), content.to_vec());
    pack(&parts)
}

fn replaced(path: &str, from: &str, to: &str) -> Vec<u8> {
    let mut parts = template();
    let text = String::from_utf8(parts[path].clone()).expect("UTF-8");
    assert!(text.contains(from), "{path} has no {from}");
    parts.insert(path.to_owned(), text.replace(from, to).into_bytes());
    pack(&parts)
}

#[test]
fn what_could_harm_is_refused_and_says_why() {
    let relation = |kind: &str, target: &str| {
        let new = format!(
            "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
             relationships/{kind}\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>"
        );
        replaced("word/_rels/document.xml.rels", "</Relationships>", &new)
    };
    let head = |inner: &str| replaced("word/header1.xml", "<w:t>OUR OWN PAPER</w:t>", inner);
    let mut out = String::new();
    for (what, bytes) in [
        ("macros", with("word/vbaProject.bin", b"program")),
        (
            "a docm",
            replaced(
                "[Content_Types].xml",
                "application/xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        ),
        ("an ActiveX control", with("word/activeX/activeX1.bin", b"program")),
        ("another template", relation("attachedTemplate", "http://example.org/evil.dotm")),
        (
            "another template in the settings",
            with(
                "word/settings.xml",
                b"<w:settings xmlns:w=\"w\"><w:attachedTemplate/></w:settings>",
            ),
        ),
        ("a picture from elsewhere", relation("image", "http://example.org/track.png")),
        ("a frame from elsewhere", relation("frame", "http://example.org/")),
        ("a link to a file", relation("hyperlink", "file:///etc/passwd")),
        ("a document type", with("word/extra.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")),
        ("an entity", with("word/extra.xml", b"<a>&b;</a>")),
        (
            "a field that fetches",
            head("<w:instrText> INCLUDEPICTURE \"http://example.org/\"</w:instrText>"),
        ),
        (
            "a field in pieces",
            head("<w:instrText>DD</w:instrText><w:instrText>EAUTO c:\\\\x</w:instrText>"),
        ),
        ("a field in references", head("<w:instrText>&#73;NCLUDETEXT c:</w:instrText>")),
        ("a short field", head("<w:fldSimple w:instr=\"LINK Excel\"/>")),
        ("a field in a section", head("<w:instrText><![CDATA[DDEAUTO c:]]></w:instrText>")),
        ("a field in quotes", head("<w:instrText>\"DDEAUTO\" c:</w:instrText>")),
        ("a field that nobody knows", head("<w:instrText>GREETINGLINE</w:instrText>")),
        (
            "a field whose name is computed",
            head(
                "<w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"begin\"/>\
                 <w:instrText>REF x</w:instrText><w:fldChar w:fldCharType=\"end\"/>\
                 <w:instrText>AUTO c:</w:instrText><w:fldChar w:fldCharType=\"end\"/>",
            ),
        ),
        ("a link to a file by field", head("<w:instrText>HYPERLINK \"file:///etc\"</w:instrText>")),
        (
            "an instruction beside a decoy",
            head("<w:fldSimple xmlns:x=\"u\" x:instr=\"PAGE\" w:instr=\"LINK Excel\"/>"),
        ),
        (
            "a relation beside a decoy",
            replaced(
                "word/_rels/header1.xml.rels",
                "<Relationship ",
                "<Relationship xmlns:x=\"u\" x:Type=\"y/hyperlink\" ",
            ),
        ),
        (
            "a relation of a kind like ours",
            replaced(
                "word/_rels/header1.xml.rels",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
                "http://example.org/image",
            ),
        ),
        (
            "a picture in VML",
            head("<w:pict xmlns:v=\"v\"><v:imagedata src=\"http://example.org/a.png\"/></w:pict>"),
        ),
        (
            "a picture in a style",
            head("<w:pict xmlns:v=\"v\"><v:shape style=\"background:url(x)\"/></w:pict>"),
        ),
        ("a share of Windows", head("<w:x w:path=\"\\\\host\\share\"/>")),
        ("a prefix without a namespace", head("<zz:foo/>")),
        ("an attribute without a namespace", head("<w:t zz:foo=\"1\"/>")),
        (
            "a prefix of another meaning",
            replaced(
                "word/styles.xml",
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://example.org/",
            ),
        ),
        (
            "another encoding by its name",
            replaced("word/header1.xml", "version=\"1.0\"", "version=\"1.0\" encoding=\"UTF-7\""),
        ),
        ("an instruction of XML", with("word/extra.xml", b"<?xml-stylesheet href=\"x\"?><a/>")),
        ("text beside the root", with("word/extra.xml", b"<a/>text")),
        ("XML by another ending", with("word/extra.bin", b" <!DOCTYPE a><a/>")),
        ("a drawing", with("word/media/logo.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")),
        ("any file as a picture", with("word/media/logo.png", b"MZ program")),
        ("a header that is no XML", with("word/header1.xml", b"\x89PNG\r\n\x1a\n")),
        ("a path out of the archive", with("../evil.xml", b"<a/>")),
        ("an absolute path", with("/evil.xml", b"<a/>")),
        ("a path of Windows", with("word\\evil.xml", b"<a/>")),
        (
            "a relation out of the archive",
            replaced("word/_rels/document.xml.rels", "\"header1.xml\"", "\"../../header1.xml\""),
        ),
        ("a bomb", with("word/media/zeros.png", &vec![0; 70 << 20])),
        ("names that differ in case", with("word/Styles.xml", b"<a/>")),
        ("broken XML", with("word/extra.xml", b"<a><b></a>")),
        ("half a file of XML", with("word/extra.xml", b"<a><b>")),
        ("another encoding", with("word/extra.xml", b"\xFF\xFE<\0a\0/\0>\0")),
        ("no styles", replaced("word/_rels/document.xml.rels", "styles.xml", "nothing.xml")),
        ("a chart in the header", replaced("word/_rels/header1.xml.rels", "/image", "/chart")),
        (
            "strict Open XML",
            replaced(
                "word/styles.xml",
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
        ),
        ("an old Word file", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ("no zip archive", b"hello".to_vec()),
        ("half an archive", pack(&template())[..900].to_vec()),
        ("nothing", Vec::new()),
    ] {
        let finding = refused(&bytes);
        out.push_str(&format!("{what}\n    {}: {}\n", finding.rule, finding.message));
        for help in &finding.help {
            out.push_str(&format!("    help: {help}\n"));
        }
    }
    golden("tests/golden/docx/refused-templates.txt", &out);
}

#[test]
fn many_entries_are_refused() {
    let mut parts = template();
    for at in 0..600 {
        parts.insert(format!("word/{at}.bin"), Vec::new());
    }
    assert_eq!(refused(&pack(&parts)).rule, "unsafe-template");
}

#[test]
fn a_template_cut_or_spoiled_anywhere_is_never_a_panic() {
    let good = pack(&template());
    for at in 0..good.len() {
        let _ = Word::new(Some(&good[..at]));
        let mut spoiled = good.clone();
        spoiled[at] ^= 0x55;
        if let Ok(word) = Word::new(Some(&spoiled)) {
            let _ = word.write(&packages::cover_and_enclosure());
        }
    }
}
