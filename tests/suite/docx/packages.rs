//! Packages built by hand: what the pipeline would compose.

use crate::common::members;
use crate::prelude::*;
use chancery::document::{Align, Block, Direction, Document, Inline, Mark, Part, Role};
use chancery::office::{AddresseeAt, Sheet};
use chancery::package::Member;
use chancery::picture::{Picture, PictureKind};

/// A paragraph of plain text.
pub fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: vec![Inline::text(text)] }
}

/// A paragraph of lines.
pub fn lines(lines: &[&str]) -> Block {
    let mut content = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            content.push(Inline::Break);
        }
        content.push(Inline::text(*line));
    }
    Block::Paragraph { content }
}

/// A part.
pub fn part(role: Role, blocks: Vec<Block>) -> Part {
    Part { role, blocks }
}

/// The block of a signatory.
pub fn signature(mark: Option<Mark>, texts: &[&str]) -> Block {
    Block::Signature { mark, lines: texts.iter().map(|text| vec![Inline::text(*text)]).collect() }
}

/// A date that is written out.
pub fn date(iso: &str, text: &str) -> Inline {
    Inline::Date { iso: iso.to_owned(), text: text.to_owned() }
}

/// A letter as a member of a package.
pub fn member(id: &str, sender: &str, day: &str, parts: Vec<Part>, sheet: Sheet) -> Member {
    let document = Document {
        language: "en".to_owned(),
        direction: Direction::Ltr,
        title: format!("Letter of {sender}, {day}"),
        parts,
    };
    let source = Source::new(format!("{id}.md"), format!("---\nid: {id}\n---\n"));
    let mut member = members::member(id, day, sender, source, document);
    members::change_sheet(&mut member, |own| *own = sheet);
    member
}

/// A package of these members.
pub fn package(members: Vec<Member>) -> Package {
    Package { members, ..Package::default() }
}

/// A picture of one grey pixel, said to be `size` large.
pub fn picture(size: (u32, u32)) -> Picture {
    let bytes = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
        0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A,
        0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68,
        0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x4C, 0x17, 0xD7, 0xDF, 0x00, 0x00, 0x00, 0x00, 0x49,
        0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ];
    Picture { kind: PictureKind::Png, size, bytes: bytes.as_slice().into() }
}

const HONOUR: &str = "I have the honour to enclose herewith a letter from the Co-Chairs of the \
    intergovernmental negotiations, concerning the date and agenda of the first meeting as well \
    as the timeline of the subsequent meetings.";

const CONSULTED: &str = "After having consulted widely with the Member States, the Co-Chairs invite \
    the membership to reflect on the activities of the intergovernmental negotiations. Such a \
    retrospective exercise will provide the membership with an opportunity to build on the \
    cooperative work of Member States and to highlight both the achievements and ways to further \
    strengthen and develop the intergovernmental negotiations.";

