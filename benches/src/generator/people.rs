//! People of six languages, and the States they represent. All of them are invented.

use super::chance::Chance;
use super::value::Fields;

/// Somebody who signs, speaks, is written to or may be asked.
#[derive(Debug, Clone)]
pub(super) struct Somebody {
    pub(super) name: String,
    pub(super) woman: bool,
    /// The State they represent.
    pub(super) state: &'static str,
}

/// Input names of women and of men, and family names.
struct Names {
    women: &'static [&'static str],
    men: &'static [&'static str],
    families: &'static [&'static str],
}

const ENGLISH: Names = Names {
    women: &["Grace", "Imogen", "Naledi", "Siobhán", "Amara", "Beatrice", "Tamsin", "Wanjiru"],
    men: &["Edmund", "Kwame", "Rhys", "Tobias", "Oluwaseun", "Malcolm", "Desmond", "Piers"],
    families: &[
        "Achebe-Vale", "Thornbury", "O’Hanlon", "Mbeki-Ross", "Fairweather", "Ashdown", "Tindall",
        "Okafor",
    ],
};

const FRENCH: Names = Names {
    women: &["Hélène", "Aïssatou", "Françoise", "Zoé", "Maëlle", "Bénédicte", "Solène", "Noëlle"],
    men: &["Étienne", "François", "Loïc", "Jérôme", "Hervé", "Gaël", "Mamadou", "Théophile"],
    families: &[
        "d’Aubigné", "Lefèvre", "Châtelain", "Diallo", "Béranger", "Moreau", "N’Guessan",
        "Saint-Exil",
    ],
};

const SPANISH: Names = Names {
    women: &["Inés", "María José", "Ximena", "Begoña", "Íris", "Lucía", "Graça", "Conceição"],
    men: &["Íñigo", "José", "Ramón", "João", "Álvaro", "Tomás", "Agustín", "Gonçalo"],
    families: &[
        "Núñez Peña", "Bettencourt", "Ibáñez", "Magalhães", "Zúñiga", "Araújo", "Güell",
        "Salvaterra",
    ],
};

/// Diacritics from the rest of Europe.
const NORTHERN: Names = Names {
    women: &["Jadwiga", "Åsa", "Šárka", "Þórunn", "Şebnem", "Živa", "Ilze", "Ágnes"],
    men: &["Søren", "Łukasz", "Jürgen", "Ödön", "Čestmír", "Tõnu", "Ștefan", "Bjørn"],
    families: &[
        "Lindström", "Wójcik", "Dvořáček", "Größl", "Kārkliņš", "Yıldız", "Țepeș", "Ångberg",
    ],
};

const RUSSIAN_WOMEN: Names = Names {
    women: &["Анна", "Ольга", "Светлана", "Екатерина", "Наталья", "Юлия"],
    men: &[],
    families: &["Воронова", "Соколова", "Ермолаева", "Щербакова", "Лебедева", "Жукова"],
};

const RUSSIAN_MEN: Names = Names {
    women: &[],
    men: &["Алексей", "Пётр", "Сергей", "Михаил", "Дмитрий", "Юрий"],
    families: &["Воронов", "Соколов", "Ермолаев", "Щербаков", "Лебедев", "Жуков"],
};

const ARABIC: Names = Names {
    women: &["ليلى", "نور", "سلمى", "مريم", "هدى", "رانيا"],
    men: &["كريم", "سامي", "يوسف", "طارق", "خالد", "عمر"],
    families: &["الهاشمي", "حداد", "الرحماني", "بن عيسى", "المنصوري", "قاسم"],
};

const CHINESE: Names = Names {
    women: &["丽华", "雪梅", "静怡", "晓燕", "文秀", "佳宁"],
    men: &["建国", "志强", "海涛", "明远", "永康", "子轩"],
    families: &["王", "李", "张", "欧阳", "陈", "林"],
};

