import { stat } from 'node:fs/promises';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type {
  Dialect,
  FileIssue,
  FileMapping,
  FileReport,
  ImportProblem,
} from '../../../shared/domain/import.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { FileReading, ReadRequest } from '../../engine/ports/files.ts';
import { type NameFacts, readName } from './fileName.ts';
import { FileProblem } from './fileProblem.ts';
import { isZone } from './fileTime.ts';
import { textOf } from './lines.ts';
import { checksumOf, hashOf, openText, type Packing, packingOf } from './openFile.ts';
import { withPassport } from './passport.ts';
import { createRowBuffer, type RawRows, type RowBuffer } from './rowBuffer.ts';
import { type Settled, settleRows } from './settleRows.ts';
import { readCsv } from './sources/csv.ts';
import { readJson } from './sources/json.ts';
import type { Reading } from './sources/source.ts';
import { contradiction, spacingOf } from './spacing.ts';

/** Their downloads end with the candle that was forming at that moment, and nothing in them tells. */
const ENDS_UNCLOSED: ReadonlySet<Dialect> = new Set(['cryptodatadownload', 'bitget', 'tradingview']);

type Problem = Readonly<{ code: ImportProblem; message: string }>;

const blank = (path: string): FileReport => ({
  path,
  bytes: 0,
  mapping: null,
  problem: null,
  rows: 0,
  candles: 0,
  first: null,
  last: null,
  missing: 0,
  gaps: 0,
  issues: [],
  checksum: 'none',
  fresh: 0,
  equal: 0,
  different: 0,
  largestDifference: null,
  stored: 0,
});

