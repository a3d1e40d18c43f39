import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { type CandleChart, mountCandleChart } from '../../charts/candleChart.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { priceDecimals } from '../../format/price.ts';
import type { DetailsStore } from './detailsStore.ts';

type Props = Readonly<{ store: DetailsStore; name: string; tickSize: number | null }>;

/** Draws what the store holds, now and after every change; React does not render for it. */
function drawCandles(chart: CandleChart, store: DetailsStore): () => void {
  let drawn: CandleColumns | null = null;
  const draw = (): void => {
    const { series, candles } = store.getState();
    if (series === null || candles.value === null || candles.value === drawn) return;
    chart.replace(candles.value, durationOf(series.timeframe), drawn === null);
    drawn = candles.value;
  };
  draw();
  return store.subscribe(draw);
}

/** The newest candles of the chosen series, with empty places where candles are missing. */
export function CandlePreview({ store, name, tickSize }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<CandleChart | null>(null);
  const scheme = useComputedColorScheme();
  const candles = useStore(store, (state) => state.candles.value);
  const decimals = priceDecimals(tickSize, candles?.close.subarray(-200) ?? []);
  const { length } = candles?.openTime ?? [];

  useEffect(() => {
    if (host.current === null) return undefined;
    const mounted = mountCandleChart(host.current);
    chart.current = mounted;
    const stop = drawCandles(mounted, store);
    return () => {
      stop();
      chart.current = null;
      mounted.dispose();
    };
  }, [store]);

  useEffect(() => {
    const { time, mark, price } = format;
    chart.current?.setWords({ decimals, time, mark, price: (value) => price(value, decimals) });
  }, [format, decimals]);

  // The scheme is not read: that it changed is what the colours have to be taken again for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => chart.current?.recolor(), [scheme]);

  const summary =
    candles === null || length === 0
      ? ''
      : t('details.chartSummary', {
          amount: format.count(length),
          from: format.time(candles.openTime[0]!),
          to: format.time(candles.openTime.at(-1)!),
          close: format.price(candles.close.at(-1)!, decimals),
        });
  return (
    <figure className="ck-chart">
      <figcaption className="ck-dim">
        {summary}
        <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
          {t('details.attribution')}
        </a>
      </figcaption>
      <div
        ref={host}
        className="ck-chart-canvas"
        role="img"
        aria-label={t('details.chart', { amount: format.count(length), name })}
      />
      {candles !== null && length === 0 && <p className="ck-chart-empty">{t('details.chartEmpty')}</p>}
    </figure>
  );
}
