//! One mistake at a time: each is put into clean letters, and the right rule must see it,
//! and no other but those related to it. The table of caught and missed is printed.

use std::collections::BTreeSet;

/// A mistake: what it does to the letters, who must see it, and who else may.
use crate::prelude::*;

struct Mistake {
    what: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    rule: &'static str,
    related: &'static [&'static str],
}

const COVER: &str = "2018-01-18-pga-ign.md";
const LETTER: &str = "2018-01-17-ign-co-chairs.md";

/// A cover and a letter that convenes meetings, as in the seed, without the seed's mistakes.
fn clean() -> FakeFolder {
    let cover = "---\nkind: transmittal\noffice: pga\ndate: 2018-01-18\n\
        to: all-permanent-representatives-and-observers\n\
        signatories:\n  - name: Miroslav Lajčák\n    title: President of the General Assembly\n\
        follows:\n  - letter: { office: pga, date: 2017-12-13 }\n    about: the resumption of the negotiations\n\
        meetings:\n  - { id: ign-72-1, dates: 2018-02-01/02, room: Trusteeship Council Chamber }\n\
        enclosures:\n  - letter: 2018-01-17-ign-co-chairs\n---\n\
        I am grateful to Mr. Imnadze and Ms. Nusseibeh. I look forward to your participation.\n\n{{ schedule }}\n";
    let letter = "---\nkind: meetings\noffice: ign-co-chairs\ndate: 2018-01-17\n\
        to: all-permanent-representatives-and-observers\n\
        signatories:\n  - name: Kaha Imnadze\n    title: Ambassador and Permanent Representative of Georgia\n\
        \x20   signature: { transcription: K. Imnadze }\n\
        \x20 - name: Lana Zaki Nusseibeh\n    title: Ambassador and Permanent Representative of the United Arab Emirates\n\
        cites:\n  - { decision: 71/553, oral: true, adopted: 2017-07-19 }\n\
        deadlines:\n  - { what: comments on the programme, date: 2018-01-26, time: '17:00', zone: EST }\n\
        meetings:\n  - id: ign-72-1\n    dates: 2018-02-01/02\n    times: 10:00/13:00\n    room: Trusteeship Council Chamber\n\
        \x20   status: rescheduled\n    was: { dates: 2018-01-29/30, letter: 2017-12-11-ign-co-chairs-first }\n\
        \x20 - { id: ign-72-2, dates: 2018-02-27/28, times: 10:00/13:00, room: Conference Room 2 }\n\
        \x20 - { id: ign-72-3, dates: 2018-03-27/28, times: 10:00/13:00, room: Trusteeship Council Chamber }\n---\n\
        In our capacity as Co-Chairs, we refer to resolution 72/243 and to decision 71/553 of the last session.\n\n\
        The second meeting will be held on Tuesday, 27 February 2018, at 10 a.m., in Conference Room 2.\n\n\
        Comments should reach us by 26 January. We wish to thank all delegations.\n";
    let earlier = "---\noffice: ign-co-chairs\ndate: 2017-12-11\n\
        signatories:\n  - name: Kaha Imnadze\n  - name: Lana Zaki Nusseibeh\n\
        meetings:\n  - { id: ign-72-1, dates: 2018-01-29/30, room: Trusteeship Council Chamber }\n---\n\
        We invite you to the first meeting.\n\n{{ schedule }}\n";
    let opening = "---\noffice: pga\ndate: 2017-12-13\nsignatories:\n  - name: Miroslav Lajčák\n---\n\
        I wish to inform you that the negotiations go on.\n";
    let files = [
        (COVER, cover),
        (LETTER, letter),
        ("2017-12-11-ign-co-chairs-first.md", earlier),
        ("2017-12-13-pga.md", opening),
    ];
    FakeFolder(
        files
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect(),
    )
}

const DATE: &[&str] = &[
    "predates-citation", "year-slip", "id-date", "session-number", "wrong-weekday", "stale-date",
    "missing-letter", "predates-enclosure",
];

