import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import type { HeatmapStore } from './heatmapStore.ts';
import { LEVELS, levelFor } from './levels.ts';

type Props = Readonly<{ store: HeatmapStore; shown: number; total: number }>;

const STEP = 1.6;

/** The name of the map, what of it is shown, and the ways to come nearer. */
export function HeatmapToolbar({ store, shown, total }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const filter = useStore(store, (state) => state.filter);
  const isSelecting = useStore(store, (state) => state.isSelecting);
  const level = useStore(store, ({ view }) => (view === null ? 'day' : levelFor(view.msPerPx)));
  return (
    <div className="ck-toolbar">
      <h2 id="heatmap-title">{t('heatmap.title')}</h2>
      <span className="ck-dim" role="status">
        {t('heatmap.shown', { shown: count(shown), total: count(total) })}
      </span>
      <FilterField
        label={t('heatmap.filter')}
        placeholder={t('heatmap.filterPlaceholder')}
        value={filter}
        onChange={store.setFilter}
      />
      <div className="ck-tools">
        <Choice
          label={t('heatmap.level')}
          value={level}
          options={LEVELS.map((one) => ({ value: one, label: t(`heatmap.levels.${one}`) }))}
          onChange={store.setLevel}
        />
        <Button.Group>
          <Button
            variant="default"
            size="xs"
            aria-label={t('heatmap.farther')}
            onClick={() => store.zoom(1 / STEP)}
          >
            −
          </Button>
          <Button
            variant="default"
            size="xs"
            aria-label={t('heatmap.nearer')}
            onClick={() => store.zoom(STEP)}
          >
            +
          </Button>
          <Button variant="default" size="xs" onClick={store.showAll}>
            {t('heatmap.all')}
          </Button>
        </Button.Group>
        <Button
          size="xs"
          variant={isSelecting ? 'filled' : 'default'}
          aria-pressed={isSelecting}
          onClick={() => store.setState({ isSelecting: !isSelecting })}
        >
          {t('heatmap.select')}
        </Button>
      </div>
    </div>
  );
}
