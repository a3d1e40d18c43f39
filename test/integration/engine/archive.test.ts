import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { CandleArchive } from '../../../electron/engine/ports/archive.ts';
import { candleRows } from '../../../shared/domain/candle.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { DAY, MINUTE } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { ExchangeEmulator, RequestEntry } from '../../exchange/index.ts';
import { rowDifferences } from '../../helpers/sameRows.ts';
import type { TestEngine } from '../../helpers/testEngine.ts';
import { virtualTiming } from '../feeds/harness.ts';
import { backfill, candleRequests, NOW, type Stage, setStage, storedCandles } from './stage.ts';

const minuteOf = (time: number): number => Math.floor(time / MINUTE) * MINUTE;
const CLOSED = minuteOf(NOW);
const FEBRUARY = { from: Date.UTC(2026, 1, 1), until: Date.UTC(2026, 2, 1) };
/** A weekend at the end of a month that is over. */
const ELEVEN_DAYS = { from: Date.UTC(2026, 1, 18), until: FEBRUARY.until };

type Wanted = Readonly<{ from: number; until?: number }>;

const request = (range: Wanted, timeframe: Timeframe = '1m') => ({
  exchange: 'binance' as const,
  symbols: ['BTCUSDT'],
  timeframes: [timeframe],
  ...range,
  source: 'archive' as const,
});

const fromArchive = (engine: TestEngine, range: Wanted, timeframe: Timeframe = '1m'): Promise<Job> =>
  backfill(engine, request(range, timeframe));

/** An engine whose waiting moves the emulator's clock and takes no time. */
const startQuick = ({ exchange, start }: Stage): Promise<TestEngine> =>
  start({ clock: { now: exchange.clock.now }, timing: virtualTiming(exchange) });

const isFile = ({ route }: RequestEntry): boolean => /^binance\.archive\.(monthly|daily)$/.test(route);
const archiveRequests = (exchange: ExchangeEmulator): RequestEntry[] =>
  exchange.requests.query().filter(({ route }) => route.startsWith('binance.archive'));
/** The files that were asked for, in order, each with what was answered. */
const filesAsked = (exchange: ExchangeEmulator): string[] =>
  exchange.requests
    .query()
    .filter(isFile)
    .map(({ params, status }) => `${params.date} ${status}`);
/** Files whose checksum was not there. */
const absentFiles = (exchange: ExchangeEmulator): (string | undefined)[] =>
  archiveRequests(exchange)
    .filter(({ status }) => status === 404)
    .map(({ params }) => params.date);

async function expectTruth(
  engine: TestEngine,
  exchange: ExchangeEmulator,
  { from, until = CLOSED }: Wanted,
  timeframe: Timeframe = '1m',
) {
  const truth = exchange.truth('binance', 'BTCUSDT', timeframe, from, until);
  const stored = await storedCandles(engine, { exchange: 'binance', symbol: 'BTCUSDT', timeframe });
  expect(rowDifferences(candleRows(stored), candleRows(truth))).toEqual([]);
}

/** An archive that never finishes one of its files. */
const withoutEnd =
  (date: string) =>
  (archive: CandleArchive): CandleArchive => ({
    ...archive,
    download: async (file, signal) => {
      if (file.name.endsWith(date)) await once(signal, 'abort');
      return archive.download(file, signal);
    },
  });

/** The periods of the files whose candles are in the store of an engine that has stopped. */
function filesStored(dataDir: string): string[] {
  const db = new Database(join(dataDir, 'candlekeep.sqlite'), { readonly: true });
  const requests = db.prepare("SELECT request FROM ingest_batch WHERE origin = 'archive'").pluck().all();
  db.close();
  return requests.map((one) => /BTCUSDT-1m-([\d-]+)\.zip$/.exec(String(one))![1]!);
}

const eventsOf = async (engine: TestEngine, type: string): Promise<string[]> =>
  (await engine.ask('events.list', { limit: 200 })).events
    .filter((event) => event.type === type)
    .map(({ message }) => message);

