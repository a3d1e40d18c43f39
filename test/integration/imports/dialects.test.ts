import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Float64, Table, TimestampMillisecond, tableToIPC, vectorFromArray } from 'apache-arrow';
import { strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { FileReport } from '../../../shared/domain/import.ts';
import { DAY, HOUR, MINUTE, toIso } from '../../../shared/domain/time.ts';
import { csvOf, hours, type ImportStage, START, setImportStage } from './stage.ts';

const rows = hours(48);
const minutes = hours(120, { step: MINUTE });

const column = (pick: (row: CandleRow) => number) => rows.map(pick);
const issuesOf = ({ issues }: FileReport) =>
  Object.fromEntries(issues.map(({ kind, count }) => [kind, count]));

const binanceRow =
  (unit: number) =>
  (row: CandleRow): string =>
    [row[0] * unit, ...row.slice(1), (row[0] + HOUR) * unit - 1, 1, 2, 3, 4, 0].join(',');
const BINANCE_TITLE =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore';

const local = (time: number): string => toIso(time + HOUR).replace('+00:00', '+01:00');
const metaTrader = ([time, open, high, low, close, volume]: CandleRow): string => {
  const [day, clock] = toIso(time).slice(0, 16).split('T');
  return [day!.replaceAll('-', '.'), clock, open, high, low, close, volume, 0, 2].join('\t');
};

type Made = Readonly<{
  name: string;
  content: string | Uint8Array;
  like: Partial<FileReport['mapping'] & object>;
  candles?: number;
}>;

const arrow = (): Uint8Array =>
  tableToIPC(
    new Table({
      date: vectorFromArray(
        column((row) => row[0]),
        new TimestampMillisecond('UTC'),
      ),
      open: vectorFromArray(
        column((row) => row[1]),
        new Float64(),
      ),
      high: vectorFromArray(
        column((row) => row[2]),
        new Float64(),
      ),
      low: vectorFromArray(
        column((row) => row[3]),
        new Float64(),
      ),
      close: vectorFromArray(
        column((row) => row[4]),
        new Float64(),
      ),
      volume: vectorFromArray(
        column((row) => row[5]),
        new Float64(),
      ),
    }),
    'file',
  );

const parquet = (): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'date', data: column((row) => row[0]).map((time) => new Date(time)), type: 'TIMESTAMP' },
        ...(['open', 'high', 'low', 'close', 'volume'] as const).map((name, i) => ({
          name,
          data: column((row) => row[i + 1]!),
          type: 'DOUBLE' as const,
        })),
      ],
    }),
  );

const kraken = {
  error: [],
  result: {
    XBTUSDT: rows.map(([time, open, high, low, close, volume]) => [
      time / 1_000,
      `${open}`,
      `${high}`,
      `${low}`,
      `${close}`,
      '1',
      `${volume}`,
      3,
    ]),
    last: rows.at(-2)![0] / 1_000,
  },
};

