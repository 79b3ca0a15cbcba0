use super::*;

/// The stretches, with isolates in brackets.
fn shown(text: &str, rtl: bool) -> String {
    let pieces = stretches(text, rtl).into_iter();
    pieces
        .map(|(piece, way)| if way == rtl { piece.to_owned() } else { format!("⟦{piece}⟧") })
        .collect()
}

#[test]
fn latin_text_has_no_isolates() {
    assert_eq!(shown("A/RES/72/313, of 2018", false), "A/RES/72/313, of 2018");
    assert_eq!(stretches("", false), []);
    assert_eq!(stretches("", true), []);
}

#[test]
fn names_and_symbols_in_arabic() {
    for right in [
        "القرار ⟦A/RES/72/313⟧، المؤرخ",
        "(⟦A/70/623-S/2015/988⟧).",
        "في ⟦General Assembly Hall⟧.",
        "القاعة ⟦Room 5-B⟧",
        "⟦Room 5-B⟧",
        "القاعة ⟦5-B⟧، الطابق ⟦3rd⟧",
        "رقم ⟦A/80/712⟧ (الفقرة 3)",
        "⟦Fee (EUR)⟧",
        "(⟦ext. 5⟧) في القاعة 2 ⟦Hall⟧",
        "في ⟦Conference Room 2⟧، يوم 5 شباط",
        "السيد ⟦John⟧ 12 آذار",
        "⟦300 East 99th Street, New York, NY 10099⟧",
        "هاتف: ⟦12 Quay Street⟧",
        "الوزارة، ⟦12 Harbour Square⟧، 1010 بورت ألميرا",
        "⟦A/80/1⟧، ⟦A/80/2, A/80/3⟧",
        "ورسومه 1,234.50 ⟦EUR⟧ و(⟦1,234.50 EUR⟧)",
        "انظر ⟦https://example.org/a_(b)?x=1&y=2⟧ للتفاصيل",
        "انظر ⟦https://example.org/⟧.",
        "لغة ⟦C++⟧ جديدة",
        "وES-10/17",
    ] {
        let text = right.replace(['⟦', '⟧'], "");
        let right = if text == "وES-10/17" { "و⟦ES-10/17⟧" } else { right };
        assert_eq!(shown(&text, true), right);
    }
}

#[test]
fn numbers_in_arabic() {
    for right in [
        "في 12 شباط",
        "10:00 إلى 13:00، و1,234.50",
        "المقرر ⟦72/560⟧",
        "في ⟦4⟧-⟦5⟧ أيار/مايو 2026",
        "⟦10:00⟧-⟦13:00⟧",
        "⟦10:00⟧–⟦13:00⟧",
        "الفقرات ⟦5⟧،⟦6⟧،⟦7⟧",
        "يوم ⟦2026-05-04⟧",
        "(بما في ذلك ⟦5%⟧)",
        "هاتف: ⟦+999 (1) 555-0100⟧",
        "الهاتف ⟦(800) 955-2292⟧.",
        "السيدة (⟦+1 212 555 0100⟧، في 12 شباط",
        "رقم ⟦555-0100⟧",
        "رقم ⟦212 555 0100⟧",
        "مبلغ ⟦12 500⟧ دولار",
        "في 5 و6 (12) من عام 2018",
        "درجة ⟦-5⟧ و⟦$100⟧",
    ] {
        let text = right.replace(['⟦', '⟧'], "");
        assert_eq!(shown(&text, true), right);
    }
}

#[test]
fn an_arabic_name_in_latin_text_runs_its_own_way() {
    for right in [
        "by ⟦لانا نسيبة⟧, who",
        "Mr. ⟦لانا⟧ 12 March",
        "in ⟦قاعة 2⟧, and",
        "the name ⟦العربية⟧",
        "⟦שלום (2)⟧",
    ] {
        let text = right.replace(['⟦', '⟧'], "");
        assert_eq!(shown(&text, false), right);
    }
}

#[test]
fn isolates_cover_a_text_once_whatever_stands_in_it() {
    // All texts of four pieces, and every one of them cut at the same places as it was.
    let pieces = ["5", "-", "B", " ", "ا", "(", ")", "+", "،", "12", "/", "e\u{301}", "٣", "%"];
    let count = pieces.len();
    for number in 0..count.pow(4) {
        let mut rest = number;
        let mut text = String::new();
        for _ in 0..4 {
            text.push_str(pieces[rest % count]);
            rest /= count;
        }
        for rtl in [false, true] {
            let joined: String = stretches(&text, rtl).iter().map(|piece| piece.0).collect();
            assert_eq!(joined, text);
            let plain = isolated(&text, rtl).replace([LRI, RLI, PDI], "");
            assert_eq!(plain, text);
        }
    }
}