describe('a backfill from the archive first', () => {
  it('stores sixty days of minutes as the exchange has them, in a fraction of the requests', async () => {
    const { exchange, dataDir, start } = await setStage();
    const engine = await start();
    const from = CLOSED - 60 * DAY;
    const estimate = await engine.ask('backfill.estimate', request({ from }));
    const { source: _, ...alone } = request({ from });
    const plain = await engine.ask('backfill.estimate', alone);
    const job = await fromArchive(engine, { from });
    expect(job).toMatchObject({ state: 'done', problem: null });
    await expectTruth(engine, exchange, { from });
    expect(filesAsked(exchange).toSorted()).toEqual([
      '2026-01 200',
      '2026-02 200',
      '2026-03-01 200',
      '2026-03-02 200',
      '2026-03-03 200',
    ]);
    expect(job.parts[0]).toMatchObject({ total: 86_400, settled: 86_400, stored: 86_400 });
    expect(estimate).toMatchObject({ missing: 86_400, files: 5, requests: job.parts[0]!.requests });
    expect(plain).not.toHaveProperty('files');
    const asked = archiveRequests(exchange).length + candleRequests(exchange).length;
    process.stdout.write(
      `60 days of 1m: ${asked} requests from the archive first, ${plain.requests} without it\n`,
    );
    expect(asked * 10).toBeLessThan(plain.requests);
    expect(readdirSync(join(dataDir, 'cache', 'archive'))).toEqual([]);
  });

  it('keeps with each candle which file it came from and what that file was', async () => {
    const { start } = await setStage();
    const engine = await start();
    await fromArchive(engine, ELEVEN_DAYS, '3m');
    const [series] = await engine.store.read.series();
    const story = await engine.ask('candles.inspect', {
      seriesId: series!.id,
      openTime: ELEVEN_DAYS.from + 6 * MINUTE,
    });
    expect(story.batch).toMatchObject({
      provider: 'binance',
      origin: 'archive',
      rows: 11 * 480,
      inserted: 11 * 480,
      quality: 'ok',
      request: expect.stringMatching(
        /\/data\/futures\/um\/monthly\/klines\/BTCUSDT\/3m\/BTCUSDT-3m-2026-02\.zip$/,
      ),
      notes: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
  });

  it('takes a month that is not published yet by its days, and the last day from the exchange', async () => {
    const now = Date.UTC(2026, 2, 1, 3, 0, 30);
    const { exchange, start } = await setStage({ now });
    const engine = await start();
    const from = Date.UTC(2026, 1, 25);
    expect(await fromArchive(engine, { from })).toMatchObject({ state: 'done' });
    await expectTruth(engine, exchange, { from, until: minuteOf(now) });
    expect(absentFiles(exchange)).toEqual(['2026-02', '2026-02-28']);
    expect(filesAsked(exchange).toSorted()).toEqual(['2026-02-25 200', '2026-02-26 200', '2026-02-27 200']);
  });

  it('reads files of 2021, which have no heading, and of 2022, which have one', async () => {
    const now = Date.UTC(2022, 0, 3, 12, 0, 30);
    const { exchange, start } = await setStage({ now });
    const engine = await start();
    const from = Date.UTC(2021, 11, 20);
    expect(await fromArchive(engine, { from })).toMatchObject({ state: 'done' });
    await expectTruth(engine, exchange, { from, until: minuteOf(now) });
    expect(filesAsked(exchange).toSorted()).toEqual(['2021-12 200', '2022-01-01 200', '2022-01-02 200']);
  });

  it('leaves timeframes to the exchange of which a file would save nothing', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    const job = await backfill(engine, { ...request({ from: CLOSED - 90 * DAY }), timeframes: ['1h'] });
    expect(job).toMatchObject({ state: 'done' });
    expect(archiveRequests(exchange)).toEqual([]);
  });

  it('is refused in words for an exchange that has no archive', async () => {
    const { start } = await setStage();
    const engine = await start();
    const answer = await engine.call('backfill.start', {
      ...request({ from: NOW - DAY }),
      exchange: 'bitget',
    });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'invalid-request', message: expect.stringContaining('only Binance has') },
    });
  });
});

