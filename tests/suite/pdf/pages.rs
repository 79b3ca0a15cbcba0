//! Packages made by hand, so that the page is tested without records, wordings and offices.

use crate::common::members::{self, change_sheet};
use crate::prelude::*;

pub mod dump;

use chancery::document::{Align, Block, Direction, Document, Inline, Mark, Part, Role};
use chancery::office::{AddresseeAt, Margins, Paper, Side};
use chancery::package::Member;
use chancery::picture::{Picture, PictureKind};

/// A paragraph; `|` breaks the line.
pub fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: inlines(text) }
}

/// Running text; `|` breaks the line.
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut content = Vec::new();
    for (at, line) in text.split('|').enumerate() {
        if at > 0 {
            content.push(Inline::Break);
        }
        content.push(Inline::text(line));
    }
    content
}

pub fn part(role: Role, blocks: Vec<Block>) -> Part {
    Part { role, blocks }
}

/// A signatory: name, then lines of titles; `|` between them.
pub fn signatory(text: &str) -> Block {
    Block::Signature {
        mark: None,
        lines: text.split('|').map(|line| vec![Inline::text(line)]).collect(),
    }
}

pub fn list(items: &[&str]) -> Block {
    Block::List { start: None, items: items.iter().map(|item| vec![paragraph(item)]).collect() }
}

pub fn document(language: &str, title: &str, parts: Vec<Part>) -> Document {
    let direction = if language.starts_with("ar") { Direction::Rtl } else { Direction::Ltr };
    Document { language: language.into(), direction, title: title.into(), parts }
}

pub fn member(id: &str, date: &str, sender: &str, document: Document) -> Member {
    let record = format!("---\ndate: {date}\n---\n\nThe record of {id}.\n");
    let source = Source::new(format!("letters/{id}.md"), record);
    members::member(id, date, sender, source, document)
}

pub fn package(members: Vec<Member>) -> Package {
    Package { members, ..Package::default() }
}

const CLOSE_MY: &str = "Please accept, Excellency, the assurances of my highest consideration.";
const CLOSE_OUR: &str = "Please accept, Excellency, the assurances of our highest consideration.";

/// The President's cover letter.
pub fn president() -> Member {
    let document = document(
        "en",
        "Letter of the President of the General Assembly of 18 January 2018",
        vec![
            part(Role::Letterhead, vec![paragraph("THE PRESIDENT|OF THE|GENERAL ASSEMBLY")]),
            part(
                Role::PlaceAndDate,
                vec![Block::Paragraph {
                    content: vec![Inline::Date {
                        iso: "2018-01-18".into(),
                        text: "18 January 2018".into(),
                    }],
                }],
            ),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(
                Role::Body,
                vec![
                    paragraph(
                        "Further to my letter dated 13 December 2017, in which I informed Member States on the \
                         resumption of the Intergovernmental Negotiations (IGN) on the question of the equitable \
                         representation on and the increase in the membership of the Security Council and other \
                         matters related to the Security Council, I have the honour to enclose herewith a letter \
                         from the Co-Chairs of the IGN, concerning the date and agenda of the first IGN meeting as \
                         well as the timeline of the subsequent meetings.",
                    ),
                    paragraph(
                        "I look forward to your active participation in the upcoming IGN meetings during this session.",
                    ),
                ],
            ),
            part(Role::Closing, vec![paragraph(CLOSE_MY)]),
            part(Role::Signatures, vec![signatory("Miroslav Lajčák")]),
            part(
                Role::Addressee,
                vec![paragraph(
                    "All Permanent Representatives and|Permanent Observers to the United Nations|New York",
                )],
            ),
        ],
    );
    let mut member =
        member("2018-01-18-pga", "2018-01-18", "the President of the General Assembly", document);
    change_sheet(&mut member, |sheet| {
        sheet.margins = Margins { top: 30.0, right: 28.0, bottom: 25.0, left: 28.0 }
    });
    member
}

