import { describe, expect, it } from 'vitest';
import { createSocketSide } from '../../../electron/engine/live/socketSide.ts';
import { hasNewer, heard, quietPause, silenceLimit } from '../../../electron/engine/live/watchdog.ts';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';

const row = (openTime: number, volume: number): CandleRow => [openTime, 10, 12, 9, 11, volume];

describe('how long a series may be silent', () => {
  it('grows with its usual pause and its timeframe, between limits', () => {
    expect(silenceLimit('1m', 500)).toBe(20 * SECOND);
    expect(silenceLimit('1m', 3 * SECOND)).toBe(60 * SECOND);
    expect(silenceLimit('1m', 30 * SECOND)).toBe(2 * MINUTE);
    expect(silenceLimit('1h', 10 * SECOND)).toBe(200 * SECOND);
    expect(silenceLimit('1h', 10 * MINUTE)).toBe(4 * MINUTE);
    expect(silenceLimit('1m', null)).toBe(2 * MINUTE);
  });

  it('is learnt from the pauses between its messages', () => {
    let speech = heard({ at: null, usualPauseMs: null }, MONDAY);
    for (let n = 1; n <= 60; n += 1) speech = heard(speech, MONDAY + n * 2 * SECOND);
    expect(speech.usualPauseMs).toBeCloseTo(2 * SECOND);
    expect(heard(speech, MONDAY)).toEqual({ ...speech, at: MONDAY });
  });

  it('is doubled with every look that finds it quiet, up to ten minutes', () => {
    expect([0, 1, 2, 9].map((looks) => quietPause(20 * SECOND, looks))).toEqual([
      20 * SECOND,
      40 * SECOND,
      80 * SECOND,
      10 * MINUTE,
    ]);
  });
});

it('takes more volume or a later candle for news, and nothing else', () => {
  expect(hasNewer(row(MONDAY, 5), row(MONDAY, 5))).toBe(false);
  expect(hasNewer(row(MONDAY, 5), row(MONDAY, 6))).toBe(true);
  expect(hasNewer(row(MONDAY, 5), row(MONDAY + MINUTE, 1))).toBe(true);
  expect(hasNewer(row(MONDAY + MINUTE, 1), row(MONDAY, 6))).toBe(false);
  expect(hasNewer(null, row(MONDAY, 1))).toBe(true);
  expect(hasNewer(row(MONDAY, 1), null)).toBe(false);
});

describe('the verdict on a silent series', () => {
  const speaking = () => {
    const socket = createSocketSide('1m');
    socket.listen(MONDAY);
    for (let n = 0; n < 30; n += 1) socket.take([row(MONDAY, n)], 0, MONDAY + n * SECOND);
    return socket;
  };
  const lastAt = MONDAY + 29 * SECOND;

  it('is that it speaks before the limit is over', () => {
    const socket = speaking();
    expect(socket.silentAt()).toBe(lastAt + 20 * SECOND);
    expect(socket.judge(row(MONDAY, 99), lastAt + 19 * SECOND)).toBe('speaking');
  });

  it('is that it is quiet when the venue knows nothing newer, and it is asked about more rarely', () => {
    const socket = speaking();
    expect(socket.judge(row(MONDAY, 29), lastAt + 20 * SECOND)).toBe('quiet');
    expect(socket.silentAt()).toBe(lastAt + 40 * SECOND);
    expect(socket.judge(row(MONDAY, 29), lastAt + 40 * SECOND)).toBe('quiet');
    expect(socket.silentAt()).toBe(lastAt + 80 * SECOND);
  });

  it('is that the line has stalled only when a second look still finds it silent', () => {
    const socket = speaking();
    expect(socket.judge(row(MONDAY, 50), lastAt + 20 * SECOND)).toBe('suspect');
    expect(socket.silentAt()).toBe(lastAt + 23 * SECOND);
    expect(socket.judge(row(MONDAY, 51), lastAt + 23 * SECOND)).toBe('stalled');
  });

  it('is taken back when it speaks in between', () => {
    const socket = speaking();
    socket.judge(row(MONDAY, 50), lastAt + 20 * SECOND);
    socket.take([row(MONDAY, 50)], 0, lastAt + 21 * SECOND);
    expect(socket.judge(row(MONDAY, 50), lastAt + 23 * SECOND)).toBe('speaking');
  });

  it('does not call a line stalled on which nobody has traded since it was opened', () => {
    const socket = createSocketSide('1m');
    socket.listen(MONDAY);
    const known = row(MONDAY - MINUTE, 7);
    expect(socket.judge(known, MONDAY + SECOND)).toBe('speaking');
    expect(socket.judge(known, MONDAY + 3 * MINUTE)).toBe('quiet');
  });

  it('forgets half a candle when the line is lost', () => {
    const socket = speaking();
    socket.lose();
    expect(socket.closed(MONDAY + 5 * MINUTE, false)).toEqual([]);
    expect(socket.silentAt()).toBe(Number.POSITIVE_INFINITY);
  });
});

it('does not take a candle of the future for a proof that the one that forms has closed', () => {
  const socket = createSocketSide('1m');
  socket.listen(MONDAY);
  socket.take([row(MONDAY, 5), row(MONDAY + HOUR, 1)], 0, MONDAY + 20 * SECOND);
  expect(socket.closed(MONDAY + 20 * SECOND, false)).toEqual([]);
  socket.take([row(MONDAY + MINUTE, 1)], 0, MONDAY + MINUTE);
  expect(socket.closed(MONDAY + MINUTE, false)).toEqual([row(MONDAY, 5)]);
});

describe('the end of a candle that no newer one has followed', () => {
  const CLOSE = MONDAY + MINUTE;

  it('is the socket’s to tell when it was heard to its end', () => {
    const socket = createSocketSide('1m');
    socket.take([row(MONDAY, 5)], 0, CLOSE - SECOND);
    expect(socket.closesAt(CLOSE + SECOND, false)).toBe(CLOSE + 2 * SECOND);
    expect(socket.closed(CLOSE + 2 * SECOND, false)).toEqual([row(MONDAY, 5)]);
  });

  it('is left to the venue’s answer when the stream fell silent in the middle of it', () => {
    const socket = createSocketSide('1m');
    socket.take([row(MONDAY, 5)], 0, CLOSE - 20 * SECOND);
    expect(socket.closesAt(CLOSE - SECOND, false)).toBe(CLOSE + 2 * SECOND);
    expect(socket.closed(CLOSE + 2 * SECOND, false)).toEqual([]);
    expect(socket.closesAt(CLOSE + 2 * SECOND, false)).toBe(Number.POSITIVE_INFINITY);
    // Nobody answers: what was heard is all there is.
    expect(socket.closed(CLOSE + 2 * SECOND, true)).toEqual([row(MONDAY, 5)]);
  });
});