/** Gives back a piece that was taken to look at. */
async function* from(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function readText(request: ReadRequest, packing: Packing, bytes: number, sink: Sink): Promise<Reading> {
  const opened = await openText(request.path, packing, bytes);
  const name = opened.name === request.path ? sink.name : { ...sink.name, ...filled(readName(opened.name)) };
  const text = textOf(opened.bytes);
  const first = await text.next();
  if (first.done === true) throw new FileProblem('empty', 'the file is empty');
  const context = {
    path: request.path,
    given: request.mapping,
    name,
    buffer: sink.buffer,
    onRows: sink.onRows,
  };
  const isJson = /^\s*[[{]/.test(first.value);
  return isJson ? readJson(context, from(first.value, text)) : readCsv(context, from(first.value, text));
}

type Sink = Readonly<{ name: NameFacts; buffer: RowBuffer; onRows: (rows: number) => void }>;

/** What the name inside of an archive knows, and nothing where it does not. */
const filled = (name: NameFacts): Partial<NameFacts> =>
  Object.fromEntries(Object.entries(name).filter(([, value]) => value !== null && value !== false));

async function readAny(request: ReadRequest, packing: Packing, bytes: number, sink: Sink): Promise<Reading> {
  if (packing !== 'feather' && packing !== 'parquet') return readText(request, packing, bytes, sink);
  const context = { path: request.path, given: request.mapping, ...sink };
  // Loaded when there is such a file: Arrow takes longer to load than most tables to read.
  const { readFeather, readParquet } = await import('./sources/columnar.ts');
  return packing === 'feather' ? readFeather(context, bytes) : readParquet(context, bytes);
}

/** Moves close times to open times. */
function stampedByOpen(rows: RawRows, { stamp }: FileMapping, step: number): RawRows {
  return stamp === 'open' ? rows : { ...rows, time: rows.time.map((time) => time - step) };
}

/** The first thing that keeps a file from being imported as it stands, or null. */
function problemOf(
  mapping: FileMapping,
  { isSpot }: Reading,
  { name }: Sink,
  times: Float64Array,
): Problem | null {
  const { timeframe, symbol, exchange } = mapping;
  if (timeframe === null) {
    const { step } = spacingOf(times);
    const said = name.otherTimeframe ?? (step === null ? null : `${step / 60_000} minutes`);
    return said === null
      ? { code: 'needs-timeframe', message: 'the timeframe is not clear; choose it in the mapping' }
      : { code: 'unsupported-timeframe', message: `Candlekeep keeps no candles of ${said}` };
  }
  const against = contradiction(timeframe, times);
  if (against !== null) return { code: 'contradicting-timeframe', message: against };
  if (symbol === null)
    return { code: 'needs-symbol', message: 'the symbol is not clear; choose it in the mapping' };
  if (exchange !== null) return null;
  return isSpot
    ? {
        code: 'spot',
        message:
          'these look like spot candles and Candlekeep keeps futures; choose the exchange to take them anyway',
      }
    : { code: 'needs-exchange', message: 'the exchange is not clear; choose it in the mapping' };
}

function issuesOf(
  settled: Settled,
  { notCandles, units }: RowBuffer,
  mapping: FileMapping,
  rows: number,
): FileIssue[] {
  const issues: FileIssue[] = [];
  if (notCandles.count > 0) issues.push({ kind: 'not-a-candle', ...notCandles });
  issues.push(...settled.issues);
  // The unit most rows are written in is the file's; the others are mixed in.
  const [, ...others] = [...units.values()].toSorted((a, b) => b.count - a.count);
  const count = others.reduce((sum, one) => sum + one.count, 0);
  const lines = others.flatMap((one) => one.lines).slice(0, 100);
  if (count > 0) issues.push({ kind: 'mixed-units', count, lines });
  if (mapping.volume === null) issues.push({ kind: 'no-volume', count: rows, lines: [] });
  return issues;
}

type Facts = Partial<FileReport> & Readonly<{ found: CandleColumns | null }>;

function factsOf(reading: Reading, mapping: FileMapping, request: ReadRequest, sink: Sink): Facts {
  const raw = sink.buffer.rows();
  const spaced = spacingOf(raw.time).timeframe;
  const named: FileMapping = { ...mapping, timeframe: mapping.timeframe ?? otherwise(sink, spaced) };
  if (raw.length === 0) throw new FileProblem('no-candles', 'the file holds no row that is a candle');
  const problem = problemOf(named, reading, sink, raw.time);
  // Even a file that cannot be taken yet shows what is in it.
  const timeframe =
    problem?.code === 'contradicting-timeframe' ? (spaced ?? named.timeframe) : named.timeframe;
  const report = {
    mapping: named,
    rows: raw.length,
    problem: problem?.message ?? null,
    problemCode: problem?.code ?? null,
  };
  if (timeframe === null) return { ...report, found: null };
  const settled = settleRows(stampedByOpen(raw, named, durationOf(timeframe)), {
    timeframe,
    now: request.now,
    closedUntil: reading.closedUntil,
    endsUnclosed: ENDS_UNCLOSED.has(named.dialect),
  });
  const { candles, missing, gaps } = settled;
  const none = candles.openTime.length === 0 && problem === null;
  return {
    ...report,
    ...(none ? { problem: 'no row of the file is a closed candle', problemCode: 'no-candles' as const } : {}),
    candles: candles.openTime.length,
    first: candles.openTime[0] ?? null,
    last: candles.openTime.at(-1) ?? null,
    missing,
    gaps,
    issues: issuesOf(settled, sink.buffer, named, raw.length),
    found: problem === null && !none ? candles : null,
  };
}

/** A length the name says in so many words is not overruled by the rows: 8h stays 8h. */
const otherwise = ({ name }: Sink, spaced: FileMapping['timeframe']): FileMapping['timeframe'] =>
  name.otherTimeframe === null ? spaced : null;

async function readWhole(request: ReadRequest, bytes: number, sink: Sink): Promise<Facts> {
  const { path, mapping: given } = request;
  if (bytes === 0) throw new FileProblem('empty', 'the file is empty');
  if (given !== null && !isZone(given.zone)) {
    throw new FileProblem('needs-mapping', `there is no time zone called ${given.zone}`);
  }
  const { notTrades } = sink.name;
  if (notTrades !== null && given === null) {
    throw new FileProblem(
      'not-candles',
      `the file holds ${notTrades.replace('_', ' ')} prices, not traded candles`,
    );
  }
  const reading = await readAny(request, await packingOf(path), bytes, sink);
  const mapping = given ?? (await withPassport(path, reading.mapping));
  return factsOf(reading, mapping, request, sink);
}

/** Reads one file to its end: what is in it, what is wrong with it, and its good candles where it can be taken. */
export async function readFile(request: ReadRequest, onRows: (rows: number) => void): Promise<FileReading> {
  const { path } = request;
  const report = blank(path);
  const info = await stat(path).catch(() => null);
  if (info === null || !info.isFile()) {
    return {
      report: { ...report, problem: 'there is no such file', problemCode: 'not-found' },
      candles: null,
    };
  }
  let known: FileReport = { ...report, bytes: info.size };
  try {
    const sha256 = await hashOf(path);
    known = { ...known, sha256, checksum: await checksumOf(path, sha256) };
    const sink = { name: readName(path), buffer: createRowBuffer(), onRows };
    const { found, ...facts } = await readWhole(request, info.size, sink);
    const after = await stat(path).catch(() => null);
    // The hash and the rows would be of two different files.
    if (after?.size !== info.size || after.mtimeMs !== info.mtimeMs) {
      throw new FileProblem(
        'changed',
        'the file was changed or removed while it was read; import it again once nothing writes to it',
      );
    }
    const whole: FileReport = { ...known, ...facts };
    if (known.checksum !== 'differs') return { report: whole, candles: found };
    const problem = 'the file is not the one its .CHECKSUM was made for; download it again';
    return { report: { ...whole, problem, problemCode: 'checksum' }, candles: null };
  } catch (error) {
    const code = error instanceof FileProblem ? error.code : 'failed';
    const problem = error instanceof Error ? error.message : String(error);
    return { report: { ...known, problem, problemCode: code }, candles: null };
  }
}
