import type {
  IChartApiBase,
  IPanePrimitive,
  IPrimitivePaneRenderer,
  ISeriesApi,
  Time,
} from 'lightweight-charts';

import { xOfPlace } from './libraryChart.ts';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];
export type MeasurePoint = Readonly<{ time: number; price: number }>;
export type Measured = Readonly<{ from: MeasurePoint; to: MeasurePoint }>;
type PaneSize = Readonly<{ width: number; height: number }>;
export type MeasureColors = Readonly<{ up: string; down: string; surface: string; text: string }>;

const LINE = 16;
const PADDING = 8;

function writeBox(
  context: CanvasRenderingContext2D,
  lines: readonly string[],
  center: number,
  top: number,
  pane: PaneSize,
): void {
  const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 2 * PADDING;
  const height = lines.length * LINE + PADDING;
  const x = Math.min(Math.max(4, center - width / 2), Math.max(4, pane.width - width - 4));
  const y = Math.min(Math.max(4, top), Math.max(4, pane.height - height - 4));
  context.fillRect(x, y, width, height);
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = context.strokeStyle;
  for (const [i, line] of lines.entries())
    context.fillText(line, x + width / 2, y + PADDING / 2 + LINE * (i + 0.5));
}

/** Draws what is measured over the candles: its rectangle, its direction and its numbers. */
export function createMeasurePrimitive(
  chart: IChartApiBase<Time>,
  series: ISeriesApi<'Candlestick', Time>,
  placeOf: (time: number) => number,
) {
  let shown: Measured | null = null;
  let lines: readonly string[] = [];
  let colors: MeasureColors = { up: 'green', down: 'red', surface: 'white', text: 'black' };
  let font = '12px sans-serif';
  let requestUpdate = (): void => undefined;

  const at = ({ time, price }: MeasurePoint): { x: number; y: number } => ({
    x: xOfPlace(chart, placeOf(time)),
    y: series.priceToCoordinate(price) ?? 0,
  });
  const paint = (context: CanvasRenderingContext2D, pane: PaneSize, { from, to }: Measured): void => {
    const [a, b] = [at(from), at(to)];
    const color = to.price >= from.price ? colors.up : colors.down;
    context.font = font;
    context.fillStyle = color;
    context.strokeStyle = color;
    context.globalAlpha = 0.16;
    context.fillRect(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(b.x - a.x), Math.abs(b.y - a.y));
    context.globalAlpha = 1;
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    context.beginPath();
    context.moveTo(a.x, middle.y);
    context.lineTo(b.x, middle.y);
    context.moveTo(middle.x, a.y);
    context.lineTo(middle.x, b.y);
    context.stroke();
    context.fillStyle = colors.surface;
    const below = b.y >= a.y ? b.y + 8 : b.y - 8 - lines.length * LINE - PADDING;
    if (lines.length > 0) writeBox(context, lines, middle.x, below, pane);
  };
  const draw = (target: Target): void =>
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      if (shown !== null) paint(context, mediaSize, shown);
    });
  const view = { zOrder: () => 'top' as const, renderer: () => ({ draw }) };
  const primitive: IPanePrimitive<Time> = {
    paneViews: () => [view],
    attached: (param) => {
      requestUpdate = param.requestUpdate;
    },
  };
  return {
    primitive,
    show: (measured: Measured | null, words: readonly string[]): void => {
      shown = measured;
      lines = words;
      requestUpdate();
    },
    recolor: (next: MeasureColors, fontFamily: string): void => {
      colors = next;
      font = `12px ${fontFamily}`;
      requestUpdate();
    },
  };
}
