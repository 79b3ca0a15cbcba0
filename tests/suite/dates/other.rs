//! What other languages need of the data: tiny files, each with one or two tricky things.

use std::sync::LazyLock;

use super::{ENGLISH, Language, judge, read};

/// English with `changes` put over it, key by key; an empty table empties one.
fn with(changes: &str) -> Language {
    let mut all: toml::Table = ENGLISH.parse().unwrap();
    lay(&mut all, changes.parse().unwrap());
    read(&toml::to_string(&all).unwrap()).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

fn lay(under: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(toml::Value::Table(under)), toml::Value::Table(over)) if !over.is_empty() => {
                lay(under, over)
            }
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

fn french() -> Language {
    with(
        r#"
        tag = "fr"
        [dates]
        weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
        first-day = "1er"
        range-words = "{start} au {end}"
        pair = "{start} et {end}"
        open = "à partir du {start}"
        weekday = "{weekday} {date}"
        weekday-pair = "{first} et {last} {dates}"
        weekday-range = "{first} au {last} {dates}"
        [dates.months]
        names = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                 "novembre", "décembre"]
        [dates.sentence]
        day = "le {dates}"
        pair = "les {dates}"
        range-dash = "les {dates}"
        range-words = "du {dates}"
        several = "les {dates}"
        month = "en {dates}"
        [times]
        range = "{from} à {to}"
        [times.sentence]
        at = "à {times}"
        from = "de {times}"
        [times.clock-24]
        noon = "midi"
        midnight = "minuit"
        hour = "{hour} heures"
        minutes = "{hour} h {minute}"
        [lists]
        pair = " et "
        last = " et "
        [numbers]
        words = ["un", "deux"]
        ordinals = ["premier"]
        suffix = "e"
        suffixes = {}
    "#,
    )
}

fn spanish() -> Language {
    with(
        r#"
        tag = "es"
        [dates]
        full = "{day} de {month} de {year}"
        year-less = "{day} de {month}"
        month = "{month} de {year}"
        [dates.months]
        names = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
                 "noviembre", "diciembre"]
        [lists]
        pair = " y "
        last = " y "
        [[lists.before]]
        starts = ["i", "hi"]
        except = ["hie"]
        last = " e "
    "#,
    )
}

fn russian() -> Language {
    with(
        r#"
        tag = "ru"
        [dates]
        full = "{day} {month} {year} года"
        month = "{month} {year} года"
        range-words = "{start} по {end}"
        pair = "{start} и {end}"
        open = "с {start}"
        [dates.months]
        names = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
                 "ноября", "декабря"]
        alone = ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
                 "ноябрь", "декабрь"]
        sentence = ["январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре",
                    "ноябре", "декабре"]
        [dates.sentence]
        day = "{dates}"
        range-dash = "{dates}"
        range-words = "с {dates}"
        month = "в {dates}"
    "#,
    )
}

fn chinese() -> Language {
    with(
        r#"
        tag = "zh"
        [dates]
        weekdays = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
        shared = "first"
        full = "{year}年{month}月{day}日"
        year-less = "{month}月{day}日"
        day = "{day}日"
        month = "{year}年{month}月"
        month-year-less = "{month}月"
        range-dash = "{start}至{end}"
        range-words = "{start}至{end}"
        pair = "{start}和{end}"
        open = "自{start}起"
        weekday = "{date}{weekday}"
        weekday-pair = "{dates}({first}和{last})"
        weekday-range = "{dates}({first}至{last})"
        [dates.months]
        names = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
        [dates.sentence]
        day = "于{dates}"
        range-dash = "于{dates}"
        [times]
        range = "{from}至{to}"
        [times.clock-12]
        am = "上午"
        pm = "下午"
        noon = "中午12时"
        midnight = "午夜"
        shared = "first"
        hour = "{half}{hour}时"
        minutes = "{half}{hour}时{minute}分"
        bare-hour = "{hour}时"
        bare-minutes = "{hour}时{minute}分"
        [lists]
        pair = "和"
        middle = "、"
        last = "和"
    "#,
    )
}

