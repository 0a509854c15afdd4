"""How long after a key is its ghost on the screen? Typed into the real window, by real key events.

    python tests/bench/typing_latency.py [--bundle DIR] [--words 300] [--pause 0.12] [--document
    FILE]

The parent presses keys through the X server's test extension (display: the one that is set, or an
Xvfb of its own); the child runs the editor and notes when the paint that shows the ghost for that
key was flushed. Both read the same monotonic clock. Printed: key → ghost on screen, key → letter on
screen, and the longest times in which the main thread did not look at its events. On a busy machine
other programs make such gaps too: "our own gaps" leave out what our threads waited for a core, as
the kernel counts it (Linux).
"""

import argparse
import ctypes
import ctypes.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "The morning was cold and the river lay still under a thin mist. Nobody had come down to the "
    "landing yet, and the boats knocked against each other as if they wanted to tell the town "
    "something important. I thought about the letter that I had written the night before. It was "
    "longer than it should have been, and it said less than I wanted, but I would send it anyway. "
    "There are things that a person can only say once, and it is better to say them badly than to "
    "keep them. When the sun came over the hills, the first people walked along the water with "
    "their dogs and their newspapers. One of them asked me whether I was waiting for somebody. I "
    "told him that I was not sure, which was true. He laughed and went on. After some time the "
    "baker opened his windows, and the smell of bread filled the whole street. It is difficult to "
    "be unhappy when there is bread. I bought two rolls and sat down on the wall to think about "
    "what we would do next. We could leave before the winter, or we could stay and repair the "
    "house. The roof needed work, the garden needed everything, and the money would not be enough "
    "for both. But my sister always said that a house is like a language: you learn it by living "
    "in it, and you forget it as soon as you move away. So I finished my breakfast, put the letter "
    "into the box at the corner, and walked home to look for a hammer. There was a great deal to "
    "do before the rain came back, and for the first time in weeks I knew where to begin."
)


def main() -> int:
    """Run the parent or the child."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bundle", default="", help="default: a tiny one made for the purpose")
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--pause", type=float, default=0.12, help="seconds from key to key")
    parser.add_argument("--document", default="", help="type at the end of this file")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    return _child(options) if options.child else _parent(options)


def _parent(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        server = None if os.environ.get("DISPLAY") else _start_server()
        home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), folder)
        environment = os.environ | home | {"XDG_DATA_HOME": folder, "QT_QPA_PLATFORM": "xcb"}
        log = Path(folder) / "log.json"
        command = [sys.executable, __file__, "--child", str(log), "--bundle", options.bundle]
        note = Path(folder) / "note.txt"  # without a file the program first shows its keys
        note.touch()
        command += ["--document", options.document or str(note)]
        editor = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert editor.stdout is not None
            if editor.stdout.readline().strip() != "ready":
                print("the editor did not start", file=sys.stderr)
                return 1
            pressed = _type(" ".join(TEXT.split()[: options.words]), options.pause)
            editor.terminate()
            editor.wait(20)
        finally:
            editor.kill()
            if server is not None:
                server.terminate()
        _report(pressed, json.loads(log.read_text()), options.json)
    return 0


def _start_server() -> "subprocess.Popen[bytes]":
    display = f":{100 + os.getpid() % 800}"
    os.environ["DISPLAY"] = display
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1280x800x24"])
    time.sleep(1.5)
    return server


def _type(text: str, pause: float) -> list[float]:
    """Press every key of ``text``; the moments of the presses."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    test = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XStringToKeysym.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))

    def code(symbol: str) -> int:
        symbol_number = ctypes.c_ulong(x11.XStringToKeysym(symbol.encode()))
        return int(x11.XKeysymToKeycode(display, symbol_number))

    def key(number: int, down: bool) -> None:
        test.XTestFakeKeyEvent(display, number, int(down), 0)

    names = {" ": "space", ".": "period", ",": "comma", ":": "colon"}
    shift = code("Shift_L")
    pressed = []
    due = time.monotonic()
    for character in text:
        due += pause
        time.sleep(max(0.0, due - time.monotonic()))
        shifted = character.isupper() or character == ":"
        number = code(names.get(character, character))
        pressed.append(time.monotonic())
        if shifted:
            key(shift, True)
        key(number, True)
        key(number, False)
        if shifted:
            key(shift, False)
        x11.XFlush(display)
    time.sleep(0.5)
    return pressed


def _report(pressed: list[float], log: dict[str, Any], as_json: bool) -> None:
    """Match what was pressed with what was painted: the n-th letter is the n-th press."""
    letters, ghosts = log["letters"], log["ghosts"]
    letter = [1000 * (at - press) for at, press in zip(letters, pressed, strict=False) if at]
    ghost = [1000 * (at - press) for at, press in zip(ghosts, pressed, strict=False) if at]
    busy = log["busy"]
    figures = {
        "keys": len(pressed),
        "keys seen": len(letters),
        "keys with a ghost": len(ghost),
        "key to ghost on screen, ms": _quantiles(ghost),
        "key to letter on screen, ms": _quantiles(letter),
        "longest gaps of the event loop, ms": _longest(gap - 0.004 for gap, _, _ in busy),
        "longest of our own gaps, ms": _longest(gap - 0.004 - lost for gap, _, lost in busy),
        "gaps / our own above 16 ms": [
            sum(gap > 0.020 for gap, _, _ in busy),
            sum(gap - lost > 0.020 for gap, _, lost in busy),
        ],
        "longest work on the main thread, ms": _longest(used for _, used, _ in busy),
        "resident memory at the end, MB": round(log["resident"] / 1e6, 1),
        "engine, ms": _quantiles(log["engine"]),
    }
    if as_json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:38} {value}")