const MISTAKES: &[Mistake] = &[
    Mistake {
        what: "a date with the month first",
        file: LETTER,
        from: "27 February 2018, at",
        to: "February 27, 2018, at",
        rule: "mixed-date-styles",
        related: &[],
    },
    Mistake {
        what: "a comma before the year",
        file: LETTER,
        from: "27 February 2018, at",
        to: "27 February, 2018, at",
        rule: "date-comma",
        related: &[],
    },
    Mistake {
        what: "an ordinal",
        file: LETTER,
        from: "by 26 January",
        to: "by 26th January",
        rule: "date-ordinal",
        related: &[],
    },
    Mistake {
        what: "a nought",
        file: LETTER,
        from: "27 February 2018, at 10 a.m., in",
        to: "27 February 2018, at 10 a.m., not 01 March, in",
        rule: "leading-zero-day",
        related: &["date-not-in-schedule"],
    },
    Mistake {
        what: "a dash that is lost",
        file: LETTER,
        from: "Tuesday, 27 February 2018",
        to: "27 28 February 2018",
        rule: "lost-dash",
        related: &["date-could-be-field"],
    },
    Mistake {
        what: "a hyphen for a dash",
        file: LETTER,
        from: "Tuesday, 27 February 2018",
        to: "27-28 February 2018",
        rule: "hyphen-range",
        related: &[],
    },
    Mistake {
        what: "a time of another style",
        file: LETTER,
        from: "at 10 a.m.",
        to: "at 10:00 AM",
        rule: "time-style",
        related: &[],
    },
    Mistake {
        what: "a term in small letters",
        file: LETTER,
        from: "thank all delegations",
        to: "thank the Member States and all member states",
        rule: "mixed-terms",
        related: &[],
    },
    Mistake {
        what: "a name abbreviated",
        file: LETTER,
        from: "thank all delegations",
        to: "thank all of the UN",
        rule: "abbreviated-name",
        related: &[],
    },
    Mistake {
        what: "a word twice",
        file: LETTER,
        from: "thank all delegations",
        to: "thank all all delegations",
        rule: "doubled-word",
        related: &[],
    },
    Mistake {
        what: "a placeholder",
        file: LETTER,
        from: "thank all delegations",
        to: "thank [name]",
        rule: "placeholder",
        related: &[],
    },
    Mistake {
        what: "a link left out",
        file: LETTER,
        from: "thank all delegations",
        to: "thank all; see the list, available at ( )",
        rule: "hole",
        related: &[],
    },
    Mistake {
        what: "a resolution too many",
        file: LETTER,
        from: "resolution 72/243 and",
        to: "resolutions 72/243, and",
        rule: "resolution-plural",
        related: &[],
    },
    Mistake {
        what: "a letter of another script",
        file: LETTER,
        from: "thank all delegations",
        to: "thank all dеlegations",
        rule: "look-alike",
        related: &[],
    },
    Mistake {
        what: "a mark of markup",
        file: LETTER,
        from: "thank all delegations",
        to: "thank **all delegations",
        rule: "stray-markup",
        related: &[],
    },
    Mistake {
        what: "the letter bears the old year",
        file: LETTER,
        from: "date: 2018-01-17",
        to: "date: 2017-01-17",
        rule: "predates-citation",
        related: DATE,
    },
    Mistake {
        what: "the old year, seen as January's",
        file: LETTER,
        from: "date: 2018-01-17",
        to: "date: 2017-01-17",
        rule: "year-slip",
        related: DATE,
    },
    Mistake {
        what: "the name keeps another date",
        file: LETTER,
        from: "date: 2018-01-17",
        to: "date: 2018-01-16",
        rule: "id-date",
        related: &[],
    },
    Mistake {
        what: "the cover is older than its enclosure",
        file: COVER,
        from: "date: 2018-01-18",
        to: "date: 2018-01-16",
        rule: "predates-enclosure",
        related: &["id-date"],
    },
    Mistake {
        what: "a meeting of the old year",
        file: LETTER,
        from: "dates: 2018-03-27/28",
        to: "dates: 2017-03-27/28",
        rule: "meeting-before-letter",
        related: &[],
    },
    Mistake {
        what: "a deadline of the old year",
        file: LETTER,
        from: "date: 2018-01-26",
        to: "date: 2017-01-26",
        rule: "deadline-before-letter",
        related: &["deadline-differs"],
    },
    Mistake {
        what: "the head's deadline is later",
        file: LETTER,
        from: "date: 2018-01-26",
        to: "date: 2018-01-29",
        rule: "deadline-differs",
        related: &[],
    },
    Mistake {
        what: "another weekday",
        file: LETTER,
        from: "Tuesday, 27 February",
        to: "Thursday, 27 February",
        rule: "wrong-weekday",
        related: &[],
    },
    Mistake {
        what: "figures of a number swapped",
        file: LETTER,
        from: "resolution 72/243",
        to: "resolution 72/943",
        rule: "session-number",
        related: &[],
    },
    Mistake {
        what: "the year of adoption",
        file: LETTER,
        from: "adopted: 2017-07-19",
        to: "adopted: 2016-07-19",
        rule: "session-number",
        related: &[],
    },
    Mistake {
        what: "summer time in January",
        file: LETTER,
        from: "zone: EST",
        to: "zone: EDT",
        rule: "zone-season",
        related: &[],
    },
    Mistake {
        what: "a meeting on a Saturday",
        file: LETTER,
        from: "dates: 2018-03-27/28",
        to: "dates: 2018-03-30/31",
        rule: "weekend-meeting",
        related: &["un-holiday"],
    },
    Mistake {
        what: "a meeting on Memorial Day",
        file: LETTER,
        from: "dates: 2018-03-27/28",
        to: "dates: 2018-05-28/29",
        rule: "un-holiday",
        related: &[],
    },
    Mistake {
        what: "a second signatory of the cover",
        file: COVER,
        from: "signatories:\n",
        to: "signatories:\n  - name: Kaha Imnadze\n",
        rule: "voice-number",
        related: &[],
    },
    Mistake {
        what: "a signatory of the letter lost",
        file: LETTER,
        from: "  - name: Lana Zaki Nusseibeh\n    title: Ambassador and Permanent Representative of the United Arab Emirates\n",
        to: "",
        rule: "voice-number",
        related: &["chairs-number"],
    },
    Mistake {
        what: "Co-Chairs become one",
        file: LETTER,
        from: "as Co-Chairs, we",
        to: "as Co-Chair, we",
        rule: "chairs-number",
        related: &[],
    },
    Mistake {
        what: "another word in the close",
        file: COVER,
        from: "enclosures:",
        to: "closing: Please accept, Sir, the assurances of my highest consideration.\nenclosures:",
        rule: "closing-word",
        related: &[],
    },
    Mistake {
        what: "an enclosure announced, and none",
        file: LETTER,
        from: "We wish to thank",
        to: "Please find attached the programme. We wish to thank",
        rule: "enclosure-not-listed",
        related: &[],
    },
    Mistake {
        what: "an enclosure added in silence",
        file: "2017-12-11-ign-co-chairs-first.md",
        from: "meetings:\n",
        to: "enclosures:\n  - { file: programme.pdf }\nmeetings:\n",
        rule: "enclosure-not-mentioned",
        related: &[],
    },
    Mistake {
        what: "the enclosure removed",
        file: COVER,
        from: "enclosures:\n  - letter: 2018-01-17-ign-co-chairs\n",
        to: "",
        rule: "missing-field",
        related: &[],
    },
    Mistake {
        what: "two documents, one enclosure",
        file: COVER,
        from: "I look forward",
        to: "I enclose two letters. I look forward",
        rule: "enclosure-count",
        related: &[],
    },
    Mistake {
        what: "a day off in the prose",
        file: LETTER,
        from: "Tuesday, 27 February",
        to: "Monday, 26 February",
        rule: "date-not-in-schedule",
        related: &[],
    },
    Mistake {
        what: "a day off in the schedule",
        file: LETTER,
        from: "dates: 2018-02-27/28",
        to: "dates: 2018-02-28/28",
        rule: "date-not-in-schedule",
        related: &[],
    },
    Mistake {
        what: "another time in the prose",
        file: LETTER,
        from: "at 10 a.m.",
        to: "at 3 p.m.",
        rule: "time-not-in-schedule",
        related: &[],
    },
    Mistake {
        what: "another room in the prose",
        file: LETTER,
        from: "in Conference Room 2.",
        to: "in Conference Room 4.",
        rule: "room-not-in-schedule",
        related: &[],
    },
    Mistake {
        what: "a date typed by hand",
        file: LETTER,
        from: "We wish to thank",
        to: "The decision of 19 July 2017 stands. We wish to thank",
        rule: "date-could-be-field",
        related: &[],
    },
    Mistake {
        what: "a name misspelt in the prose",
        file: COVER,
        from: "Ms. Nusseibeh",
        to: "Ms. Nusseibah",
        rule: "name-spelling",
        related: &[],
    },
    Mistake {
        what: "accents lost in a signatory",
        file: "2017-12-11-ign-co-chairs-first.md",
        from: "We invite",
        to: "Ms. Nusseíbeh and we thank you. We invite",
        rule: "name-spelling",
        related: &[],
    },
    Mistake {
        what: "somebody else's mark",
        file: LETTER,
        from: "transcription: K. Imnadze",
        to: "transcription: Jana Dussaisch",
        rule: "unknown-signature",
        related: &[],
    },
    Mistake {
        what: "the cover leaves the observers out",
        file: COVER,
        from: "to: all-permanent-representatives-and-observers",
        to: "to: all-permanent-representatives",
        rule: "package-addressees",
        related: &[],
    },
    Mistake {
        what: "the cover has the old dates",
        file: COVER,
        from: "dates: 2018-02-01/02",
        to: "dates: 2018-01-29/30",
        rule: "package-meetings",
        related: &["stale-date"],
    },
    Mistake {
        what: "the old dates, seen in the folder",
        file: COVER,
        from: "dates: 2018-02-01/02",
        to: "dates: 2018-01-29/30",
        rule: "stale-date",
        related: &["package-meetings"],
    },
    Mistake {
        what: "the room's short name",
        file: LETTER,
        from: "dates: 2018-03-27/28, times: 10:00/13:00, room: Trusteeship Council Chamber",
        to: "dates: 2018-03-27/28, times: 10:00/13:00, room: Trusteeship Council",
        rule: "package-rooms",
        related: &[],
    },
    Mistake {
        what: "a reference a day off",
        file: COVER,
        from: "office: pga, date: 2017-12-13",
        to: "office: pga, date: 2017-12-12",
        rule: "missing-letter",
        related: &[],
    },
    Mistake {
        what: "a reference with a typing mistake",
        file: LETTER,
        from: "letter: 2017-12-11-ign-co-chairs-first",
        to: "letter: 2017-12-11-ign-co-chairs-frist",
        rule: "missing-letter",
        related: &[],
    },
    Mistake {
        what: "a letter that follows its follower",
        file: "2017-12-13-pga.md",
        from: "signatories:",
        to: "follows:\n  - letter: 2018-01-18-pga-ign\nsignatories:",
        rule: "circular-reference",
        related: &["predates-citation"],
    },
    Mistake {
        what: "two meetings in one room",
        file: COVER,
        from: "room: Trusteeship Council Chamber }",
        to: "room: Trusteeship Council Chamber }\n  - { id: x, dates: 2018-03-27, times: 11:00/12:00, room: Trusteeship Council Chamber }",
        rule: "room-clash",
        related: &[],
    },
    Mistake {
        what: "a reason that is no longer needed",
        file: COVER,
        from: "enclosures:",
        to: "sic: { id-date: as in the original }\nenclosures:",
        rule: "stale-sic",
        related: &[],
    },
    Mistake {
        what: "a rule's name mistyped",
        file: COVER,
        from: "enclosures:",
        to: "sic: { id-dates: as in the original }\nenclosures:",
        rule: "unknown-rule",
        related: &[],
    },
];