fn arabic() -> Language {
    with(
        r#"
        tag = "ar"
        direction = "rtl"
        [dates]
        range-dash = "{start}-{end}"
        pair = "{start} و{end}"
        open = "اعتبارا من {start}"
        [dates.months]
        names = ["كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه",
                 "تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر",
                 "كانون الأول/ديسمبر"]
        [dates.sentence]
        day = "في {dates}"
        pair = "يومي {dates}"
        [lists]
        pair = " و"
        middle = "، "
        last = " و"
    "#,
    )
}

fn eastern_figures() -> Language {
    with(r#"numbers = { digits = ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"] }"#)
}

/// All of them and English, read once.
pub fn all() -> &'static [Language] {
    static ALL: LazyLock<Vec<Language>> = LazyLock::new(|| {
        vec![with(""), french(), spanish(), russian(), chinese(), arabic(), eastern_figures()]
    });
    &ALL
}

#[test]
fn french_writes_the_first_as_1er() {
    judge(
        &french(),
        "
| 2018-02-01/02 | | 1er–2 février 2018 |
| 2018-01-29/02-01 | | 29 janvier–1er février 2018 |
| 2018-02-01/02 | words, sentence | du 1er au 2 février 2018 |
| 2018-02-01/02 | and, sentence | les 1er et 2 février 2018 |
| 2018-02-01 | weekday, sentence | le jeudi 1er février 2018 |
| 2018-02-11 | | 11 février 2018 |
| 2018-02 | sentence | en février 2018 |
| 2018-02-01/.. | | à partir du 1er février 2018 |
| 10:00/13:00 | 24, sentence | de 10 heures à 13 heures |
| 15:30, 12:00 | 24 | 15 h 30 et midi |
",
    );
    assert_eq!(french().ordinal(72), "72e");
}

#[test]
fn spanish_repeats_de_and_turns_y_into_e() {
    judge(
        &spanish(),
        "
| 2018-02-01/02 | | 1–2 de febrero de 2018 |
| 2018-02 | | febrero de 2018 |
",
    );
    let list = |items: [&str; 2]| spanish().list(&items.map(str::to_owned));
    assert_eq!(list(["Francia", "Italia"]), "Francia e Italia");
    assert_eq!(list(["agua", "hielo"]), "agua y hielo");
}

#[test]
fn russian_has_month_names_by_case() {
    judge(
        &russian(),
        "
| 2018-02-01/02 | | 1–2 февраля 2018 года |
| 2018-02-01/02 | words, sentence | с 1 по 2 февраля 2018 года |
| 2018-01-29/02-01 | no year | 29 января–1 февраля |
| 2018-02 | | февраль 2018 года |
| 2018-02 | sentence | в феврале 2018 года |
| 2018-02-01/.. | | с 1 февраля 2018 года |
",
    );
}

#[test]
fn chinese_says_what_is_shared_first() {
    judge(
        &chinese(),
        "
| 2018-02-01/02 | | 2018年2月1日至2日 |
| 2018-01-29/02-01 | | 2018年1月29日至2月1日 |
| 2017-12-30/2018-01-02 | | 2017年12月30日至2018年1月2日 |
| 2018-02-27/28 | and | 2018年2月27日和28日 |
| 2018-02-20, 2018-02-22/23 | | 2018年2月20日和2月22日至23日 |
| 2018-02-20, 2018-02-22, 2018-02-26 | no year | 2月20日、22日和26日 |
| 2018-02-01 | weekday, sentence | 于2018年2月1日星期四 |
| 2018-02-01/.. | | 自2018年2月1日起 |
| 2018-02 | | 2018年2月 |
| 10:00/13:00, 15:00/18:30 | | 上午10时至下午1时和下午3时至6时30分 |
",
    );
}

#[test]
fn arabic_has_two_month_names_and_runs_to_the_left() {
    judge(
        &arabic(),
        "
| 2018-02-01/02 | | 1-2 شباط/فبراير 2018 |
| 2018-02-27/28 | and, sentence | يومي 27 و28 شباط/فبراير 2018 |
| 2018-02-20, 2018-02-22, 2018-02-26 | | 20، 22 و26 شباط/فبراير 2018 |
",
    );
    assert!(arabic().is_rtl());
    judge(&eastern_figures(), "| 2018-02-01/02 | | ١–٢ February ٢٠١٨ |");
}
