//! Combinations of turns in six languages, by the letter that shows their turns: what a machine can
//! see of each.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::prelude::*;

static ENGINE: LazyLock<Engine> = LazyLock::new(engine);

/// What a machine knows of a language.
struct Known {
    tag: &'static str,
    /// Words that may follow themselves.
    twice: &'static [&'static str],
    /// What no sentence holds.
    never: &'static [&'static str],
    /// Words that are shortened before a vowel.
    shortened: &'static [&'static str],
    /// What one person says, what several do.
    one: &'static [&'static str],
    many: &'static [&'static str],
}

/// Marks that stand alone or twice, in any language.
const MARKS: [&str; 20] = [
    " ,", " .", "..", ",,", ",.", ":.", ":,", ";.", "()", "( ", " )", "{{", "}}", "،،", " ،", "،.",
    "，，", "，。", "。。", "：。",
];

const LANGUAGES: [Known; 6] = [
    Known {
        tag: "en",
        twice: &[],
        never: &[
            " the the ", " to to ", " of of ", " the.", " to.", " of.", " and.", " that.", " a a",
            " a e", " a i", " a o", "concerning.",
        ],
        shortened: &[],
        one: &["i", "my", "me"],
        many: &["we", "our", "us"],
    },
    Known {
        tag: "fr",
        twice: &["nous", "vous"],
        never: &[
            " de le ", " de les ", " à le ", " à les ", " le le ", " la la ", " que.", " de.",
            " à.", " d’.", " et.", " que que ", " de de ",
        ],
        shortened: &["de", "que", "ne", "je", "se", "me", "le"],
        one: &["je", "j", "mon", "ma", "mes", "moi"],
        many: &["nous", "notre", "nos"],
    },
    Known {
        tag: "es",
        twice: &[],
        never: &[
            " de el ", " a el ", " que.", " de.", " a.", " y.", " al el ", " del el ", " de de ",
            " a a ",
        ],
        shortened: &[],
        one: &["tengo", "mi", "mis", "agradezco"],
        many: &["tenemos", "nuestro", "nuestra", "nuestros", "agradecemos", "adjuntamos"],
    },
    Known {
        tag: "ru",
        twice: &[],
        never: &[" что.", " о.", " в.", " и.", " о о ", " в в ", " что что ", " и и "],
        shortened: &["о"],
        one: &["имею", "мой", "моя", "мое", "моего", "моей", "моем", "прошу", "прилагаю"],
        many: &["имеем", "наш", "наша", "наше", "нашего", "нашей", "нашем", "просим", "прилагаем"],
    },
    Known {
        tag: "zh",
        twice: &[],
        never: &[
            "的的", "我我", "请请", "谨谨", "并并", "在在", "于于", "，并。", "和。", "的。",
            "向。",
        ],
        shortened: &[],
        one: &[],
        many: &[],
    },
    Known {
        tag: "ar",
        twice: &[],
        never: &[" و ", " ب ", " ل ", " ك ", " بأن.", " أن.", " إلى.", " من.", " لال", "بب"],
        shortened: &[],
        one: &["أتشرف", "رسالتي", "بصفتي", "وأرجو", "حكومتي"],
        many: &["نتشرف", "رسالتنا", "بصفتنا", "ونرجو", "حكومتنا"],
    },
];

