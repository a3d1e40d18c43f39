import { resolve } from 'node:path';
import { DEFAULT_EXCHANGE, type ExchangeId } from '../../../shared/domain/exchange.ts';
import type {
  ConflictRule,
  FileIssueKind,
  FileMapping,
  FileReport,
  ImportRun,
} from '../../../shared/domain/import.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { startBackend } from '../../backend.ts';
import type { Backend } from '../../engine/ports/backend.ts';
import { Interrupted } from '../failure.ts';
import { table } from '../output.ts';
import type { Run, Session } from '../program.ts';
import { fileDocument } from '../reports.ts';
import { unwrap } from './reading.ts';

export type ImportOptions = Readonly<{
  files: string[];
  exchange?: ExchangeId;
  symbol?: string;
  timeframe?: Timeframe;
  conflict?: ConflictRule;
  dryRun?: boolean;
}>;

/** Rows that were lost by a rule, as against rows that were put in order. */
const LOST: ReadonlySet<FileIssueKind> = new Set([
  'not-a-candle',
  'duplicate-conflicting',
  'bad-price',
  'off-grid',
  'in-the-future',
]);

/** What was said on the command line counts for every file; the exchange is the usual one where nothing says otherwise. */
function mappedBy(options: ImportOptions, { mapping, problemCode }: FileReport): FileMapping | null {
  if (mapping === null) return null;
  const { exchange, symbol, timeframe } = options;
  const usual = problemCode === 'spot' ? null : DEFAULT_EXCHANGE;
  return {
    ...mapping,
    exchange: exchange ?? mapping.exchange ?? usual,
    symbol: symbol ?? mapping.symbol,
    timeframe: timeframe ?? mapping.timeframe,
  };
}

const isSame = (a: FileMapping | null, b: FileMapping | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Looks at the files, and again at those the command line has more to say about. */
async function inspect(backend: Backend, options: ImportOptions, signal: AbortSignal): Promise<FileReport[]> {
  const call = backend.handlers['imports.inspect'];
  const { files } = unwrap(await call({ paths: options.files.map((file) => resolve(file)) }, signal));
  const mappings: Record<string, FileMapping> = {};
  for (const file of files) {
    const mapping = mappedBy(options, file);
    if (mapping !== null && !isSame(mapping, file.mapping)) mappings[file.path] = mapping;
  }
  const paths = Object.keys(mappings);
  if (paths.length === 0) return files;
  const again = unwrap(await call({ paths, mappings }, signal)).files;
  return files.map((file) => again.find(({ path }) => path === file.path) ?? file);
}

const seriesOf = ({ mapping }: FileReport): string =>
  mapping === null
    ? '-'
    : [mapping.exchange, mapping.symbol, mapping.timeframe].map((word) => word ?? '?').join(' ');

function issueLines({ path, problem, issues }: FileReport): string[] {
  const told = issues.map(({ kind, count, lines }) => {
    const where =
      lines.length === 0 ? '' : ` (line ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' …' : ''})`;
    return `${path}: ${kind} ${count}${where}`;
  });
  return problem === null ? told : [`${path}: not imported: ${problem}`, ...told];
}

function textOf(files: readonly FileReport[], summary: string): string {
  const rows = files.map((one) => [
    one.path.split(/[\\/]/).at(-1)!,
    one.mapping?.dialect ?? '-',
    seriesOf(one),
    String(one.rows),
    String(one.candles),
    String(one.missing),
    String(one.fresh),
    String(one.equal),
    String(one.different),
    String(one.stored),
  ]);
  const titles = [
    'file',
    'dialect',
    'series',
    'rows',
    'candles',
    'missing',
    'new',
    'equal',
    'different',
    'stored',
  ];
  const align = ['left', 'left', 'left', ...Array<'right'>(7).fill('right')] as const;
  return [table(titles, rows, align), ...files.flatMap(issueLines), summary].join('\n');
}

const isClean = ({ problem, issues }: FileReport): boolean =>
  problem === null && !issues.some(({ kind }) => LOST.has(kind));

async function store(
  backend: Backend,
  session: Session,
  options: ImportOptions,
  looked: readonly FileReport[],
): Promise<ImportRun | null> {
  const files = looked.flatMap(({ path, mapping, problem }) =>
    problem === null && mapping !== null ? [{ path, mapping }] : [],
  );
  if (files.length === 0) return null;
  const request = { files, conflict: options.conflict ?? ('keep-stored' as const) };
  return unwrap(await backend.handlers['imports.run'](request, session.signal)).run;
}

async function run(backend: Backend, session: Session, options: ImportOptions): Promise<number> {
  const looked = await inspect(backend, options, session.signal);
  const done = options.dryRun === true ? null : await store(backend, session, options, looked);
  if (session.signal.aborted) throw new Interrupted();
  const files = looked.map((file) => done?.files.find(({ path }) => path === file.path) ?? file);
  const stored = files.reduce((sum, one) => sum + one.stored, 0);
  const summary =
    options.dryRun === true
      ? 'nothing was changed'
      : `${stored} candles stored, ${files.filter(({ outcome }) => outcome === 'imported').length} of ${files.length} files imported`;
  const document = { importId: done?.id ?? null, state: done?.state ?? null, files: files.map(fileDocument) };
  session.output.answer(document, textOf(files, summary));
  return files.length > 0 && files.every(isClean) ? 0 : 1;
}

/** `import`: candles out of files; what a rule refused is reported with its lines, the rest is stored. */
export const importFiles: Run<ImportOptions> = async (session, options) => {
  const { dataDir, version, log, output } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  const stopTelling = backend.on('imports.progress', ({ files, totalFiles, rows }) => {
    output.progress(`${files}/${totalFiles} files · ${rows} rows`);
  });
  try {
    return await run(backend, session, options);
  } catch (error) {
    throw session.signal.aborted ? new Interrupted() : error;
  } finally {
    stopTelling();
    await backend.close();
  }
};
