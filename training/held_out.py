"""Authors whose reports are never trained on: they stop the training and calibrate the reader."""

HELD_OUT = ("u2", "t5")
