type Props = Readonly<{ name: IconName }>;

/** Shapes that say the same as their colour, so that none of them relies on it. All on a 12 px square. */
const PATHS = {
  check: 'M2.5 6.5 5 9l4.5-6',
  clock: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM6 3.5V6l1.8 1.4',
  ring: 'M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z',
  cross: 'M3 3l6 6M9 3l-6 6',
  bars: 'M4 2.5v7M8 2.5v7',
  play: 'M3.5 2.5v7l6-3.5-6-3.5Z',
  dots: 'M2.5 6h.01M6 6h.01M9.5 6h.01',
  slash: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM2.8 9.2l6.4-6.4',
  chevron: 'M4.5 2.5 8 6l-3.5 3.5',
  search: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM7.6 7.6l3 3',
  retry: 'M9.8 4.2A4.2 4.2 0 1 0 10.2 7M10 1.8v2.6H7.4',
  warning: 'M6 1.5 11 10.5H1L6 1.5ZM6 4.8v2.4M6 8.9h.01',
  down: 'M6 1.5v6.5M3 5.5 6 8.5l3-3M2 10.8h8',
  up: 'M6 9.5v-7M3 5.5 6 2.5l3 3',
  downward: 'M6 2.5v7M3 6.5l3 3 3-3',
  pulse: 'M1 6.5h2.2l1.6-4 2.4 7 1.6-3H11',
  moon: 'M9.8 7.4A4.3 4.3 0 1 1 4.9 2a3.6 3.6 0 0 0 4.9 5.4Z',
  plug: 'M4 1.5v3M8 1.5v3M2.5 4.5h7v1.7a3.5 3.5 0 0 1-7 0V4.5ZM6 9.7v1.3',
} as const;

export type IconName = keyof typeof PATHS | 'half';

/** Draws one icon in the colour of its text; what it means is always said beside it. */
export function Icon({ name }: Props) {
  return (
    <svg className="ck-icon" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d={PATHS[name === 'half' ? 'ring' : name]} />
      {name === 'half' && <path className="ck-icon-fill" d="M6 2a4 4 0 0 0 0 8V2Z" />}
    </svg>
  );
}
