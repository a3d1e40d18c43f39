import type Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { candlesFromRows, sliceCandles } from '../../../shared/domain/candle.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { issueText } from '../../../shared/words/issues.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { dumpTables, withRawDb } from '../../helpers/rawDb.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

const LEDGERS = ['series', 'coverage_day', 'gap'];
const at = (hours: number): number => MONDAY + hours * HOUR;

/** A hundred hours with a confirmed hole of five at 40. */
async function openHoled(): Promise<DirectStore & { series: Series }> {
  const store = openDirectStore();
  const series = await addSeries(store);
  const candles = sampleCandles(MONDAY, HOUR, 100);
  const answered = { from: MONDAY, until: at(100) };
  const holed = candlesFromRows(
    [sliceCandles(candles, 0, 40), sliceCandles(candles, 45, 100)].flatMap((part) =>
      Array.from(
        part.openTime,
        (time, i) =>
          [time, part.open[i]!, part.high[i]!, part.low[i]!, part.close[i]!, part.volume[i]!] as const,
      ),
    ),
  );
  for (const receivedAt of [1, 2]) store.write.writePage(pageOf(series, holed, { answered, receivedAt }));
  return { ...store, series };
}

const sentences = ({ read, series }: DirectStore & { series: Series }): string[] =>
  read.deepCheck(series).problems.map(issueText);

const edit = ({ dataDir }: DirectStore, work: (db: Database.Database) => void): void =>
  withRawDb(dataDir, work);

it('finds nothing wrong with what the store wrote itself', async () => {
  const { read, series } = await openHoled();
  expect(read.deepCheck(series)).toEqual({ seriesId: series.id, candles: 95, problems: [] });
  expect(read.checkFile()).toEqual([]);
});

it.each<[what: string, sql: string, problems: string[]]>([
  [
    'a deleted candle',
    `DELETE FROM candle WHERE open_time = ${at(10)}`,
    [
      'the series counts 95 candles and holds 94',
      'the coverage ledger is wrong on 1 day, the first 2026-03-02T00:00:00+00:00',
      '1 missing candle have no gap in the ledger, the first at 2026-03-02T10:00:00+00:00',
    ],
  ],
  [
    'a changed day',
    `UPDATE coverage_day SET candles = candles + 1 WHERE day = ${MONDAY / DAY + 2}`,
    ['the coverage ledger is wrong on 1 day, the first 2026-03-04T00:00:00+00:00'],
  ],
  [
    'a removed day',
    `DELETE FROM coverage_day WHERE day = ${MONDAY / DAY}`,
    ['the coverage ledger is wrong on 1 day, the first 2026-03-02T00:00:00+00:00'],
  ],
  [
    'a day without candles',
    'INSERT INTO coverage_day SELECT id, 1, 5 FROM series',
    ['the coverage ledger is wrong on 1 day, the first 1970-01-02T00:00:00+00:00'],
  ],
  ['a changed count', 'UPDATE series SET candles = 7', ['the series counts 7 candles and holds 95']],
  [
    'a deleted gap',
    'DELETE FROM gap',
    ['5 missing candles have no gap in the ledger, the first at 2026-03-03T16:00:00+00:00'],
  ],
  [
    'a gap over stored candles',
    `UPDATE gap SET from_time = ${at(38)}`,
    ['the gap ledger calls 2 stored candles missing'],
  ],
  [
    'overlapping gaps',
    `INSERT INTO gap (series_id, from_time, until_time, cause, state, updated_at)
     SELECT id, ${at(42)}, ${at(45)}, 'not-downloaded', 'open', 1 FROM series`,
    ['gaps overlap in the ledger'],
  ],
  [
    'a range that is too short',
    `UPDATE series SET ledger_from = ${at(3)}`,
    ['3 candles lie outside the range of the ledger'],
  ],
  [
    'a gap outside the range',
    `INSERT INTO gap (series_id, from_time, until_time, cause, state, updated_at)
     SELECT id, ${at(200)}, ${at(201)}, 'not-downloaded', 'open', 1 FROM series`,
    ['gaps reach outside the range of the ledger'],
  ],
])('names and mends %s', async (_, sql, problems) => {
  const store = await openHoled();
  const { read, write, series } = store;
  edit(store, (db) => db.exec(sql));
  expect(sentences(store)).toEqual(problems);
  write.rebuildLedgers(series, 3);
  expect(read.deepCheck(series).problems).toEqual([]);
  // The candles are the truth: mending touches ledgers only.
  expect(read.deepCheck(series).candles).toBe(problems[0]!.includes('holds 94') ? 94 : 95);
});

