"""onnxruntime, loaded so that it tells nobody: nothing may leave the machine.

From 1.32 on its Linux wheels keep a device's id and events (processor, memory, system, the path of
Python) under the home folder's .cache/Microsoft, and send them from a process that runs for some
seconds. The variable counts only before it is loaded; it stands for processes begun by this one.
"""

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime

onnxruntime.disable_telemetry_events()  # where somebody else has loaded it before

__all__ = ["onnxruntime"]
