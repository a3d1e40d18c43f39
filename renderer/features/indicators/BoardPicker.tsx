import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { Series } from '../../../shared/domain/series.ts';
import type { ChartStore } from '../chart/chartStore.ts';
import { ComparePicker } from './ComparePicker.tsx';
import { IndicatorPicker } from './IndicatorPicker.tsx';

type Props = Readonly<{
  open: 'indicators' | 'compare' | null;
  chart: Pick<ChartStore, 'indicators' | 'layout'>;
  /** The series of the active chart. */
  current: Series | null;
  all: readonly SeriesCoverage[];
  onClose(): void;
}>;

/** The picker that is open over the charts, for the active one. */
export function BoardPicker({ open, chart, current, all, onClose }: Props) {
  const layouts = chart.indicators;
  const layout = useStore(layouts, () => (current === null ? null : layouts.of(current)));
  if (open === null || current === null || layout === null) return null;
  if (open === 'indicators')
    return <IndicatorPicker layout={layout} onAdd={(name) => layouts.add(current, name)} onClose={onClose} />;
  return (
    <ComparePicker
      current={current}
      all={all}
      layout={layout}
      onCompare={(series) => {
        layouts.compare(current, series);
        // Prices of two symbols have no scale in common but their change.
        chart.layout.change({ scale: 'percent' });
      }}
      onClose={onClose}
    />
  );
}
