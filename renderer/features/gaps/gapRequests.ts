import type { CallRequest } from '../../../shared/contract/calls.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { gapKey } from './gapRows.ts';

/**
 * Returns what to ask for to download gaps again: one request for neighbours of a series, because every request is a
 * job; but none that reaches over a gap that was not chosen, because a request looks at every gap it covers.
 */
export function refetchRequests(
  all: readonly Gap[],
  chosen: ReadonlySet<string>,
): readonly CallRequest<'gaps.refetch'>[] {
  const bySeries = Map.groupBy(all, ({ seriesId }) => seriesId);
  return [...bySeries].flatMap(([seriesId, gaps]) => {
    const stretches: { from: number; until: number }[] = [];
    let isOpen = false;
    for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
      const isChosen = chosen.has(gapKey(gap));
      const until = gap.to + durationOf(gap.timeframe);
      if (isChosen && isOpen) stretches.at(-1)!.until = until;
      else if (isChosen) stretches.push({ from: gap.from, until });
      isOpen = isChosen;
    }
    return stretches.map((stretch) => ({ seriesId, ...stretch }));
  });
}