describe('a file of the archive', () => {
  it.each(['wrong-bytes', 'truncated', 'reset', 'server-error'] as const)(
    'is fetched again after %s, and not again once it is whole',
    async (kind) => {
      const stage = await setStage({ faults: [{ kind, route: 'binance.archive.monthly', count: 1 }] });
      const engine = await startQuick(stage);
      expect(await fromArchive(engine, ELEVEN_DAYS, '3m')).toMatchObject({ state: 'done' });
      await expectTruth(engine, stage.exchange, ELEVEN_DAYS, '3m');
      expect(filesAsked(stage.exchange)).toHaveLength(2);
      expect(await eventsOf(engine, 'archive-file-unusable')).toEqual([]);
    },
  );

  it('that keeps differing from its checksum is left out, and the exchange is asked instead', async () => {
    const stage = await setStage({ faults: [{ kind: 'wrong-bytes', route: 'binance.archive.monthly' }] });
    const engine = await startQuick(stage);
    expect(await fromArchive(engine, ELEVEN_DAYS, '3m')).toMatchObject({ state: 'done', problem: null });
    await expectTruth(engine, stage.exchange, ELEVEN_DAYS, '3m');
    expect(filesAsked(stage.exchange)).toHaveLength(3);
    expect(await eventsOf(engine, 'archive-file-unusable')).toEqual([
      expect.stringMatching(/BTCUSDT-3m-2026-02.*asked of the exchange instead.*checksum/),
    ]);
    const [series] = await engine.store.read.series();
    const openTime = ELEVEN_DAYS.from;
    const { batch } = await engine.ask('candles.inspect', { seriesId: series!.id, openTime });
    expect(batch?.origin).toBe('rest');
  });

  it('that does not come is given up in time', async () => {
    const stage = await setStage({ faults: [{ kind: 'hang', route: 'binance.archive.monthly' }] });
    const engine = await stage.start({
      clock: { now: stage.exchange.clock.now },
      timing: virtualTiming(stage.exchange),
      timeoutMs: 1_000,
    });
    expect(await fromArchive(engine, ELEVEN_DAYS, '3m')).toMatchObject({ state: 'done' });
    await expectTruth(engine, stage.exchange, ELEVEN_DAYS, '3m');
    expect(await eventsOf(engine, 'archive-file-unusable')).toEqual([expect.stringContaining('in time')]);
  });

  it('that lacks candles proves nothing: the exchange is asked, and only what it lacks too is confirmed', async () => {
    const stage = await setStage();
    const hole = { from: Date.UTC(2026, 1, 20), until: Date.UTC(2026, 1, 20, 8) };
    const empty = { from: Date.UTC(2026, 1, 23, 4), until: Date.UTC(2026, 1, 23, 5) };
    stage.exchange.faults.add([
      { kind: 'hole', venue: 'binance', timeframe: '3m', archiveOnly: true, ...hole },
      { kind: 'empty', venue: 'binance', timeframe: '3m', ...empty },
    ]);
    const engine = await startQuick(stage);
    expect(await fromArchive(engine, ELEVEN_DAYS, '3m')).toMatchObject({ state: 'done' });
    await expectTruth(engine, stage.exchange, ELEVEN_DAYS, '3m');
    const { gaps } = await engine.ask('gaps.list', {});
    expect(gaps).toMatchObject([
      { from: empty.from, missing: 20, state: 'confirmed-empty', cause: 'exchange-empty' },
    ]);
    expect(filesAsked(stage.exchange)).toEqual(['2026-02 200']);
  });

  it('changes stored candles only where it differs, and keeps what they were', async () => {
    const { exchange, dataDir, start } = await setStage();
    const engine = await start();
    const stored = { from: Date.UTC(2026, 1, 20), until: Date.UTC(2026, 1, 20, 6) };
    await backfill(engine, { ...request(stored, '3m'), source: 'exchange' });
    const openTime = stored.from + 30 * MINUTE;
    const correction = { venue: 'binance', symbol: 'BTCUSDT', timeframe: '3m', openTime, at: NOW } as const;
    exchange.faults.add({ kind: 'correction', ...correction, patch: { volume: 4_321 } });
    await fromArchive(engine, ELEVEN_DAYS, '3m');
    await expectTruth(engine, exchange, ELEVEN_DAYS, '3m');
    const [series] = await engine.store.read.series();
    const same = await engine.ask('candles.inspect', { seriesId: series!.id, openTime: stored.from });
    const other = await engine.ask('candles.inspect', { seriesId: series!.id, openTime });
    expect([same.batch?.origin, other.batch?.origin]).toEqual(['rest', 'archive']);
    await engine.stop();
    const db = new Database(join(dataDir, 'candlekeep.sqlite'), { readonly: true });
    expect(db.prepare('SELECT open_time FROM candle_revision').pluck().all()).toEqual([openTime]);
    db.close();
  });
});

