import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { findTyped } from '../chart/typedSeries.ts';
import { isSameSymbol, type SymbolLayout } from './layoutStore.ts';
import { PickList } from './PickList.tsx';

type Props = Readonly<{
  current: Series;
  all: readonly SeriesCoverage[];
  layout: SymbolLayout;
  onCompare(series: Series): void;
  onClose(): void;
}>;

const MOST = 40;

/** The other symbols that are stored in the timeframe of the chart, to be drawn beside this one. */
export function ComparePicker({ current, all, layout, onCompare, onClose }: Props) {
  const { t } = useTranslation();
  const others = all.filter(
    (one) => one.timeframe === current.timeframe && one.candles > 0 && !isSameSymbol(one, current),
  );
  const find = (text: string) => (text.trim() === '' ? others : findTyped(text, others, null, MOST));
  return (
    <PickList
      title={t('indicators.compare')}
      placeholder={t('indicators.comparePlaceholder', { timeframe: current.timeframe })}
      find={(text) =>
        find(text)
          .slice(0, MOST)
          .map((one) => ({
            id: String(one.id),
            label: `${one.symbol} ${one.timeframe}`,
            note: t(`exchange.${one.exchange}`),
            isOn: layout.compared.some((compared) => isSameSymbol(compared, one)),
          }))
      }
      onChoose={(id) => {
        const series = others.find((one) => String(one.id) === id);
        if (series !== undefined) onCompare(series);
      }}
      onClose={onClose}
    />
  );
}
