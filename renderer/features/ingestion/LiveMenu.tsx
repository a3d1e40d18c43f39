import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IngestionMode, type IngestionStatus } from '../../../shared/domain/live.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { Icon } from '../../ui/icons.tsx';
import type { LiveActions } from '../live/useLiveActions.ts';

/** Where the menu was asked for, in pixels of the window, and what it is about. */
export type LiveMenuAt = Readonly<{ x: number; y: number; lines: readonly IngestionStatus[] }>;

type ItemsProps = Readonly<{ lines: readonly IngestionStatus[]; actions: LiveActions }>;

/** How these lines are to be kept live: the items of the row's menu and of the selection's. */
export function ModeItems({ lines, actions }: ItemsProps) {
  const { t } = useTranslation();
  const ids = lines.map(({ seriesId }) => seriesId);
  const common = lines.every(({ wanted }) => wanted === lines[0]?.wanted) ? lines[0]?.wanted : undefined;
  return [...IngestionMode.options, null].map((mode) => (
    <Menu.RadioItem
      key={mode ?? 'all'}
      value={mode ?? 'all'}
      checked={common === mode}
      closeMenuOnClick
      onChange={() => actions.setMode(ids, mode)}
    >
      {t(`live.mode.${mode ?? 'all'}`)}
    </Menu.RadioItem>
  ));
}

type Props = Readonly<{
  at: LiveMenuAt | null;
  actions: LiveActions;
  onChart(line: IngestionStatus): void;
  onClose(): void;
}>;

/** Everything that can be done with a line, or with the selection it belongs to. */
export function LiveMenu({ at, actions, onChart, onClose }: Props) {
  const { t } = useTranslation();
  if (at === null) return null;
  const { lines } = at;
  const [one] = lines;
  const title =
    one !== undefined && lines.length === 1 ? seriesName(one) : t('series.count', { count: lines.length });
  const idsOf = (isLive: boolean) =>
    lines.filter(({ state }) => (state !== 'off') === isLive).map(({ seriesId }) => seriesId);
  const [running, stopped] = [idsOf(true), idsOf(false)];
  return (
    <Menu opened onClose={onClose} position="bottom-start" shadow="md" width={220} trapFocus>
      <Menu.Target>
        <span className="ck-menu-anchor" style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('series.menuOf', { name: title })}>
        <Menu.Label>{title}</Menu.Label>
        {one !== undefined && lines.length === 1 && (
          <Menu.Item onClick={() => onChart(one)}>{t('series.action.chart')}</Menu.Item>
        )}
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
        <Menu.Divider />
        <Menu.Label>{t('ingestion.mode')}</Menu.Label>
        <ModeItems lines={lines} actions={actions} />
      </Menu.Dropdown>
    </Menu>
  );
}
