"""Accepts and rejects all tracked changes of Word files with a program of others: NAME.docx gives
NAME.accepted.docx and NAME.rejected.docx beside it."""

import sys
from pathlib import Path

import jubarte_redlines

for path in map(Path, sys.argv[1:]):
    content = path.read_bytes()
    for settle, end in (
        (jubarte_redlines.accept_revisions, "accepted"),
        (jubarte_redlines.reject_revisions, "rejected"),
    ):
        path.with_suffix(f".{end}.docx").write_bytes(settle(content))
