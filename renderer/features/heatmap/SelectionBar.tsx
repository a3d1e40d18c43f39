import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import { StretchButtons } from '../stretch/StretchButtons.tsx';
import type { StretchTarget } from '../stretch/stretchTarget.ts';
import type { StretchActions } from '../stretch/useStretchActions.ts';
import type { HeatmapStore } from './heatmapStore.ts';
import { levelFor } from './levels.ts';
import { summarizeSelection, sumOf } from './selectionText.ts';

type Props = Readonly<{
  store: HeatmapStore;
  onDownload(): void;
  target(): StretchTarget | null;
  stretch: StretchActions;
  onGaps(): void;
  onCopy(): void;
}>;

/** What the selected rectangle holds, and what can be done about it. */
export function SelectionBar({ store, onDownload, target, stretch, onGaps, onCopy }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const selection = useStore(store, (state) => state.selection);
  useStore(store, (state) => (state.selection === null ? 0 : state.revision));
  const { rows, view } = store.getState();
  if (selection === null || view === null) return null;
  const all = summarizeSelection(rows, selection, levelFor(view.msPerPx), store.tile);
  const [candles, missing] = [sumOf(all, 'candles'), sumOf(all, 'missing')];
  const amounts =
    candles === null || missing === null
      ? t('heatmap.look.loading')
      : t('heatmap.selectedAmounts', { candles: format.count(candles), missing: format.count(missing) });
  return (
    <section className="ck-heat-selection" aria-label={t('heatmap.selection')}>
      <p>
        <strong>{t('heatmap.selected', { count: all.length })}</strong> {format.time(selection.from)} –{' '}
        {format.time(selection.until)} <span className="ck-dim">{amounts}</span>
      </p>
      <div className="ck-tools">
        <Button size="compact-sm" leftSection={<Icon name="down" />} onClick={onDownload}>
          {t('heatmap.download')}
        </Button>
        <StretchButtons target={target} actions={stretch} />
        <Button size="compact-sm" variant="default" onClick={onGaps}>
          {t('heatmap.showGaps')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCopy}>
          {t('heatmap.copy')}
        </Button>
        <CloseButton size="sm" aria-label={t('heatmap.clear')} onClick={store.clearSelection} />
      </div>
    </section>
  );
}
