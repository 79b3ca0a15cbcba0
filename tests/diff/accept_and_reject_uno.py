"""Accepts and rejects all tracked changes of Word files with LibreOffice: NAME.docx gives
NAME.accepted.docx and NAME.rejected.docx beside it. The first argument is a folder for its profile."""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connected(pipe):
    """The desktop of the LibreOffice that listens there."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            services = context.ServiceManager
            dispatcher = services.createInstance("com.sun.star.frame.DispatchHelper")
            return services.createInstanceWithContext("com.sun.star.frame.Desktop", context), dispatcher
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def given(name, value):
    return PropertyValue(Name=name, Value=value)


profile, *paths = sys.argv[1:]
pipe = "chancery-" + str(abs(hash(profile)))
office = subprocess.Popen(
    ["soffice", f"-env:UserInstallation={Path(profile).absolute().as_uri()}", "--headless", "--norestore",
     "--nologo", f"--accept=pipe,name={pipe};urp"]
)
try:
    desktop, dispatcher = connected(pipe)
    for path in map(Path, paths):
        for command, ending in (("Accept", "accepted"), ("Reject", "rejected")):
            url = path.absolute().as_uri()
            letter = desktop.loadComponentFromURL(url, "_blank", 0, (given("Hidden", True),))
            frame = letter.CurrentController.Frame
            dispatcher.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())
            to = path.with_suffix(f".{ending}.docx").absolute().as_uri()
            letter.storeToURL(to, (given("FilterName", "MS Word 2007 XML"),))
            letter.close(True)
finally:
    office.terminate()
    office.wait()
