import type { ChartData, PriceChart } from '../../../../renderer/charts/chartPort.ts';
import type { Studies } from '../../../../renderer/charts/studyPlot.ts';
import { createEmitter } from '../../../../shared/lib/emitter.ts';

export type FakeChart = PriceChart &
  Readonly<{
    drawn: ChartData[];
    /** What was drawn at the newest end alone. */
    followed: ChartData[];
    shown: number[];
    /** Subscriptions that were made and not disposed. */
    listeners(): number;
    isDisposed(): boolean;
    /** Moves the view as a trader would. */
    move(from: number, to: number): void;
    point(time: number | null): void;
    pointedAt: (number | null)[];
    /** What was drawn besides the candles. */
    studied: Studies[];
  }>;

/** Returns a chart that draws nothing and remembers what it was asked to. */
export function fakeChart(): FakeChart {
  type Heard = { move: null; point: number | null };
  const emitter = createEmitter<Heard>((error) => {
    throw error;
  });
  let open = 0;
  let isDisposed = false;
  let sight = { from: 0, to: 0, bars: 0 };
  const counted = (stop: () => void) => {
    open += 1;
    let isOpen = true;
    return () => {
      if (isOpen) open -= 1;
      isOpen = false;
      stop();
    };
  };
  const drawn: ChartData[] = [];
  const followed: ChartData[] = [];
  const shown: number[] = [];
  const pointedAt: (number | null)[] = [];
  const studied: Studies[] = [];
  const nothing = (): void => undefined;
  return {
    drawn,
    followed,
    shown,
    pointedAt,
    studied,
    listeners: () => open,
    isDisposed: () => isDisposed,
    move: (from, to) => {
      sight = { from, to, bars: 100 };
      emitter.emit('move', null);
    },
    point: (time) => emitter.emit('point', time),
    view: {
      sight: () => (sight.bars === 0 ? null : sight),
      middle: () => (sight.from + sight.to) / 2,
      show: (time) => shown.push(time),
      pan: nothing,
      zoom: nothing,
      onMove: (listener) => counted(emitter.on('move', () => listener())),
    },
    draw: (data) => drawn.push(data),
    follow: (data) => followed.push(data),
    clear: nothing,
    shade: nothing,
    study: (studies) => studied.push(studies),
    onPanes: () => counted(nothing),
    onHeights: () => counted(nothing),
    setWords: nothing,
    setScale: nothing,
    setZone: nothing,
    recolor: nothing,
    onPoint: (listener) =>
      counted(emitter.on('point', (time) => listener(time === null ? null : { time, price: 1, x: 0, y: 0 }))),
    onTap: () => counted(nothing),
    onMenu: () => counted(nothing),
    pointAt: (time) => pointedAt.push(time),
    arm: nothing,
    onMeasure: () => counted(nothing),
    showMeasure: nothing,
    picture: () => {
      throw new Error('there is no picture of a fake');
    },
    dispose: () => {
      isDisposed = true;
    },
  };
}
