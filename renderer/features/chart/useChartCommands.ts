import { notifications } from '@mantine/notifications';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seriesName } from '../../../shared/domain/series.ts';
import { barTarget } from '../stretch/stretchTarget.ts';
import type { PaneHandle } from './ChartPane.tsx';
import type { ChartCommand } from './chartCommands.ts';
import type { ChartDoors } from './chartDoors.ts';
import type { ChartStore } from './chartStore.ts';
import { type MoveCommand, runMove } from './runCommand.ts';
import { sharePicture } from './sharePicture.ts';

/** What stands open over the charts, and what happens when a key or a button asks for something. */
export function useChartCommands(
  chart: ChartStore,
  panes: RefObject<(PaneHandle | null)[]>,
  stepTimeframe: (step: 1 | -1) => void,
  doors: ChartDoors,
) {
  const { t } = useTranslation();
  const [isArmed, setArmed] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isDateOpen, setDateOpen] = useState(false);
  const [picker, setPicker] = useState<'indicators' | 'compare' | null>(null);
  const active = () => chart.layout.getState().active;
  const handle = (): PaneHandle | null => panes.current[active()] ?? null;

  const arm = (next: boolean): void => {
    setArmed(next);
    for (const pane of panes.current) pane?.bound()?.chart.arm(next);
  };
  const picture = async (how: 'copy' | 'save'): Promise<void> => {
    const bound = handle()?.bound();
    const words = handle()?.words();
    const series = chart.panes[active()]?.getState().series;
    if (bound == null || words === undefined || series == null) return;
    const name = seriesName(series);
    const now = Date.now();
    const canvas = bound.chart.picture({
      left: name,
      right: `Candlekeep · ${words.time(now)} ${words.zone}`,
    });
    const file = `${name.replaceAll(' ', '-')}-${new Date(now).toISOString().slice(0, 16).replace(/[:T]/g, '')}.png`;
    const shared = await sharePicture(canvas, how, file);
    notifications.show({ message: t(`chart.${shared}`, { name }) });
  };
  const clear = (): void => {
    arm(false);
    for (const pane of panes.current) pane?.bound()?.clearMeasure();
  };
  const toggleScale = (scale: 'log' | 'percent'): void =>
    chart.layout.change({ scale: chart.layout.getState().scale === scale ? 'linear' : scale });

  const pointed = () => {
    const series = chart.panes[active()]?.getState().series ?? null;
    const place = handle()?.pointed() ?? null;
    return series === null || place === null ? null : { series, ...place };
  };
  const inspect = (): void => {
    const bar = pointed();
    if (bar !== null) doors.onInspect(bar.series, bar.time);
  };
  const openActions = (): void => {
    const bar = pointed();
    if (bar !== null) doors.onMenu(barTarget(bar.series, bar.time), bar.x, bar.y);
  };

  /** What is not a move of one chart. */
  const others: Readonly<Record<Exclude<ChartCommand, MoveCommand>, () => void>> = {
    date: () => setDateOpen(true),
    log: () => toggleScale('log'),
    percent: () => toggleScale('percent'),
    measure: () => arm(!isArmed),
    picture: () => void picture('copy'),
    indicators: () => setPicker('indicators'),
    compare: () => setPicker('compare'),
    inspect,
    actions: openActions,
    nextTimeframe: () => stepTimeframe(1),
    previousTimeframe: () => stepTimeframe(-1),
    help: () => setHelpOpen(true),
    clear,
  };
  const move = (command: MoveCommand): void => {
    const bound = handle()?.bound();
    const store = chart.panes[active()];
    if (bound == null || store === undefined) return;
    chart.link.lead(active());
    if (!runMove(command, bound.chart, store)) notifications.show({ message: t('chart.noGaps') });
  };
  const run = (command: ChartCommand): void => {
    if (command in others) others[command as keyof typeof others]();
    else move(command as MoveCommand);
  };
  return {
    run,
    picture,
    arm,
    isArmed,
    isHelpOpen,
    setHelpOpen,
    isDateOpen,
    setDateOpen,
    picker,
    closePicker: () => setPicker(null),
    handle,
  };
}
