//! What the prose says against the record's data.

super::family![
    voice_number, chairs_number, closing_word, enclosure_not_listed, enclosure_not_mentioned,
    enclosure_count, date_not_in_schedule, time_not_in_schedule, room_not_in_schedule,
    date_could_be_field, name_spelling, doubtful_family_name, unknown_signature, function_differs,
];
