/** Where a window is on the desk, in device-independent pixels. */
export type Bounds = Readonly<{ x: number; y: number; width: number; height: number }>;

export type WindowState = Readonly<{ bounds: Bounds | null; isMaximized: boolean }>;

export const SMALLEST = { width: 1024, height: 700 };
const USUAL: WindowState = { bounds: null, isMaximized: false };
/** So much of the title bar has to be on a screen for the window to be got hold of. */
const GRIP = { width: 160, height: 40 };

const isBounds = (value: unknown): value is Bounds =>
  typeof value === 'object' &&
  value !== null &&
  (['x', 'y', 'width', 'height'] as const).every((key) => Number.isInteger((value as Bounds)[key]));

/** Returns the state a text holds; the usual one when it is missing or damaged. */
export function parseWindowState(text: string | null): WindowState {
  try {
    const { bounds, isMaximized } = JSON.parse(text ?? 'null') as { bounds: unknown; isMaximized: unknown };
    return { bounds: isBounds(bounds) ? bounds : null, isMaximized: isMaximized === true };
  } catch {
    return USUAL;
  }
}

const overlap = (from: number, size: number, otherFrom: number, otherSize: number): number =>
  Math.min(from + size, otherFrom + otherSize) - Math.max(from, otherFrom);

function canBeReached({ x, y, width }: Bounds, area: Bounds): boolean {
  return (
    overlap(x, width, area.x, area.width) >= GRIP.width &&
    y >= area.y &&
    overlap(y, GRIP.height, area.y, area.height) >= GRIP.height
  );
}

/**
 * Returns the state to open with: the kept one, unless the monitor it was on has gone. `areas` are the work areas of
 * the monitors that are there now.
 */
export function fitToScreens(state: WindowState, areas: readonly Bounds[]): WindowState {
  const { bounds, isMaximized } = state;
  if (bounds === null) return state;
  const area = areas.find((one) => canBeReached(bounds, one));
  if (area === undefined) return { bounds: null, isMaximized };
  const fitted = {
    ...bounds,
    width: Math.max(SMALLEST.width, Math.min(bounds.width, area.width)),
    height: Math.max(SMALLEST.height, Math.min(bounds.height, area.height)),
  };
  return { bounds: fitted, isMaximized };
}
