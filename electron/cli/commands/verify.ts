import type { VerifyReport } from '../../../shared/contract/calls.ts';
import type { Output } from '../output.ts';
import type { Run } from '../program.ts';
import { verifyDocument } from '../reports.ts';
import { type FilterOptions, filterOf, reading, unwrap } from './reading.ts';

function inWords({ overall, series }: VerifyReport): string {
  const lines = series.flatMap((one) => [
    `${one.status.padEnd(10)} ${one.exchange} ${one.symbol} ${one.timeframe}: ${one.candles} of ${one.expected} candles`,
    ...one.issues.map((issue) => `           - ${issue}`),
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

/** `verify`: ok, missing, stale or incomplete, per series. */
export const verify: Run<FilterOptions & { deep?: boolean }> = (session, options) =>
  reading(session, async ({ handlers }) => {
    const request = { ...filterOf(options), deep: options.deep === true };
    return showReport(session.output, unwrap(await handlers['verify.run'](request, session.signal)));
  });
