import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { MenuAt } from './RowMenu.tsx';
import type { Row } from './rows.ts';
import { everything, extendTo, NOTHING, only, toggle } from './selection.ts';
import type { TableStore } from './tableStore.ts';
import { type RowFocus, rowOf } from './useRowFocus.ts';
import type { SeriesActions } from './useSeriesActions.ts';

type Options = Readonly<{
  rows: readonly Row[];
  /** Every series that matches the filter, folded away or not. */
  shown: readonly SeriesCoverage[];
  store: TableStore;
  actions: SeriesActions;
  focus: RowFocus;
  onMenu(menu: MenuAt): void;
}>;

const seriesOf = (row: Row): readonly SeriesCoverage[] => (row.kind === 'group' ? row.series : [row.series]);

/** Returns what mouse and keys do in the table: one set of listeners for all of its rows. */
export function useTableHandlers({ rows, shown, store, actions, focus, onMenu }: Options) {
  const order = rows.flatMap((row) => (row.kind === 'series' ? [row.series.id] : []));

  const rowAt = (index: number | null): Row | undefined => (index === null ? undefined : rows[index - 2]);
  const indexOf = (target: EventTarget): number | null => {
    const line = target instanceof Element ? target.closest('[aria-rowindex]') : null;
    return line === null ? null : Number(line.getAttribute('aria-rowindex'));
  };
  const flip = (row: Row): void =>
    store.choose(
      toggle(
        store.getState().selection,
        seriesOf(row).map(({ id }) => id),
      ),
    );
  const extend = (row: Row | undefined): void => {
    if (row?.kind === 'series') store.choose(extendTo(store.getState().selection, order, row.series.id));
  };

  /** What an action is about: the selection, if the row belongs to it; else the row alone, which is chosen then. */
  const targetOf = (row: Row): readonly SeriesCoverage[] => {
    if (row.kind === 'group') return row.series;
    const { ids } = store.getState().selection;
    if (ids.has(row.series.id)) return shown.filter(({ id }) => ids.has(id));
    store.choose(only(row.series.id));
    return [row.series];
  };
  const openMenu = (row: Row, x: number, y: number): void => onMenu({ x, y, series: targetOf(row) });
  const openMenuAt = (row: Row, element: Element): void => {
    const { left, bottom } = element.getBoundingClientRect();
    openMenu(row, left, bottom);
  };

  const choose = (event: MouseEvent, row: Row, index: number): void => {
    focus.focus(index);
    const isBox = (event.target as Element).closest('[data-check]') !== null;
    if (event.shiftKey && row.kind === 'series') extend(row);
    else if (isBox || event.ctrlKey || event.metaKey) flip(row);
    else if (row.kind === 'group') store.toggleFolded(row.key);
    else store.select(row.series.id);
  };

  const onClick = (event: MouseEvent): void => {
    const index = indexOf(event.target);
    const row = rowAt(index);
    if (row === undefined || index === null || !(event.target instanceof Element)) return;
    const menu = event.target.closest('[data-menu]');
    const isStep = event.target.closest('[data-step]') !== null;
    if (menu !== null) openMenuAt(row, menu);
    else if (isStep && row.kind === 'series') actions.download(row.series);
    else choose(event, row, index);
  };

  const fold = (row: Row, key: string): boolean => {
    if (row.kind !== 'group') return false;
    const isFolded = store.getState().folded.has(row.key);
    if (key !== (isFolded ? 'ArrowRight' : 'ArrowLeft')) return false;
    store.toggleFolded(row.key);
    return true;
  };
  /** Does what a key says about the row that has the focus; false when it says nothing. */
  const press = (event: KeyboardEvent, row: Row): boolean => {
    if (event.key === ' ') flip(row);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey))
      store.choose(everything(shown.map(({ id }) => id)));
    else if (event.key === 'Escape') store.choose(NOTHING);
    else if (event.key === 'Delete') actions.remove(targetOf(row));
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      // The menu is there before this press has reached the document, and closes by any press outside of itself.
      event.stopPropagation();
      openMenuAt(row, event.target as Element);
    } else return fold(row, event.key);
    return true;
  };

  return {
    onClick,
    onFocus: (event: FocusEvent): void => focus.onFocus(event),
    onKeyDown: (event: KeyboardEvent): void => {
      const moved = focus.move(event);
      if (moved !== null && event.shiftKey) extend(rowAt(moved));
      const row = rowAt(rowOf(event.target));
      if (moved === null && row !== undefined && press(event, row)) event.preventDefault();
    },
    onContextMenu: (event: MouseEvent): void => {
      const row = rowAt(indexOf(event.target));
      if (row === undefined) return;
      event.preventDefault();
      openMenu(row, event.clientX, event.clientY);
    },
    // A range drawn with Shift must not select the words it runs over.
    onMouseDown: (event: MouseEvent): void => {
      if (event.shiftKey) event.preventDefault();
    },
  };
}
