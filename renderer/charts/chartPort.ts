import type { CandleColumns, CandleRow } from '../../shared/domain/candle.ts';
import type { Dispose } from '../../shared/lib/disposable.ts';
import type { TimeUnit, Zone } from '../format/time.ts';
import type { Band } from './bands.ts';
import type { Measured } from './measurePrimitive.ts';
import type { PaneTop } from './paneGeometry.ts';
import type { Caption } from './screenshot.ts';
import type { PaneHeights, Studies } from './studyPlot.ts';
import type { Viewport } from './viewport.ts';

/** How the chart writes times and prices; all of it can change while it stands. */
export type ChartWords = Readonly<{
  decimals: number;
  price(value: number): string;
  /** A number that is neither price nor amount, such as an RSI. */
  oscillator(value: number): string;
  /** An amount, shortened: 1.2M. */
  amount(value: number): string;
  /** A change as a share of 1, with its sign. */
  percent(share: number): string;
  time(ms: number): string;
  /** A mark of the time axis, as short as what changes there allows. */
  mark(ms: number, unit: TimeUnit): string;
}>;

/** Candles to draw: the window of a series that is held at the moment. */
export type ChartData = Readonly<{
  candles: CandleColumns;
  /** Candles behind them that are not stored yet: the one that forms, and one whose close is awaited. */
  tail: readonly CandleRow[];
  duration: number;
  /** The newest candle of the series is among them, so a view that shows it follows the next one. */
  isAtEnd: boolean;
}>;

/** Where the mouse is: a time of the axis, and the price at that height. */
export type Pointed = Readonly<{ time: number; price: number | null; x: number; y: number }>;

/** A time of the axis, and where on the screen it was pointed at, in pixels of the window. */
export type Pressed = Readonly<{ time: number; x: number; y: number }>;

export type PriceScaleMode = 'linear' | 'log' | 'percent';

/** What the rest of the window knows of the charting library. */
export interface PriceChart {
  readonly view: Pick<Viewport, 'sight' | 'middle' | 'show' | 'pan' | 'zoom' | 'onMove'>;
  draw(data: ChartData): void;
  /** Draws the same candles grown or changed at their newest end, and no more of them than it has to. */
  follow(data: ChartData): void;
  /** Shows nothing, until the next drawing. */
  clear(): void;
  shade(bands: readonly Band[]): void;
  /** Draws these besides the candles, in place of the ones before. */
  study(studies: Studies): void;
  /** Tells where the panes are, whenever they come, go or change their height. */
  onPanes(listener: (panes: readonly PaneTop[]) => void): Dispose;
  /** Tells how high the panes are when the trader has dragged the line between two. */
  onHeights(listener: (heights: PaneHeights) => void): Dispose;
  setWords(words: ChartWords): void;
  setScale(mode: PriceScaleMode): void;
  setZone(zone: Zone): void;
  /** Takes the page's colours again, after it went dark or light. */
  recolor(): void;
  /** Tells where the mouse points; null when it has left. */
  onPoint(listener: (pointed: Pointed | null) => void): Dispose;
  /** Tells of a click that moved nothing. */
  onTap(listener: (pressed: Pressed) => void): Dispose;
  /** Tells where the menu of a bar was asked for with the mouse. */
  onMenu(listener: (pressed: Pressed) => void): Dispose;
  /** Puts the crosshair where another chart points; null takes it away. */
  pointAt(time: number | null): void;
  /** While armed, every drag measures; otherwise only one with Shift. */
  arm(isArmed: boolean): void;
  /** Tells what is being measured, `isDone` with the last of it; null when a click takes it away. */
  onMeasure(listener: (measured: Measured | null, isDone: boolean) => void): Dispose;
  showMeasure(measured: Measured | null, lines: readonly string[]): void;
  /** Returns the chart as it is, with a line that says what it shows. */
  picture(caption: Caption): HTMLCanvasElement;
  dispose(): void;
}

/** Mounts a chart into an element. */
export type MountChart = (host: HTMLElement) => PriceChart;