/// A cover letter that encloses a letter of two signatories with a schedule.
pub fn cover_and_enclosure() -> Package {
    let mut pga = Sheet::default();
    pga.letterhead.rule = true;
    let cover = member(
        "2018-01-18-pga",
        "the President of the General Assembly",
        "2018-01-18",
        vec![
            part(
                Role::Letterhead,
                vec![lines(&["UNITED NATIONS", "THE PRESIDENT OF THE GENERAL ASSEMBLY"])],
            ),
            part(
                Role::PlaceAndDate,
                vec![Block::Paragraph { content: vec![date("2018-01-18", "18 January 2018")] }],
            ),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(
                Role::Body,
                vec![
                    Block::Paragraph {
                        content: vec![
                            Inline::text("Further to my letter dated "),
                            date("2017-12-13", "13 December 2017"),
                            Inline::text(
                                ", in which I informed Member States of the resumption of the \
                                negotiations on Security Council reform, ",
                            ),
                            Inline::Emphasis { content: vec![Inline::text("inter alia")] },
                            Inline::text(", and to "),
                            Inline::Link {
                                href: "https://undocs.org/en/A/RES/72/313".to_owned(),
                                content: vec![Inline::Strong {
                                    content: vec![Inline::text("A/RES/72/313")],
                                }],
                            },
                            Inline::text(": "),
                            Inline::text(HONOUR),
                        ],
                    },
                    paragraph(
                        "I look forward to your active participation in the upcoming \
                        meetings during this session.",
                    ),
                ],
            ),
            part(
                Role::Closing,
                vec![paragraph(
                    "Please accept, Excellency, the assurances of my highest consideration.",
                )],
            ),
            part(Role::Signatures, vec![signature(None, &["Miroslav Lajčák"])]),
            part(
                Role::Addressee,
                vec![lines(&["All Permanent Representatives to the United Nations", "New York"])],
            ),
            part(Role::Enclosures, vec![paragraph("Enclosure")]),
        ],
        pga,
    );
    let letters = member(
        "2018-01-17-ign-co-chairs",
        "the Co-Chairs of the intergovernmental negotiations",
        "2018-01-17",
        vec![
            part(
                Role::PlaceAndDate,
                vec![Block::Paragraph { content: vec![date("2018-01-17", "17 January 2018")] }],
            ),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(
                Role::Body,
                vec![
                    paragraph(CONSULTED),
                    paragraph("We further wish to inform you of the dates of upcoming meetings:"),
                    Block::Schedule {
                        meetings: vec!["ign-72-2".to_owned(), "ign-72-3".to_owned()],
                        blocks: vec![Block::List {
                            start: None,
                            items: vec![
                                vec![Block::Paragraph {
                                    content: vec![
                                        date("2018-02-27", "27"),
                                        Inline::text(" and "),
                                        date("2018-02-28", "28 February 2018"),
                                        Inline::text(", Conference Room 2"),
                                    ],
                                }],
                                vec![paragraph(
                                    "27 and 28 March 2018, Trusteeship Council Chamber",
                                )],
                                vec![paragraph("1 and 2 May 2018, Trusteeship Council Chamber")],
                            ],
                        }],
                    },
                    paragraph(
                        "The Co-Chairs remain available for consultations throughout the \
                        negotiations.",
                    ),
                ],
            ),
            part(
                Role::Closing,
                vec![paragraph(
                    "Please accept, Excellency, the assurances of our highest consideration.",
                )],
            ),
            part(
                Role::Signatures,
                vec![
                    signature(
                        Some(Mark::Image {
                            name: "mark.png".to_owned(),
                            alt: "signature of Kaha Imnadze".to_owned(),
                        }),
                        &["Kaha Imnadze", "Ambassador and Permanent Representative of Georgia"],
                    ),
                    signature(
                        Some(Mark::Transcription { text: "(Signed)".to_owned() }),
                        &[
                            "Lana Zaki Nusseibeh",
                            "Ambassador and Permanent Representative of the United Arab Emirates",
                        ],
                    ),
                ],
            ),
            part(
                Role::Addressee,
                vec![lines(&[
                    "All Permanent Representatives and Permanent Observers to the United Nations",
                    "New York",
                ])],
            ),
        ],
        Sheet {
            size: 11.0,
            fonts: vec!["Liberation Sans".to_owned(), "Arial".to_owned()],
            ..Sheet::default()
        },
    );
    let mut package = package(vec![cover, letters]);
    package.pictures.insert("mark.png".to_owned(), picture((300, 100)));
    package
}

