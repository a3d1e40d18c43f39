"""Aligns candles with merge_asof on shifted closes and writes them as CSV; prints the seconds of both.

    pandas_frame.py OUT MINUTES=FILE …   each file: rows of six little-endian doubles, the first one is the base
"""
import sys
import time

import numpy as np
import pandas as pd

FIELDS = ["open", "high", "low", "close", "volume"]


def candles(part):
    minutes, path = part.split("=", 1)
    length = int(minutes) * 60_000
    values = np.fromfile(path, "<f8").reshape(-1, 6)
    read = pd.DataFrame(values[:, 1:], columns=FIELDS)
    read.insert(0, "time", values[:, 0].astype("int64"))
    read["close_time"] = read["time"] + length
    return read, length


base, *coarser = [candles(part) for part in sys.argv[2:]]
started = time.perf_counter()
frame = base[0]
for i, (coarse, length) in enumerate(coarser):
    renamed = coarse.rename(columns={field: f"c{i}_{field}" for field in FIELDS}).drop(columns="time")
    frame = pd.merge_asof(frame, renamed, on="close_time", tolerance=length - 1)
frame = frame.drop(columns="close_time")
frame["time"] = pd.to_datetime(frame["time"], unit="ms", utc=True)
aligned = time.perf_counter()
frame.to_csv(sys.argv[1], index=False)
print(aligned - started, time.perf_counter() - aligned, len(frame.columns))
