import { Button, Menu, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Series } from '../../../shared/domain/series.ts';
import { Choice } from '../../ui/Choice.tsx';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { ChartCommand } from './chartCommands.ts';
import { GoToDate } from './GoToDate.tsx';
import type { ChartCount, LayoutStore } from './layoutStore.ts';

type Props = Readonly<{
  layout: LayoutStore;
  settings: SettingsStore;
  current: Series | null;
  /** The stored series of the same symbol, shortest first. */
  siblings: readonly Series[];
  isArmed: boolean;
  isDateOpen: boolean;
  onDateOpen(isOpen: boolean): void;
  dateNow(): number;
  onDate(time: number): void;
  onSeries(series: Series): void;
  onCommand(command: ChartCommand): void;
  onPicture(how: 'copy' | 'save'): void;
}>;

/** What can be done with the active chart, by mouse; all of it has a key too. */
export function ChartToolbar(props: Props) {
  const { layout, settings, current, siblings, isArmed, onSeries, onCommand, onPicture } = props;
  const { t } = useTranslation();
  const { scale, count, isLinked } = useStore(layout);
  const zone = useStore(settings, (state) => state.zone);
  const tool = (command: 'previousGap' | 'nextGap' | 'now' | 'help') => (
    <Button size="compact-sm" variant="default" onClick={() => onCommand(command)}>
      {t(`chart.${command}`)}
    </Button>
  );
  return (
    <div className="ck-chart-tools" role="toolbar" aria-label={t('chart.tools')}>
      {current !== null && siblings.length > 1 && (
        <Choice
          label={t('chart.timeframe')}
          value={String(current.id)}
          options={siblings.map(({ id, timeframe }) => ({ value: String(id), label: timeframe }))}
          onChange={(id) => {
            const series = siblings.find((one) => String(one.id) === id);
            if (series !== undefined) onSeries(series);
          }}
        />
      )}
      <Choice
        label={t('chart.scale')}
        value={scale}
        options={(['linear', 'log', 'percent'] as const).map((value) => ({
          value,
          label: t(`chart.${value}`),
        }))}
        onChange={(chosen) => layout.change({ scale: chosen })}
      />
      <Button.Group>
        {tool('previousGap')}
        {tool('nextGap')}
      </Button.Group>
      <GoToDate isOpen={props.isDateOpen} onOpen={props.onDateOpen} at={props.dateNow} onGo={props.onDate} />
      {tool('now')}
      <Button.Group>
        <Button size="compact-sm" variant="default" onClick={() => onCommand('indicators')}>
          {t('indicators.open')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onCommand('compare')}>
          {t('indicators.compareOpen')}
        </Button>
      </Button.Group>
      <Button
        size="compact-sm"
        variant={isArmed ? 'light' : 'default'}
        aria-pressed={isArmed}
        onClick={() => onCommand('measure')}
      >
        {t('chart.measure')}
      </Button>
      <Menu withinPortal={false}>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            {t('chart.share')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onPicture('copy')}>{t('chart.copyPicture')}</Menu.Item>
          <Menu.Item onClick={() => onPicture('save')}>{t('chart.savePicture')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <div className="ck-tools">
        {count > 1 && (
          <Switch
            size="xs"
            label={t('chart.linked')}
            checked={isLinked}
            onChange={(event) => layout.change({ isLinked: event.currentTarget.checked })}
          />
        )}
        <Choice
          label={t('chart.layout')}
          value={String(count)}
          options={['1', '2', '4'].map((value) => ({ value, label: value }))}
          onChange={(chosen) => layout.change({ count: Number(chosen) as ChartCount })}
        />
        <Choice
          label={t('chart.zone')}
          value={zone}
          options={[
            { value: 'utc', label: t('header.utc') },
            { value: 'local', label: t('header.local') },
          ]}
          onChange={(chosen) => settings.change({ zone: chosen })}
        />
        {tool('help')}
      </div>
    </div>
  );
}
