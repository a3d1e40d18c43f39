import { type Ref, useCallback, useEffect, useId, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { InstrumentId } from '../../../shared/domain/instrument.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import type { Pointed } from '../../charts/chartPort.ts';
import type { Measured } from '../../charts/measurePrimitive.ts';
import { mountPriceChart } from '../../charts/priceChart.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PaneIndicators, type PaneIndicatorsHandle } from '../indicators/PaneIndicators.tsx';
import { useShown } from '../indicators/useShown.ts';
import { StretchButtons } from '../stretch/StretchButtons.tsx';
import type { BoundChart, PaneListener } from './bindChart.ts';
import { Countdown } from './Countdown.tsx';
import type { ChartDoors } from './chartDoors.ts';
import type { ChartStore } from './chartStore.ts';
import { GapTip, type GapTipHandle } from './GapTip.tsx';
import { Legend, type LegendHandle } from './Legend.tsx';
import { readAt, summaryOf } from './paneReading.ts';
import type { PaneWords } from './paneWords.ts';
import { type PointedBar, useBars } from './useBars.ts';
import { usePane, usePaneWords } from './usePane.ts';

/** What the screen's keys and buttons do with a pane. */
export type PaneHandle = Readonly<{
  bound(): BoundChart | null;
  words(): PaneWords;
  focus(): void;
  pointed(): PointedBar | null;
}>;

type Props = Readonly<{
  ref: Ref<PaneHandle>;
  chart: ChartStore;
  pane: number;
  /** Every stored series: what can be compared. */
  all: readonly SeriesCoverage[];
  tickSizeOf(id: InstrumentId): number | null;
  /** Which pair of colours rises and falls. */
  palette: string;
  /** A venue's clock minus this PC's. */
  offsetOf(exchange: ExchangeId): number;
  onMeasured(): void;
  onChoose(): void;
  doors: ChartDoors;
}>;

/** One chart: its series, its legend, its candles, and what there is to say when there are none. */
export function ChartPane(props: Props) {
  const { ref, chart, pane, all, tickSizeOf, palette, offsetOf, onMeasured, onChoose, doors } = props;
  const { t } = useTranslation();
  const store = chart.panes[pane]!;
  const host = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLDivElement>(null);
  const legend = useRef<LegendHandle>(null);
  const indicators = useRef<PaneIndicatorsHandle>(null);
  const tip = useRef<GapTipHandle>(null);
  const summary = useRef<HTMLParagraphElement>(null);
  const measured = useRef<HTMLParagraphElement>(null);
  const summaryId = useId();
  const series = useStore(store, (state) => state.series);
  const isLoading = useStore(store, (state) => state.isLoading);
  const error = useStore(store, (state) => state.error);
  const isEmpty = useStore(store, ({ window }) => window !== null && window.candles.openTime.length === 0);
  const isActive = useStore(chart.layout, ({ active, count }) => count > 1 && active === pane);
  const scale = useStore(chart.layout, (state) => state.scale);
  const words = usePaneWords(store, series === null ? null : tickSizeOf(series.instrumentId));
  const name = series === null ? '' : seriesName(series);

  const pointing = useRef<Pointed | null>(null);
  const missing = () => bound.current?.missing() ?? [];
  const onPoint = (pointed: Pointed | null): void => {
    const reading = readAt(store.getState(), pointed, missing(), words);
    pointing.current = pointed;
    legend.current?.write(reading.legend);
    indicators.current?.onValues();
    tip.current?.show(reading.tip, pointed?.x ?? 0, pointed?.y ?? 0);
  };
  const onSight = (): void => {
    const sight = bound.current?.chart.view.sight() ?? null;
    const text = summaryOf(t, store.getState(), sight, missing(), words);
    if (summary.current !== null) summary.current.textContent = text;
    if (pointing.current === null) onPoint(null);
  };
  // Under the mouse, too: whoever points at the candle that forms sees it move.
  const onLive = (): void => onPoint(pointing.current);
  const onMeasure = (lines: readonly string[], next: Measured | null): void => {
    if (measured.current !== null) measured.current.textContent = lines.join(', ');
    bars.setMeasured(next);
    if (next !== null) onMeasured();
  };
  const listener: PaneListener = {
    onPoint: (pointed) => {
      bars.point(pointed?.time ?? null);
      onPoint(pointed);
    },
    onSight,
    onLive,
    onMeasured: onMeasure,
    onTap: (pressed) => bars.onTap(pressed),
    onMenu: (pressed, around) => bars.onMenu(pressed, around),
  };
  const { bound, indicators: boundIndicators } = usePane(host, words, {
    store,
    link: chart.link,
    pane,
    mount: mountPriceChart,
    scale,
    palette,
    listener,
    client: chart.client,
    indicators: {
      onValues: () => indicators.current?.onValues(),
      onFailure: (failure) => indicators.current?.onFailure(failure),
      place: (tops) => indicators.current?.place(tops),
      keep: (heights) => series !== null && chart.indicators.setHeights(series, heights),
    },
  });
  const shown = useShown(chart.indicators, series, all, scale === 'percent');
  const bars = useBars(store, bound, section, doors);
  useImperativeHandle(ref, () => ({
    bound: () => bound.current,
    words: () => words,
    focus: () => section.current?.focus(),
    pointed: bars.pointed,
  }));
  // What is looked at is fetched first; asked for again when another chart becomes the active one.
  const isFirst = useStore(chart.layout, ({ active }) => active === pane);
  const id = series?.id ?? null;
  useEffect(() => {
    if (isFirst && id !== null) chart.focus(pane);
  }, [chart, pane, isFirst, id]);

  const exchange = series?.exchange;
  const offset = useCallback(() => (exchange === undefined ? 0 : offsetOf(exchange)), [exchange, offsetOf]);
  const lead = useCallback(() => {
    chart.link.lead(pane);
    chart.layout.activate(pane);
  }, [chart, pane]);

  return (
    <div
      role="application"
      ref={section}
      className="ck-pane"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the chart work where the focus is
      tabIndex={0}
      aria-label={
        series === null
          ? t('chart.paneEmpty', { number: pane + 1 })
          : t('chart.pane', { number: pane + 1, name })
      }
      aria-describedby={summaryId}
      aria-busy={isLoading}
      data-active={isActive || undefined}
      onPointerDownCapture={lead}
      onWheelCapture={() => chart.link.lead(pane)}
      onFocus={lead}
    >
      <header className="ck-pane-head">
        <button
          type="button"
          className="ck-pane-name"
          aria-label={t('chart.chooseSeries', { name })}
          onClick={onChoose}
        >
          {series === null ? t('chart.chooseFirst') : `${series.symbol} ${series.timeframe}`}
          {series !== null && <span className="ck-dim"> {t(`exchange.${series.exchange}`)}</span>}
        </button>
        <Legend ref={legend} />
        {series !== null && <Countdown timeframe={series.timeframe} offset={offset} />}
      </header>
      {error !== null && <ErrorNotice error={error} onRetry={store.retry} />}
      <div className="ck-pane-body">
        <div ref={host} className="ck-pane-canvas" role="img" aria-label={t('chart.picture', { name })} />
        <GapTip ref={tip} />
        {series !== null && (
          <PaneIndicators
            ref={indicators}
            bound={boundIndicators}
            layouts={chart.indicators}
            series={series}
            shown={shown}
            words={words}
            pointed={() => pointing.current?.time ?? null}
            onNothingCompared={() => chart.layout.change({ scale: 'linear' })}
          />
        )}
        {isLoading && <p className="ck-pane-note">{t('chart.loading')}</p>}
        {isEmpty && !isLoading && <p className="ck-pane-note">{t('chart.empty', { name })}</p>}
      </div>
      {bars.measured !== null && (
        <section className="ck-pane-stretch" aria-label={t('chart.measuredStretch')}>
          <span>{words.span(bars.measured.stretches[0]!)}</span>
          <StretchButtons target={() => bars.measured} actions={doors.actions} />
        </section>
      )}
      <p ref={summary} id={summaryId} className="ck-hidden" />
      <p ref={measured} role="status" className="ck-hidden" />
    </div>
  );
}
