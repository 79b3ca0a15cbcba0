//! Words of the six official languages that tell whether prose encloses, and says a number.

use std::ops::Range;

/// Whether a text speaks of something enclosed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Enclosing {
    /// In words that mean nothing else, at these bytes.
    Surely(Range<usize>),
    /// In words that may mean it.
    Perhaps,
    /// Not at all.
    No,
}

/// Words that enclose, and words that may; by their beginnings.
struct Words {
    tag: &'static str,
    sure: &'static [&'static str],
    perhaps: &'static [&'static str],
    /// For each number from 2 to 19, and for 20, 30 … 90: how words for it begin.
    small: [&'static [&'static str]; 18],
    tens: [&'static [&'static str]; 8],
    /// How words for hundreds and thousands begin.
    large: &'static [&'static str],
}

#[rustfmt::skip]
const LANGUAGES: &[Words] = &[
    Words {
        tag: "en",
        sure: &["enclos", "attached", "attachment", "annex", "herewith", "appended"],
        perhaps: &["transmit", "forward", "convey", "accompan", "attach"],
        small: [
            &["two", "second", "both", "twice"], &["three", "third"], &["four"], &["five", "fifth"], &["six"], &["seven"],
            &["eight"], &["nine", "ninth"], &["ten"], &["eleven"], &["twel", "dozen"], &["thirteen"], &["fourteen"],
            &["fifteen"], &["sixteen"], &["seventeen"], &["eighteen"], &["nineteen"],
        ],
        tens: [&["twent"], &["thirt"], &["fort"], &["fift"], &["sixt"], &["sevent"], &["eight"], &["ninet"]],
        large: &["hundred", "thousand", "million"],
    },
    Words {
        tag: "fr",
        sure: &["ci-joint", "ci-annex", "annex", "pièce jointe", "pièces jointes", "sous ce pli"],
        perhaps: &["transm", "faire tenir", "joint", "joign"],
        small: [
            &["deux", "second"], &["trois"], &["quatr"], &["cinq"], &["six"], &["sept"],
            &["huit"], &["neuf", "neuv"], &["dix"], &["onz"], &["douz"], &["treiz"], &["quatorz"],
            &["quinz"], &["seiz"], &["dix-sept"], &["dix-huit"], &["dix-neu"],
        ],
        tens: [
            &["vingt"], &["trent"], &["quarant"], &["cinquant"], &["soixant"], &["soixante-dix", "septant"],
            &["quatre-vingt"], &["quatre-vingt"],
        ],
        large: &["cent", "mille", "million"],
    },
    Words {
        tag: "es",
        sure: &["adjunt", "anex", "se acompaña"],
        perhaps: &["transmit", "remit", "acompañ", "hacer llegar"],
        small: [
            &["dos", "segund", "ambos", "ambas"], &["tres", "tercer"], &["cuatro", "cuart"], &["cinco", "quint"],
            &["seis", "sext"], &["siete", "séptim"], &["ocho", "octav"], &["nueve", "noven"], &["diez", "décim"],
            &["once", "undécim"], &["doce", "duodécim"], &["trece"], &["catorce"],
            &["quince"], &["dieciséis"], &["diecisiete"], &["dieciocho"], &["diecinueve"],
        ],
        tens: [
            &["veint", "vigésim"], &["treint", "trigésim"], &["cuarent", "cuadragésim"], &["cincuent", "quincuagésim"],
            &["sesent", "sexagésim"], &["setent", "septuagésim"], &["ochent", "octogésim"], &["novent", "nonagésim"],
        ],
        large: &["cien", "mil", "millón"],
    },
    Words {
        tag: "ru",
        sure: &["прилага", "приложен", "приложить", "прилож"],
        perhaps: &["препровож", "препровод", "переда"],
        small: [
            &["дв", "втор", "оба", "обе"], &["тр"], &["четыр", "четвер"], &["пят"], &["шест"], &["сем", "седьм"],
            &["восем", "восьм"], &["девят"], &["десят"], &["одиннадцат"], &["двенадцат"], &["тринадцат"], &["четырнадцат"],
            &["пятнадцат"], &["шестнадцат"], &["семнадцат"], &["восемнадцат"], &["девятнадцат"],
        ],
        tens: [
            &["двадцат"], &["тридцат"], &["сорок"], &["пятьдесят", "пятидесят"], &["шестьдесят", "шестидесят"],
            &["семьдесят", "семидесят"], &["восемьдесят", "восьмидесят"], &["девяност"],
        ],
        large: &["сто", "сот", "тысяч", "миллион"],
    },
    Words {
        tag: "zh",
        sure: &["附件", "随函", "所附", "附上", "附后", "谨附", "附文", "附于"],
        perhaps: &["转递", "转交", "递交", "转达", "附"],
        small: [
            &["二", "两"], &["三"], &["四"], &["五"], &["六"], &["七"],
            &["八"], &["九"], &["十"], &["十一"], &["十二"], &["十三"], &["十四"],
            &["十五"], &["十六"], &["十七"], &["十八"], &["十九"],
        ],
        tens: [&["二十"], &["三十"], &["四十"], &["五十"], &["六十"], &["七十"], &["八十"], &["九十"]],
        large: &["百", "千", "万"],
    },
    Words {
        tag: "ar",
        sure: &["مرفق", "طيه", "طي هذه", "رفق هذه", "رفقه", "المرفق"],
        perhaps: &["أحيل", "إحالة", "أرفق", "موافاتكم", "أوافيكم", "رفق", "يحيل", "تحيل"],
        small: [
            &["اثن", "ثان", "كلا", "كلتا", "يومي", "مرت"], &["ثلاث", "ثالث"], &["أربع", "رابع"], &["خمس", "خامس"],
            &["ست", "سادس"], &["سبع", "سابع"], &["ثمان", "ثامن"], &["تسع", "تاسع"], &["عشر", "عاشر"],
            &["أحد عشر", "إحدى عشرة", "حادي"], &["اثنا عشر", "اثني عشر", "اثنتا عشرة", "ثاني عشر"], &["ثلاثة عشر", "ثلاث عشرة"],
            &["أربعة عشر", "أربع عشرة"], &["خمسة عشر", "خمس عشرة"], &["ستة عشر", "ست عشرة"], &["سبعة عشر", "سبع عشرة"],
            &["ثمانية عشر", "ثماني عشرة"], &["تسعة عشر", "تسع عشرة"],
        ],
        tens: [&["عشر"], &["ثلاث"], &["أربع"], &["خمس"], &["ست"], &["سبع"], &["ثمان"], &["تسع"]],
        large: &["مائ", "مئ", "ألف", "آلاف", "مليون"],
    },
];

