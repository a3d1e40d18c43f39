import { describe, expect, it } from 'vitest';
import {
  afterFailedProbe,
  type Circuit,
  isGoodProbe,
  isSilent,
  opened,
  SILENCE_LIMIT_MS,
} from '../../../electron/engine/live/circuit.ts';
import { createPulse, HEARTBEAT_MS } from '../../../electron/engine/live/pulse.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';

describe('the circuit breaker of a venue', () => {
  const silence = {
    now: 10 * MINUTE,
    lastNewsAt: 7 * MINUTE,
    lastAnswerAt: null,
    symbols: 5,
    limitMs: 2 * MINUTE,
  };

  it('opens when no symbol has said anything for longer than the limit', () => {
    expect(SILENCE_LIMIT_MS).toBe(2 * MINUTE);
    expect(isSilent(silence)).toBe(true);
    expect(isSilent({ ...silence, lastNewsAt: 8 * MINUTE })).toBe(false);
    expect(isSilent({ ...silence, limitMs: null })).toBe(false);
    expect(isSilent({ ...silence, symbols: 0 })).toBe(false);
  });

  it('believes good answers about a quiet market only where few symbols are live', () => {
    const answered = { ...silence, lastAnswerAt: 9 * MINUTE };
    expect(isSilent({ ...answered, symbols: 2 })).toBe(false);
    expect(isSilent({ ...answered, symbols: 3 })).toBe(true);
    expect(isSilent({ ...answered, symbols: 2, lastAnswerAt: 7 * MINUTE })).toBe(true);
    expect([isGoodProbe(true, false, 2), isGoodProbe(true, false, 3), isGoodProbe(true, true, 3)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('probes every half minute at first, and ever more rarely up to five minutes', () => {
    let circuit: Circuit = opened(0);
    const pauses: number[] = [];
    for (let now = 0; circuit.state === 'open' && pauses.length < 9; ) {
      pauses.push(circuit.probeAt - now);
      now = circuit.probeAt;
      circuit = afterFailedProbe(circuit, now);
    }
    expect(pauses[0]).toBe(30 * SECOND);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBe(5 * MINUTE);
  });
});

describe('the pulse', () => {
  const start = () => {
    const time = { wall: 1_000_000, elapsed: 0 };
    const timing = { elapsed: () => time.elapsed, random: () => 0, sleep: () => Promise.resolve() };
    return { time, pulse: createPulse({ now: () => time.wall }, timing) };
  };

  it('is steady while clock and stopwatch agree', () => {
    const { time, pulse } = start();
    time.wall += HEARTBEAT_MS + 500;
    time.elapsed += HEARTBEAT_MS;
    expect(pulse.beat()).toEqual({ kind: 'steady' });
  });

  it('notices a sleep by a stopwatch that ran on', () => {
    const { time, pulse } = start();
    time.wall += HOUR;
    time.elapsed += HOUR;
    expect(pulse.beat()).toEqual({ kind: 'slept', gapMs: HOUR });
    expect(pulse.beat()).toEqual({ kind: 'steady' });
  });

  it('cannot tell a clock that was set from a sleep in which the stopwatch stood still', () => {
    const { time, pulse } = start();
    time.wall += HOUR;
    time.elapsed += 5 * SECOND;
    expect(pulse.beat()).toEqual({ kind: 'jumped', gapMs: HOUR - 5 * SECOND });
    time.wall -= HOUR;
    expect(pulse.beat()).toEqual({ kind: 'jumped', gapMs: -HOUR });
  });
});
