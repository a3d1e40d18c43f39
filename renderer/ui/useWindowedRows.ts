import { type RefObject, useEffect, useRef, useState } from 'react';

/** Rows beyond the edges, so that a fast wheel does not show a blank. */
const MARGIN_ROWS = 12;

export type WindowedRows = Readonly<{
  host: RefObject<HTMLDivElement | null>;
  /** The rows to draw, [first, end). */
  first: number;
  end: number;
  /** Heights of what is left out above and below, in pixels. */
  above: number;
  below: number;
}>;

/** Returns which of `count` equally high rows can be seen, so that thousands of them cost what a screenful does. */
export function useWindowedRows(count: number, rowHeight: number): WindowedRows {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ first: 0, visible: 60 });

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const look = (): void => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - MARGIN_ROWS);
      const visible = Math.ceil(element.clientHeight / rowHeight) + 2 * MARGIN_ROWS;
      // Rows come and go by the margin; a scroll of a few pixels renders nothing.
      setView((before) =>
        Math.abs(before.first - first) < MARGIN_ROWS / 2 && before.visible === visible
          ? before
          : { first, visible },
      );
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [rowHeight]);

  const first = Math.min(view.first, Math.max(0, count - view.visible));
  const end = Math.min(count, first + view.visible);
  return { host, first, end, above: first * rowHeight, below: (count - end) * rowHeight };
}