fn of(tag: &str) -> Option<&'static Words> {
    let primary = tag.split('-').next().unwrap_or_default();
    LANGUAGES.iter().find(|words| words.tag == primary)
}

/// Whether prose in a language speaks of something enclosed; none where nobody has said how.
pub(in crate::check) fn encloses(text: &str, tag: &str) -> Option<Enclosing> {
    let words = of(tag)?;
    let lower = lowered(text);
    let find = |list: &[&str]| {
        let found = list.iter().filter_map(|word| begins(&lower, word, tag));
        found.min_by_key(|range| range.start)
    };
    Some(match find(words.sure) {
        Some(range) => Enclosing::Surely(range),
        None if find(words.perhaps).is_some() => Enclosing::Perhaps,
        None => Enclosing::No,
    })
}

/// Whether prose in a language says a number in words, or may; none where nobody has said how.
pub(in crate::check) fn says_number(text: &str, number: u32, tag: &str) -> Option<bool> {
    let words = of(tag)?;
    let lower = lowered(text);
    let has = |list: &[&str]| list.iter().any(|word| begins(&lower, word, tag).is_some());
    let unit = |number: u32| match number {
        0 => true,
        // "one" hides in many words: it is taken to be there.
        1 => true,
        number => (words.small.get(number as usize - 2)).is_some_and(|list| has(list)),
    };
    let ten = |number: u32| {
        let index = (number / 10) as usize;
        index >= 2 && words.tens.get(index - 2).is_some_and(|list| has(list))
    };
    if words.tag == "zh" {
        return Some(lower.contains(&in_chinese(number)) || number == 2 && lower.contains('两'));
    }
    Some(match number {
        0 | 1 => true,
        2..20 => unit(number) || number > 10 && words.tag == "ar" && unit(number - 10) && unit(10),
        20..100 if words.tag == "fr" && matches!(number / 10, 7 | 9) => {
            // soixante-douze, quatre-vingt-quinze
            ten(number - 10) && unit(number % 10 + 10) || ten(number) && unit(number % 10)
        }
        20..100 => ten(number) && unit(number % 10),
        _ => {
            // Above a hundred figures are the rule, but for round numbers.
            number.is_multiple_of(100) && has(words.large)
        }
    })
}

/// Lower case, as long in bytes: where a letter would change its length it stays.
fn lowered(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
                _ => c,
            }
        })
        .collect()
}

/// Where a word of a text begins so; in Arabic particles cling to words, and Chinese has no spaces.
fn begins(text: &str, word: &str, tag: &str) -> Option<Range<usize>> {
    let anywhere = tag.starts_with("zh") || tag.starts_with("ar");
    let found = text.match_indices(word).map(|(at, _)| at);
    let mut found = found
        .filter(|at| anywhere || !text[..*at].chars().next_back().is_some_and(char::is_alphabetic));
    let start = found.next()?;
    let rest = &text[start + word.len()..];
    let tail = match anywhere {
        true => 0,
        false => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
    };
    Some(start..start + word.len() + tail)
}

/// A number below ten thousand in Chinese numerals.
fn in_chinese(number: u32) -> String {
    const FIGURES: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const PLACES: [(u32, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if number >= 10_000 {
        return "万".to_owned();
    }
    let (mut out, mut gap) = (String::new(), false);
    for (place, name) in PLACES {
        let figure = number / place % 10;
        if figure == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        if !(figure == 1 && place == 10 && out.is_empty()) {
            out.push_str(FIGURES[figure as usize]);
        }
        out.push_str(name);
    }
    out
}
