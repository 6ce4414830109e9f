"""PySide6 must not lose a reference to None at each call that returns nothing.

A build that does so aborts Python 3.11 after a few thousand such calls ("deallocating None");
from Python 3.12 on None is immortal, and nothing is seen. See the pins in packaging/.
"""

import os
import subprocess
import sys

CALLS = 20_000
CHILD = f"""
import sys
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
label = QLabel()
thing = QObject()
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
pen = QPen(QColor("black"))
before = sys.getrefcount(None)
for number in range({CALLS} // 5):
    label.setText(str(number))
    label.update()
    painter.setPen(pen)
    pen.setWidth(number % 3)
    thing.setObjectName("a name")
lost = before - sys.getrefcount(None)
painter.end()
print("lost", lost)
"""


def test_that_twenty_thousand_calls_that_return_nothing_are_survived() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lost = int(done.stdout.removeprefix("lost "))
    assert lost < CALLS // 100
