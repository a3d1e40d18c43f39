import type { Screen } from '../../state/navigation.ts';

/** The places of the rail, from top to bottom; Ctrl and its number goes to each of the first nine. */
export const PLACES = [
  'coverage',
  'heatmap',
  'chart',
  'ingestion',
  'jobs',
  'gaps',
  'review',
  'verify',
  'frames',
  'features',
  'import',
  'schedule',
  'alerts',
  'events',
  'catalog',
] as const satisfies readonly Screen[];

/** Returns how the keys of a place are written; null for those the digits do not reach. */
export function placeKeys(screen: Screen): string | null {
  const digit = PLACES.indexOf(screen) + 1;
  return digit >= 1 && digit <= 9 ? `Ctrl ${digit}` : null;
}

/** Their icons, drawn on a square of 16 px. */
export const PLACE_ICONS: Readonly<Record<Screen, string>> = {
  coverage: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h11M5.5 3.5v9',
  heatmap: 'M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z',
  chart: 'M4.5 2v3M4.5 10v3M3 5h3v5H3zM11.5 3v2M11.5 11v3M10 5h3v6h-3z',
  ingestion: 'M2 8h2.8l1.7-4.5 3 9L11.2 8H14',
  jobs: 'M8 2v7M5 6.5 8 9.5l3-3M2.5 10.5v3h11v-3',
  gaps: 'M2 8h3.5M10.5 8H14M5.5 5v6M10.5 5v6',
  review:
    'M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8ZM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  verify: 'M8 1.8 13 4v4c0 3-2.2 5.2-5 6.2C5.2 13.2 3 11 3 8V4zM5.8 8l1.6 1.7 3-3.4',
  frames: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6 3.5v9M9.8 6.5v6',
  features: 'M3 13c2.5 0 2.5-9 5-9s2.5 6 5 6M2.5 2.5v11h11',
  import: 'M8 2v7M5 6.5 8 9.5l3-3M2.5 8v5.5h11V8',
  schedule: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 4.8V8l2.2 1.6',
  alerts: 'M8 2 14.5 13.5h-13ZM8 6.5v3M8 11.6h.01',
  events: 'M3 3.5h.01M6 3.5h7.5M3 8h.01M6 8h7.5M3 12.5h.01M6 12.5h7.5',
  catalog:
    'M3 2.5h8.5a1.5 1.5 0 0 1 1.5 1.5v9.5H4.5A1.5 1.5 0 0 1 3 12zM3 12a1.5 1.5 0 0 1 1.5-1.5H13M6 5.5h4',
};