/// The record by which `chancery turns` shows the turns of a language, with so many of each thing.
fn record(kind: &str, tag: &str, count: usize, turns: &BTreeMap<String, String>) -> String {
    let office = if kind == "note-verbale" { "permanent-mission" } else { "pga" };
    let turns: String = turns
        .iter()
        .map(|(clause, turn)| format!("  {clause}: {turn}\n"))
        .collect();
    let turns = if turns.is_empty() { String::new() } else { format!("turns:\n{turns}") };
    let path = if tag == "en" {
        "templates/new/sample.yaml".to_owned()
    } else {
        format!("templates/new/sample-{tag}.yaml")
    };
    let sample = std::fs::read_to_string(path).expect("the sample of the language");
    let mut text = format!("kind: {kind}\noffice: {office}\nlanguage: {tag}\n{turns}");
    let (mut list, mut items) = (String::new(), String::new());
    let more = ["signatories:", "cites:", "contacts:", "enclosures:", "follows:"];
    for line in sample.lines().chain([""]) {
        if !line.starts_with(' ') {
            let times = if more.contains(&list.as_str()) { count } else { 1 };
            text += &items.repeat(times);
            items.clear();
            line.clone_into(&mut list);
            text += &format!("{line}\n");
        } else {
            items += &format!("{line}\n");
        }
    }
    text
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// What no letter in the language says, whatever turns make it.
fn slip(known: &Known, letter: &str, (third, count): (bool, usize)) -> Option<String> {
    // The cells of a table stand beside each other.
    let blocks = letter.split("\n\n").filter(|block| !block.contains("   "));
    let letter = &*blocks.collect::<Vec<_>>().join("\n\n");
    let space = if known.tag == "zh" { "" } else { " " };
    let running = letter.split_whitespace().collect::<Vec<_>>().join(space);
    for never in MARKS.iter().chain(known.never) {
        // Dots of an abbreviation are none of a sentence.
        if let Some(at) = running.find(never) {
            let around: String = running[at..].chars().take(30).collect();
            return Some(format!("`{never}` in `{around}`"));
        }
    }
    let spaced: Vec<_> = running.split(' ').collect();
    for pair in spaced.windows(2) {
        let word = pair[0].to_lowercase();
        let alphabetic = word.chars().all(char::is_alphabetic);
        if alphabetic && word == pair[1].to_lowercase() && !known.twice.contains(&word.as_str()) {
            return Some(format!("`{word}` twice"));
        }
        let next = pair[1]
            .chars()
            .next()
            .unwrap_or(' ')
            .to_lowercase()
            .next()
            .unwrap_or(' ');
        if known.shortened.contains(&word.as_str()) && "aàâeéèêiîoôuûаиоуэ".contains(next)
        {
            return Some(format!("`{} {}`", pair[0], pair[1]));
        }
    }
    let said = words(letter);
    let says = |list: &[&'static str]| {
        list.iter().find(|word| said.iter().any(|one| one == *word)).copied()
    };
    let (one, many) = (says(known.one), says(known.many));
    let mixed = if third {
        one.or(many)
    } else if count == 1 {
        many
    } else {
        one
    };
    if let Some(word) = mixed {
        return Some(format!("`{word}` where another person speaks"));
    }
    if known.tag == "zh" {
        let single = running.replace("我们", "");
        if third && running.contains('我')
            || count == 1 && running.contains("我们")
            || count > 1 && single.contains('我')
        {
            return Some("another person speaks".to_owned());
        }
    }
    None
}

/// The turns of `object` that fit whatever is done: those that no act asks for.
fn is_asked_for(house: &chancery::house::House, turn: &str) -> bool {
    let act = house.wording.clause("act").expect("the act");
    let asks = |turns: &chancery::language::clauses::Turns| {
        turns
            .iter()
            .any(|(_, act)| act.with.get("object").is_some_and(|object| object == turn))
    };
    asks(&act.turns) || asks(&act.verbs)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_combination_reads_well_in_each_language(
        kind in 0..8_usize,
        language in 0..LANGUAGES.len(),
        count in prop::sample::select(vec![1_usize, 3]),
        picks in prop::collection::vec(any::<Index>(), 24),
    ) {
        let (engine, known) = (&*ENGINE, &LANGUAGES[language]);
        let kind = engine.templates().starters()[kind].clone();
        let house = engine.house("pga", Some(known.tag)).expect("a house");
        let plan = house.wording.plan(&kind).expect("a kind of clauses");
        let mut turns = BTreeMap::new();
        for (clause, pick) in plan.clauses().into_iter().filter(|name| *name != "prose").zip(&picks) {
            let mut names = house.wording.turns(clause, &kind);
            if clause == "object" {
                names.retain(|name| !is_asked_for(&house, name));
            } else {
                names.push("none".to_owned());
            }
            if !names.is_empty() {
                turns.insert(clause.to_owned(), names[pick.index(names.len())].clone());
            }
        }
        // An act that brings its object does not take another.
        let brings = turns.get("act").is_some_and(|act| act == "none" || house.wording.clause("act").is_some_and(|clause| {
            clause.turns.iter().chain(clause.verbs.iter()).any(|(name, turn)| {
                (act == name || act.ends_with(&format!("-{name}"))) && turn.with.contains_key("object")
            })
        }));
        if brings {
            turns.remove("object");
        }
        if turns.get("compliments").is_some_and(|turn| turn == "none") {
            turns.remove("compliments");
        }
        let text = record(&kind, known.tag, count, &turns);
        let package = match compose(engine, "r", &text, Syntax::Yaml, &Records::default()) {
            Ok(package) => package,
            Err(findings) => return Err(TestCaseError::fail(format!("{findings:#?}\n{text}"))),
        };
        let letter = written(engine, &package, Format::TEXT);
        if let Some(slip) = slip(known, &letter, (kind == "note-verbale", count)) {
            return Err(TestCaseError::fail(format!("{slip}\n{turns:#?}\n{letter}")));
        }
    }
}
