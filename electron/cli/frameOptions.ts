import { InvalidArgumentError } from 'commander';
import { type FrameSpec, INDICATOR_NAMES, IndicatorName } from '../../shared/domain/frame.ts';
import { MarketSymbol } from '../../shared/domain/instrument.ts';
import { TIMEFRAMES, Timeframe } from '../../shared/domain/timeframe.ts';
import { FEATURES } from '../analysis/features/features.ts';
import { INDICATORS } from '../analysis/indicators/catalog.ts';

type Of = FrameSpec['joins'][number];

/** What a contract is quoted in; without it `7m` would be taken for a symbol. */
const QUOTED = /USD[TC]?$/;

/** Reads what stands before the last slash: `1h`, `BTCUSDT` or `BTCUSDT/1h`. */
function placeOf(parts: readonly string[], text: string): Of {
  const of: { symbol?: MarketSymbol; timeframe?: Timeframe } = {};
  for (const part of parts) {
    const timeframe = Timeframe.safeParse(part);
    const symbol = MarketSymbol.safeParse(part.toUpperCase());
    if (timeframe.success) of.timeframe = timeframe.data;
    else if (symbol.success && QUOTED.test(symbol.data)) of.symbol = symbol.data;
    else
      throw new InvalidArgumentError(
        `"${text}": "${part}" is neither a timeframe (${TIMEFRAMES.join(', ')}) nor a symbol.`,
      );
  }
  return of;
}

const listOf =
  <T>(read: (text: string) => T) =>
  (text: string): T[] =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
      .map(read);

/** `5m,15m,BTCUSDT/1h`: candles that are joined. */
export const joinList = listOf((text) => placeOf(text.split('/'), text));

/** `sma:20,rsi:14,1h/rsi:14,macd`: indicators, with their usual parameters where none are named. */
export const indicatorList = listOf((text): FrameSpec['indicators'][number] => {
  const parts = text.split('/');
  const [word, ...given] = parts.pop()!.split(':');
  const name = IndicatorName.safeParse(word?.toLowerCase());
  if (!name.success) {
    throw new InvalidArgumentError(`"${word}" is not an indicator; there are ${INDICATOR_NAMES.join(', ')}.`);
  }
  const usual = Object.values(INDICATORS[name.data].params);
  const params = given.length === 0 ? usual : given.map(Number);
  if (params.length !== usual.length || params.some((value) => !(value > 0))) {
    const form = [name.data, ...Object.keys(INDICATORS[name.data].params)].join(':');
    throw new InvalidArgumentError(
      `"${text}": write it like ${form}, for example ${[name.data, ...usual].join(':')}.`,
    );
  }
  return { name: name.data, params, ...placeOf(parts, text) };
});

/** `returns_5,1h/volatility_20`: features of the catalog. */
export const featureList = listOf((text): FrameSpec['features'][number] => {
  const parts = text.split('/');
  const name = parts.pop()!;
  if (!FEATURES.some((feature) => feature.name === name)) {
    throw new InvalidArgumentError(
      `"${name}" is not a feature; there are ${FEATURES.map((feature) => feature.name).join(', ')}.`,
    );
  }
  return { name, ...placeOf(parts, text) };
});

export function decimalCount(text: string): number {
  const decimals = Number(text);
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 15) {
    throw new InvalidArgumentError(`"${text}" is not a number of decimals from 0 to 15.`);
  }
  return decimals;
}