def _longest(seconds: Iterable[float]) -> list[float]:
    return [round(1000 * each, 1) for each in sorted(seconds)[-5:]]


def _quantiles(values: list[float]) -> dict[str, float]:
    if len(values) < 2:
        return {}
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return {name: round(cut[at], 2) for name, at in (("p50", 49), ("p95", 94), ("p99", 98))} | {
        "max": round(max(values), 2)
    }


class Queue:
    """How long our threads were ready to run and had no core, by the kernel's account."""

    def __init__(self) -> None:
        self._waited: dict[int, int] = {}

    def lost(self) -> float:
        """Seconds since the last call: the main thread's, and the most of any other that may have
        held the interpreter meanwhile."""
        passed = {}
        for thread in threading.enumerate():
            number = thread.native_id or 0
            try:
                account = Path(f"/proc/self/task/{number}/schedstat").read_text()
            except OSError:  # not Linux, or the thread has ended
                continue
            waited = int(account.split()[1])
            passed[number] = waited - self._waited.get(number, waited)
            self._waited[number] = waited
        own = passed.pop(threading.main_thread().native_id or 0, 0)
        return (own + max(passed.values(), default=0)) / 1e9


def _resident() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _child(options: argparse.Namespace) -> int:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    import signal

    from PySide6.QtCore import QAbstractEventDispatcher, Qt, QTimer

    from editor_app import app as application
    from editor_app.widgets.page.editor import Editor
    from editor_app.widgets.page.typeahead import TypeAhead

    letters: list[float] = []
    ghosts: list[float] = []
    engine: list[float] = []
    busy: list[list[float]] = []
    beat = [time.monotonic(), time.thread_time()]
    queue = Queue()
    painted = [False]
    paint, press, answer = Editor.paintEvent, Editor.keyPressEvent, TypeAhead.answer

    def timed_paint(self, event):  # type: ignore[no-untyped-def]
        paint(self, event)
        painted[0] = True

    def timed_press(self, event):  # type: ignore[no-untyped-def]
        if event.text():
            letters.append(0.0)
            ghosts.append(0.0)
        press(self, event)

    def timed_answer(self, reply):  # type: ignore[no-untyped-def]
        engine.append(reply.answer.milliseconds)
        answer(self, reply)

    TypeAhead.answer = timed_answer  # type: ignore[method-assign]
    Editor.paintEvent = timed_paint  # type: ignore[method-assign]
    Editor.keyPressEvent = timed_press  # type: ignore[method-assign]
    bundle = options.bundle or _tiny_bundle(Path(options.child).parent)
    arguments = ["--bundle", bundle, *([options.document] if options.document else [])]
    built = application.build(arguments)

    def about_to_block() -> None:
        now = time.monotonic()
        if painted[0] and letters:
            painted[0] = False
            letters[-1] = letters[-1] or now
            document = built.window.workspace.current
            if document is not None and document.editor.ahead.ghost.visible:
                ghosts[-1] = ghosts[-1] or now

    def heartbeat() -> None:
        """Gaps between beats are stalls; the CPU time in them is what we ourselves did."""
        now, used = time.monotonic(), time.thread_time()
        lost = queue.lost()
        if letters:
            busy.append([now - beat[0], used - beat[1], lost])
        beat[:] = time.monotonic(), used

    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.aboutToBlock.connect(about_to_block)
    pulse = QTimer(interval=4)
    pulse.setTimerType(Qt.TimerType.PreciseTimer)
    pulse.timeout.connect(heartbeat)
    pulse.start()

    def finish() -> None:
        Path(options.child).write_text(
            json.dumps(
                {
                    "letters": letters,
                    "ghosts": ghosts,
                    "busy": busy,
                    "engine": engine,
                    "resident": _resident(),
                }
            )
        )
        os._exit(0)

    stop = [False]
    signal.signal(signal.SIGTERM, lambda *_: stop.__setitem__(0, True))
    watch = QTimer(interval=100)
    watch.timeout.connect(lambda: finish() if stop[0] else None)

    def ready() -> None:
        document = built.window.workspace.current
        opens = options.document and (document is None or document.path is None)
        waits = document is None or opens or document.loading
        if waits or built.assistant.state.value == "loading":
            return
        wait.stop()
        watch.start()
        document.editor.moveCursor(document.editor.textCursor().MoveOperation.End)
        state = built.assistant.state.value
        print("ready" if state == "ready" else built.assistant.reason, flush=True)

    wait = QTimer(interval=1500)
    wait.timeout.connect(ready)
    wait.start()
    return built.run()


def _tiny_bundle(folder: Path) -> str:
    import tiny_bundle

    return str(tiny_bundle.make(folder / "bundle"))


if __name__ == "__main__":
    sys.exit(main())
