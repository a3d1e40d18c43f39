import { describe, expect, test } from 'vitest';
import { commandOf } from '../../../renderer/features/frame/shortcuts.ts';

const press = (key: string, held: 'ctrl' | 'alt' | 'none' = 'none', shiftKey = false) => ({
  key,
  ctrlKey: held === 'ctrl',
  altKey: held === 'alt',
  metaKey: false,
  shiftKey,
});

describe('a key press', () => {
  test('asks for what the overview says', () => {
    expect(commandOf(press('k', 'ctrl'), false)).toEqual({ name: 'palette' });
    expect(commandOf(press('9', 'ctrl'), false)).toEqual({ name: 'place', index: 8 });
    expect(commandOf(press('ArrowLeft', 'alt'), false)).toEqual({ name: 'back' });
    expect(commandOf(press('?', 'none', true), false)).toEqual({ name: 'shortcuts' });
  });

  test('is left alone when it is not the frame’s', () => {
    for (const one of [press('0', 'ctrl'), press('a', 'ctrl'), press('k'), press('z', 'ctrl', true)]) {
      expect(commandOf(one, false)).toBeNull();
    }
    // AltGr is Ctrl and Alt at once, and types a character.
    expect(commandOf({ ...press('2', 'ctrl'), altKey: true }, false)).toBeNull();
  });

  test('is never taken from somebody who is typing', () => {
    expect(commandOf(press('?', 'none', true), true)).toBeNull();
    expect(commandOf(press('z', 'ctrl'), true)).toBeNull();
    expect(commandOf(press('ArrowLeft', 'alt'), true)).toBeNull();
    expect(commandOf(press('k', 'ctrl'), true), 'types nothing').toEqual({ name: 'palette' });
  });
});
