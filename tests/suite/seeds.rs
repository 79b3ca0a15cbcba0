//! The seed letters come out word for word, and no sentence of them is hard-wired.

use crate::common::words;
use crate::prelude::*;

const COVER: &str = "2018-01-18-pga-ign";
const ENCLOSED: &str = "2018-01-17-ign-co-chairs";

/// Words, figures and punctuation in their order; dashes, bullets and white space aside.
fn tokens(text: &str) -> Vec<String> {
    let dashes = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—'];
    text.replace(dashes, " ")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_seeds_come_out_word_for_word() {
    let (_, cover, syntax) = record(COVER);
    let engine = engine();
    let package = compose(&engine, COVER, &cover, syntax, &Records::default())
        .unwrap_or_else(|findings| panic!("{findings:#?}"));
    let ours = tokens(&written(&engine, &package, Format::TEXT));
    let seed = tokens(include_str!("../seeds/letters.txt"));
    let same = ours.iter().zip(&seed).take_while(|(a, b)| a == b).count();
    assert_eq!(
        (&ours[same..], &seed[same..]),
        (&[][..], &[][..]),
        "ours and the seed part after: {}",
        seed[same.saturating_sub(12)..same].join(" ")
    );
}

fn record(id: &str) -> (String, String, Syntax) {
    let found = letters().into_iter().find(|(name, ..)| name == id);
    found.unwrap_or_else(|| panic!("there is no {id}"))
}

/// A change of the two records, and what it does to their words.
struct Change {
    name: &'static str,
    /// In the cover letter: what is written, and what instead.
    cover: &'static [(&'static str, &'static str)],
    /// In the letter it encloses.
    enclosed: &'static [(&'static str, &'static str)],
    /// What stands nowhere any more, in either letter.
    gone: &'static [&'static str],
    /// What stands there now.
    there: &'static [&'static str],
}

const NOTHING: Change = Change { name: "", cover: &[], enclosed: &[], gone: &[], there: &[] };

const LATER: &[(&str, &str)] = &[
    ("  - { id: ign-72-3, dates: 2018-03-27/28, room: Trusteeship Council }\n", ""),
    ("  - { id: ign-72-4, dates: 2018-05-01/02, room: Trusteeship Council }\n", ""),
    ("  - { id: ign-72-5, dates: 2018-06-06/07, room: Conference Room 1 }\n", ""),
];

const ALL_LATER: &[(&str, &str)] = &[
    LATER[0],
    LATER[1],
    LATER[2],
    ("  - { id: ign-72-2, dates: 2018-02-27/28, room: Conference Room 2 }\n", ""),
];

