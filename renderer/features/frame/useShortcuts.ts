import { useLayoutEffect } from 'react';
import type { NavigationStore } from '../../state/navigation.ts';
import type { UndoStore } from '../../state/undo.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { FrameStore } from './frameStore.ts';
import { PLACES } from './places.ts';
import { commandOf, type FrameCommand, isTypingIn } from './shortcuts.ts';

export type ShortcutTargets = Readonly<{
  frame: FrameStore;
  navigation: NavigationStore;
  settings: SettingsStore;
  undos: UndoStore;
}>;

/** Does what a key press asked for. */
export function runCommand(
  command: FrameCommand,
  { frame, navigation, settings, undos }: ShortcutTargets,
): void {
  switch (command.name) {
    case 'place': {
      const screen = PLACES[command.index];
      frame.close();
      if (screen !== undefined) navigation.go({ screen });
      break;
    }
    case 'back':
      navigation.back();
      break;
    case 'forward':
      navigation.forward();
      break;
    case 'rail':
      settings.change({ isRailNarrow: !settings.getState().isRailNarrow });
      break;
    case 'undo':
      undos.undo();
      break;
    default:
      frame.toggle(command.name);
  }
}

/** Listens for the frame's keys for as long as the frame is there. */
export function useShortcuts(targets: ShortcutTargets): void {
  const { frame, navigation, settings, undos } = targets;
  // Before the first paint: whoever sees the window may press a key.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandOf(event, isTypingIn(event.target));
      if (command === null) return;
      // The browser has its own meaning for most of these: other tabs, its history, its sidebar.
      event.preventDefault();
      if (!event.repeat) runCommand(command, { frame, navigation, settings, undos });
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [frame, navigation, settings, undos]);
}