/// Invented States, as they stand after "of".
const STATES: &[&str] = &[
    "Meridia", "Norvast", "Qasira", "Tamberlay", "the Ostrava Isles", "Kelandia", "San Aurelio",
    "Velmark", "Côte-Perdue", "the Lower Marches", "Zhengyuan", "Ruvenia", "Dar-el-Bahr",
    "Alto Paramo", "Hesperia", "Ilmarin", "Tsavara", "New Carrow", "Bélandie", "Umbrosia",
    "Yarovsk", "Saint-Loup", "Marisola", "the Sunda Reach",
];

/// Somebody new.
pub(super) fn somebody(chance: &mut Chance) -> Somebody {
    let woman = chance.percent(50);
    let (names, space) = match chance.below(20) {
        0..4 => (&ENGLISH, " "),
        4..7 => (&FRENCH, " "),
        7..10 => (&SPANISH, " "),
        10..13 => (&NORTHERN, " "),
        13..15 if woman => (&RUSSIAN_WOMEN, " "),
        13..15 => (&RUSSIAN_MEN, " "),
        15..18 => (&ARABIC, " "),
        _ => (&CHINESE, ""),
    };
    let given = chance.of(if woman { names.women } else { names.men });
    let family = chance.of(names.families);
    let name = match space {
        "" => format!("{family}{given}"),
        _ => format!("{given} {family}"),
    };
    Somebody { name, woman, state: chance.of(STATES) }
}

/// Several people of different States.
pub(super) fn people(chance: &mut Chance, count: usize) -> Vec<Somebody> {
    let mut people: Vec<Somebody> = Vec::with_capacity(count);
    while people.len() < count {
        let new = somebody(chance);
        if people
            .iter()
            .all(|one| one.state != new.state && one.name != new.name)
        {
            people.push(new);
        }
    }
    people
}

/// The President of the General Assembly of a session.
pub(super) fn president(seed: u64, session: i32) -> Somebody {
    somebody(&mut Chance::new(seed, u64::MAX - session as u64))
}

/// The name of a State.
pub(super) fn state(chance: &mut Chance) -> &'static str {
    chance.of(STATES)
}

impl Somebody {
    /// Mr. or Ms.
    pub(super) fn courtesy(&self) -> &'static str {
        if self.woman { "Ms." } else { "Mr." }
    }

    /// The same with the title of an ambassador.
    pub(super) fn excellency(&self) -> &'static str {
        if self.woman { "H.E. Ms." } else { "H.E. Mr." }
    }

    /// The functional title of an ambassador.
    pub(super) fn representative(&self) -> String {
        format!("Permanent Representative of {}", self.state)
    }

    /// As somebody who signs under this title.
    pub(super) fn signs(&self, title: impl Into<String>) -> Fields {
        Fields::of("name", self.name.as_str()).with("title", title.into())
    }

    /// As somebody who signs for a State.
    pub(super) fn signs_for_state(&self) -> Fields {
        self.signs(self.representative())
    }

    /// As an ambassador who is appointed or written to.
    pub(super) fn ambassador(&self) -> Fields {
        Fields::of("honorific", self.excellency())
            .with("name", self.name.as_str())
            .with("title", self.representative())
    }

    /// As somebody to ask: by mail, and sometimes by telephone.
    pub(super) fn contact(&self, chance: &mut Chance, title: Option<&str>, house: &str) -> Fields {
        // Between a courtesy title in Latin letters and a name of another script readers stumble.
        let latin = self
            .name
            .chars()
            .all(|c| c < '\u{250}' || c == '’' || c == 'ț' || c == 'Ț');
        let name =
            if latin { format!("{} {}", self.courtesy(), self.name) } else { self.name.clone() };
        let number = format!("+1 212 555 01{:02}", chance.below(100));
        Fields::of("name", name)
            .maybe("title", title)
            .maybe("telephone", chance.percent(40).then_some(number))
            .with("email", format!("office{}@{house}.example", chance.below(40)))
    }
}
