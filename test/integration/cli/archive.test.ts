import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { RequestEntry } from '../../exchange/index.ts';
import { type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';

prepareBuiltCli();

const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);
const BACKFILL = [
  ...['backfill', '--exchange', 'binance', '--symbols', 'BTCUSDT', '--timeframes', '1m'],
  ...['--from', '2026-02-01', '--source', 'archive'],
];

const isMonth = ({ route }: RequestEntry): boolean => route === 'binance.archive.monthly';

const filesAsked = ({ exchange }: CliStage): (string | undefined)[] =>
  exchange.requests
    .query()
    .filter(({ route }) => /^binance\.archive\.(monthly|daily)$/.test(route))
    .map(({ params }) => params.date);

/** The periods of the files whose candles are stored. */
function filesStored({ dataDir }: CliStage): string[] {
  const db = new Database(join(dataDir, 'candlekeep.sqlite'), { readonly: true });
  const requests = db.prepare("SELECT request FROM ingest_batch WHERE origin = 'archive'").pluck().all();
  db.close();
  return requests.map((one) => /BTCUSDT-1m-([\d-]+)\.zip$/.exec(String(one))![1]!);
}

describe('backfill --source archive', () => {
  test('goes on after a kill in the middle without fetching a stored file again, and ends whole', async () => {
    const stage = await setCliStage({ now: NOW, speed: 0 });
    const [hang] = stage.exchange.faults.add({ kind: 'hang', route: 'binance.archive.monthly' });
    const started = stage.exchange.requests.next(isMonth);
    const first = stage.start(...BACKFILL);
    await started;
    first.child.kill('SIGKILL');
    await first.ended;
    const stored = filesStored(stage);
    // The month comes sixth, after two pages and three days, and there are three hands.
    expect(stored.length).toBeGreaterThan(0);
    stage.exchange.faults.remove(hang!);
    stage.exchange.requests.clear();
    const { code, document } = await stage.json(...BACKFILL, '--verify');
    expect([code, document]).toMatchObject([0, { state: 'done', verify: { overall: 'ok' } }]);
    for (const date of stored) expect(filesAsked(stage)).not.toContain(date);
    expect(filesStored(stage).toSorted()).toEqual(['2026-02', '2026-03-01', '2026-03-02', '2026-03-03']);
  });

  test('says of an exchange without an archive what to do', async () => {
    const stage = await setCliStage({ now: NOW, speed: 0 });
    const { code, stderr } = await stage.run(...BACKFILL.with(2, 'bitget'));
    expect(code).toBe(1);
    expect(stderr).toContain('bitget has no public archive of candles, only Binance has');
  });
});
