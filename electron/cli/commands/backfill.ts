import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { BackfillSource } from '../../../shared/domain/job.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import { startBackend } from '../../backend.ts';
import type { Backend } from '../../engine/ports/backend.ts';
import { CommandFailure, Interrupted, unlessInterrupted } from '../failure.ts';
import { followJob } from '../followJob.ts';
import type { Run, Session } from '../program.ts';
import { jobDocument, verifyDocument } from '../reports.ts';
import { unwrap } from './reading.ts';
import { showReport } from './verify.ts';

export type BackfillOptions = Readonly<{
  exchange: ExchangeId;
  symbols: string[];
  timeframes: Timeframe[];
  days?: number;
  from?: number;
  to?: number;
  verify?: boolean;
  source: BackfillSource;
}>;

/** Names contracts that look like the one the venue does not have. */
export async function suggestion(
  backend: Backend,
  { exchange, symbols }: Pick<BackfillOptions, 'exchange' | 'symbols'>,
  signal: AbortSignal,
): Promise<string> {
  const search = backend.handlers['catalog.searchMarkets'];
  const all = await search({ exchange, text: '', limit: 500 }, signal);
  const known = all.ok ? all.value.markets.map(({ symbol }) => symbol) : [];
  const stems = symbols.filter((symbol) => !known.includes(symbol)).map((symbol) => symbol.slice(0, 3));
  const alike = known.filter((symbol) => stems.some((stem) => symbol.startsWith(stem)));
  const named = (alike.length > 0 ? alike : known).slice(0, 5);
  return named.length === 0
    ? ''
    : ` It has ${named.join(', ')}${known.length > named.length ? ' and others' : ''}.`;
}

async function run(backend: Backend, session: Session, options: BackfillOptions): Promise<number> {
  const { output, signal } = session;
  const { exchange, symbols, timeframes, days, from, to: until } = options;
  const range = {
    ...(days === undefined ? {} : { days }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
  const request = { exchange, symbols, timeframes, ...range, source: options.source };
  const started = await backend.handlers['backfill.start'](request, signal);
  if (signal.aborted) throw new Interrupted();
  if (!started.ok && started.error.code === 'not-found') {
    throw new CommandFailure(`${started.error.message}.${await suggestion(backend, request, signal)}`);
  }
  const job = await followJob(backend, unwrap(started).jobId, session);
  if (job.state === 'paused') throw new CommandFailure(englishOf(job.problem) ?? 'the backfill was paused');
  const code = job.state === 'done' ? 0 : 1;
  const done = job.parts.filter((part) => part.state === 'done').length;
  const text = `${done} of ${job.parts.length} series done, ${job.parts.reduce((sum, part) => sum + part.stored, 0)} candles stored`;
  if (options.verify !== true) {
    output.answer(jobDocument(job), text);
    return code;
  }
  const report = unwrap(await backend.handlers['verify.run']({ exchange, symbols, timeframes }, signal));
  if (output.json) {
    output.answer({ ...jobDocument(job), verify: verifyDocument(report) }, '');
    return report.overall === 'ok' ? code : 1;
  }
  output.note(text);
  return Math.max(code, showReport(output, report));
}

/** `backfill`: downloads history into the store; what was started before goes on where it stopped. */
export const backfill: Run<BackfillOptions> = async (session, options) => {
  if (options.to !== undefined && options.from === undefined) {
    throw new CommandFailure('--to says where a range ends; say where it starts with --from.');
  }
  const { dataDir, version, log } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  // Where there is no terminal the log itself goes to stderr and has told it already.
  const stopTelling = backend.on('events.logged', ({ events }) => {
    for (const event of session.output.isTerminal ? events : []) {
      if (event.severity !== 'info') session.output.note(`${event.severity}: ${event.message}`);
    }
  });
  try {
    const first = options.symbols[0];
    session.output.note(
      `Backfill of ${options.symbols.length === 1 ? first : `${options.symbols.length} symbols`}, ${options.timeframes.join(', ')}, from ${options.exchange}${options.source === 'archive' ? ', its archive first' : ''}`,
    );
    return await unlessInterrupted(session.signal, run(backend, session, options));
  } catch (error) {
    if (error instanceof Interrupted)
      session.output.note('Stopped. Run the same command again to go on where it was.');
    throw error;
  } finally {
    stopTelling();
    await backend.close();
  }
};
