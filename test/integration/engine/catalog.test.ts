import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backfill, setStage } from './stage.ts';

const SEEDS = readFileSync(resolve(import.meta.dirname, '../../../resources/symbols.yaml'), 'utf8');

const audited = async (engine: Awaited<ReturnType<Awaited<ReturnType<typeof setStage>>['start']>>) =>
  (await engine.ask('audit.list', { limit: 50 })).entries.map(
    ({ actor, action, subject }) => `${actor} ${action} ${subject}`,
  );

describe('the catalog', () => {
  it('suggests the seeded symbols with the days of the seeds, and calls none of them missing', async () => {
    const { start } = await setStage();
    const engine = await start({ seeds: SEEDS });
    const { entries } = await engine.ask('catalog.list', {});
    expect(entries.length).toBe(10);
    const btc = entries.find(({ symbol }) => symbol === 'BTCUSDT');
    expect(btc).toMatchObject({ exchange: 'bitget', unified: 'BTC/USDT:USDT', isActive: true });
    expect(
      btc?.series.map(({ timeframe, historyDays, tracked }) => [timeframe, historyDays, tracked]),
    ).toEqual([
      ['1m', 7, false],
      ['5m', 14, false],
      ['15m', 30, false],
      ['1h', 90, false],
      ['4h', 180, false],
      ['1d', 365, false],
      ['1w', 730, false],
    ]);
    expect((await engine.ask('coverage.list', {})).series).toEqual([]);
  });

  it('is seeded once: a symbol that was removed does not come back at the next start', async () => {
    const { start } = await setStage();
    const first = await start({ seeds: SEEDS });
    const { entries } = await first.ask('catalog.list', {});
    await first.ask('catalog.remove', { instrumentId: entries[0]!.id, keepData: false });
    await first.stop();
    const second = await start({ seeds: SEEDS });
    expect((await second.ask('catalog.list', {})).entries.length).toBe(9);
  });

  it('completes an instrument from the venue: tick, step, limits, leverage, listing date', async () => {
    const listedAt = Date.UTC(2025, 10, 3, 8);
    const { start } = await setStage({ listed: { BTCUSDT: listedAt } });
    const engine = await start({ seeds: SEEDS });
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1d'] });
    const { entries } = await engine.ask('catalog.list', {});
    expect(entries.find(({ symbol }) => symbol === 'BTCUSDT')).toMatchObject({
      tickSize: 0.1,
      stepSize: expect.any(Number),
      minQty: expect.any(Number),
      contractSize: 1,
      leverageMin: 1,
      leverageMax: expect.any(Number),
      listedAt,
      completed: true,
    });
  });

  it('finds the markets of a venue by a part of their name, the closest first', async () => {
    const { start } = await setStage();
    const engine = await start();
    const found = await engine.ask('catalog.searchMarkets', { exchange: 'bitget', text: 'btc', limit: 5 });
    expect(found.markets[0]).toMatchObject({ symbol: 'BTCUSDT', unified: 'BTC/USDT:USDT', active: true });
    expect(found.markets.every(({ symbol }) => symbol.includes('BTC'))).toBe(true);
  });

  it('adds, changes, deactivates and removes, keeping the data or not, and audits every change', async () => {
    const { start } = await setStage();
    const engine = await start();
    const added = await engine.ask('catalog.add', {
      exchange: 'bitget',
      symbol: 'ETHUSDT',
      timeframes: [{ timeframe: '1h', days: 2 }, { timeframe: '1d' }],
    });
    const { id } = added.entry;
    await backfill(engine, { symbols: ['ETHUSDT'], timeframes: ['1h'] });
    expect((await engine.ask('coverage.list', {})).series.map(({ candles }) => candles)).toEqual([48, 0]);

    const changed = await engine.ask('catalog.setTimeframes', {
      instrumentId: id,
      timeframes: [{ timeframe: '1h', days: 5 }],
    });
    expect(
      changed.entry.series.map(({ timeframe, tracked, historyDays }) => [timeframe, tracked, historyDays]),
    ).toEqual([
      ['1h', true, 5],
      ['1d', false, 365],
    ]);
    expect(
      (await engine.ask('catalog.setActive', { instrumentId: id, isActive: false })).entry.isActive,
    ).toBe(false);

    expect(await engine.ask('catalog.remove', { instrumentId: id, keepData: true })).toEqual({
      removedCandles: 0,
    });
    expect(
      (await engine.ask('coverage.list', {})).series.map(({ candles, tracked }) => [candles, tracked]),
    ).toEqual([[48, false]]);
    expect(await engine.ask('catalog.remove', { instrumentId: id, keepData: false })).toEqual({
      removedCandles: 48,
    });
    expect((await engine.ask('catalog.list', {})).entries).toEqual([]);
    expect(await audited(engine)).toEqual([
      'window catalog.remove bitget ETHUSDT',
      'window catalog.remove bitget ETHUSDT',
      'window catalog.deactivate bitget ETHUSDT',
      'window catalog.timeframes bitget ETHUSDT',
      'window catalog.add bitget ETHUSDT',
      'window catalog.add bitget ETHUSDT',
    ]);
  });

  it('takes a file in, refuses what is not futures with its line, and writes a file that reads back the same', async () => {
    const { start } = await setStage();
    const engine = await start();
    const yaml = [
      'symbols:',
      '  - symbol: BTCUSDT',
      '    market: futures',
      '    tfs: [1m, 1h]',
      '  - symbol: ETHUSDT',
      '    market: spot',
      '    timeframes: [1m]',
      '  - symbol: SOLUSDT',
      '    exchange: binance',
      '    market: futures',
      '    timeframes: { 4h: 30, 7h: 1 }',
      '  - symbol: XRPUSDT',
      '    exchange: binance',
      '    market: futures',
      '    timeframes: { 4h: 30 }',
    ].join('\n');
    const report = await engine.ask('catalog.import', { yaml });
    expect(report).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
    expect(report.refused).toMatchObject([
      { line: 6, message: expect.stringContaining('futures') },
      { line: 11, message: expect.stringContaining('7h') },
    ]);
    const exported = await engine.ask('catalog.export', {});
    expect(exported.yaml).toContain('1m: 7');
    expect(await engine.ask('catalog.import', { yaml: exported.yaml })).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
      refused: [],
    });
  });

  it('says where a file that is no catalog goes wrong', async () => {
    const { start } = await setStage();
    const engine = await start();
    const broken = await engine.ask('catalog.import', { yaml: 'symbols:\n  - symbol: [BTC\n' });
    expect(broken.refused).toMatchObject([{ line: expect.any(Number), message: expect.any(String) }]);
    const other = await engine.ask('catalog.import', { yaml: 'hello: world' });
    expect(other.refused).toEqual([{ line: 1, message: 'the file has no list called "symbols"' }]);
  });
});
