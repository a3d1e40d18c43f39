import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { Icon } from '../../ui/icons.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import { isLiveIn } from '../live/liveStore.ts';
import type { SeriesActions } from './useSeriesActions.ts';

/** Where the menu was asked for, in pixels of the window, and what it is about. */
export type MenuAt = Readonly<{ x: number; y: number; series: readonly SeriesCoverage[] }>;

type Props = Readonly<{ at: MenuAt | null; live: LiveStore; actions: SeriesActions; onClose(): void }>;

/** Everything that can be done with a row or with the selection. */
export function RowMenu({ at, live, actions, onClose }: Props) {
  const { t } = useTranslation();
  if (at === null) return null;
  const { series } = at;
  // As it is when the menu opens: a menu whose items change under the mouse is a trap.
  const isLive = isLiveIn(live.getState());
  const [running, stopped] = [series.filter(isLive), series.filter((each) => !isLive(each))];
  const one = series.length === 1 ? series[0] : undefined;
  const title = one === undefined ? t('series.count', { count: series.length }) : seriesName(one);
  return (
    <Menu opened onClose={onClose} position="bottom-start" shadow="md" width={220} trapFocus>
      <Menu.Target>
        <span className="ck-menu-anchor" style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('series.menuOf', { name: title })}>
        <Menu.Label>{title}</Menu.Label>
        {one !== undefined && (
          <>
            <Menu.Item onClick={() => actions.openChart(one)}>{t('series.action.chart')}</Menu.Item>
            <Menu.Item onClick={() => actions.showGaps(one)}>{t('series.action.gaps')}</Menu.Item>
          </>
        )}
        <Menu.Item onClick={actions.showHeatmap}>{t('series.action.heatmap')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="down" />} onClick={() => actions.backfill(series)}>
          {t('series.action.backfill')}
        </Menu.Item>
        {stopped.length > 0 && (
          <Menu.Item leftSection={<Icon name="pulse" />} onClick={() => actions.setLive(stopped, true)}>
            {t('live.go')}
          </Menu.Item>
        )}
        {running.length > 0 && (
          <Menu.Item leftSection={<Icon name="slash" />} onClick={() => actions.setLive(running, false)}>
            {t('live.stop')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="check" />} onClick={() => actions.verify(series, false)}>
          {t('series.action.verify')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="search" />} onClick={() => actions.verify(series, true)}>
          {t('series.action.verifyDeep')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="cross" />} color="red" onClick={() => actions.remove(series)}>
          {t('series.action.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
