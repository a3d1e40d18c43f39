import { extname, resolve } from 'node:path';
import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { CsvFormat, FrameFormat, FrameSpec, LeakReport } from '../../../shared/domain/frame.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { MINUTE, SECOND, toIso } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { frameNoteText } from '../../../shared/words/frameNotes.ts';
import type { FrameService } from '../../engine/frames/frameService.ts';
import type { OnFrameProgress } from '../../engine/ports/frames.ts';
import { CommandFailure } from '../failure.ts';
import type { Output } from '../output.ts';
import type { Run, Session } from '../program.ts';
import { checkedFormat, printPresets, type Wanted, wantedOf } from './alignPresets.ts';
import { reading, unwrap } from './reading.ts';

export type AlignOptions = Readonly<{
  exchange: ExchangeId;
  symbol?: readonly MarketSymbol[];
  baseTf?: readonly Timeframe[];
  with?: FrameSpec['joins'];
  from?: number;
  to?: number;
  out?: string;
  overwrite?: boolean;
  indicators?: FrameSpec['indicators'];
  features?: FrameSpec['features'];
  leakTest?: boolean;
  availableAt?: boolean;
  forming?: boolean;
  fill?: boolean;
  keepWarmup?: boolean;
  separator?: CsvFormat['separator'] | 'tab';
  time?: CsvFormat['time'];
  decimals?: number;
  header: boolean;
  check?: string;
  preset?: string;
  listPresets?: boolean;
}>;

const LEAK_ROWS = 200;

const rangeOf = ({ from, to }: AlignOptions): Pick<FrameSpec, 'from' | 'until'> => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { until: to }),
});

function specOf(options: AlignOptions): FrameSpec {
  const { symbol, baseTf } = options;
  if (symbol?.length !== 1) throw new CommandFailure('name one symbol, like --symbol ETHUSDT');
  if (baseTf?.length !== 1) throw new CommandFailure('name one timeframe for the rows, like --base-tf 1m');
  return {
    exchange: options.exchange,
    symbol: symbol[0]!,
    base: baseTf[0]!,
    ...rangeOf(options),
    joins: options.with ?? [],
    indicators: options.indicators ?? [],
    features: options.features ?? [],
    availableAt: options.availableAt === true,
    forming: options.forming === true,
    fill: options.fill === true,
    keepWarmup: options.keepWarmup === true,
  };
}

function formatOf(
  { separator = ',', time = 'iso', decimals, header }: AlignOptions,
  out: string,
): FrameFormat {
  const kind = extname(out).toLowerCase();
  if (kind === '.parquet') return { kind: 'parquet', compression: 'snappy' };
  if (kind !== '.csv') throw new CommandFailure(`${out}: the name ends neither in .csv nor in .parquet`);
  return {
    kind: 'csv',
    separator: separator === 'tab' ? '\t' : separator,
    time,
    decimals: decimals ?? null,
    header,
  };
}

const cell = (value: number | null): string => (value === null ? 'empty' : String(value));

function leaksInWords({ columns, rows, seed }: LeakReport): string {
  const lines = columns.map(({ column, passed, offence }) =>
    passed || offence === null
      ? `PASS ${column}`
      : `FAIL ${column}: row ${offence.row} (${toIso(offence.openTime)}) has ${cell(offence.inFrame)}, known was ${cell(offence.asKnown)}`,
  );
  return [...lines, `leak test of ${rows} rows, seed ${seed}`].join('\n');
}

/** The JSON of a leak test; times as ISO strings. */
const leakDocument = ({ passed, rows, seed, columns }: LeakReport) => ({
  passed,
  rows,
  seed,
  columns: columns.map(({ column, passed: isFine, offence }) => ({
    column,
    passed: isFine,
    offence: offence === null ? null : { ...offence, openTime: toIso(offence.openTime) },
  })),
});

const secondsLeft = (ms: number): string =>
  ms >= MINUTE ? `${Math.round(ms / MINUTE)} min` : `${Math.max(1, Math.round(ms / SECOND))} s`;

/** Shows how far a frame is: rows, megabytes, time left. */
export const frameProgress =
  (output: Output): OnFrameProgress =>
  ({ stage, rows, totalRows, bytes, etaMs }) => {
    const parts = [stage.replace('-', ' ')];
    if (totalRows > 0) parts.push(`${rows}/${totalRows} rows`);
    if (bytes > 0) parts.push(`${(bytes / 1e6).toFixed(1)} MB`);
    if (etaMs !== null) parts.push(`${secondsLeft(etaMs)} left`);
    output.progress(parts.join(' · '));
  };