/// The Co-Chairs' letter that it encloses.
pub fn co_chairs() -> Member {
    let document = document(
        "en",
        "Letter of the Co-Chairs of the intergovernmental negotiations of 17 January 2018",
        vec![
            part(
                Role::Letterhead,
                vec![paragraph(
                    "INTERGOVERNMENTAL NEGOTIATIONS|ON SECURITY COUNCIL REFORM|THE CO-CHAIRS",
                )],
            ),
            part(Role::PlaceAndDate, vec![paragraph("17 January 2018")]),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(
                Role::Body,
                vec![
                    paragraph(
                        "In our capacity as the Co-Chairs of the intergovernmental negotiations on Security Council \
                         Reform, we write to inform you of the details of the first meeting to be held in the \
                         framework of the intergovernmental negotiations. We wish to update Member States that the \
                         meeting has been rescheduled to be held on 1 and 2 February 2018 in the Trusteeship Council \
                         Chamber, instead of the 29 and 30 January date previously communicated in our letter dated \
                         11 December 2017.",
                    ),
                    paragraph(
                        "After having consulted widely with the Member States, the Co-Chairs invite the membership \
                         to reflect on the activities of the intergovernmental negotiations, including the documents \
                         referred to in the oral decision 71/553 adopted by the General Assembly on 19 July 2017. Such \
                         a retrospective exercise will provide the membership with an opportunity to build on the \
                         cooperative work of Member States and to highlight both the achievements and ways to further \
                         strengthen and develop the intergovernmental negotiations. The Co-Chairs invite the \
                         membership to engage in a frank dialogue on the assessment of the intergovernmental \
                         negotiations, and to offer feedback and specific proposals on how to move forward on any of \
                         the five clusters in the current session.",
                    ),
                    paragraph(
                        "We further wish to take this opportunity to inform you of the dates of upcoming meetings \
                         scheduled for the 2018 session of the intergovernmental negotiations:",
                    ),
                    Block::Schedule {
                        meetings: vec!["ign-72-2".into(), "ign-72-3".into()],
                        blocks: vec![list(&[
                            "27 and 28 February 2018, Conference Room 2",
                            "27 and 28 March 2018, Trusteeship Council Chamber",
                            "1 and 2 May 2018, Trusteeship Council Chamber",
                            "6 and 7 June 2018, Conference Room 1",
                        ])],
                    },
                    paragraph(
                        "We look forward to the active participation of delegations in the forthcoming meetings of \
                         the intergovernmental negotiations. The Co-Chairs remain available for consultations \
                         throughout the negotiations.",
                    ),
                ],
            ),
            part(Role::Closing, vec![paragraph(CLOSE_OUR)]),
            part(
                Role::Signatures,
                vec![
                    signatory("Kaha Imnadze|Ambassador and Permanent Representative of Georgia"),
                    signatory(
                        "Lana Zaki Nusseibeh|Ambassador and Permanent Representative of the United Arab Emirates",
                    ),
                ],
            ),
            part(
                Role::Addressee,
                vec![paragraph(
                    "All Permanent Representatives and|Permanent Observers to the United Nations|New York",
                )],
            ),
        ],
    );
    member(
        "2018-01-17-ign",
        "2018-01-17",
        "the Co-Chairs of the intergovernmental negotiations",
        document,
    )
}

/// The model case: a letter that encloses a letter.
pub fn two_members() -> Package {
    package(vec![president(), co_chairs()])
}

const LONG: &str = "The General Assembly, recalling its resolution 71/280 of 6 April 2017, in which it decided to \
    launch an intergovernmental process of consultations, requests the co-facilitators to continue open, transparent \
    and inclusive consultations with all Member States, to hear the views of civil society, the private sector and \
    academic institutions, and to submit to the Assembly, in good time before the end of its present session, an \
    account of the elements on which agreement is within reach.";