/// A letter over three pages with six signatories, an emblem, copies and an annex.
pub fn long() -> Package {
    let mut sheet = Sheet::default();
    sheet.letterhead.emblem = Some("emblem.png".to_owned());
    sheet.letterhead.rule = true;
    sheet.continuation = "Page {page} of {pages}".to_owned();
    let states = ["Argentina", "Canada", "Egypt", "Fiji", "Ghana", "Hungary"];
    let names = [
        "María González", "John Smith", "Amal Hassan", "Seru Naivalu", "Kofi Boateng", "Éva Szabó",
    ];
    let signatories = names.iter().zip(states).map(|(name, state)| {
        signature(None, &[name, &format!("Ambassador Extraordinary and Plenipotentiary, Permanent Representative of {state}")])
    });
    let mut body = vec![Block::Heading { level: 1, content: vec![Inline::text("The road ahead")] }];
    for at in 0..11 {
        body.push(paragraph(&format!("{} {CONSULTED}", at + 1)));
    }
    body.push(Block::Quote {
        blocks: vec![paragraph(
            "Such a retrospective exercise will provide the \
        membership with an opportunity to build on the cooperative work of Member States.",
        )],
    });
    body.push(Block::List {
        start: Some(3),
        items: vec![
            vec![
                paragraph(
                    "The third point, which begins this list and is long enough to fill more than \
                the one line that a short point would take;",
                ),
                paragraph("and a paragraph of its own."),
            ],
            vec![
                paragraph("The fourth point:"),
                Block::List {
                    start: Some(1),
                    items: vec![vec![paragraph("one")], vec![paragraph("two")]],
                },
                Block::List {
                    start: None,
                    items: vec![vec![paragraph("a bullet")], vec![paragraph("another")]],
                },
            ],
        ],
    });
    body.push(Block::List {
        start: Some(1),
        items: vec![vec![paragraph("A new list begins at one.")]],
    });
    body.push(paragraph(CONSULTED));
    let letter = member(
        "2018-05-02-six",
        "six facilitators",
        "2018-05-02",
        vec![
            part(Role::Letterhead, vec![lines(&["THE FACILITATORS OF THE PROCESS"])]),
            part(Role::Reference, vec![paragraph("Reference: ODA/16-2017/NDV")]),
            part(Role::Marking, vec![paragraph("Confidential")]),
            part(
                Role::PlaceAndDate,
                vec![Block::Paragraph {
                    content: vec![Inline::text("New York, "), date("2018-05-02", "2 May 2018")],
                }],
            ),
            part(Role::Subject, vec![paragraph("Subject: Timeline of the process")]),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(Role::Body, body),
            part(
                Role::Closing,
                vec![paragraph(
                    "Please accept, Excellency, the assurances of our highest consideration.",
                )],
            ),
            part(Role::Signatures, signatories.collect()),
            part(
                Role::Addressee,
                vec![
                    lines(&[
                        "H.E. Ms. Jane Doe",
                        "Permanent Representative of Utopia to the United Nations",
                        "New York",
                    ]),
                    lines(&[
                        "H.E. Mr. Juan Pérez",
                        "Permanent Representative of Arcadia to the United Nations",
                    ]),
                ],
            ),
            part(Role::Enclosures, vec![paragraph("Enclosures: 2")]),
            part(Role::Copies, vec![paragraph("Copies to:"), paragraph("The Secretary-General")]),
            part(Role::Footer, vec![paragraph("United Nations, New York, N.Y. 10017")]),
            part(
                Role::Annex,
                vec![
                    Block::Heading { level: 1, content: vec![Inline::text("Programme")] },
                    paragraph("The programme of the day."),
                ],
            ),
        ],
        sheet,
    );
    let mut package = package(vec![letter]);
    package.pictures.insert("emblem.png".to_owned(), picture((110, 100)));
    package
}

