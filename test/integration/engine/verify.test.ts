import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { issueText } from '../../../shared/words/issues.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import type { TestEngine } from '../../helpers/testEngine.ts';
import { backfill, NOW, setStage } from './stage.ts';

const HOUR_NOW = Math.floor(NOW / HOUR) * HOUR;

async function hours(days = 3) {
  const stage = await setStage();
  const engine = await stage.start();
  await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days });
  return { ...stage, engine };
}

const judged = async (engine: TestEngine): Promise<{ status: string; issues: string[] }> => {
  const { series } = await engine.ask('verify.run', {});
  expect(series).toHaveLength(1);
  return { status: series[0]!.status, issues: series[0]!.issues.map(issueText) };
};

describe('the trader’s own limits', () => {
  it('are those of the seeds until others are set, and survive a restart', async () => {
    const { start } = await setStage();
    const engine = await start();
    const seeds = await engine.ask('quality.limits', {});
    expect(seeds).toEqual({ freshnessMs: {}, requiredDays: {}, jump: 0.1, flatMinutes: 15 });
    const mine = { ...seeds, freshnessMs: { '1h': 3 * HOUR }, jump: 0.2 };
    expect(await engine.ask('quality.setLimits', mine)).toEqual(mine);
    await engine.stop();
    expect(await (await start()).ask('quality.limits', {})).toEqual(mine);
  });

  it('decide how old a fresh series may be, in every report alike', async () => {
    const { exchange, engine } = await hours();
    exchange.clock.advance(90 * MINUTE);
    expect((await judged(engine)).status).toBe('ok');
    const limits = await engine.ask('quality.limits', {});
    await engine.ask('quality.setLimits', { ...limits, freshnessMs: { '1h': 30 * MINUTE } });
    expect(await judged(engine)).toEqual({
      status: 'stale',
      issues: [expect.stringMatching(/^the last candle closed 1\.5 h ago; fresh means at most 30 min$/)],
    });
    expect((await engine.ask('coverage.list', {})).series).toMatchObject([{ status: 'stale' }]);
  });

  it('decide how much history there has to be, and what a new series begins with', async () => {
    const { engine } = await hours();
    const limits = await engine.ask('quality.limits', {});
    await engine.ask('quality.setLimits', { ...limits, requiredDays: { '1h': 5, '4h': 33 } });
    expect(await judged(engine)).toEqual({
      status: 'incomplete',
      issues: [expect.stringMatching(/^history starts at .*; 5 days are wanted$/)],
    });
    const { entry } = await engine.ask('catalog.add', {
      exchange: 'bitget',
      symbol: 'ETHUSDT',
      timeframes: [{ timeframe: '4h' }, { timeframe: '1d' }],
    });
    expect(entry.series.map(({ historyDays }) => historyDays)).toEqual([33, 365]);
  });
});

describe('verification', () => {
  it('does not call a symbol stale that is switched off, and says that it is', async () => {
    const { exchange, engine } = await hours();
    const [instrument] = await engine.store.read.instruments();
    await engine.ask('catalog.setActive', { instrumentId: instrument!.id, isActive: false });
    exchange.clock.advance(3 * DAY);
    expect(await judged(engine)).toEqual({
      status: 'ok',
      issues: ['the symbol is switched off in the catalog and not kept current'],
    });
  });

  it('does not call a symbol stale that has left the venue, and says when it left', async () => {
    const { dataDir, exchange, engine } = await hours();
    withRawDb(dataDir, (db) => db.exec(`UPDATE instrument SET delisted_at = ${HOUR_NOW}`));
    exchange.clock.advance(3 * DAY);
    expect(await judged(engine)).toEqual({
      status: 'ok',
      issues: ['the symbol left the venue at 2026-03-04T12:00:00+00:00; nothing newer can come'],
    });
  });

  it('says of a gap that waits for its second look that it does', async () => {
    const { engine } = await hours();
    const [series] = await engine.store.read.series();
    await engine.store.write.extendLedger(series!.id, { from: HOUR_NOW, until: HOUR_NOW + HOUR }, NOW);
    await engine.store.write.explainGap(
      series!.id,
      {
        where: [{ from: HOUR_NOW, until: HOUR_NOW + HOUR }],
        cause: 'exchange-empty',
        evidence: 'answered without it',
      },
      NOW,
    );
    const { issues } = await judged(engine);
    expect(issues).toEqual([
      expect.stringContaining('candles are missing in 1 gaps'),
      expect.stringMatching(/^1 missing candle in 1 gap wait for a second look at the venue/),
    ]);
  });

  it('happens by itself after a backfill, and tells when its series are not good', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 2 });
    const good = await engine.ask('verify.history', { limit: 10 });
    expect(good.reports).toMatchObject([{ overall: 'ok', deep: false, counts: { ok: 1 } }]);
    exchange.faults.add({ kind: 'venue-error', route: 'bitget.candles', code: '40034' });
    exchange.faults.add({ kind: 'venue-error', route: 'bitget.history-candles', code: '40034' });
    await backfill(engine, { symbols: ['ETHUSDT'], timeframes: ['1h'], days: 2 });
    const { reports } = await engine.ask('verify.history', { limit: 1 });
    expect(reports).toMatchObject([{ overall: 'missing', counts: { missing: 1 } }]);
    const { events } = await engine.ask('events.list', { limit: 10 });
    expect(events.find(({ type }) => type === 'verify-not-ok')).toMatchObject({
      severity: 'warning',
      message: expect.stringMatching(
        /^after a backfill, 1 of 1 series need attention: bitget ETHUSDT 1h is missing/,
      ),
    });
  });

  it('that is cancelled is not kept', async () => {
    const { engine } = await hours();
    const before = (await engine.ask('verify.history', { limit: 10 })).reports.length;
    const answer = await engine.engine.handlers['verify.run']({ deep: true }, AbortSignal.abort());
    expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect((await engine.ask('verify.history', { limit: 10 })).reports).toHaveLength(before);
  });

  it('reads the reports of a program that knew sentences only', async () => {
    const { dataDir, engine } = await hours();
    const { id } = (await engine.ask('verify.history', { limit: 1 })).reports[0]!;
    withRawDb(dataDir, (db) => {
      const text = db.prepare('SELECT document FROM verify_report WHERE id = ?').pluck().get(id) as string;
      const report = JSON.parse(text) as { series: Record<string, unknown>[] };
      for (const one of report.series) {
        one.issues = ['gaps overlap in the ledger'];
        for (const later of ['live', 'delistedAt', 'isActive']) delete one[later];
      }
      db.prepare('UPDATE verify_report SET document = ? WHERE id = ?').run(JSON.stringify(report), id);
    });
    const { report } = await engine.ask('verify.get', { id });
    expect(report.series[0]!.issues.map(issueText)).toEqual(['gaps overlap in the ledger']);
  });
});