/// A letter of three pages, with a subject, headings, a quote, links and a rule on top.
pub fn three_pages() -> Package {
    let mut body = Vec::new();
    for (at, title) in ["Mandate", "Elements of a text", "Organization of work", "Next steps"]
        .into_iter()
        .enumerate()
    {
        body.push(Block::Heading { level: 1, content: inlines(title) });
        for n in 0..3 {
            body.push(paragraph(&format!(
                "{LONG} This is stated in paragraph {} of the summary.",
                3 * at + n + 1
            )));
        }
        if at == 0 {
            body.push(Block::Quote { blocks: vec![paragraph("Decides to convene, in 2018, an intergovernmental conference, and to open its meetings to all.")] });
        }
        if at == 1 {
            body.push(Block::Heading { level: 2, content: inlines("What remains open") });
            body.push(Block::List {
                start: Some(1),
                items: vec![
                    vec![paragraph("The legal nature of the instrument.")],
                    vec![
                        paragraph("The place of follow-up and review, including:"),
                        list(&["the review forum", "the role of the regional commissions"]),
                    ],
                ],
            });
        }
        if at == 2 {
            body.push(Block::Paragraph {
                content: vec![
                    Inline::text("Documents stand at "),
                    Inline::Link {
                        href: "https://www.un.org/pga/72/letters".into(),
                        content: vec![Inline::text("www.un.org/pga/72/letters")],
                    },
                    Inline::text(" and are sent on request by "),
                    Inline::Link {
                        href: "mailto:opga@un.org".into(),
                        content: vec![Inline::text("opga@un.org")],
                    },
                    Inline::text(". "),
                    Inline::Strong {
                        content: vec![Inline::text("Comments are welcome until 9 March 2018")],
                    },
                    Inline::text(", and "),
                    Inline::Emphasis { content: vec![Inline::text("inter alia")] },
                    Inline::text(" in writing."),
                ],
            });
        }
    }
    let document = document(
        "en-GB",
        "Global compact: organization of work",
        vec![
            part(
                Role::Letterhead,
                vec![paragraph("PERMANENT MISSION OF SWITZERLAND|TO THE UNITED NATIONS")],
            ),
            part(Role::Reference, vec![paragraph("Ref.: 2018/41")]),
            part(Role::Marking, vec![paragraph("Confidential")]),
            part(Role::PlaceAndDate, vec![paragraph("New York, 12 February 2018")]),
            part(
                Role::Addressee,
                vec![paragraph(
                    "H.E. Mr. Juan José Gómez Camacho|Permanent Representative of Mexico|New York",
                )],
            ),
            part(
                Role::Subject,
                vec![paragraph(
                    "Global compact for safe, orderly and regular migration: organization of work",
                )],
            ),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(Role::Body, body),
            part(Role::Closing, vec![paragraph(CLOSE_MY)]),
            part(
                Role::Signatures,
                vec![signatory("Jürg Lauber|Ambassador|Permanent Representative of Switzerland")],
            ),
            part(Role::Enclosures, vec![paragraph("Enclosures: 2")]),
            part(Role::Copies, vec![paragraph("cc: Department of Economic and Social Affairs")]),
            part(
                Role::Footer,
                vec![paragraph("633 Third Avenue, 29th floor, New York, N.Y. 10017")],
            ),
            part(
                Role::Annex,
                vec![
                    Block::Heading { level: 1, content: inlines("Annex: programme") },
                    Block::Table {
                        columns: vec![Align::Start, Align::Center, Align::End],
                        head: vec![inlines("Item"), inlines("Day"), inlines("Minutes")],
                        rows: vec![
                            vec![
                                inlines("Opening of the meeting"),
                                inlines("1 March"),
                                inlines("15"),
                            ],
                            vec![
                                inlines("Exchange of views on the zero draft"),
                                inlines("1 March"),
                                inlines("165"),
                            ],
                        ],
                    },
                ],
            ),
        ],
    );
    let mut member =
        member("2018-02-12-che", "2018-02-12", "the Permanent Mission of Switzerland", document);
    change_sheet(&mut member, |sheet| {
        sheet.letterhead.rule = true;
        sheet.addressee = AddresseeAt::Foot;
        sheet.continuation = "{page}({pages})".into();
        sheet.first = Some(Margins { top: 18.0, right: 25.0, bottom: 16.0, left: 25.0 });
    });
    package(vec![member])
}

