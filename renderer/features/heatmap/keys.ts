import type { Move } from './moveCursor.ts';

/** What a key asks the map for. */
export type KeyCommand =
  | (Readonly<{ do: 'move' }> & Move)
  | Readonly<{ do: 'zoom'; factor: number }>
  | Readonly<{ do: 'pan'; share: number }>
  | Readonly<{ do: 'all' | 'open' | 'gaps' | 'menu' | 'clear' | 'copy' }>;

type Pressed = Readonly<{
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}>;

const MOVES: Readonly<Record<string, readonly [cells: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  PageUp: [0, -16],
  PageDown: [0, 16],
  Home: [0, -100_000],
  End: [0, 100_000],
};

const PLAIN: Readonly<Record<string, KeyCommand>> = {
  '+': { do: 'zoom', factor: 1.5 },
  '=': { do: 'zoom', factor: 1.5 },
  '-': { do: 'zoom', factor: 1 / 1.5 },
  '0': { do: 'all' },
  Enter: { do: 'open' },
  g: { do: 'gaps' },
  m: { do: 'menu' },
  ContextMenu: { do: 'menu' },
  Escape: { do: 'clear' },
};

/** Returns what a key means on the map, or null for keys that are not its own. */
export function commandFor({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed): KeyCommand | null {
  if (altKey || metaKey) return null;
  if (ctrlKey) {
    if (key === 'ArrowLeft') return { do: 'pan', share: -0.5 };
    if (key === 'ArrowRight') return { do: 'pan', share: 0.5 };
    return key.toLowerCase() === 'c' ? { do: 'copy' } : null;
  }
  const move = MOVES[key];
  if (move !== undefined) return { do: 'move', cells: move[0], rows: move[1], isExtending: shiftKey };
  return PLAIN[key] ?? null;
}