it('names candles that break the rules, wherever they lie', async () => {
  const store = await openHoled();
  const { write, series } = store;
  edit(store, (db) => {
    const insert = db.prepare('INSERT INTO candle SELECT id, ?, 10, ?, 5, 11, 1, 1, 0, NULL FROM series');
    insert.run(at(5) + 1, 20);
    insert.run(at(42), 2);
    db.exec(`UPDATE candle SET volume = -1 WHERE open_time = ${at(50)}`);
  });
  const [first, ...others] = sentences(store);
  expect(first).toBe(
    '3 stored candles break the rules for candles, the first at 2026-03-02T05:00:00.001+00:00',
  );
  expect(others).toEqual([
    'the series counts 95 candles and holds 97',
    'the coverage ledger is wrong on 2 days, the first 2026-03-02T00:00:00+00:00',
    'the gap ledger calls 1 stored candle missing',
  ]);
  write.rebuildLedgers(series, 3);
  // A rebuild makes the ledgers tell the truth; what is wrong with the candles themselves is still said.
  expect(sentences(store)).toEqual([first]);
});

it('does not take a candle between two open times for the one that is missing', async () => {
  const store = await openHoled();
  const { read, write, series } = store;
  edit(store, (db) =>
    db.exec(`INSERT INTO candle SELECT id, ${at(42) + 1}, 10, 20, 5, 11, 1, 1, 0, NULL FROM series`),
  );
  const gaps = read.gaps(series.id);
  expect(sentences(store)).toEqual([
    '1 stored candle break the rules for candles, the first at 2026-03-03T18:00:00.001+00:00',
    'the series counts 95 candles and holds 96',
    'the coverage ledger is wrong on 1 day, the first 2026-03-03T00:00:00+00:00',
  ]);
  write.rebuildLedgers(series, 3);
  expect(read.gaps(series.id)).toEqual(gaps);
});

it('names a candle whose time no calendar knows', async () => {
  const store = await openHoled();
  edit(store, (db) =>
    db.exec('INSERT INTO candle SELECT id, 9000000000000001, 10, 20, 5, 11, 1, 1, 0, NULL FROM series'),
  );
  expect(sentences(store)[0]).toBe(
    '1 stored candle break the rules for candles, the first at 9000000000000001',
  );
});

it('keeps what was known about a gap that is still there when it rebuilds', async () => {
  const { db, write, series } = await openHoled();
  const before = dumpTables(db, LEDGERS);
  write.rebuildLedgers(series, 99);
  expect(dumpTables(db, LEDGERS)).toEqual(before);
});

it('empties the ledger of a series without candles and without a range', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  edit(store, (db) =>
    db.exec(`INSERT INTO gap (series_id, from_time, until_time, cause, state, updated_at)
             SELECT id, 3600000, 7200000, 'not-downloaded', 'open', 1 FROM series`),
  );
  expect(store.read.deepCheck(series).problems).toEqual([{ code: 'gap-outside-ledger' }]);
  store.write.rebuildLedgers(series, 1);
  expect(store.read.deepCheck(series).problems).toEqual([]);
});

it('checks a series that is longer than one read', async () => {
  const store = openDirectStore();
  const series = await addSeries(store, 'LONG', '1m');
  const candles = sampleCandles(MONDAY, 60_000, 9_001);
  store.write.writePage(pageOf(series, candles));
  expect(store.read.deepCheck(series)).toMatchObject({ candles: 9_001, problems: [] });
  edit(store, (db) => db.exec(`DELETE FROM candle WHERE open_time = ${MONDAY + 60_000 * 4_000}`));
  expect(store.read.deepCheck(series).problems).toHaveLength(3);
});