/// Six signatories with long titles, marks of every kind, an emblem, reference and copies.
pub fn six_signatories() -> Package {
    let mut signatories: Vec<_> = [
        "Rafael Darío Ramírez Carreño|Permanent Representative of the Bolivarian Republic of Venezuela to the United Nations",
        "Courtenay Rattray|Permanent Representative of Jamaica",
        "Ion Jinga|Permanent Representative of Romania",
        "Mohamed Khaled Khiari|Permanent Representative of Tunisia, Chair of the Group of African States",
        "Kaha Imnadze|Permanent Representative of Georgia",
        "Lana Zaki Nusseibeh|Permanent Representative of the United Arab Emirates",
    ]
    .iter()
    .map(|text| signatory(text))
    .collect();
    if let Block::Signature { mark, .. } = &mut signatories[1] {
        *mark = Some(Mark::Image {
            name: "rattray.png".into(),
            alt: "Signature of Courtenay Rattray".into(),
        });
    }
    if let Block::Signature { mark, .. } = &mut signatories[2] {
        *mark = Some(Mark::Transcription { text: "(Signed)".into() });
    }
    let document = document(
        "en",
        "Joint letter on the revitalization of the work of the General Assembly",
        vec![
            part(
                Role::Letterhead,
                vec![paragraph("UNITED NATIONS"), paragraph("GENERAL ASSEMBLY")],
            ),
            part(Role::Reference, vec![paragraph("GA/72/J/6")]),
            part(Role::PlaceAndDate, vec![paragraph("New York, 5 March 2018")]),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(Role::Body, vec![paragraph(LONG), paragraph(LONG)]),
            part(Role::Closing, vec![paragraph(CLOSE_OUR)]),
            part(Role::Signatures, signatories),
            part(Role::Copies, vec![paragraph("cc: All Permanent Missions")]),
            part(
                Role::Addressee,
                vec![paragraph("H.E. Mr. Miroslav Lajčák|President of the General Assembly")],
            ),
        ],
    );
    let mut member =
        member("2018-03-05-six", "2018-03-05", "six Permanent Representatives", document);
    change_sheet(&mut member, |sheet| {
        sheet.letterhead.emblem = Some("emblem.png".into());
        sheet.signatures = 3;
    });
    let mut package = package(vec![member]);
    package.pictures.insert(
        "emblem.png".into(),
        drawn(96, 96, |x, y| {
            let (dx, dy) = (x as i32 - 48, y as i32 - 48);
            let d = dx * dx + dy * dy;
            (d < 46 * 46 && d > 40 * 40) || d < 20 * 20
        }),
    );
    package.pictures.insert(
        "rattray.png".into(),
        drawn(220, 80, |x, y| {
            let wave = 40.0 + 26.0 * (x as f32 / 14.0).sin() * (1.0 - x as f32 / 260.0);
            (y as f32 - wave).abs() < 2.4
        }),
    );
    package
}

/// A meeting table of forty rows.
pub fn forty_rows() -> Package {
    let rows = (1..=40)
        .map(|n| {
            vec![
                inlines(&format!(
                    "{} {} 2018",
                    1 + n % 28,
                    ["February", "March", "April", "May"][n / 11]
                )),
                inlines(if n % 2 == 0 { "10 a.m." } else { "3 p.m." }),
                inlines(
                    ["Trusteeship Council Chamber", "Conference Room 2", "General Assembly Hall"]
                        [n % 3],
                ),
                inlines(&format!(
                    "Meeting {n} of the intergovernmental negotiations on cluster {}",
                    1 + n % 5
                )),
            ]
        })
        .collect();
    let document = document(
        "en",
        "Meetings of the seventy-second session",
        vec![
            part(Role::Letterhead, vec![paragraph("THE PRESIDENT|OF THE|GENERAL ASSEMBLY")]),
            part(Role::PlaceAndDate, vec![paragraph("22 January 2018")]),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(
                Role::Body,
                vec![
                    paragraph(
                        "I have the honour to inform you of the meetings of the seventy-second session:",
                    ),
                    Block::Schedule {
                        meetings: Vec::new(),
                        blocks: vec![Block::Table {
                            columns: vec![Align::Start, Align::Start, Align::Start, Align::Start],
                            head: vec![
                                inlines("Day"),
                                inlines("Time"),
                                inlines("Room"),
                                inlines("Meeting"),
                            ],
                            rows,
                        }],
                    },
                    paragraph("I count on your participation."),
                ],
            ),
            part(Role::Closing, vec![paragraph(CLOSE_MY)]),
            part(Role::Signatures, vec![signatory("Miroslav Lajčák")]),
            part(
                Role::Addressee,
                vec![paragraph(
                    "All Permanent Representatives and|Permanent Observers to the United Nations|New York",
                )],
            ),
        ],
    );
    package(vec![member(
        "2018-01-22-pga",
        "2018-01-22",
        "the President of the General Assembly",
        document,
    )])
}

