import type { HeatmapStore } from './heatmapStore.ts';
import type { KeyCommand } from './keys.ts';
import { moveCursor } from './moveCursor.ts';
import type { CellRef } from './selection.ts';

type Doors = Readonly<{
  /** The uppermost row on the screen. */
  firstRow: number;
  onOpen(cell: CellRef): void;
  onGaps(cell: CellRef): void;
  onMenu(cell: CellRef): void;
  onCopy(): void;
}>;

/** Does what a key asks of the map. */
export function obey(store: HeatmapStore, command: KeyCommand, doors: Doors): void {
  const { cursor, width } = store.getState();
  switch (command.do) {
    case 'move':
      moveCursor(store, command, doors.firstRow);
      return;
    case 'zoom':
      store.zoom(command.factor);
      return;
    case 'pan':
      store.pan(command.share * width);
      return;
    case 'all':
      store.showAll();
      return;
    case 'clear':
      store.clearSelection();
      return;
    case 'copy':
      doors.onCopy();
      return;
    case 'open':
      if (cursor !== null) doors.onOpen(cursor);
      return;
    case 'menu':
      if (cursor !== null) doors.onMenu(cursor);
      return;
    case 'gaps':
      if (cursor !== null) doors.onGaps(cursor);
      return;
  }
}
