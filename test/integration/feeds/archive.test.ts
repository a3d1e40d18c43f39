import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { monthFile } from '../../../electron/engine/backfill/archiveFiles.ts';
import { createCandleArchive, parseServerUrl } from '../../../electron/feeds/index.ts';
import { silentLog } from '../../../electron/platform/log.ts';
import { type ExchangeEmulator, startExchange } from '../../exchange/index.ts';
import { makeTempDir } from '../../helpers/tempDir.ts';
import { UNABORTED, unwrap, virtualTiming } from './harness.ts';

const NOW = Date.UTC(2026, 2, 4, 12);
const FILE = monthFile({ symbol: 'BTCUSDT', timeframe: '15m' }, Date.UTC(2026, 1, 10));

async function start(): Promise<{ exchange: ExchangeEmulator; dir: string }> {
  const exchange = await startExchange({ now: NOW, speed: 0 });
  const dir = makeTempDir();
  onTestFinished(async () => {
    await exchange.close();
    dir.remove();
  });
  return { exchange, dir: dir.path };
}

const archiveAt = (exchange: ExchangeEmulator, cacheDir: string, timeoutMs = 20_000) =>
  createCandleArchive({
    server: unwrap(parseServerUrl(exchange.url)),
    cacheDir,
    log: silentLog,
    timing: virtualTiming(exchange),
    timeoutMs,
  });

it('keeps a file under its own name until it has been read, and sweeps away what an earlier run left', async () => {
  const { exchange, dir } = await start();
  await mkdir(join(dir, 'archive'));
  await writeFile(join(dir, 'archive', 'BTCUSDT-1m-2020-01.zip'), 'left behind');
  const archive = archiveAt(exchange, dir);
  const file = unwrap(await archive.download(FILE, UNABORTED))!;
  expect(file.request).toBe(
    `${exchange.url}/data/futures/um/monthly/klines/BTCUSDT/15m/BTCUSDT-15m-2026-02.zip`,
  );
  expect(await readdir(join(dir, 'archive'))).toEqual(['BTCUSDT-15m-2026-02.zip']);
  expect(
    createHash('sha256')
      .update(await readFile(file.path))
      .digest('hex'),
  ).toBe(file.sha256);
  await archive.drop(file);
  expect(await readdir(join(dir, 'archive'))).toEqual([]);
});

it('answers with nothing for a file that is not there, after one request', async () => {
  const { exchange, dir } = await start();
  const march = monthFile(FILE, NOW);
  expect(await archiveAt(exchange, dir).download(march, UNABORTED)).toEqual({ ok: true, value: null });
  expect(exchange.requests.query().map(({ route }) => route)).toEqual(['binance.archive.monthly.checksum']);
});

it.each([
  ['wrong-bytes', 'garbage-answer', 'checksum'],
  ['hang', 'timeout', 'in time'],
  ['reset', 'network', 'could not be reached'],
  ['html', 'garbage-answer', 'checksum'],
  ['server-error', 'venue-down', 'HTTP 503'],
  ['rate-limited', 'rate-limited', 'HTTP 429'],
] as const)('says after three attempts what was wrong: %s', async (kind, error, words) => {
  const { exchange, dir } = await start();
  exchange.faults.add({ kind, route: 'binance.archive.monthly' });
  const archive = archiveAt(exchange, dir, kind === 'hang' ? 1_000 : undefined);
  const answer = await archive.download(FILE, UNABORTED);
  expect(answer).toMatchObject({
    ok: false,
    error: { kind: error, message: expect.stringContaining(words) },
  });
  expect(exchange.requests.query({ route: 'binance.archive.monthly' })).toHaveLength(3);
  expect(await readdir(join(dir, 'archive'))).toEqual([]);
});

it('takes a login page for no checksum', async () => {
  const { exchange, dir } = await start();
  exchange.faults.add({ kind: 'html', route: 'binance.archive.monthly.checksum' });
  const answer = await archiveAt(exchange, dir).download(FILE, UNABORTED);
  expect(answer).toMatchObject({ ok: false, error: { kind: 'garbage-answer' } });
});

it('tells what the disk refused as what it is, and does not try again', async () => {
  const { exchange, dir } = await start();
  const noFolder = join(dir, 'a file');
  await writeFile(noFolder, '');
  const answer = await archiveAt(exchange, noFolder).download(FILE, UNABORTED);
  expect(answer).toMatchObject({
    ok: false,
    error: { kind: 'refused', transient: false, message: expect.stringContaining('kept on this PC') },
  });
  expect(exchange.requests.query()).toHaveLength(1);
});

it('is ended by a signal, also in the middle of a file', async () => {
  const { exchange, dir } = await start();
  exchange.faults.add({ kind: 'hang', route: 'binance.archive.monthly' });
  const stop = new AbortController();
  const asked = exchange.requests.next(({ route }) => route === 'binance.archive.monthly');
  const answer = archiveAt(exchange, dir).download(FILE, stop.signal);
  await asked;
  stop.abort();
  expect(await answer).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(await readdir(join(dir, 'archive'))).toEqual([]);
});