describe('an archive that is out of reach', () => {
  it('is given up after two files, with words, and the exchange brings everything', async () => {
    const archive = ['monthly', 'monthly.checksum', 'daily', 'daily.checksum'];
    const faults = archive.map((name) => ({
      kind: 'server-error' as const,
      route: `binance.archive.${name}`,
    }));
    const stage = await setStage({ faults });
    const engine = await startQuick(stage);
    const from = CLOSED - 6 * DAY;
    expect(await fromArchive(engine, { from, until: CLOSED })).toMatchObject({ state: 'done' });
    await expectTruth(engine, stage.exchange, { from });
    expect((await eventsOf(engine, 'archive-file-unusable')).length).toBeLessThanOrEqual(3);
    expect(await eventsOf(engine, 'archive-off')).toHaveLength(1);
    expect(archiveRequests(stage.exchange).length).toBeLessThanOrEqual(9);
  });
});

describe('an archive that has nothing', () => {
  it('of a symbol is asked a few times, and the exchange brings everything', async () => {
    const faults = ['monthly', 'daily'].map((period) => ({
      kind: 'server-error' as const,
      status: 404,
      route: `binance.archive.${period}.checksum`,
    }));
    const stage = await setStage({ faults });
    const engine = await startQuick(stage);
    const range = { from: Date.UTC(2025, 5, 1), until: FEBRUARY.until };
    expect(await fromArchive(engine, range, '15m')).toMatchObject({ state: 'done' });
    await expectTruth(engine, stage.exchange, range, '15m');
    // Two more may be under way when the sixth is not there.
    expect(archiveRequests(stage.exchange).length).toBeLessThanOrEqual(8);
    expect(await eventsOf(engine, 'archive-off')).toEqual([expect.stringContaining('has no files of it')]);
  });
});

describe('a backfill from the archive that is interrupted', () => {
  it('goes on after a restart without fetching a stored file again, holes or not', async () => {
    const stage = await setStage();
    const { exchange } = stage;
    // More is missing in February's file than two pages hold: only the job's batches tell that it was read.
    const hole = { from: Date.UTC(2026, 1, 2), until: Date.UTC(2026, 1, 5) };
    exchange.faults.add({ kind: 'hole', venue: 'binance', timeframe: '1m', archiveOnly: true, ...hole });
    const first = await stage.start({ around: { archive: withoutEnd('2026-01') } });
    const range = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 2, 4) };
    exchange.settings.latencyMs = 30;
    const { jobId } = await first.ask('backfill.start', request(range));
    await first.jobWhen(jobId, (job) => job.parts[0]!.stored > 25 * 1_440);
    await first.stop();
    const stored = filesStored(stage.dataDir);
    expect(stored).toContain('2026-02');
    exchange.requests.clear();
    const second = await stage.start();
    expect(await second.jobWhen(jobId)).toMatchObject({ state: 'done' });
    const again = filesAsked(exchange).map((name) => name.split(' ')[0]);
    for (const name of stored) expect(again).not.toContain(name);
    expect(again).toContain('2026-01');
    await expectTruth(second, exchange, range);
  });

  it('stops at once when it is cancelled, and leaves no file behind', async () => {
    const stage = await setStage({ faults: [{ kind: 'hang', route: 'binance.archive.monthly' }] });
    const engine = await stage.start();
    const { jobId } = await engine.ask(
      'backfill.start',
      request({ from: Date.UTC(2025, 11, 1), until: FEBRUARY.until }),
    );
    await stage.exchange.requests.next(isFile);
    const { job } = await engine.ask('jobs.cancel', { jobId });
    expect(job.state).toBe('cancelled');
    const folder = join(stage.dataDir, 'cache', 'archive');
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    expect(await eventsOf(engine, 'archive-file-unusable')).toEqual([]);
  });
});