/** What is said of the file of a passport. */
const FILE_NOW = {
  true: 'is the one it was made for',
  false: 'is another one: it was changed after the export',
  null: 'is gone: put it into the same folder, under any name',
} as const;

async function check(frames: FrameService, passport: string, { output, signal }: Session): Promise<number> {
  const found = unwrap(await frames.check(resolve(passport), signal));
  const { identical, fileMatches, differences: notes } = found;
  const texts = notes.map((note) => frameNoteText(note, 'en'));
  const { true: same, false: other, null: gone } = FILE_NOW;
  const file = fileMatches === null ? gone : fileMatches ? same : other;
  const name = found.file === undefined ? '' : ` (${found.file})`;
  const lines = [
    identical ? 'The frame is identical to the last bit.' : 'The frame is another one now.',
    `The file beside the passport${name} ${file}.`,
    ...texts.map((text) => `- ${text}`),
  ];
  output.answer({ identical, fileMatches, differences: texts, notes }, lines.join('\n'));
  return identical && fileMatches !== false ? 0 : 1;
}

async function testOnly(frames: FrameService, spec: FrameSpec, { output, signal }: Session): Promise<number> {
  const report = unwrap(await frames.leakTest({ spec, rows: LEAK_ROWS }, signal));
  output.answer({ leakTest: leakDocument(report) }, leaksInWords(report));
  return report.passed ? 0 : 1;
}

async function write(
  frames: FrameService,
  wanted: Pick<CallReceived<'frames.export'>, 'spec' | 'format' | 'preset'>,
  { out, overwrite, leakTest: isTested }: AlignOptions,
  { output, signal }: Session,
): Promise<number> {
  const request = {
    ...wanted,
    ...(out === undefined ? {} : { path: resolve(out) }),
    overwrite: overwrite === true,
    leakTest: isTested === true,
  };
  const { path, rows, bytes, passport } = unwrap(await frames.write(request, signal));
  const { leakTest } = passport;
  const document = {
    path,
    passport: `${path}.passport.json`,
    rows,
    bytes,
    sha256: passport.sha256,
    columns: passport.columns,
    from: passport.from,
    to: passport.to,
    filledRows: passport.filledRows,
    emptyCells: passport.emptyCells,
    leakTest: leakTest === null ? null : leakDocument(leakTest),
  };
  const words = `${path}: ${rows} rows, ${passport.columns.length} columns, ${(bytes / 1e6).toFixed(1)} MB`;
  output.answer(document, leakTest === null ? words : `${leaksInWords(leakTest)}\n${words}`);
  return leakTest?.passed === false ? 1 : 0;
}

/** A preset goes to the `exports` folder of the data directory unless a file is named; or it is only tested. */
function alignPreset(
  frames: FrameService,
  wanted: Wanted,
  options: AlignOptions,
  session: Session,
): Promise<number> {
  const { out, leakTest: isTested } = options;
  if (out === undefined && isTested === true) return testOnly(frames, wanted.spec, session);
  const format = out === undefined ? wanted.format : checkedFormat(wanted, out);
  return write(frames, { ...wanted, format }, options, session);
}

/** `align`: a frame as a file, a leak test, or whether a file of before would be the same today. */
export const align: Run<AlignOptions> = (session, options) =>
  reading(session, async ({ framesFor, framePresets }) => {
    const frames = framesFor(frameProgress(session.output));
    if (options.listPresets === true) return printPresets(await framePresets(), session.output);
    if (options.check !== undefined) return check(frames, options.check, session);
    if (options.preset !== undefined) {
      return alignPreset(
        frames,
        wantedOf(await framePresets(), options.preset, rangeOf(options), Date.now()),
        options,
        session,
      );
    }
    const { out } = options;
    if (out !== undefined) {
      return write(frames, { spec: specOf(options), format: formatOf(options, out) }, options, session);
    }
    if (options.leakTest === true) return testOnly(frames, specOf(options), session);
    throw new CommandFailure(
      'say where the frame goes with --out FILE, test it with --leak-test, or name a --preset',
    );
  });
