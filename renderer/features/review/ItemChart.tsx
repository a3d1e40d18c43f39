import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import { type CandleChart, mountCandleChart } from '../../charts/candleChart.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { priceDecimals } from '../../format/price.ts';

type Props = Readonly<{ candles: CandleColumns; duration: number; label: string }>;

/** The candles around an item, small. */
export function ItemChart({ candles, duration, label }: Props) {
  const format = useFormat();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<CandleChart | null>(null);
  const scheme = useComputedColorScheme();

  useEffect(() => {
    if (host.current === null) return undefined;
    const mounted = mountCandleChart(host.current);
    chart.current = mounted;
    return () => {
      chart.current = null;
      mounted.dispose();
    };
  }, []);

  useEffect(() => {
    const decimals = priceDecimals(null, candles.close.subarray(-200));
    const { time, mark, price } = format;
    chart.current?.setWords({ decimals, time, mark, price: (value) => price(value, decimals) });
    chart.current?.replace(candles, duration, false);
    chart.current?.showAll();
  }, [candles, duration, format]);

  // The scheme is not read: that it changed is what the colours have to be taken again for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => chart.current?.recolor(), [scheme]);

  return <div ref={host} className="ck-review-chart" role="img" aria-label={label} />;
}
