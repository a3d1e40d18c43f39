/** What a key can do, by the names the overview uses. */
export const SHORTCUTS = [
  'palette',
  'places',
  'back',
  'forward',
  'jobs',
  'rail',
  'undo',
  'shortcuts',
  'close',
] as const;
export type ShortcutName = (typeof SHORTCUTS)[number];

/** How the keys are written on a keyboard. */
export const SHORTCUT_KEYS: Readonly<Record<ShortcutName, readonly string[]>> = {
  palette: ['Ctrl', 'K'],
  places: ['Ctrl', '1 … 9'],
  back: ['Alt', '←'],
  forward: ['Alt', '→'],
  jobs: ['Ctrl', 'J'],
  rail: ['Ctrl', 'B'],
  undo: ['Ctrl', 'Z'],
  shortcuts: ['?'],
  close: ['Esc'],
};

/** What a key press asks of the frame; `place` counts from 0. */
export type FrameCommand =
  | Readonly<{ name: 'palette' | 'back' | 'forward' | 'jobs' | 'rail' | 'undo' | 'shortcuts' }>
  | Readonly<{ name: 'place'; index: number }>;

type Press = Readonly<{
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}>;

const WITH_CTRL: Readonly<Record<string, FrameCommand>> = {
  k: { name: 'palette' },
  j: { name: 'jobs' },
  b: { name: 'rail' },
  z: { name: 'undo' },
};

const WITH_ALT: Readonly<Record<string, FrameCommand>> = {
  ArrowLeft: { name: 'back' },
  ArrowRight: { name: 'forward' },
};

/** What is a text field's own, or would be typed into it: never taken from somebody who is typing. */
const OF_TEXT: readonly FrameCommand['name'][] = ['back', 'forward', 'undo', 'shortcuts', 'rail'];

function ctrlCommand({ key, shiftKey }: Press): FrameCommand | null {
  if (/^[1-9]$/.test(key)) return { name: 'place', index: Number(key) - 1 };
  return shiftKey ? null : (WITH_CTRL[key.toLowerCase()] ?? null);
}

function anyCommand(press: Press): FrameCommand | null {
  if (press.ctrlKey || press.metaKey) return press.altKey ? null : ctrlCommand(press);
  if (press.altKey) return WITH_ALT[press.key] ?? null;
  return press.key === '?' ? { name: 'shortcuts' } : null;
}

/** Returns what a key press asks of the frame; null when it is not the frame's. */
export function commandOf(press: Press, isTyping: boolean): FrameCommand | null {
  const command = anyCommand(press);
  return command !== null && isTyping && OF_TEXT.includes(command.name) ? null : command;
}

const TEXT_INPUTS = 'input:not([type="checkbox"]):not([type="radio"]):not([type="button"]), textarea, select';

/** Tells whether keys go into a text where the focus is. */
export const isTypingIn = (element: EventTarget | null): boolean =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches(TEXT_INPUTS));
