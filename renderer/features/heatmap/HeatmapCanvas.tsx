import { useComputedColorScheme } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { CellTooltip } from './CellTooltip.tsx';
import type { HeatmapStore } from './heatmapStore.ts';
import { commandFor } from './keys.ts';
import { type MountedHeatmap, mountHeatmap } from './mountHeatmap.ts';
import { obey } from './obey.ts';
import type { CellRef } from './selection.ts';

type Props = Readonly<{
  store: HeatmapStore;
  onOpen(cell: CellRef): void;
  onGaps(cell: CellRef): void;
  onCopy(): void;
  /** Asks what can be done with a cell, or with the selection around it, at a point of the window. */
  onMenu(cell: CellRef, x: number, y: number): void;
}>;

/** The map itself: one canvas, one stop for Tab, all keys. React renders it once. */
export function HeatmapCanvas({ store, onOpen, onGaps, onCopy, onMenu }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const scheme = useComputedColorScheme();
  const scroller = useRef<HTMLDivElement>(null);
  const sizer = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const mounted = useRef<MountedHeatmap | null>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  const words = useRef({
    format,
    exchange: (id: 'bitget' | 'binance') => t(`exchange.${id}`),
    fontFamily: '',
  });

  useEffect(() => {
    const [host, inner, surface] = [scroller.current, sizer.current, canvas.current];
    if (host === null || inner === null || surface === null) return undefined;
    words.current.fontFamily = getComputedStyle(host).fontFamily;
    const parts = { scroller: host, sizer: inner, canvas: surface };
    const map = mountHeatmap(parts, store, words.current, (cell) => open.current(cell));
    mounted.current = map;
    return () => {
      mounted.current = null;
      map.dispose();
      store.setState({ hover: null });
    };
  }, [store]);

  useEffect(() => {
    words.current = { ...words.current, format, exchange: (id) => t(`exchange.${id}`) };
    mounted.current?.setWords(words.current);
  }, [format, t]);

  // The scheme is not read: that it changed is what the colours have to be taken again for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => mounted.current?.recolor(), [scheme]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commandFor(event);
    if (command === null) return;
    event.preventDefault();
    const doors = { firstRow: mounted.current?.firstRow() ?? 0, onOpen, onGaps, onCopy };
    const box = event.currentTarget.getBoundingClientRect();
    obey(store, command, { ...doors, onMenu: (cell) => onMenu(cell, box.left + 160, box.top + 48) });
  };
  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    // The keyboard asks on the frame, the mouse on the canvas; the key has its own command.
    const cell = mounted.current?.cellAt(event.clientX, event.clientY) ?? null;
    if (cell !== null && event.target === canvas.current) onMenu(cell, event.clientX, event.clientY);
  };

  return (
    <div className="ck-heat-frame">
      <div
        ref={scroller}
        className="ck-heat-scroll"
        role="application"
        aria-label={t('heatmap.map')}
        aria-describedby="heatmap-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys; a canvas has nothing else to hold them
        tabIndex={0}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
      >
        <div ref={sizer} className="ck-heat-sizer">
          <canvas ref={canvas} className="ck-heat-canvas" />
        </div>
      </div>
      <CellTooltip store={store} />
    </div>
  );
}
