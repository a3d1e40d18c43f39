import type { Issue } from '../../../../shared/domain/issue.ts';
import { type Series, seriesName } from '../../../../shared/domain/series.ts';
import type { EngineContext } from '../../context.ts';
import type { DeepCheckStep } from '../../ports/store.ts';
import { type Check, findingOf } from './checkRun.ts';

/**
 * Reads every candle of a series, piece by piece, and returns what contradicts its ledgers. Aborting returns what was
 * found until then; `onRead` is told the candles read so far.
 */
export async function deepIssuesOf(
  { store }: Pick<EngineContext, 'store'>,
  series: Series,
  signal: AbortSignal,
  onRead: (candles: number) => void = () => undefined,
): Promise<readonly Issue[]> {
  let step: DeepCheckStep | null = null;
  do {
    step = await store.scan.deepCheckStep(series, step);
    onRead(step.candles);
  } while (step.next !== null && !signal.aborted);
  return step.problems;
}

/** Compares both ledgers with every candle, and lets SQLite check the file. A contradiction is a critical event. */
export const ledgerCheck: Check = async function* ({ context, series, signal, progress }) {
  const total = series.reduce((sum, { candles }) => sum + candles, 0);
  let before = 0;
  for (const one of series) {
    if (signal.aborted) return;
    let checked = 0;
    const issues = await deepIssuesOf(context, one, signal, (candles) => {
      checked = candles;
      progress(Math.min(before + candles, total), total);
    });
    before += checked;
    if (issues.length > 0) {
      const told = { series: seriesName(one), issues: [...issues] };
      await context.journal.event('critical', 'quality', { type: 'ledger-contradicted', ...told });
    }
    yield { ...findingOf(one), checked, found: issues.length, issues: [...issues] };
  }
  if (signal.aborted) return;
  const faults = await context.store.scan.checkFile();
  const [first] = series;
  for (const fault of faults) {
    const damage: Issue = { code: 'file-damaged', fault };
    await context.journal.event('critical', 'quality', { type: 'store-damaged', fault });
    // The file is nobody's in particular; the report has a place for what concerns a series, so the first one tells.
    if (first !== undefined) yield { ...findingOf(first), found: 1, issues: [damage] };
  }
};
