//! Letters of one shape and any size.

/// A kind of letter that can be made as large as wanted.
pub(crate) struct Shape {
    /// Its name.
    pub(crate) name: &'static str,
    /// The record of one size: bytes of prose, or a number of things.
    pub(crate) record: fn(usize) -> String,
    /// The sizes in which it is tried.
    pub(crate) sizes: &'static [usize],
}

const BYTES: &[usize] = &[1 << 10, 1 << 15, 1 << 20];
const COUNTS: &[usize] = &[16, 256, 4096];

/// A letter with prose of about `size` bytes, repeated from one piece.
fn prose(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = head("", 1);
    let (start, mut number) = (text.len(), 0);
    while text.len() - start < size {
        text.push_str(&piece(number));
        number += 1;
    }
    text
}

fn head(fields: &str, signatories: usize) -> String {
    let mut text =
        format!("---\noffice: pga\ndate: 2018-01-18\nsubject: A meeting\n{fields}signatories:\n");
    for number in 0..signatories {
        text.push_str(&format!(
            "- {{ name: Miroslav Lajčák{}, title: President }}\n",
            letters(number)
        ));
    }
    text.push_str("---\n\n");
    text
}

/// A number in letters, so that names differ.
fn letters(mut number: usize) -> String {
    let mut text = String::new();
    while number > 0 {
        text.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    text
}

macro_rules! pieces {
    ($($name:literal: $piece:expr;)*) => {
        &[$(Shape { name: $name, record: |size| prose(size, $piece), sizes: BYTES }),*]
    };
}

/// Letters of much prose.
pub(crate) const PROSE: &[Shape] = pieces! {
    "a paragraph of sentences": |n| format!("The General Assembly met in its session number {n}. ");
    "a word, twice": |_| "the the ".to_owned();
    "a word that is misspelt": |_| "wrngword ".to_owned();
    "emphasis": |_| "*so* ".to_owned();
    "open brackets": |_| "( ".to_owned();
    "numbered texts in one sentence": |n| format!("resolution 72/{n} ");
    "paragraphs": |n| format!("The General Assembly met in its session number {n}.\n\n");
    "a paragraph of dates": |n| format!("It will be held on {} February 2018. ", n % 28 + 1);
    "a sentence of dates": |n| format!("to be held on {} February 2018 or by ", n % 28 + 1);
    "dates without a year": |n| format!("on Monday, {} May and July {}, ", n % 28 + 1, n % 28 + 1);
    "we": |_| "we have the honour and our letter, as we wish to enclose herewith, ".to_owned();
    "doubled words": |_| "on the the agenda of of the meeting ".to_owned();
    "one word": |_| "agenda".to_owned();
    "one word of hyphens": |n| format!("{n}-{}-", n + 1);
    "one word with commas": |_| "a,,b@c.org;;d.".to_owned();
    "ranges": |n| format!("{}-{} February and 22 to 23 March or 27 28 May ", n % 9 + 1, n % 9 + 12);
    "table rows": |n| if n == 0 { "| a | b |\n|---|---|\n".to_owned() } else { format!("| 1 May 2018 | room {n} |\n") };
    "list items": |n| format!("- the item {n};\n");
    "deep lists": |n| format!("{}- item\n", "  ".repeat(n % 20));
    "quotations": |_| "he said “yes” and \"no\" and «so» ".to_owned();
    "opened quotations": |_| "“so ".to_owned();
    "opened brackets": |_| "((a [b ".to_owned();
    "closed brackets": |_| "a)] ".to_owned();
    "bracketed paragraphs": |n| if n % 2 == 0 { "(so\n\n".to_owned() } else { "so)\n\n".to_owned() };
    "placeholders": |_| "[date] [[insert name XX TBD TBC lorem ipsum ____ ".to_owned();
    "holes": |_| "available at ( ), dated  , of . letter dated , at (, ".to_owned();
    "marks": |_| " ,, . ;; .. ".to_owned();
    "full stops": |_| "a. B. ".to_owned();
    "terms": |_| "member states of the UN and the Member States and co-chairs, SC. ".to_owned();
    "resolutions": |n| format!("resolutions 72/{n} and resolution 72/{n} and 72/{} and decision ", n + 1);
    "spellings": |_| "organise the computer program and program ".to_owned();
    "names": |n| format!("Mr. Lajcak and Ambassador Miroslav{} Lajcák ", letters(n));
    "rooms": |n| format!("in Conference Room {} will be held ", n % 10);
    "times": |n| format!("at {} a.m. and from {}:30 on 1 February 2018 at 15:00 EST ", n % 12 + 1, n % 12 + 1);
    "numbers": |n| format!("{} meetings and 14 documents, two letters attached ", n % 9 + 1);
    "bold": |_| "so **it** is ".to_owned();
    "markup": |_| "`` ** ]( __ {{ ".to_owned();
    "merge fields": |_| "{{ date }} ".to_owned();
    "odd spaces": |_| "a\u{A0} \u{2003}b\u{200C}c \u{200E}d ".to_owned();
    "look-alikes": |_| "Cо-Chairs аnd ".to_owned();
    "Chinese": |_| "会议将于2018年2月1日举行，".to_owned();
    "Arabic": |_| "ستعقد الجلسة في 1 شباط/فبراير 2018، ".to_owned();
};

macro_rules! counts {
    ($($name:literal: |$n:ident| $record:expr;)*) => {
        &[$(Shape { name: $name, record: |$n| $record, sizes: COUNTS }),*]
    };
}

/// Letters of many things, with prose that speaks of each.
pub(crate) const COUNTED: &[Shape] = counts! {
    "meetings": |n| meetings(n, |at| format!("id: m{at}, title: Meeting {at}, dates: 2018-02-{:02}, room: Conference Room {at}", at % 28 + 1));
    "meetings of one room": |n| meetings(n, |at| format!("title: Meeting {at}, dates: 2018-{:02}-{:02}, room: {}", at % 12 + 1, at % 28 + 1, if at % 2 == 0 { "Trusteeship Council" } else { "Trusteeship Council Chamber" }));
    "signatories": |n| head("", n) + &"Mr. Lajcak and Ms. Lajčaka will be held. ".repeat(n);
    "enclosures": |n| head(&list("enclosures", n, |at| format!("title: Document {at}, document: A/72/{at}")), 1) + &"Please find attached two documents. ".repeat(n);
    "citations": |n| head(&list("cites", n, |at| format!("resolution: A/RES/72/{at}, adopted: 2018-02-01")), 1) + &"resolutions 72/313 and 72/314, adopted on 1 February 2018. ".repeat(n);
    "deadlines": |n| head(&list("deadlines", n, |at| format!("what: Document {at}, date: 2018-03-{:02}", at % 28 + 1)), 1) + &"by 2 March 2018. ".repeat(n);
    "addressees": |n| head(&list("copies", n, |at| format!("name: Lana Zaki Nusseibeh{}, country: Georgia", letters(at))), 1) + "So.\n";
};

fn list(name: &str, count: usize, item: impl Fn(usize) -> String) -> String {
    let items = (0..count).map(|at| format!("- {{ {} }}\n", item(at)));
    format!("{name}:\n{}", items.collect::<String>())
}

fn meetings(count: usize, item: impl Fn(usize) -> String) -> String {
    let said = (0..count).map(|at| format!("It will be held on {} February 2018. ", at % 28 + 1));
    head(&list("meetings", count, item), 1) + &said.collect::<String>()
}