/// A letter in Arabic, mirrored, with symbols, a table, a link and numbers in it.
pub fn arabic() -> Package {
    let document = document(
        "ar",
        "رسالة رئيس الجمعية العامة",
        vec![
            part(Role::Letterhead, vec![paragraph("رئيس الجمعية العامة")]),
            part(Role::Reference, vec![paragraph("A/72/L.41")]),
            part(Role::PlaceAndDate, vec![paragraph("نيويورك، 18 كانون الثاني/يناير 2018")]),
            part(Role::Salutation, vec![paragraph("صاحب السعادة،")]),
            part(
                Role::Body,
                vec![
                    paragraph(
                        "إلحاقا برسالتي المؤرخة 13 كانون الأول/ديسمبر 2017، يشرفني أن أحيل طيه رسالة من الرئيسين \
                         المشاركين للمفاوضات الحكومية الدولية بشأن مسألة التمثيل العادل في مجلس الأمن وزيادة عدد \
                         أعضائه والمسائل الأخرى ذات الصلة بمجلس الأمن، عملا بالقرار A/RES/72/313 وبالمقرر 71/553 \
                         والوثيقة A/70/623-S/2015/988 (انظر 3160 (XVIII) و ES-10/17).",
                    ),
                    Block::Table {
                        columns: vec![Align::Start, Align::Start],
                        head: vec![inlines("التاريخ"), inlines("القاعة")],
                        rows: vec![
                            vec![inlines("1 و 2 شباط/فبراير 2018"), inlines("قاعة مجلس الوصاية")],
                            vec![inlines("27 و 28 شباط/فبراير 2018"), inlines("قاعة الاجتماعات 2")],
                        ],
                    },
                    list(&["البند الأول من جدول الأعمال", "البند الثاني من جدول الأعمال"]),
                    Block::Paragraph {
                        content: vec![
                            Inline::text("وللاستفسار يرجى الكتابة إلى "),
                            Inline::Link {
                                href: "mailto:opga@un.org".into(),
                                content: vec![Inline::text("opga@un.org")],
                            },
                            Inline::text(" أو الاتصال بالرقم "),
                            Inline::text("+1 (212) 963-1234 (مكتب الرئيس)."),
                        ],
                    },
                ],
            ),
            part(
                Role::Closing,
                vec![paragraph("وتفضلوا، صاحب السعادة، بقبول فائق التقدير والاحترام.")],
            ),
            part(
                Role::Signatures,
                vec![
                    signatory("ميروسلاف لايتشاك|رئيس الجمعية العامة"),
                    signatory("كاها إمنادزي|الممثل الدائم لجورجيا"),
                ],
            ),
            part(
                Role::Addressee,
                vec![paragraph("جميع الممثلين الدائمين|لدى الأمم المتحدة|نيويورك")],
            ),
        ],
    );
    package(vec![member("2018-01-18-pga-ar", "2018-01-18", "رئيس الجمعية العامة", document)])
}

/// The President's letter on North American paper, for an office that puts everything on top.
pub fn letter_paper() -> Package {
    let mut member = president();
    member.id = "2018-01-18-letter".into();
    change_sheet(&mut member, |sheet| {
        sheet.paper = Paper::Letter;
        sheet.addressee = AddresseeAt::Top;
        sheet.date = Side::Start;
        sheet.letterhead.align = chancery::office::Align::Start;
        sheet.letterhead.rule = true;
    });
    package(vec![member])
}

/// A picture of one colour on a transparent ground.
pub fn drawn(width: u32, height: u32, ink: impl Fn(u32, u32) -> bool) -> Picture {
    let pixel = |x, y| image::LumaA([20, if ink(x, y) { 255 } else { 0 }]);
    let mut png = std::io::Cursor::new(Vec::new());
    image::GrayAlphaImage::from_fn(width, height, pixel)
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("written to memory");
    Picture { kind: PictureKind::Png, size: (width, height), bytes: png.into_inner().into() }
}
