import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import type { IngestionStatus } from '../../../shared/domain/live.ts';
import { everything, extendTo, NOTHING, only, toggle } from '../series/selection.ts';
import { type RowFocus, rowOf } from '../series/useRowFocus.ts';
import type { IngestionView } from './ingestionView.ts';
import type { LiveMenuAt } from './LiveMenu.tsx';

type Options = Readonly<{
  lines: readonly IngestionStatus[];
  view: IngestionView;
  focus: RowFocus;
  onMenu(menu: LiveMenuAt): void;
  onChart(line: IngestionStatus): void;
}>;

const indexOf = (target: EventTarget): number | null => {
  const line = target instanceof Element ? target.closest('[aria-rowindex]') : null;
  return line === null ? null : Number(line.getAttribute('aria-rowindex'));
};

/** Returns what mouse and keys do in the table of live series: one set of listeners for all of its rows. */
export function useLiveHandlers({ lines, view, focus, onMenu, onChart }: Options) {
  const order = lines.map(({ seriesId }) => seriesId);
  const lineAt = (index: number | null): IngestionStatus | undefined =>
    index === null ? undefined : lines[index - 2];
  const flip = ({ seriesId }: IngestionStatus): void =>
    view.choose(toggle(view.getState().selection, [seriesId]));
  const extend = ({ seriesId }: IngestionStatus): void =>
    view.choose(extendTo(view.getState().selection, order, seriesId));

  /** The selection, if the line belongs to it; else the line alone, which is chosen then. */
  const targetOf = (line: IngestionStatus): readonly IngestionStatus[] => {
    const { ids } = view.getState().selection;
    if (ids.has(line.seriesId)) return lines.filter(({ seriesId }) => ids.has(seriesId));
    view.choose(only(line.seriesId));
    return [line];
  };
  const openMenuAt = (line: IngestionStatus, element: Element): void => {
    const { left, bottom } = element.getBoundingClientRect();
    onMenu({ x: left, y: bottom, lines: targetOf(line) });
  };
  const choose = (event: MouseEvent, line: IngestionStatus): void => {
    const isBox = (event.target as Element).closest('[data-check]') !== null;
    if (event.shiftKey) extend(line);
    else if (isBox || event.ctrlKey || event.metaKey) flip(line);
    else view.choose(only(line.seriesId));
  };
  /** Does what a key says about the line that has the focus; false when it says nothing. */
  const press = (event: KeyboardEvent, line: IngestionStatus): boolean => {
    if (event.key === ' ') flip(line);
    else if (event.key === 'Enter') onChart(line);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) view.choose(everything(order));
    else if (event.key === 'Escape') view.choose(NOTHING);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      // The menu is there before this press has reached the document, and closes by any press outside of itself.
      event.stopPropagation();
      openMenuAt(line, event.target as Element);
    } else return false;
    return true;
  };

  return {
    onClick: (event: MouseEvent): void => {
      const index = indexOf(event.target);
      const line = lineAt(index);
      if (line === undefined || index === null || !(event.target instanceof Element)) return;
      const menu = event.target.closest('[data-menu]');
      if (menu !== null) openMenuAt(line, menu);
      else {
        focus.focus(index);
        choose(event, line);
      }
    },
    onDoubleClick: (event: MouseEvent): void => {
      const line = lineAt(indexOf(event.target));
      if (line !== undefined && (event.target as Element).closest('input, [data-menu]') === null)
        onChart(line);
    },
    onFocus: (event: FocusEvent): void => focus.onFocus(event),
    onKeyDown: (event: KeyboardEvent): void => {
      const moved = focus.move(event);
      const target = lineAt(moved);
      if (target !== undefined && event.shiftKey) extend(target);
      const line = lineAt(rowOf(event.target));
      if (moved === null && line !== undefined && press(event, line)) event.preventDefault();
    },
    onContextMenu: (event: MouseEvent): void => {
      const line = lineAt(indexOf(event.target));
      if (line === undefined) return;
      event.preventDefault();
      onMenu({ x: event.clientX, y: event.clientY, lines: targetOf(line) });
    },
    // A range drawn with Shift must not select the words it runs over.
    onMouseDown: (event: MouseEvent): void => {
      if (event.shiftKey) event.preventDefault();
    },
  };
}
