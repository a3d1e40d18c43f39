import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { IndicatorSpec } from '../../../shared/domain/frame.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';

import { type Plot, PRICE_PANE, STUDY_TONES, type Studies, type StudyTone } from '../../charts/studyPlot.ts';
import { KINDS, type ValueName } from './kinds.ts';
import { type Compared, isSameSymbol, paneOf, type Study, type SymbolLayout } from './layoutStore.ts';
import type { Values } from './valuePages.ts';

/** Where values come from: an indicator over a series, or the closes of another one. */
export type Source = Readonly<{ key: string; seriesId: SeriesId; spec: IndicatorSpec | null }>;

/** One drawn line of an indicator. */
export type ShownLine = Omit<Plot, 'openTime' | 'values' | 'direction'> &
  Readonly<{ value: ValueName; column: number; directionColumn?: number }>;

/** One thing on a chart besides its candles, with everything the legend says of it. */
export type Shown = Readonly<{
  id: string;
  pane: string;
  isHidden: boolean;
  /** Null for what the chart has anyway, and for a symbol that is not stored in this timeframe. */
  source: Source | null;
  lines: readonly ShownLine[];
}> &
  (Readonly<{ kind: 'study'; study: Study }> | Readonly<{ kind: 'compared'; compared: Compared }>);

const toneAfter = (tone: StudyTone, steps: number): StudyTone =>
  STUDY_TONES[(STUDY_TONES.indexOf(tone) + steps) % STUDY_TONES.length]!;

function shownStudy(study: Study, seriesId: SeriesId, isPercent: boolean): Shown {
  const { name, params, tone, isHidden } = study;
  const kind = KINDS[name];
  const id = paneOf(study.id);
  const pane = kind.where === 'price' ? PRICE_PANE : id;
  const lines = kind.lines.map(
    (line, i): ShownLine => ({
      id: `${id}-${line.value}`,
      pane,
      value: line.value,
      column: line.column,
      style: line.style ?? 'line',
      tone: toneAfter(tone, line.tone ?? 0),
      isDashed: line.isDashed ?? false,
      isVisible: !isHidden,
      // The percent scale counts every line from its own first value: an average would lie beside its candles.
      isByCandles: isPercent && pane === PRICE_PANE,
      format: kind.format,
      levels: i === 0 ? kind.levels : [],
      isSigned: line.isSigned ?? false,
      ...(line.direction === undefined ? {} : { directionColumn: line.direction }),
    }),
  );
  const source: Source | null =
    name === 'volume'
      ? null
      : { key: `${seriesId} ${name} ${params.join(' ')}`, seriesId, spec: { name, params } };
  return { id, pane, isHidden, source, lines, kind: 'study', study };
}

function shownCompared(compared: Compared, series: Series, all: readonly SeriesCoverage[]): Shown {
  const { exchange, symbol, tone, isHidden } = compared;
  const id = `compared-${exchange}-${symbol}`;
  const stored = all.find(
    (one) => isSameSymbol(one, compared) && one.timeframe === series.timeframe && one.candles > 0,
  );
  const line: ShownLine = {
    id: `${id}-value`,
    pane: PRICE_PANE,
    value: 'value',
    column: 0,
    style: 'line',
    tone,
    isDashed: false,
    isVisible: !isHidden,
    format: 'price',
    levels: [],
  };
  const source = stored === undefined ? null : { key: `${stored.id} close`, seriesId: stored.id, spec: null };
  return {
    id,
    pane: PRICE_PANE,
    isHidden,
    source,
    lines: [line],
    kind: 'compared',
    compared,
  };
}

/** Returns what stands on the chart of a series, overlays before panes, in the order it was added. */
export function shownOf(
  { studies, compared }: SymbolLayout,
  series: Series,
  all: readonly SeriesCoverage[],
  isPercent: boolean,
): readonly Shown[] {
  const ofStudies = studies.map((study) => shownStudy(study, series.id, isPercent));
  return [
    ...compared.map((one) => shownCompared(one, series, all)),
    ...ofStudies.filter(({ pane }) => pane === PRICE_PANE),
    ...ofStudies.filter(({ pane }) => pane !== PRICE_PANE),
  ];
}

const NOTHING = new Float64Array();

/** Returns what the chart draws of it with the values that are known. */
export function studiesOf(shown: readonly Shown[], valuesOf: (source: Source) => Values | null): Studies {
  const panes = shown.map(({ pane }) => pane).filter((pane) => pane !== PRICE_PANE);
  const volume = shown.find((one) => one.kind === 'study' && one.study.name === 'volume');
  const plots = shown.flatMap(({ lines, source }) => {
    const values = source === null ? null : valuesOf(source);
    return lines.map(({ value: _, column, directionColumn, ...line }): Plot => {
      const direction = directionColumn === undefined ? undefined : values?.columns[directionColumn];
      return {
        ...line,
        openTime: values?.openTime ?? NOTHING,
        values: values?.columns[column] ?? NOTHING,
        ...(direction === undefined ? {} : { direction }),
      };
    });
  });
  const volumePane = volume?.isHidden ? null : volume?.pane;
  return { plots, panes, volume: volumePane === undefined ? PRICE_PANE : volumePane };
}