fn rules(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn each_mistake_is_seen_by_its_rule_and_only_by_related_ones() {
    let engine = Engine::new(Templates::embedded());
    let desk = clean();
    // The office lists with semicolons, which is a matter of its own.
    let all = Rules::default()
        .allow(&["list-semicolons".to_owned()])
        .expect("a rule");
    let found = desk.check(&engine, &all);
    assert!(
        found.is_empty(),
        "the clean letters are clean: {:?}",
        found.iter().map(|f| (f.rule, &f.message)).collect::<Vec<_>>()
    );
    let (mut table, mut wrong) = (String::new(), Vec::new());
    for mistake in MISTAKES {
        let mut desk = desk.clone();
        let text = desk.0.get_mut(mistake.file).expect("the letter is there");
        assert!(
            text.contains(mistake.from),
            "{}: {} is not in {}",
            mistake.what,
            mistake.from,
            mistake.file
        );
        *text = text.replacen(mistake.from, mistake.to, 1);
        let found = rules(&desk.check(&engine, &all));
        let caught = found.contains(mistake.rule);
        let others: Vec<_> = (found.into_iter())
            .filter(|rule| *rule != mistake.rule && !mistake.related.contains(rule))
            .collect();
        let verdict = if caught { "caught" } else { "MISSED" };
        table.push_str(&format!("{verdict}  {:24}  {}", mistake.rule, mistake.what));
        table.push_str(&if others.is_empty() {
            "\n".to_owned()
        } else {
            format!("  (and {})\n", others.join(", "))
        });
        if !caught || !others.is_empty() {
            wrong.push(mistake.what);
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "\n{table}");
}
