//! Dates that cannot be, or probably are not.

super::family![
    predates_citation, predates_enclosure, meeting_before_letter, deadline_before_letter,
    deadline_differs, wrong_weekday, no_such_day, year_slip, session_number, zone_season,
    weekend_meeting, un_holiday, id_date, ambiguous_date, same_date, clock_change,
];
