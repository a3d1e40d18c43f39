import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import { BoardPicker } from '../indicators/BoardPicker.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import { QuoteLine } from '../quotes/QuoteLine.tsx';
import type { QuotesStore } from '../quotes/quotesStore.ts';
import type { CatalogStore } from '../series/catalogStore.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { StatusStore } from '../status/statusStore.ts';
import { ChartHelp } from './ChartHelp.tsx';
import { ChartPane, type PaneHandle } from './ChartPane.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { beginsTyping, commandOf } from './chartCommands.ts';
import type { ChartDoors } from './chartDoors.ts';
import type { ChartStore } from './chartStore.ts';
import { TypedSeries } from './TypedSeries.tsx';
import { useChartCommands } from './useChartCommands.ts';

type Props = Readonly<{
  chart: ChartStore;
  all: readonly SeriesCoverage[];
  catalog: Pick<CatalogStore, 'tickSizeOf'>;
  settings: SettingsStore;
  status: StatusStore;
  live: LiveStore;
  quotes: QuotesStore;
  doors: ChartDoors;
}>;

const TEXT_FIELDS = 'input, textarea, select, [role="dialog"] *';

/** The charts with their tools; keys and typing work wherever the focus is among them. */
export function ChartBoard({ chart, all, catalog, settings, status, live, quotes, doors }: Props) {
  const { t } = useTranslation();
  const { count, active } = useStore(chart.layout);
  const current = useStore(chart.panes[active]!, (state) => state.series);
  const palette = useStore(settings, (state) => state.candles);
  const panes = useRef<(PaneHandle | null)[]>([]);
  const [typed, setTyped] = useState<string | null>(null);

  const siblings = all
    .filter(({ exchange, symbol }) => exchange === current?.exchange && symbol === current.symbol)
    .toSorted((a, b) => TIMEFRAMES.indexOf(a.timeframe) - TIMEFRAMES.indexOf(b.timeframe));

  /** Switches the active chart; one that looks at the past keeps looking at it. */
  const choose = (series: SeriesCoverage): void => {
    setTyped(null);
    panes.current[active]?.focus();
    const view = panes.current[active]?.bound()?.chart.view;
    const last = chart.panes[active]?.getState().window;
    const sight = view?.sight();
    const isAtEnd = sight == null || last == null || sight.to >= (last.candles.openTime.at(-1) ?? 0);
    chart.panes[active]?.show(
      series,
      isAtEnd && (last?.isAtEnd ?? true) ? undefined : (view?.middle() ?? undefined),
    );
    chart.layout.choose(active, series.id);
  };
  const stepTimeframe = (step: 1 | -1): void => {
    const next = siblings[siblings.findIndex(({ id }) => id === current?.id) + step];
    if (next !== undefined) choose(next);
  };
  const commands = useChartCommands(chart, panes, stepTimeframe, doors);
  const offsetOf = useCallback(
    (exchange: ExchangeId) =>
      status.getState().status.value?.venues.find((venue) => venue.exchange === exchange)?.clockOffsetMs ?? 0,
    [status],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || (event.target as Element).matches(TEXT_FIELDS)) return;
    const command = commandOf(event);
    // A button or a switch keeps the keys that are its own.
    const isTool = (event.target as Element).closest('[role="toolbar"]') !== null;
    const isButton = (event.target as Element).closest('button, a, [role="menuitem"]') !== null;
    const isOwn = event.key.startsWith('Arrow') ? isTool : event.key === 'Enter' && isButton;
    if (command !== null && !isOwn) commands.run(command);
    else if (beginsTyping(event)) setTyped(event.key);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of whatever has the focus in it arrive here
    <div className="ck-board" onKeyDown={onKeyDown}>
      <ChartToolbar
        layout={chart.layout}
        settings={settings}
        current={current}
        siblings={siblings}
        isArmed={commands.isArmed}
        isDateOpen={commands.isDateOpen}
        onDateOpen={commands.setDateOpen}
        dateNow={() => Math.round(commands.handle()?.bound()?.chart.view.middle() ?? Date.now())}
        onDate={(time) => {
          commands.setDateOpen(false);
          chart.link.lead(active);
          void chart.panes[active]?.goTo(time);
        }}
        onSeries={(series) => choose(series as SeriesCoverage)}
        onCommand={commands.run}
        onPicture={(how) => void commands.picture(how)}
      />
      {current !== null && (
        <QuoteLine
          live={live}
          quotes={quotes}
          series={current}
          tickSize={catalog.tickSizeOf(current.instrumentId)}
          offsetOf={offsetOf}
        />
      )}
      <div className="ck-panes" data-count={count}>
        {Array.from({ length: count }, (_, pane) => (
          <ChartPane
            // biome-ignore lint/suspicious/noArrayIndexKey: a pane is its number
            key={pane}
            ref={(handle) => {
              panes.current[pane] = handle;
            }}
            chart={chart}
            pane={pane}
            all={all}
            tickSizeOf={(id) => catalog.tickSizeOf(id)}
            palette={palette}
            offsetOf={offsetOf}
            doors={doors}
            onMeasured={() => commands.arm(false)}
            onChoose={() => {
              chart.layout.activate(pane);
              setTyped('');
            }}
          />
        ))}
        <BoardPicker
          open={commands.picker}
          chart={chart}
          current={current}
          all={all}
          onClose={() => {
            commands.closePicker();
            panes.current[active]?.focus();
          }}
        />
        {typed !== null && (
          <TypedSeries
            start={typed}
            all={all}
            current={current}
            onChoose={choose}
            onCommand={(command) => {
              setTyped(null);
              panes.current[active]?.focus();
              commands.run(command);
            }}
            onClose={() => {
              setTyped(null);
              panes.current[active]?.focus();
            }}
          />
        )}
      </div>
      <p className="ck-chart-foot">
        <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
          {t('chart.attribution')}
        </a>
      </p>
      <ChartHelp isOpen={commands.isHelpOpen} onClose={() => commands.setHelpOpen(false)} />
    </div>
  );
}
