import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../electron/files/import/readFile.ts';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { FileReport } from '../../../shared/domain/import.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { NOW } from '../engine/stage.ts';
import { csvOf, hours, type ImportStage, setImportStage } from './stage.ts';

const NAME = 'Bitget_BTCUSDT_1h.csv';
const rows = hours(48);

const looked = async ({ file, inspect }: ImportStage, content: string | Uint8Array, name = NAME) =>
  (await inspect(file(name, content)))[0]!;

const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

describe('a text', () => {
  it.each([
    ['UTF-8 with a byte order mark', (text: string) => strToU8(`\uFEFF${text}`)],
    ['UTF-16 as Windows writes it', (text: string) => utf16(text, false)],
    ['UTF-16 the other way round', (text: string) => utf16(text, true)],
    ['UTF-8 with a byte order mark, packed', (text: string) => gzipSync(`\uFEFF${text}`)],
    ['lines that end as on Windows', (text: string) => strToU8(text.replaceAll('\n', '\r\n'))],
  ])('in %s is read to the last row', async (_, encode) => {
    const stage = await setImportStage();
    // Long enough for several pieces: a character of two bytes may lie across two of them.
    const many = hours(490);
    expect(await looked(stage, encode(csvOf(many)))).toMatchObject({
      problem: null,
      candles: 490,
      first: many[0]![0],
      last: many[489]![0],
      issues: [],
    });
  });
});

describe('local times of a zone that changes its clocks', () => {
  const localOf = (zone: string) => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    return ([time, ...values]: CandleRow): string => [format.format(time), ...values].join(',');
  };
  const read = async (zone: string, from: number): Promise<FileReport> => {
    const stage = await setImportStage();
    const local = hours(72, { from }).map(localOf(zone));
    const path = stage.file(NAME, ['date,open,high,low,close,volume', ...local].join('\n'));
    const [found] = await stage.inspect(path);
    const mapping = { ...found!.mapping!, zone };
    const { files } = await stage.engine.ask('imports.inspect', {
      paths: [path],
      mappings: { [path]: mapping },
    });
    return files[0]!;
  };

  it('in spring: the hour that is left out on the clock is not missing from the candles', async () => {
    const from = Date.UTC(2025, 2, 29);
    expect(await read('Europe/Madrid', from)).toMatchObject({
      problem: null,
      candles: 72,
      missing: 0,
      first: from,
      last: from + 71 * HOUR,
    });
  });

  it('in autumn: of the hour that the clock shows twice nobody can say which is which, so it is refused and told', async () => {
    const from = Date.UTC(2025, 9, 25);
    const report = await read('Europe/Madrid', from);
    // 02:00 of summer time and 02:00 of winter time are one and the same text.
    expect(report).toMatchObject({ problem: null, rows: 72, candles: 70, missing: 2, first: from });
    expect(report.last).toBe(from + 71 * HOUR);
    expect(report.issues).toMatchObject([{ kind: 'duplicate-conflicting', count: 1, lines: [27] }]);
  });

  it('a zone of half an hour, and one that changes in the south, come out to the minute', async () => {
    for (const [zone, from] of [
      ['Asia/Kolkata', Date.UTC(2025, 0, 4)],
      ['Australia/Lord_Howe', Date.UTC(2025, 9, 3)],
    ] as const) {
      expect(await read(zone, from), zone).toMatchObject({ candles: 72, missing: 0, first: from });
    }
  });
});

