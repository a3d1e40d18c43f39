/** What can be done with a chart by key. The help lists them in this order. */
export const CHART_KEYS = {
  left: ['←'],
  right: ['→'],
  leftFar: ['Shift+←'],
  rightFar: ['Shift+→'],
  zoomIn: ['+', '↑'],
  zoomOut: ['−', '↓'],
  start: ['Home'],
  now: ['End'],
  nextGap: ['Alt+G'],
  previousGap: ['Alt+Shift+G'],
  inspect: ['Enter'],
  actions: ['Alt+A'],
  date: ['Alt+D'],
  log: ['Alt+L'],
  percent: ['Alt+P'],
  measure: ['Alt+M'],
  picture: ['Alt+S'],
  indicators: ['Alt+I', '/'],
  compare: ['Alt+C'],
  nextTimeframe: [']'],
  previousTimeframe: ['['],
  help: ['?'],
  clear: ['Esc'],
} as const;
export type ChartCommand = keyof typeof CHART_KEYS;

type Key = Readonly<{
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}>;

const PLAIN: Readonly<Record<string, ChartCommand>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'zoomIn',
  ArrowDown: 'zoomOut',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  Home: 'start',
  End: 'now',
  ']': 'nextTimeframe',
  '[': 'previousTimeframe',
  '?': 'help',
  '/': 'indicators',
  Escape: 'clear',
  Enter: 'inspect',
  ContextMenu: 'actions',
};
/** Letters alone begin a symbol, so commands take Alt; by place on the keyboard, which Alt does not change. */
const LETTERS: Readonly<Record<string, ChartCommand>> = {
  KeyG: 'nextGap',
  KeyA: 'actions',
  KeyD: 'date',
  KeyL: 'log',
  KeyP: 'percent',
  KeyM: 'measure',
  KeyS: 'picture',
  KeyI: 'indicators',
  KeyC: 'compare',
};

/** Returns the command of a key, if it has one. */
export function commandOf(event: Key): ChartCommand | null {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) {
    const command = LETTERS[event.code] ?? null;
    return command === 'nextGap' && event.shiftKey ? 'previousGap' : command;
  }
  if (event.shiftKey && event.key === 'ArrowLeft') return 'leftFar';
  if (event.shiftKey && event.key === 'ArrowRight') return 'rightFar';
  return PLAIN[event.key] ?? null;
}

/** Returns the command a single typed letter stands for, offered before the symbols that begin with it. */
export function commandOfLetter(text: string): ChartCommand | null {
  return text.length === 1 ? (LETTERS[`Key${text.toUpperCase()}`] ?? null) : null;
}

/** Tells whether a key begins a symbol or a timeframe. */
export const beginsTyping = ({ key, altKey, ctrlKey, metaKey }: Key): boolean =>
  !altKey && !ctrlKey && !metaKey && /^[a-z0-9]$/i.test(key);
