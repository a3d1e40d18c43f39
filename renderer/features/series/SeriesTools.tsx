import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { Icon } from '../../ui/icons.tsx';
import { LiveButtons } from '../live/LiveButtons.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import type { TableStore } from './tableStore.ts';
import type { SeriesActions } from './useSeriesActions.ts';
import { ViewMenu } from './ViewMenu.tsx';

type Props = Readonly<{
  /** The chosen series; while there are none, the tools are about everything. */
  chosen: readonly SeriesCoverage[];
  isEmpty: boolean;
  table: TableStore;
  live: LiveStore;
  actions: SeriesActions;
  onClear(): void;
  onBackfill(): void;
}>;

/** The tools above the table: for the selection while there is one, else for everything. */
export function SeriesTools({ chosen, isEmpty, table, live, actions, onClear, onBackfill }: Props) {
  const { t } = useTranslation();
  const hasSelection = chosen.length > 0;
  return (
    <>
      {hasSelection && (
        <span className="ck-chosen">
          {t('series.chosen', { count: chosen.length })}
          <CloseButton size="xs" aria-label={t('series.clearSelection')} onClick={onClear} />
        </span>
      )}
      <Button
        size="compact-sm"
        leftSection={<Icon name="down" />}
        onClick={() => (hasSelection ? actions.backfill(chosen) : onBackfill())}
      >
        {t('series.action.backfill')}
      </Button>
      {!isEmpty && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => actions.verify(hasSelection ? chosen : null, false)}
          >
            {hasSelection ? t('series.action.verify') : t('verify.all')}
          </Button>
          {hasSelection && <LiveButtons store={live} series={chosen} onSet={actions.setLive} />}
          {hasSelection && (
            <Button size="compact-sm" variant="default" onClick={() => actions.remove(chosen)}>
              {t('series.action.remove')}
            </Button>
          )}
          <ViewMenu table={table} />
        </>
      )}
    </>
  );
}
