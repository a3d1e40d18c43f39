import type { Dispose } from '../../../shared/lib/disposable.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';
import type { Sight } from '../../charts/viewport.ts';

/** What one chart tells the others; `from` is the number of the pane, so that none hears itself. */
type Told = {
  point: Readonly<{ from: number; time: number | null }>;
  sight: Readonly<{ from: number; duration: number; sight: Sight }>;
};

/** Carries the crosshair and the scroll from the chart that is moved to the ones beside it. */
export type TimeLink = Readonly<{
  /** Makes a pane the one that is moved; the others follow it, and their own moving is not told. */
  lead(pane: number): void;
  tellPoint(from: number, time: number | null): void;
  tellSight(from: number, duration: number, sight: Sight): void;
  onPoint(pane: number, listener: (time: number | null) => void): Dispose;
  onSight(pane: number, listener: (sight: Sight, duration: number) => void): Dispose;
}>;

/** Returns the link between the charts of one screen; `isOn` is asked each time. */
export function createTimeLink(isOn: () => boolean): TimeLink {
  const emitter = createEmitter<Told>((error) => reportError(error));
  let leader = 0;
  return {
    lead: (pane) => {
      leader = pane;
    },
    tellPoint: (from, time) => {
      if (isOn()) emitter.emit('point', { from, time });
    },
    tellSight: (from, duration, sight) => {
      if (isOn() && from === leader) emitter.emit('sight', { from, duration, sight });
    },
    onPoint: (pane, listener) =>
      emitter.on('point', ({ from, time }) => {
        if (from !== pane) listener(time);
      }),
    onSight: (pane, listener) =>
      emitter.on('sight', ({ from, duration, sight }) => {
        if (from !== pane) listener(sight, duration);
      }),
  };
}
