//! What letters are about.

/// What a process, a dialogue or a circular is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Topic {
    /// In the id of a record.
    pub(super) slug: &'static str,
    /// As it stands after "the" or "on the".
    pub(super) name: &'static str,
}

const fn topic(slug: &'static str, name: &'static str) -> Topic {
    Topic { slug, name }
}

/// Texts and themes of the General Assembly.
pub(super) const ASSEMBLY: &[Topic] = &[
    topic("ocean", "declaration on the ocean"),
    topic("water", "midterm review of the decade on water"),
    topic("migration", "compact on orderly migration"),
    topic("financing", "outcome document on financing for development"),
    topic("youth", "declaration on youth and future generations"),
    topic("health", "political declaration on universal health coverage"),
    topic("tuberculosis", "political declaration on tuberculosis"),
    topic("climate-risk", "resolution on climate and early warning"),
    topic("digital", "compact on digital cooperation"),
    topic("mediation", "guidance on mediation"),
    topic("least-developed", "programme of action for the least developed countries"),
    topic("small-islands", "strategy for small island States"),
    topic("biodiversity", "summit on biodiversity"),
    topic("disarmament", "conference on disarmament education"),
    topic("ageing", "review of the plan of action on ageing"),
    topic("road-safety", "declaration on road safety"),
    topic("revitalization", "revitalization of the work of the General Assembly"),
    topic("budget", "alignment of the agendas of the Main Committees"),
    topic("heritage", "commission on coastal heritage"),
    topic("languages", "decade of multilingual education"),
];

/// What a ministry tells the missions that are accredited to it.
pub(super) const PROTOCOL: &[Topic] = &[
    topic("identity-cards", "renewal of the identity cards of diplomatic staff"),
    topic("parking", "parking of diplomatic vehicles"),
    topic("exemption", "exemption from duties on fuel"),
    topic("airport", "access to the arrival hall of the airport"),
    topic("national-day", "receptions on the national day"),
    topic("archive", "deposit of the treaty archive"),
    topic("plates", "exchange of diplomatic number plates"),
    topic("domestic-staff", "registration of domestic staff"),
    topic("flags", "display of flags on public buildings"),
    topic("courier", "handling of the diplomatic bag"),
];

/// What missions write to each other about.
pub(super) const MISSION: &[Topic] = &[
    topic("candidature", "candidature to the Commission on Coastal Heritage"),
    topic("election", "elections to the Economic and Social Council"),
    topic("reception", "reception on the occasion of the national day"),
    topic("credentials", "credentials of the delegation"),
    topic("exhibition", "exhibition on multilateral diplomacy"),
    topic("side-event", "side event on early warning"),
    topic("charge", "absence of the Permanent Representative"),
    topic("treaty", "deposit of the instrument of ratification"),
];

/// Rooms for meetings of many delegations.
pub(super) const ROOMS: &[&str] = &[
    "Trusteeship Council Chamber",
    "Economic and Social Council Chamber",
    "General Assembly Hall",
    "Conference Room 1",
    "Conference Room 2",
    "Conference Room 3",
    "Conference Room 4",
    "Conference Room 5",
    "Conference Room 6",
    "Conference Room 7",
    "Conference Room 8",
    "Conference Room 9",
    "Conference Room 10",
    "Conference Room 11",
    "Conference Room 12",
    "Conference Room A",
    "Conference Room B",
    "Conference Room C",
    "Conference Room D",
    "Conference Room E",
    "Conference Room F",
];

/// Rooms of a ministry.
pub(super) const MINISTRY_ROOMS: &[&str] = &[
    "Protocol Hall", "Treaty Room", "Room 112", "Room 204", "Room 310", "Map Room", "Library",
    "Garden Hall",
];