const MADE: readonly Made[] = [
  {
    name: 'BTCUSDT-1h-2026-02.csv',
    content: [BINANCE_TITLE, ...rows.map(binanceRow(1))].join('\n'),
    like: { dialect: 'binance-archive', exchange: 'binance' },
  },
  {
    name: 'BTCUSDT-1h-2026-03.csv',
    content: rows.map(binanceRow(1)).join('\n'),
    like: { dialect: 'binance-archive', unit: 'ms' },
  },
  {
    name: 'BTCUSDT-1h-2026-01.zip',
    content: zipSync({ 'BTCUSDT-1h-2026-01.csv': strToU8(rows.map(binanceRow(1)).join('\n')) }),
    like: { dialect: 'binance-archive' },
  },
  {
    name: 'Binance_BTCUSDT_1h_futures.csv',
    content: [
      'https://www.CryptoDataDownload.com',
      'unix,date,symbol,open,high,low,close,Volume BTC,Volume USDT,tradecount',
      ...rows
        .toReversed()
        .map(([time, open, high, low, close, volume]) =>
          [time, toIso(time), 'BTC/USDT', open, high, low, close, volume, 1, 1].join(','),
        ),
    ].join('\n'),
    like: { dialect: 'cryptodatadownload', exchange: 'binance', volume: 7 },
    candles: 47,
  },
  {
    name: 'binance/BTC_USDT_USDT-1h-futures.json',
    content: JSON.stringify(rows),
    like: { dialect: 'freqtrade-json', exchange: 'binance' },
  },
  {
    name: 'bitget/BTC_USDT_USDT-1h-futures.json.gz',
    content: gzipSync(JSON.stringify(rows)),
    like: { dialect: 'freqtrade-json', exchange: 'bitget' },
  },
  {
    name: 'binance/BTC_USDT_USDT-1h-futures.feather',
    content: arrow(),
    like: { dialect: 'freqtrade-feather' },
  },
  {
    name: 'binance/BTC_USDT_USDT-1h-futures.parquet',
    content: parquet(),
    like: { dialect: 'freqtrade-parquet' },
  },
  {
    name: 'bitget/BTCUSDT_60.csv',
    content: rows.map(([time, ...rest]) => [time / 1_000, ...rest, 4].join(',')).join('\n'),
    like: { dialect: 'kraken-ohlcvt', unit: 's' },
  },
  {
    name: 'bitget/kraken_60.json',
    content: JSON.stringify(kraken),
    like: { dialect: 'kraken-rest' },
    candles: 47,
  },
  {
    name: 'BITGET_BTCUSDT.P, 60.csv',
    content: csvOf(
      rows.map(([time, ...rest]) => [local(time), ...rest] as unknown as CandleRow),
      'time,open,high,low,close,Volume',
    ),
    like: { dialect: 'tradingview', exchange: 'bitget', unit: 'text' },
    candles: 47,
  },
  {
    name: 'bitget/BTCUSDT_H1.csv',
    content: [
      '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>',
      ...rows.map(metaTrader),
    ].join('\r\n'),
    like: { dialect: 'metatrader', clock: 1 },
  },
  {
    name: 'bitget_BTCUSDT_1h.csv',
    content: csvOf(rows, 'ts_ms,open,high,low,close,volume_base'),
    like: { dialect: 'bitget', exchange: 'bitget' },
    candles: 47,
  },
  { name: 'BITGET-BTCUSDT-1h.csv', content: csvOf(rows).replaceAll(',', ';'), like: { dialect: 'plain' } },
];

async function inspectOne({ file, inspect }: ImportStage, name: string, content: string | Uint8Array) {
  return (await inspect(file(name, content)))[0]!;
}

describe('a dialect is found by looking inside', () => {
  it('of every kind of file, with symbol, timeframe and the right candles', async () => {
    const stage = await setImportStage();
    for (const { name, content, like, candles = rows.length } of MADE) {
      const report = await inspectOne(stage, name, content);
      expect(report, name).toMatchObject({
        problem: null,
        mapping: { symbol: 'BTCUSDT', timeframe: '1h', ...like },
        candles,
        missing: 0,
        last: rows[candles - 1]![0],
      });
    }
  });

  it('and prices, volumes and times arrive to the last bit, whatever the file was', async () => {
    const stage = await setImportStage();
    const alike = MADE.filter(({ candles }) => candles === undefined);
    await stage.take([stage.file(alike[0]!.name, alike[0]!.content)], 'keep-stored', { exchange: 'bitget' });
    for (const { name, content } of alike.slice(1)) {
      const path = stage.file(name, content);
      const { mapping } = (await stage.inspect(path))[0]!;
      const mappings = { [path]: { ...mapping!, exchange: 'bitget' as const, symbol: 'BTCUSDT' } };
      const { files } = await stage.engine.ask('imports.inspect', { paths: [path], mappings });
      // MetaTrader's real volume is a zero of its own here; everything else is the same file in another dress.
      if (mapping!.dialect !== 'metatrader') expect(files[0], name).toMatchObject({ equal: 48, fresh: 0 });
    }
  });

  it('Lean counts from midnight of the day in its name', async () => {
    const day = Math.floor(START / DAY) * DAY;
    const stamp = toIso(day).slice(0, 10).replaceAll('-', '');
    const text = minutes.map((row, i) => [i * MINUTE, ...row.slice(1)].join(',')).join('\n');
    const zip = zipSync({ [`${stamp}_btcusdt_minute_trade_perp.csv`]: strToU8(text) });
    const report = await inspectOne(
      await setImportStage(),
      `cryptofuture/binance/minute/btcusdt/${stamp}_trade.zip`,
      zip,
    );
    expect(report).toMatchObject({
      problem: null,
      candles: 120,
      first: day,
      mapping: { dialect: 'lean', symbol: 'BTCUSDT', exchange: 'binance', timeframe: '1m' },
    });
  });

  it('a checksum beside the file is compared; a file that is not the one is not taken', async () => {
    const stage = await setImportStage();
    const text = rows.map(binanceRow(1)).join('\n');
    const sum = createHash('sha256').update(text).digest('hex');
    stage.file('BTCUSDT-1h-2026-02.csv.CHECKSUM', `${sum}  BTCUSDT-1h-2026-02.csv`);
    expect(await inspectOne(stage, 'BTCUSDT-1h-2026-02.csv', text)).toMatchObject({
      checksum: 'matches',
      problem: null,
    });
    expect(await inspectOne(stage, 'BTCUSDT-1h-2026-02.csv', `${text}\n`)).toMatchObject({
      checksum: 'differs',
      problemCode: 'checksum',
    });
  });

  it('spot, mark prices and lengths Candlekeep does not keep are said, not taken for something else', async () => {
    const stage = await setImportStage();
    const codes = {
      'BTCUSDT-1h-2025-02.csv': [rows.map(binanceRow(1_000)).join('\n'), 'spot'],
      'binance/spot/BTCUSDT_1h.csv': [csvOf(rows), 'spot'],
      'BTC_USDT_USDT-8h-mark.json': [JSON.stringify(rows), 'not-candles'],
      'Bitget_BTCUSDT_8h.csv': [
        csvOf(hours(48, { step: 8 * HOUR, from: START - 1_000 * HOUR })),
        'unsupported-timeframe',
      ],
      'Bitget_BTCUSDT_4h.csv': [csvOf(rows), 'contradicting-timeframe'],
      'BTCUSDT_1h.csv': [csvOf(rows), 'needs-exchange'],
      'Bitget_1h.csv': [csvOf(rows), 'needs-symbol'],
    } as const;
    for (const [name, [content, problemCode]] of Object.entries(codes)) {
      expect(await inspectOne(stage, name, content), name).toMatchObject({ problemCode });
    }
  });
});

