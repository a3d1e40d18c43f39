import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../ui/icons.tsx';
import type { StretchMenuStore } from './stretchMenuStore.ts';
import type { StretchActions } from './useStretchActions.ts';

type Props = Readonly<{ store: StretchMenuStore; actions: StretchActions; screen: string }>;

/** Everything that can be done with a bar, a gap or a piece of time, where it was pointed at. */
export function StretchMenu({ store, actions, screen }: Props) {
  const { t } = useTranslation();
  const menu = useStore(store, (state) => state.menu);
  if (menu === null) return null;
  const { x, y, target } = menu;
  const one = target.stretches.length === 1 ? target.stretches[0] : undefined;
  return (
    <Menu
      opened
      onClose={store.close}
      position="bottom-start"
      shadow="md"
      width={220}
      trapFocus
      // Not by keys, as it would be usual: the key that opened it is still on its way up the page.
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>
        <span className="ck-menu-anchor" style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('stretch.menuOf', { name: target.label })}>
        <Menu.Label>{target.label}</Menu.Label>
        {target.candle !== null && (
          <Menu.Item leftSection={<Icon name="search" />} onClick={() => actions.inspect(target)}>
            {t('stretch.inspect')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="check" />} onClick={() => actions.verify(target)}>
          {t('stretch.verify')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="down" />} onClick={() => actions.repair(target)}>
          {t('stretch.repair')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="retry" />} onClick={() => actions.refetch(target)}>
          {t('stretch.refetch')}
        </Menu.Item>
        {one !== undefined && <Menu.Divider />}
        {one !== undefined && screen !== 'chart' && (
          <Menu.Item onClick={() => actions.openChart(one)}>{t('stretch.chart')}</Menu.Item>
        )}
        {one !== undefined && screen !== 'heatmap' && (
          <Menu.Item onClick={() => actions.showHeatmap(one)}>{t('stretch.heatmap')}</Menu.Item>
        )}
        {one !== undefined && screen !== 'gaps' && (
          <Menu.Item onClick={() => actions.showGaps(one)}>{t('stretch.gaps')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
