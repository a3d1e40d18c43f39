import type { VerifyReport } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { CheckKind, CheckReport } from '../../../shared/domain/quality.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { issueText } from '../../../shared/words/issues.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import { startBackend } from '../../backend.ts';
import { unlessInterrupted } from '../failure.ts';
import type { Output } from '../output.ts';
import type { Run, Session } from '../program.ts';
import { checkDocument, verifyDocument } from '../reports.ts';
import { type FilterOptions, filterOf, reading, unwrap } from './reading.ts';

export type VerifyOptions = FilterOptions & Readonly<{ deep?: boolean; check?: readonly CheckKind[] }>;

function inWords({ overall, series }: VerifyReport): string {
  const lines = series.flatMap((one) => [
    `${one.status.padEnd(10)} ${one.exchange} ${one.symbol} ${one.timeframe}: ${one.candles} of ${one.expected} candles`,
    ...one.issues.map((issue) => `           - ${issueText(issue)}`),
  ]);
  return [...lines, `overall: ${overall}`].join('\n');
}

/** Shows a report and returns the exit code that goes with it: 0 only when every series is ok. */
export function showReport(output: Output, report: VerifyReport): number {
  output.answer(
    verifyDocument(report),
    report.series.length === 0 ? 'No series to verify.' : inWords(report),
  );
  return report.overall === 'ok' ? 0 : 1;
}

function checkInWords({ kind, result, checked, found, problem, series }: CheckReport): string {
  const lines = series
    .filter(({ issues }) => issues.length > 0)
    .map((one) => `           - ${seriesName(one)}: ${one.issues.map(issueText).join('; ')}`);
  const reason = problem === null ? '' : `: ${englishOf(problem)}`;
  return [`${kind} check: ${result}, ${found} of ${checked} candles${reason}`, ...lines].join('\n');
}

type Backend = Readonly<{
  handlers: Pick<Handlers, 'verify.run'>;
  check(kind: CheckKind): Promise<CheckReport>;
}>;

/** Verifies, then runs the checks asked for one after the other; 0 only when all of it is well. */
async function run({ handlers, check }: Backend, session: Session, options: VerifyOptions): Promise<number> {
  const { output, signal } = session;
  const request = { ...filterOf(options), deep: options.deep === true };
  const report = unwrap(await handlers['verify.run'](request, signal));
  const kinds = [...new Set(options.check ?? [])];
  if (kinds.length === 0) return showReport(output, report);
  const checks: CheckReport[] = [];
  for (const kind of kinds) checks.push(await check(kind));
  const words = [report.series.length === 0 ? 'No series to verify.' : inWords(report)];
  output.answer(
    { ...verifyDocument(report), checks: checks.map(checkDocument) },
    [...words, ...checks.map(checkInWords)].join('\n'),
  );
  return report.overall === 'ok' && checks.every(({ result }) => result === 'ok') ? 0 : 1;
}

const progressOf =
  ({ output }: Session, kind: CheckKind) =>
  (done: number, total: number): void =>
    output.progress(`${kind} check: ${done} of ${total}`);

/** On a store that is only read, beside whoever writes to it; what is found is told and not kept. */
const runReading = (session: Session, options: VerifyOptions): Promise<number> =>
  reading(session, ({ handlers, check }) =>
    run(
      {
        handlers,
        check: (kind) => check({ ...filterOf(options), kind }, session.signal, progressOf(session, kind)),
      },
      session,
      options,
    ),
  );

/** With the store in hand: what the canary fetches is stored, and reports and findings are kept. */
async function runWriting(session: Session, options: VerifyOptions): Promise<number> {
  const { dataDir, version, log, signal } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  const stopTelling = backend.on('checks.progress', ({ kind, done, total }) =>
    progressOf(session, kind)(done, total),
  );
  const check = async (kind: CheckKind): Promise<CheckReport> =>
    unwrap(await backend.handlers['checks.run']({ ...filterOf(options), kind }, signal)).report;
  try {
    return await unlessInterrupted(signal, run({ handlers: backend.handlers, check }, session, options));
  } finally {
    stopTelling();
    await backend.close();
  }
}

/** `verify`: ok, missing, stale or incomplete, per series; with deep checks where they are asked for. */
export const verify: Run<VerifyOptions> = (session, options) =>
  options.check?.includes('canary') === true ? runWriting(session, options) : runReading(session, options);
