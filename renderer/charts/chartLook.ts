import type { ChartOptions, DeepPartial } from 'lightweight-charts';
import type { StudyTone } from './studyPlot.ts';

/** Colours of the chart, taken from the page so that they are decided in one place. */
export type ChartColors = Readonly<{
  text: string;
  grid: string;
  border: string;
  up: string;
  down: string;
  volume: string;
  surface: string;
  strong: string;
  quiet: string;
  waiting: string;
  open: string;
  bad: string;
}> &
  Readonly<Record<StudyTone, string>>;

const VARIABLES: Readonly<Record<keyof ChartColors, string>> = {
  text: '--ck-text-dim',
  grid: '--ck-grid',
  border: '--ck-border',
  up: '--ck-up',
  down: '--ck-down',
  volume: '--ck-volume',
  surface: '--ck-surface',
  strong: '--ck-text',
  // The causes of missing stretches look as the same states look everywhere else.
  quiet: '--ck-idle',
  waiting: '--ck-accent',
  open: '--ck-warn',
  bad: '--ck-bad',
  study1: '--ck-study-1',
  study2: '--ck-study-2',
  study3: '--ck-study-3',
  study4: '--ck-study-4',
  study5: '--ck-study-5',
  study6: '--ck-study-6',
};

/** Returns the page's colours as they are now; a canvas does not understand `light-dark()` by itself. */
export function readColors(host: HTMLElement): ChartColors {
  const probe = document.createElement('span');
  host.append(probe);
  const resolve = (variable: string): string => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const colors = Object.entries(VARIABLES).map(([name, variable]) => [name, resolve(variable)]);
  probe.remove();
  return Object.fromEntries(colors) as ChartColors;
}

/** Returns the chart's options for these colours. */
export function chartOptions(colors: ChartColors, fontFamily: string): DeepPartial<ChartOptions> {
  return {
    layout: {
      background: { color: 'transparent' },
      textColor: colors.text,
      fontFamily,
      fontSize: 11,
      // The link its licence asks for stands under the chart, where a keyboard and a screen reader find it.
      attributionLogo: false,
      panes: { separatorColor: colors.border, separatorHoverColor: colors.border },
    },
    grid: { vertLines: { color: colors.grid }, horzLines: { color: colors.grid } },
    crosshair: {
      vertLine: { color: colors.text, labelBackgroundColor: colors.strong },
      horzLine: { color: colors.text, labelBackgroundColor: colors.strong },
    },
    rightPriceScale: { borderColor: colors.border },
    timeScale: { borderColor: colors.border },
  };
}
