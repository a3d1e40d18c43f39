import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Formatters } from '../../format/formatters.ts';
import { rangeText } from './describeCell.ts';
import { type CellFacts, type Look, lookOf, shareOf } from './facts.ts';
import type { HeatmapStore } from './heatmapStore.ts';
import { levelFor } from './levels.ts';
import { type CellRef, cellAt, rowIndex } from './selection.ts';

export type CellText = Readonly<{
  name: string;
  range: string;
  /** Null while the facts are on their way. */
  look: Look | 'loading';
  /** Candles, missing and share in words, as far as there is anything to count. */
  amounts: string;
  /** Why something is missing, or what the cell is. */
  cause: string;
  opens: 'chart' | 'gaps' | null;
}>;

/** Returns a function that puts a cell in words: for the tooltip, and for who hears it. */
export function useCellText(store: HeatmapStore): (ref: CellRef) => CellText | null {
  const { t } = useTranslation();
  const format = useFormat();
  return (ref) => {
    const { rows, view } = store.getState();
    const row = rows[rowIndex(rows, ref.seriesId)];
    if (row === undefined || view === null) return null;
    const level = levelFor(view.msPerPx);
    const cell = cellAt(rows, level, ref);
    if (cell === null) return null;
    const what = { name: seriesName(row.series), range: rangeText(format, level, cell) };
    const facts = store.factsAt(ref);
    if (facts === null) {
      return { ...what, look: 'loading', amounts: '', cause: t('heatmap.look.loading'), opens: null };
    }
    return { ...what, ...wordsOf(facts, t, format) };
  };
}

function wordsOf(facts: CellFacts, t: TFunction, format: Formatters): Omit<CellText, 'name' | 'range'> {
  const look = lookOf(facts);
  const share = shareOf(facts);
  const amounts = { candles: format.count(facts.candles), missing: format.count(facts.missing) };
  const opens = facts.missing > 0 ? 'gaps' : null;
  return {
    look,
    amounts: share === null ? '' : t('heatmap.amounts', { ...amounts, share: format.percent(share) }),
    cause: t(`heatmap.look.${look === 'partly' && facts.cause !== null ? facts.cause : look}`),
    opens: facts.candles > 0 ? 'chart' : opens,
  };
}