/// A letter with a schedule of `rows` meetings as a table, on Letter paper.
pub fn schedule(rows: usize) -> Package {
    let cell = |text: &str| vec![Inline::text(text)];
    let rows = (0..rows).map(|at| {
        vec![
            vec![date("2018-02-01", &format!("{} February 2018", at % 28 + 1))],
            cell("10 a.m. to 1 p.m."),
            cell(if at % 3 == 0 { "Trusteeship Council Chamber" } else { "Conference Room 2" }),
            cell(&format!("{}", at + 1)),
        ]
    });
    let table = Block::Table {
        columns: vec![Align::Start, Align::Start, Align::Start, Align::End],
        head: vec![cell("Date"), cell("Time"), cell("Room"), cell("No.")],
        rows: rows.collect(),
    };
    let letter = member(
        "schedule",
        "the Secretariat",
        "2018-01-02",
        vec![
            part(Role::Letterhead, vec![lines(&["THE SECRETARIAT"])]),
            part(Role::PlaceAndDate, vec![paragraph("2 January 2018")]),
            part(Role::Addressee, vec![lines(&["To all missions", "New York"])]),
            part(Role::Salutation, vec![paragraph("Excellency,")]),
            part(
                Role::Body,
                vec![
                    paragraph("The meetings are these:"),
                    Block::Schedule { meetings: Vec::new(), blocks: vec![table] },
                    paragraph(CONSULTED),
                ],
            ),
            part(Role::Closing, vec![paragraph("Yours sincerely,")]),
            part(Role::Signatures, vec![signature(None, &["Executive Secretary"])]),
        ],
        Sheet {
            addressee: AddresseeAt::Top,
            paper: chancery::office::Paper::Letter,
            first: Some(chancery::office::Margins {
                top: 40.0,
                right: 25.0,
                bottom: 40.0,
                left: 25.0,
            }),
            ..Sheet::default()
        },
    );
    package(vec![letter])
}

/// A letter in Arabic, with a document symbol, a list and a table.
pub fn arabic() -> Package {
    let cell = |text: &str| vec![Inline::text(text)];
    let mut letter = member(
        "arabic",
        "رئيس الجمعية العامة",
        "2018-01-18",
        vec![
            part(Role::Letterhead, vec![lines(&["الأمم المتحدة", "رئيس الجمعية العامة"])]),
            part(
                Role::PlaceAndDate,
                vec![Block::Paragraph {
                    content: vec![
                        Inline::text("نيويورك، "),
                        date("2018-01-18", "18 كانون الثاني/يناير 2018"),
                    ],
                }],
            ),
            part(Role::Salutation, vec![paragraph("أصحاب السعادة،")]),
            part(
                Role::Body,
                vec![
                    paragraph(
                        "يشرفني أن أشير إلى قرار الجمعية العامة A/RES/72/313، وإلى الوثيقة \
                    A/70/623-S/2015/988 (المقرر 72/560)، وأن أدعوكم إلى الاجتماع الذي سيعقد في \
                    General Assembly Hall يوم 12 شباط/فبراير 2018.",
                    ),
                    Block::List {
                        start: Some(1),
                        items: vec![
                            vec![paragraph("البند الأول")],
                            vec![paragraph("البند الثاني A/72/L.1")],
                        ],
                    },
                    Block::Table {
                        columns: vec![Align::Start, Align::Start],
                        head: vec![cell("التاريخ"), cell("القاعة")],
                        rows: vec![vec![cell("12 شباط/فبراير"), cell("قاعة المؤتمرات 2")]],
                    },
                ],
            ),
            part(Role::Closing, vec![paragraph("وتفضلوا بقبول أسمى آيات التقدير.")]),
            part(
                Role::Signatures,
                vec![
                    signature(None, &["كاخا إمنادزه", "السفير والممثل الدائم لجورجيا"]),
                    signature(
                        None,
                        &["لانا زكي نسيبة", "السفيرة والممثلة الدائمة للإمارات العربية المتحدة"],
                    ),
                ],
            ),
            part(
                Role::Addressee,
                vec![lines(&["جميع الممثلين الدائمين لدى الأمم المتحدة", "نيويورك"])],
            ),
        ],
        Sheet::default(),
    );
    letter.document.language = "ar".to_owned();
    letter.document.direction = Direction::Rtl;
    package(vec![letter])
}