describe('a file that is written to while it is read', () => {
  it.each([
    ['grows', (path: string) => appendFileSync(path, '\n1,2,3')],
    ['vanishes', (path: string) => rmSync(path)],
  ])('that %s is not taken: its hash would be of another file than its rows', async (_, disturb) => {
    const stage = await setImportStage();
    const path = stage.file(NAME, csvOf(rows));
    let disturbed = false;
    const reading = await readFile({ path, mapping: null, now: NOW }, () => {
      if (!disturbed) disturb(path);
      disturbed = true;
    });
    expect(reading).toMatchObject({ candles: null, report: { problemCode: 'changed' } });
  });

  it('and one that cannot be read at all is told by name, and the others are taken', async (test) => {
    if (process.platform !== 'linux') test.skip('only Linux has a file that lies there and cannot be read');
    const stage = await setImportStage();
    const good = stage.file(NAME, csvOf(rows));
    const files = await stage.inspect('/proc/self/mem', good);
    expect(files.map(({ problemCode, candles }) => [problemCode ?? null, candles])).toEqual([
      ['failed', 0],
      [null, 48],
    ]);
  });
});

describe('an archive', () => {
  it('of two files, of a path that leads out of it, of an absolute one, and one that would fill the disk is refused', async () => {
    const stage = await setImportStage();
    const text = strToU8(csvOf(rows));
    const line = strToU8('1700000000000,1,2,1,2,3\n');
    const bomb = zipSync({ [NAME]: Buffer.alloc(80 << 20, line) }, { level: 1 });
    expect(bomb.length).toBeLessThan(1 << 20);
    const archives = {
      'two.zip': [zipSync({ [NAME]: text, 'Bitget_ETHUSDT_1h.csv': text }), 'several-files'],
      'up.zip': [zipSync({ 'a/../../evil.csv': text }), 'escaping-archive'],
      'windows.zip': [zipSync({ 'C:\\evil.csv': text }), 'escaping-archive'],
      'root.zip': [zipSync({ '/etc/evil.csv': text }), 'escaping-archive'],
      'bomb.zip': [bomb, 'unsafe-archive'],
      'nothing.zip': [zipSync({ 'readme.md': text }), 'not-candles'],
    } as const;
    for (const [name, [content, problemCode]] of Object.entries(archives))
      expect([name, (await looked(stage, content, name)).problemCode]).toEqual([name, problemCode]);
    const beside = { [`deep/${NAME}`]: text, '__MACOSX/._x.csv': strToU8('x'), 'readme.md': strToU8('x') };
    expect(await looked(stage, zipSync(beside), 'good.zip')).toMatchObject({ candles: 48, problem: null });
  });
});

describe('a folder', () => {
  it('of 200 files with a bad one is taken but for that one, which is told by name', async () => {
    const { engine, file, inspect } = await setImportStage();
    const bad = 77;
    for (let i = 0; i < 200; i += 1) {
      const content = i === bad ? 'these are no candles' : csvOf(hours(24, { seed: i + 1 }));
      file(join('set', `Bitget_C${String(i).padStart(3, '0')}USDT_1h.csv`), content);
    }
    const folder = file('set/readme.md', '').replace(/readme\.md$/, '');
    const found = await inspect(folder);
    expect(found.length).toBe(200);
    expect(found.flatMap(({ problemCode }, i) => (problemCode == null ? [] : [[i, problemCode]]))).toEqual([
      [bad, 'not-candles'],
    ]);
    const mapping = found[0]!.mapping!;
    const files = found.map((one) => ({ path: one.path, mapping: one.mapping ?? mapping }));
    const { run } = await engine.ask('imports.run', { files, conflict: 'keep-stored' });
    expect(run.state).toBe('incomplete');
    expect(run.files.flatMap(({ outcome }, i) => (outcome === 'imported' ? [] : [i]))).toEqual([bad]);
    expect(run.files.reduce((sum, { stored }) => sum + stored, 0)).toBe(199 * 24);
    const [kept] = (await engine.ask('imports.history', { limit: 1 })).runs;
    expect(kept).toEqual(run);
    await engine.ask('imports.undo', { importId: run.id });
    const ledgers = await engine.store.read.seriesLedgers();
    expect(ledgers.reduce((sum, { candles }) => sum + candles, 0)).toBe(0);
  });
});
