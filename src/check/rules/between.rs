//! What letters say of each other: in a package, and in a folder.

super::family![
    package_addressees, package_meetings, package_rooms, missing_letter, ambiguous_letter,
    circular_reference, superseded_reference, stale_date, room_clash, body_clash, enclosure_date,
    title_differs,
];
