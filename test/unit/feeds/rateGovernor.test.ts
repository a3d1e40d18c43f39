import { describe, expect, it } from 'vitest';
import type { FeedPriority } from '../../../electron/engine/ports/feed.ts';
import { createRateGovernor, type GovernorRules } from '../../../electron/feeds/rateGovernor.ts';
import { createFakeTiming, settle } from './fakeTiming.ts';

const WIDE: GovernorRules = { perSecond: 1_000, burst: 1_000, concurrency: 4, historyConcurrency: 2 };

function stage(rules: Partial<GovernorRules> = {}) {
  const timing = createFakeTiming();
  const governor = createRateGovernor({ ...WIDE, ...rules }, timing);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  /** Queues work that goes on until it is ended by name. */
  const queue = (
    name: string,
    priority: FeedPriority,
    more: { weight?: number; signal?: AbortSignal } = {},
  ) =>
    governor.run(
      { priority, weight: more.weight ?? 1, signal: more.signal ?? new AbortController().signal },
      () =>
        new Promise<string>((resolve) => {
          begun.push(name);
          ends.set(name, () => resolve(name));
        }),
    );
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settle();
  };
  return { timing, governor, begun, queue, end };
}

describe('the rate governor', () => {
  it('serves focus before live before history, and each in order of arrival', async () => {
    const { begun, queue, end } = stage({ concurrency: 1 });
    void queue('running', 'history');
    for (const name of ['history 1', 'live 1', 'focus 1', 'history 2', 'live 2', 'focus 2'])
      void queue(name, name.split(' ')[0] as FeedPriority);
    for (let i = 0; i < 7; i += 1) await end(begun.at(-1)!);
    expect(begun).toEqual(['running', 'focus 1', 'focus 2', 'live 1', 'live 2', 'history 1', 'history 2']);
  });

  it('lets history take two slots of four, so that a live read never waits for a page', async () => {
    const { begun, queue } = stage();
    for (const name of ['a', 'b', 'c', 'd']) void queue(name, 'history');
    void queue('live', 'live');
    await settle();
    expect(begun).toEqual(['a', 'b', 'live']);
  });

  it('never has more in flight than it may', async () => {
    const { begun, queue, end } = stage();
    for (let i = 0; i < 6; i += 1) void queue(`focus ${i}`, 'focus');
    await settle();
    expect(begun).toHaveLength(4);
    await end('focus 0');
    expect(begun).toHaveLength(5);
  });

  it('spends weight no faster than it is regained', async () => {
    const { timing, begun, queue } = stage({ perSecond: 10, burst: 10, concurrency: 99 });
    for (let i = 0; i < 8; i += 1) void queue(`page ${i}`, 'live', { weight: 5 });
    await settle();
    expect(begun).toHaveLength(2);
    await timing.advance(499);
    expect(begun).toHaveLength(2);
    await timing.advance(1);
    expect(begun).toHaveLength(3);
    await timing.advance(1_000);
    expect(begun).toHaveLength(5);
  });

  it('saves up no more than its burst, and lets through what weighs more than that', async () => {
    const { timing, begun, queue } = stage({ perSecond: 10, burst: 10, concurrency: 99 });
    await timing.advance(60_000);
    void queue('heavy', 'live', { weight: 25 });
    void queue('next', 'live', { weight: 10 });
    await settle();
    expect(begun).toEqual(['heavy']);
    await timing.advance(1_000);
    expect(begun).toEqual(['heavy', 'next']);
  });

  it('forgets work that is cancelled in the queue, at once and unbegun', async () => {
    const { begun, queue, end } = stage({ concurrency: 1 });
    const abort = new AbortController();
    void queue('running', 'live');
    const waiting = queue('waiting', 'live', { signal: abort.signal });
    const after = queue('after', 'live');
    abort.abort();
    expect(await waiting).toEqual({ ok: false, error: 'cancelled' });
    await end('running');
    await end('after');
    expect(await after).toEqual({ ok: true, value: 'after' });
    expect(begun).toEqual(['running', 'after']);
  });

  it('does not begin work whose signal has aborted before', async () => {
    const { begun, queue } = stage();
    expect(await queue('late', 'focus', { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      error: 'cancelled',
    });
    expect(begun).toEqual([]);
  });

  it('leaves the venue alone until a penalty is over, and a shorter one does not shorten it', async () => {
    const { timing, governor, begun, queue } = stage();
    governor.penalize(60_000);
    governor.penalize(1_000);
    void queue('focus', 'focus');
    await timing.advance(59_999);
    expect(begun).toEqual([]);
    expect(governor.blockedFor()).toBe(1);
    await timing.advance(1);
    expect(begun).toEqual(['focus']);
    expect(governor.blockedFor()).toBe(0);
  });

  it('can be cancelled during a penalty', async () => {
    const { governor, queue } = stage();
    const abort = new AbortController();
    governor.penalize(3_600_000);
    const waiting = queue('waiting', 'focus', { signal: abort.signal });
    abort.abort();
    expect(await waiting).toEqual({ ok: false, error: 'cancelled' });
  });

  it('frees the slot of work that throws', async () => {
    const { governor, begun, queue } = stage({ concurrency: 1 });
    const turn = { priority: 'live', weight: 1, signal: new AbortController().signal } as const;
    await expect(governor.run(turn, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    void queue('next', 'live');
    await settle();
    expect(begun).toEqual(['next']);
  });

  it('knows what share of a minute’s quota was used in the last minute', async () => {
    const { timing, governor, queue } = stage({ perSecond: 10, burst: 10 });
    expect(governor.used()).toBe(0);
    void queue('a', 'live', { weight: 6 });
    await timing.advance(30_000);
    void queue('b', 'live', { weight: 3 });
    await settle();
    expect(governor.used()).toBeCloseTo(9 / 600);
    await timing.advance(31_000);
    expect(governor.used()).toBeCloseTo(3 / 600);
    await timing.advance(31_000);
    expect(governor.used()).toBe(0);
  });
});
