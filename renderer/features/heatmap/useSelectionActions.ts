import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import { copyText } from '../../ui/copyText.ts';
import type { StretchTarget } from '../stretch/stretchTarget.ts';
import type { HeatmapActions, Outcome } from './heatmapActions.ts';
import type { HeatmapStore } from './heatmapStore.ts';
import { levelFor } from './levels.ts';
import { selectedRows, selectedStretches } from './selection.ts';
import { summarizeSelection, toText } from './selectionText.ts';

/** Returns what the buttons of a selection do, with a word on what became of it. */
export function useSelectionActions(
  store: HeatmapStore,
  actions: HeatmapActions,
  navigation: NavigationStore,
) {
  const { t } = useTranslation();
  const format = useFormat();

  const tell = ({ started, error }: Outcome, nothing: string): void => {
    if (error !== null) {
      notifications.show({
        color: 'red',
        title: t(`error.what.${error.code}`),
        message: t('error.detail', { message: error.message }),
      });
    }
    if (started > 0) notifications.show({ message: t('heatmap.started', { count: started }) });
    else if (error === null) notifications.show({ message: nothing });
  };

  return {
    download: async (): Promise<void> => tell(await actions.download(), t('heatmap.nothingToDownload')),
    /** What is selected, for the actions all stretches have; null when nothing is, or only the future. */
    target: (): StretchTarget | null => {
      const { rows, selection } = store.getState();
      const stretches = selection === null ? [] : selectedStretches(rows, selection, store.now());
      const [first] = selection === null ? [] : selectedRows(rows, selection);
      if (selection === null || first === undefined || stretches.length === 0) return null;
      const { id, timeframe } = first.series;
      // A cell can be many candles; only one that is a candle of its own can be inspected.
      const isBar = selection.until - selection.from <= durationOf(timeframe) && stretches.length === 1;
      return {
        label:
          stretches.length === 1
            ? seriesName(first.series)
            : t('heatmap.selected', { count: stretches.length }),
        stretches,
        candle: isBar ? { seriesId: id, openTime: floorToGrid(timeframe, selection.from) } : null,
      };
    },
    showGaps: (): void => {
      const { rows, selection } = store.getState();
      const chosen = selection === null ? [] : selectedRows(rows, selection);
      const one = chosen.length === 1 ? chosen[0] : undefined;
      navigation.go(one === undefined ? { screen: 'gaps' } : { screen: 'gaps', seriesId: one.series.id });
    },
    copy: async (): Promise<void> => {
      const { rows, selection, view } = store.getState();
      if (selection === null || view === null) return;
      const all = summarizeSelection(rows, selection, levelFor(view.msPerPx), store.tile);
      const head = [
        t('heatmap.column.series'),
        t('heatmap.column.from'),
        t('heatmap.column.until'),
        t('heatmap.column.candles'),
        t('heatmap.column.missing'),
      ];
      const range = { from: format.time(selection.from), until: format.time(selection.until) };
      const isCopied = await copyText(toText(head, all, range));
      notifications.show({
        message: isCopied ? t('heatmap.copied', { count: all.length }) : t('heatmap.notCopied'),
        ...(isCopied ? {} : { color: 'red' }),
      });
    },
  };
}
