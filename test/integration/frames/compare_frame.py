"""Builds the frame of a base CSV and coarser ones with pandas, and compares a CSV of Candlekeep with it, value by value.

    compare_frame.py OURS BASE TIMEFRAME=FILE:MINUTES …   each file: open time in ms, open, high, low, close, volume
"""
import sys

import pandas as pd

FIELDS = ["open", "high", "low", "close", "volume"]


def candles(path):
    read = pd.read_csv(path, header=None, names=["time", *FIELDS], float_precision="round_trip")
    return read.astype({field: "float64" for field in FIELDS})


ours = pd.read_csv(sys.argv[1], float_precision="round_trip")
base = candles(sys.argv[2])
base["close_time"] = base["time"] + 60_000
frame = base
for part in sys.argv[3:]:
    name, rest = part.split("=", 1)
    path, minutes = rest.rsplit(":", 1)
    length = int(minutes) * 60_000
    coarse = candles(path)
    coarse["close_time"] = coarse["time"] + length
    coarse = coarse.rename(columns={field: f"{name}_{field}" for field in FIELDS}).drop(columns="time")
    # An older candle never stands in for one that is missing.
    frame = pd.merge_asof(frame, coarse, on="close_time", tolerance=length - 1)

stamps = (pd.to_datetime(ours.pop("timestamp")) - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(milliseconds=1)
expected = frame.drop(columns=["time", "close_time"])
assert list(stamps) == list(frame["time"]), "other rows"
assert list(ours.columns) == list(expected.columns), (list(ours.columns), list(expected.columns))
equal = (ours == expected) | (ours.isna() & expected.isna())
print(len(ours), len(ours.columns), int(equal.size - equal.to_numpy().sum()), int(ours.isna().to_numpy().sum()))
