import { useTranslation } from 'react-i18next';
import type { Shown } from './shown.ts';

/** Returns what a legend calls it: `EMA 12`, `MACD 12 26 9`, `ETHUSDT Bitget`. */
export function useShownName(shown: Shown): string {
  const { t } = useTranslation();
  if (shown.kind === 'compared') {
    const { symbol, exchange } = shown.compared;
    return `${symbol} ${t(`exchange.${exchange}`)}`;
  }
  const { name, params } = shown.study;
  return [t(`indicators.short.${name}`), ...params].join(' ');
}
