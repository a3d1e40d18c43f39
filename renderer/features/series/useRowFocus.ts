import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
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

export type RowFocus = Readonly<{
  /** aria-rowindex of the row Tab stops at. */
  tabStop: number;
  onKeyDown(event: KeyboardEvent): void;
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
    onKeyDown: (event) => {
      const from = Number((event.target as HTMLElement).dataset.row ?? Number.NaN);
      const next = Number.isNaN(from) ? null : target(event.key, from, 2, count + 1);
      const element = host.current;
      if (next === null || element === null) return;
      event.preventDefault();
      setWanted(next);
      pending.current = next;
      scrollToRow(element, next - 2, rowHeight);
    },
  };
}
