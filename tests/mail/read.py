"""Reads messages as a mail program does, and says what they are.

usage: read.py FILE…
"""

import email
import email.policy
import hashlib
import sys
from pathlib import Path

for name in sys.argv[1:]:
    message = email.message_from_bytes(Path(name).read_bytes(), policy=email.policy.default)
    print(Path(name).name)
    for key, value in message.items():
        if key not in ("Message-ID", "Content-Type"):
            print(f"  {key}: {value}")
        for defect in value.defects:
            print(f"  {key} has a defect: {defect!r}")
    for part in message.walk():
        words = [part.get_content_type()]
        if method := part.get_param("method"):
            words.append(f"method={method}")
        if part.get_filename():
            words.append(part.get_filename())
        for defect in part.defects:
            words.append(f"has a defect: {defect!r}")
        if not part.is_multipart() and part.get_filename():
            content = part.get_payload(decode=True)
            words.append(hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:12])
        print("  -", *words)