#[rustfmt::skip]
const CHANGES: &[Change] = &[
    Change {
        name: "the date of the cover",
        cover: &[("date: 2018-01-18", "date: 2018-01-22")],
        gone: &["18 January"],
        there: &["22 January 2018"],
        ..NOTHING
    },
    Change {
        name: "the date of the letter enclosed",
        enclosed: &[("date: 2017-01-17", "date: 2018-01-17")],
        gone: &["17 January 2017"],
        there: &["17 January 2018"],
        ..NOTHING
    },
    Change {
        name: "the date of the letter that is followed",
        cover: &[("date: 2017-12-13", "date: 2017-11-29")],
        gone: &["13 December"],
        there: &["Further to my letter dated 29 November 2017, in which"],
        ..NOTHING
    },
    Change {
        name: "the office whose letter is followed",
        cover: &[("office: pga, date: 2017-12-13", "office: ign-co-chairs, date: 2017-12-13")],
        gone: &["my letter"],
        there: &["Further to the letter dated 13 December 2017 from the Co-Chairs of the IGN"],
        ..NOTHING
    },
    Change {
        name: "what the letter that is followed was about",
        cover: &[("the resumption of the", "the end of the")],
        gone: &["resumption"],
        there: &["informed Member States on the end of the Intergovernmental Negotiations"],
        ..NOTHING
    },
    Change {
        name: "the signatory of the cover",
        cover: &[("Miroslav Lajčák", "María Fernanda Espinosa Garcés")],
        gone: &["Lajčák", "Miroslav"],
        there: &["María Fernanda Espinosa Garcés"],
        ..NOTHING
    },
    Change {
        name: "a second signatory of the cover",
        cover: &[("signatories:\n", "signatories:\n  - name: Peter Thomson\n")],
        gone: &["I have the honour", "my letter", "I informed", "I look forward", "of my highest"],
        there: &["Peter Thomson", "Further to our letter", "in which we informed", "we have the honour to enclose",
            "We look forward to your"],
        ..NOTHING
    },
    Change {
        name: "the addressee of the cover",
        cover: &[("to: all-permanent-representatives\n", "to: { name: Amina Mohammed, title: Deputy Secretary-General, address: [New York] }\n")],
        gone: &["To All Permanent Representatives to the United Nations"],
        there: &["To Amina Mohammed Deputy Secretary-General New York"],
        ..NOTHING
    },
    Change {
        name: "the salutation of the cover, whose word returns in the close",
        cover: &[("kind: transmittal", "kind: transmittal\nsalutation: Dear Colleagues,")],
        there: &["Dear Colleagues,", "Please accept, Dear Colleagues, the assurances of my"],
        ..NOTHING
    },
    Change {
        name: "the days of the first meeting",
        enclosed: &[("dates: 2018-02-01/02", "dates: 2018-03-05")],
        gone: &["1–2 February"],
        there: &["rescheduled to be held on 5 March 2018 in the Trusteeship Council Chamber"],
        ..NOTHING
    },
    Change {
        name: "the room of the first meeting",
        enclosed: &[("room: Trusteeship Council Chamber", "room: Conference Room 4")],
        gone: &["Trusteeship Council Chamber"],
        there: &["on 1–2 February 2018 in Conference Room 4, instead of"],
        ..NOTHING
    },
    Change {
        name: "the room of a later meeting",
        enclosed: &[("room: Conference Room 1", "room: Economic and Social Council Chamber")],
        gone: &["Conference Room 1"],
        there: &["6–7 June 2018, Economic and Social Council Chamber."],
        ..NOTHING
    },
    Change {
        name: "the days of a later meeting",
        enclosed: &[("dates: 2018-05-01/02", "dates: 2018-05-30/06-01")],
        gone: &["1–2 May"],
        there: &["30 May–1 June 2018, Trusteeship Council;"],
        ..NOTHING
    },
    Change {
        name: "the days announced before",
        enclosed: &[("dates: 2018-01-29/30", "dates: 2018-01-25")],
        gone: &["29–30 January"],
        there: &["instead of the 25 January date previously communicated"],
        ..NOTHING
    },
    Change {
        name: "the letter that announced them",
        enclosed: &[("2017-12-11-ign-co-chairs", "2017-12-05-pga")],
        gone: &["11 December", "our letter"],
        there: &["in the letter dated 5 December 2017 from the President of the General Assembly."],
        ..NOTHING
    },
    Change {
        name: "nothing was announced before",
        enclosed: &[("\n    status: rescheduled\n    was: { dates: 2018-01-29/30, letter: 2017-12-11-ign-co-chairs }", "")],
        gone: &["rescheduled", "29–30 January", "11 December", "instead of"],
        there: &["The meeting will be held on 1–2 February 2018 in the Trusteeship Council Chamber."],
        ..NOTHING
    },
    Change {
        name: "the first meeting is cancelled",
        enclosed: &[("status: rescheduled", "status: cancelled")],
        gone: &["rescheduled"],
        there: &["that the first meeting, which was scheduled for 1–2 February 2018 in the Trusteeship Council Chamber, has been cancelled."],
        ..NOTHING
    },
    Change {
        name: "the meetings are in another year",
        enclosed: &[
            ("dates: 2018-02-01/02", "dates: 2019-02-01/02"), ("was: { dates: 2018", "was: { dates: 2019"),
            ("2018-02-27/28", "2019-02-27/28"), ("2018-03-27/28", "2019-03-27/28"),
            ("2018-05-01/02", "2019-05-01/02"), ("2018-06-06/07", "2019-06-06/07"),
        ],
        gone: &["February 2018", "March 2018", "May 2018", "June 2018", "2018 session"],
        there: &["for the 2019 session of the intergovernmental negotiations"],
        ..NOTHING
    },
    Change {
        name: "five meetings become one",
        enclosed: ALL_LATER,
        gone: &["first meeting", "first IGN", "upcoming meetings scheduled", "subsequent", "timeline", "27–28",
            "forthcoming meetings", "2018 session"],
        there: &["the details of the meeting to be held in the framework",
            "concerning the date and agenda of the IGN meeting.",
            "in the forthcoming meeting of the intergovernmental negotiations"],
        ..NOTHING
    },
    Change {
        name: "five meetings become two",
        enclosed: LATER,
        gone: &["of the dates of", "meetings scheduled", "subsequent meetings", "March", "May", "June"],
        there: &["of the date of the upcoming meeting scheduled for the 2018 session",
            "27–28 February 2018, Conference Room 2.",
            "of the first IGN meeting as well as the timeline of the subsequent meeting."],
        ..NOTHING
    },
    Change {
        name: "two signatories become one",
        enclosed: &[
            ("  - name: Lana Zaki Nusseibeh\n    title: Ambassador and Permanent Representative of the United Arab Emirates\n", ""),
            // The prose is the signatories' own, and says what it says.
            ("the Co-Chairs invite the\nmembership to reflect", "all are invited to reflect"),
            ("The\nCo-Chairs invite", "Let us invite"),
            ("We invite\nmember states", "All are invited"),
        ],
        gone: &["We ", " we ", " our ", "Co-Chairs", "Nusseibeh", "Emirates", "remain available"],
        there: &["In my capacity as the Co-Chair of the intergovernmental negotiations on Security Council Reform, I write",
            "I wish to update", "in my letter dated 11 December", "I further wish", "I look forward to the active",
            "The Co-Chair remains available",
            "I have the honour to enclose herewith a letter from the Co-Chair of the IGN"],
        ..NOTHING
    },
    Change {
        name: "the name and title of a Co-Chair",
        enclosed: &[("Kaha Imnadze", "Christian Braun"), ("of Georgia", "of Luxembourg")],
        gone: &["Imnadze", "Georgia"],
        there: &["Christian Braun Ambassador and Permanent Representative of Luxembourg"],
        ..NOTHING
    },
    Change {
        name: "the mark of a signature",
        enclosed: &[("\n    signature: { transcription: Jana Dussaisch }", "")],
        gone: &["Jana Dussaisch"],
        there: &["of our highest consideration. Kaha Imnadze"],
        ..NOTHING
    },
    Change {
        name: "the prose",
        enclosed: &[("Assembly on July 19, 2017", "Assembly on {{ cites.1.adopted }}")],
        gone: &["July 19, 2017"],
        there: &["adopted by the General Assembly on 19 July 2017."],
        ..NOTHING
    },
];

