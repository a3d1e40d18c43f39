import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { MountChart, PriceScaleMode } from '../../charts/chartPort.ts';
import type { PaneTop } from '../../charts/paneGeometry.ts';
import type { PaneHeights } from '../../charts/studyPlot.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { priceDecimals } from '../../format/price.ts';
import {
  type BoundIndicators,
  bindIndicators,
  type IndicatorListener,
} from '../indicators/bindIndicators.ts';
import { type BoundChart, bindChart, type PaneListener } from './bindChart.ts';
import type { PaneStore } from './paneStore.ts';
import { createPaneWords, type PaneWords } from './paneWords.ts';
import type { TimeLink } from './timeLink.ts';

type Wanted = Readonly<{
  store: PaneStore;
  link: TimeLink;
  pane: number;
  mount: MountChart;
  scale: PriceScaleMode;
  palette: string;
  listener: PaneListener;
  client: DataClient;
  indicators: IndicatorListener &
    Readonly<{ place(panes: readonly PaneTop[]): void; keep(heights: PaneHeights): void }>;
}>;

/** Closes enough to tell how many decimals a price has. */
const SAMPLE = 200;

/** Returns the words of the pane, made again only when language, zone or symbol change. */
export function usePaneWords(store: PaneStore, tickSize: number | null): PaneWords {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useStore(store, ({ series }) => (series === null ? 60_000 : durationOf(series.timeframe)));
  const decimals = useStore(store, ({ window }) =>
    priceDecimals(tickSize, window?.candles.close.subarray(-SAMPLE) ?? []),
  );
  return useMemo(() => createPaneWords(t, format, decimals, duration), [t, format, decimals, duration]);
}

/** Mounts a chart into `host` for as long as the pane stands and keeps its look in step with the settings. */
export function usePane(host: RefObject<HTMLElement | null>, words: PaneWords, wanted: Wanted) {
  const { store, link, pane, mount, scale, palette, client } = wanted;
  const bound = useRef<BoundChart | null>(null);
  const boundIndicators = useRef<BoundIndicators | null>(null);
  const onIndicators = useRef(wanted.indicators);
  onIndicators.current = wanted.indicators;
  const listener = useRef(wanted.listener);
  listener.current = wanted.listener;
  const scheme = useComputedColorScheme();
  const { zone } = useFormat();

  useEffect(() => {
    if (host.current === null) return undefined;
    const mounted = bindChart(mount(host.current), store, link, pane, {
      onPoint: (pointed) => listener.current.onPoint(pointed),
      onSight: () => listener.current.onSight(),
      onLive: () => listener.current.onLive(),
      onMeasured: (lines, measured) => listener.current.onMeasured(lines, measured),
      onTap: (pressed) => listener.current.onTap(pressed),
      onMenu: (pressed, measured) => listener.current.onMenu(pressed, measured),
    });
    const drawn = bindIndicators(mounted.chart, store, client, {
      onValues: () => onIndicators.current.onValues(),
      onFailure: (error) => onIndicators.current.onFailure(error),
    });
    const stopPanes = mounted.chart.onPanes((panes) => onIndicators.current.place(panes));
    const stopHeights = mounted.chart.onHeights((heights) => onIndicators.current.keep(heights));
    bound.current = mounted;
    boundIndicators.current = drawn;
    return () => {
      bound.current = null;
      boundIndicators.current = null;
      stopPanes();
      stopHeights();
      drawn.dispose();
      mounted.dispose();
    };
  }, [host, store, link, pane, mount, client]);

  useEffect(() => bound.current?.setWords(words), [words]);
  useEffect(() => bound.current?.chart.setScale(scale), [scale]);
  useEffect(() => bound.current?.chart.setZone(zone), [zone]);
  // Neither is read: that they changed is what the colours have to be taken again for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => bound.current?.chart.recolor(), [scheme, palette]);
  return { bound, indicators: boundIndicators };
}
