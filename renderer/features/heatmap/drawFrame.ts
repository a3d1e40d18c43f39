import type { Formatters } from '../../format/formatters.ts';
import type { BitmapScene } from './bitmaps.ts';
import { pixelOf, rowTop, visibleRows } from './geometry.ts';
import type { HeatRow } from './heatRows.ts';
import { contextOf, type Tick, ticksFor } from './ticks.ts';

export type Words = Readonly<{
  format: Formatters;
  exchange(id: HeatRow['series']['exchange']): string;
  fontFamily: string;
}>;

type Draw = (ctx: CanvasRenderingContext2D, scene: BitmapScene, words: Words) => void;

const font = (dpr: number, family: string, weight = 400): string => `${weight} ${12 * dpr}px ${family}`;

/** What the marks leave unsaid, said once at the left edge and again wherever it changes. */
function contextLabels(ticks: readonly Tick[], from: number, { format }: Words): readonly Tick[] {
  const context = contextOf(ticks);
  const name = (at: number): string =>
    format.time(at).slice(0, context === 'day' ? 10 : context === 'month' ? 7 : 4);
  // Years say themselves.
  if (context === 'year' && !ticks.some(({ unit }) => unit === 'month')) return [];
  const changes = ticks.filter(({ at }, i) => name(at) !== name(i === 0 ? from : ticks[i - 1]!.at));
  return [{ at: from, unit: context }, ...changes.map(({ at }) => ({ at, unit: context }))];
}

const CONTEXT_LENGTH: Readonly<Record<string, number>> = { day: 10, month: 7, year: 4 };

/** Draws the marks of the time axis: a line of names, and under the map's head the days, months or years they are in. */
export const drawAxis: Draw = (ctx, { geometry, palette }, words) => {
  const { dpr, labelPx, widthPx, axisPx, heightPx, msPerPx, msPerDevicePx, originPx } = geometry;
  const from = originPx * msPerDevicePx;
  const until = from + (widthPx - labelPx) * msPerDevicePx;
  const ticks = ticksFor(from, until, msPerPx, words.format.zone);
  const labels = contextLabels(ticks, from, words);
  // Where the years stand above, January is January.
  const isYearSaid = labels[0]?.unit === 'year';
  ctx.save();
  ctx.beginPath();
  ctx.rect(labelPx, 0, widthPx - labelPx, heightPx);
  ctx.clip();
  ctx.font = font(dpr, words.fontFamily);
  ctx.textBaseline = 'middle';
  for (const { at, unit } of ticks) {
    const x = pixelOf(geometry, at);
    ctx.fillStyle = palette.border;
    ctx.fillRect(x, axisPx - Math.round(18 * dpr), Math.max(1, Math.round(dpr / 2)), Math.round(18 * dpr));
    ctx.fillStyle = unit === 'minute' || unit === 'day' ? palette.dim : palette.text;
    ctx.fillText(
      words.format.mark(at, isYearSaid && unit === 'year' ? 'month' : unit),
      x + 4 * dpr,
      axisPx - 9 * dpr,
    );
  }
  ctx.fillStyle = palette.dim;
  labels.forEach(({ at, unit }, i) => {
    const text = words.format.time(at).slice(0, CONTEXT_LENGTH[unit]);
    const x = Math.max(labelPx, pixelOf(geometry, at)) + 4 * dpr;
    const next = labels[i + 1];
    const room = next === undefined ? Number.POSITIVE_INFINITY : pixelOf(geometry, next.at) - x;
    if (ctx.measureText(text).width < room) ctx.fillText(text, x, 9 * dpr);
  });
  ctx.restore();
};

/**
 * Draws the frozen names of the rows: the symbol at its first row, or at the top edge while that is scrolled away, and
 * its exchange under it.
 */
export const drawLabels: Draw = (ctx, { geometry, palette, rows }, words) => {
  const { dpr, labelPx, axisPx, rowPx, heightPx, widthPx } = geometry;
  const { first, end } = visibleRows(geometry, rows.length);
  ctx.save();
  ctx.fillStyle = palette.surface;
  ctx.fillRect(0, 0, labelPx, heightPx);
  ctx.fillStyle = palette.border;
  ctx.fillRect(labelPx - 1, 0, 1, heightPx);
  ctx.fillRect(0, axisPx - 1, widthPx, 1);
  ctx.beginPath();
  ctx.rect(0, axisPx, labelPx, heightPx - axisPx);
  ctx.clip();
  ctx.textBaseline = 'middle';
  for (let i = first; i < end; i += 1) {
    const { series, isHead } = rows[i]!;
    const top = rowTop(geometry, i);
    const middle = top + rowPx / 2;
    if (isHead && i > 0) {
      ctx.fillStyle = palette.border;
      ctx.fillRect(0, top, labelPx, Math.max(1, Math.round(dpr / 2)));
    }
    ctx.textAlign = 'left';
    if (isHead || i === first) {
      ctx.fillStyle = palette.text;
      ctx.font = font(dpr, words.fontFamily, 600);
      ctx.fillText(series.symbol, 4 * dpr, middle, labelPx - 100 * dpr);
    } else if (rows[i - 1]!.isHead || i === first + 1) {
      ctx.fillStyle = palette.dim;
      ctx.font = font(dpr, words.fontFamily);
      ctx.fillText(words.exchange(series.exchange), 4 * dpr, middle);
    }
    ctx.font = font(dpr, words.fontFamily);
    ctx.textAlign = 'right';
    ctx.fillStyle = palette.dim;
    ctx.fillText(words.format.percent(series.coverage), labelPx - 6 * dpr, middle);
    ctx.fillStyle = palette.text;
    ctx.fillText(series.timeframe, labelPx - 66 * dpr, middle);
  }
  ctx.restore();
};