fn changed(text: String, changes: &[(&str, &str)], name: &str) -> String {
    changes.iter().fold(text, |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{name}: {from:?} stands once in the record");
        text.replace(from, to)
    })
}

#[test]
fn no_sentence_is_hard_wired() {
    let engine = engine();
    let plain = sides(&engine, &NOTHING);
    for change in CHANGES {
        for ((format, before), (_, after)) in plain.iter().zip(sides(&engine, change)) {
            let name = change.name;
            for gone in change.gone {
                assert!(
                    before.contains(gone),
                    "{name}: {gone:?} was never there in {format:?}:\n{before}"
                );
                assert!(
                    !after.contains(gone),
                    "{name}: {gone:?} is still there in {format:?}:\n{after}"
                );
            }
            for there in change.there {
                assert!(
                    !before.contains(there),
                    "{name}: {there:?} was there before in {format:?}:\n{before}"
                );
                assert!(
                    after.contains(there),
                    "{name}: {there:?} is missing in {format:?}:\n{after}"
                );
            }
        }
    }
}

/// What reads the words of a format.
type Words = fn(&str) -> String;

/// The words of both letters in every format, with a change made to the records.
fn sides(engine: &chancery::compose::Engine, change: &Change) -> Vec<(Format, String)> {
    let (_, cover, _) = record(COVER);
    let (_, enclosed, _) = record(ENCLOSED);
    let cover = changed(cover, change.cover, change.name);
    let enclosed = changed(enclosed, change.enclosed, change.name);
    let neighbours = Records([(ENCLOSED.to_owned(), enclosed)].into());
    let package = compose(engine, COVER, &cover, Syntax::Markdown, &neighbours)
        .unwrap_or_else(|findings| panic!("{}: {findings:#?}", change.name));
    let read: [(Format, Words); 4] = [
        (Format::TEXT, words::of_text),
        (Format::MARKDOWN, words::of_markdown),
        (Format::HTML, words::of_html),
        (Format::AKN, words::of_akn),
    ];
    let side =
        |(format, words): (Format, Words)| (format, words(&written(engine, &package, format)));
    read.into_iter().map(side).collect()
}
