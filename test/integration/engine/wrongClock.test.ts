import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import { virtualTiming } from '../feeds/harness.ts';
import { backfill, NOW, setStage } from './stage.ts';

// A PC whose clock is years ahead, and a venue whose time cannot be read: nobody knows what has closed.

const WANTED = { symbols: ['BTCUSDT'], timeframes: ['1h' as const], from: NOW - 3 * DAY };

/** Backfills two days of a series with a right clock, then starts again with a wrong one and no time of the venue. */
async function setWrong() {
  const stage = await setStage();
  const timing = virtualTiming(stage.exchange);
  const right = await stage.start({ clock: { now: stage.exchange.clock.now }, timing });
  await backfill(right, { ...WANTED, from: NOW - 2 * DAY });
  await right.stop();
  const [fault] = stage.exchange.faults.add({ kind: 'server-error', route: 'bitget.time' });
  const now = () => stage.exchange.clock.now() + 1_000 * DAY;
  return { ...stage, fault: fault!, engine: await stage.start({ clock: { now }, timing }) };
}

describe('a backfill by a clock nobody has measured', () => {
  it('says that it cannot, and promises nothing of a future only this PC believes in', async () => {
    const { engine, exchange, fault } = await setWrong();
    const job = await backfill(engine, WANTED);
    expect(job).toMatchObject({ state: 'failed', parts: [{ requests: 0 }] });
    expect(job.parts[0]!.problem).toMatchObject({ code: 'no-exchange-time', exchange: 'bitget' });
    expect(englishOf(job.problem)).toMatch(/time of bitget/i);
    const [series] = await engine.store.read.series();
    const range = await engine.store.read.ledgerRange(series!.id);
    expect(range!.until).toBeLessThanOrEqual(NOW + HOUR);
    expect((await engine.ask('gaps.list', {})).gaps).toEqual([]);

    exchange.faults.remove(fault);
    await engine.ask('jobs.retry', { jobId: job.id });
    expect(await engine.jobWhen(job.id)).toMatchObject({ state: 'done', parts: [{ stored: 24 }] });
    expect((await engine.ask('gaps.list', {})).gaps).toEqual([]);
  });
});
