import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { scrollToRow } from '../../ui/scrollToRow.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 };

const buttonOf = (host: HTMLElement, row: number): HTMLElement | null =>
  host.querySelector<HTMLElement>(`[data-row="${row}"]`);

/** Where the next row is that an arrow key goes to; null for other keys. */
function target(key: string, from: number, first: number, last: number): number | null {
  if (key === 'Home') return first;
  if (key === 'End') return last;
  const step = STEPS[key];
  return step === undefined ? null : Math.min(last, Math.max(first, from + step));
}

/** Returns the aria-rowindex of the row whose button this is, or null. */
export function rowOf(element: EventTarget): number | null {
  const row = element instanceof HTMLElement ? element.dataset.row : undefined;
  return row === undefined ? null : Number(row);
}

export type RowFocus = Readonly<{
  /** aria-rowindex of the row Tab stops at. */
  tabStop: number;
  /** Puts the focus on a row that is drawn. */
  focus(row: number): void;
  onFocus(event: FocusEvent): void;
  /** Moves the focus if the key is one that does, and returns the row it goes to; null for other keys. */
  move(event: KeyboardEvent): number | null;
}>;

/**
 * Makes the rows one stop for Tab, with the arrow keys moving between them: a table of hundreds of rows must not be
 * hundreds of stops. Rows are numbered as aria-rowindex counts them, the head being 1.
 */
export function useRowFocus(host: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowFocus {
  const [wanted, setWanted] = useState(2);
  const pending = useRef<number | null>(null);
  const tabStop = Math.min(wanted, count + 1);

  // After every drawing: a row that was far away is drawn only once its scrolling has been noticed.
  useEffect(() => {
    if (pending.current === null || host.current === null) return;
    const button = buttonOf(host.current, pending.current);
    if (button === null) return;
    pending.current = null;
    button.focus({ preventScroll: true });
  });

  return {
    tabStop,
    focus: (row) => {
      if (host.current !== null) buttonOf(host.current, row)?.focus({ preventScroll: true });
    },
    onFocus: ({ target: element }) => {
      const row = rowOf(element);
      if (row !== null) setWanted(row);
    },
    move: (event) => {
      const from = rowOf(event.target);
      const next = from === null ? null : target(event.key, from, 2, count + 1);
      const element = host.current;
      if (next === null || element === null) return null;
      event.preventDefault();
      setWanted(next);
      pending.current = next;
      scrollToRow(element, next - 2, rowHeight);
      return next;
    },
  };
}