describe('what is wrong inside a file', () => {
  it('is counted with line numbers, and the good rows stay', async () => {
    const stage = await setImportStage();
    const lines = csvOf(rows).split('\n');
    const [time, open, high, low, close, volume] = rows[3]!;
    lines.splice(5, 0, 'total,,,,,');
    lines.push([time, open, high, low, close, volume].join(','));
    lines.push([rows[4]![0] / 1_000, open, high, low, close + 0.25, volume].join(','));
    lines.push([rows[47]![0] + HOUR, open, low, high, close, volume].join(','));
    lines.push([rows[47]![0] + 2 * HOUR + 1, open, high, low, close, volume].join(','));
    const report = await inspectOne(stage, 'Bitget_BTCUSDT_1h.csv', lines.join('\n'));
    expect(issuesOf(report)).toEqual({
      'not-a-candle': 1,
      'duplicate-equal': 1,
      'duplicate-conflicting': 1,
      'out-of-order': 1,
      'bad-price': 1,
      'off-grid': 1,
      'mixed-units': 1,
    });
    expect(report).toMatchObject({ rows: 52, candles: 47, missing: 1, gaps: 1 });
    expect(report.issues.find(({ kind }) => kind === 'not-a-candle')?.lines).toEqual([6]);
  });

  it('garbage of any kind is refused with its reason', async () => {
    const stage = await setImportStage();
    const garbage = {
      'empty.csv': ['', 'empty'],
      'picture.csv': [new Uint8Array(5_000).map((_, i) => i % 7), 'binary'],
      'line.csv': ['1,2,3,4,5,'.repeat(1 << 20), 'not-candles'],
      'words.csv': ['the quick brown fox\n'.repeat(60), 'not-candles'],
      'broken.json': ['[[1,2,', 'not-candles'],
      'cut.zip': [zipSync({ 'a.csv': strToU8(csvOf(rows)) }).slice(0, 40), 'bad-archive'],
      'cut.csv.gz': [gzipSync(csvOf(rows)).subarray(0, 200), 'bad-archive'],
      'up.zip': [zipSync({ '../evil.csv': strToU8(csvOf(rows)) }), 'escaping-archive'],
      'bomb.csv.gz': [gzipSync('1700000000000,1,2,1,2,3\n'.repeat(3_000_000)), 'unsafe-archive'],
      'two.zip': [zipSync({ 'a.csv': strToU8('1'), 'b.csv': strToU8('2') }), 'several-files'],
      'cut.parquet': [parquet().slice(0, 300), 'failed'],
    } as const;
    for (const [name, [content, problemCode]] of Object.entries(garbage)) {
      const report = await inspectOne(stage, name, content);
      expect([name, report.problemCode], `${report.problem}`).toEqual([name, problemCode]);
    }
    expect((await stage.inspect('/nowhere/at/all.csv'))[0]).toMatchObject({ problemCode: 'not-found' });
  });
});
