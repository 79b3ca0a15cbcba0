"""Prints the subject of each message as a mail program shows it.

usage: subject.py FILE…
"""

import email
import email.policy
import sys
from pathlib import Path

sys.stdout.reconfigure(encoding="utf-8")
for name in sys.argv[1:]:
    message = email.message_from_bytes(Path(name).read_bytes(), policy=email.policy.default)
    print(message["Subject"])
