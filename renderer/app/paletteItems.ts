import type { TFunction } from 'i18next';
import type { Series } from '../../shared/domain/series.ts';
import { PLACES, placeKeys } from '../features/frame/places.ts';
import type { PaletteItem } from '../features/palette/items.ts';
import type { Stores } from './stores.ts';

function placeItems({ navigation }: Stores, t: TFunction): PaletteItem[] {
  return PLACES.map((screen) => {
    const keys = placeKeys(screen);
    return {
      id: `place ${screen}`,
      kind: 'place',
      label: t(`frame.screen.${screen}`),
      ...(keys === null ? {} : { keys }),
      run: () => navigation.go({ screen }),
    };
  });
}

function seriesItems({ navigation }: Stores, series: readonly Series[], t: TFunction): PaletteItem[] {
  return series.map(({ id, exchange, symbol, timeframe }) => ({
    id: `series ${exchange} ${symbol} ${timeframe}`,
    kind: 'series',
    label: `${symbol} ${timeframe} · ${t(`exchange.${exchange}`)}`,
    run: () => navigation.go({ screen: 'chart', seriesId: id }),
  }));
}

function actionItems(stores: Stores, t: TFunction): PaletteItem[] {
  const { settings, frame, navigation, backfill, verify, live } = stores;
  const actions = {
    backfill: () => {
      navigation.go({ screen: 'coverage' });
      backfill.open({ exact: [] });
    },
    verify: () => {
      navigation.go({ screen: 'verify' });
      void verify.run(null, false);
    },
    pauseLive: () => void live.setAll({ paused: true }),
    resumeLive: () => void live.setAll({ paused: false }),
    jobs: () => frame.show('jobs'),
    notices: () => frame.show('notices'),
    themeAuto: () => settings.change({ theme: 'auto' }),
    themeLight: () => settings.change({ theme: 'light' }),
    themeDark: () => settings.change({ theme: 'dark' }),
    english: () => settings.change({ language: 'en' }),
    spanish: () => settings.change({ language: 'es' }),
    utc: () => settings.change({ zone: 'utc' }),
    local: () => settings.change({ zone: 'local' }),
    settings: () => frame.show('settings'),
    shortcuts: () => frame.show('shortcuts'),
  } as const;
  const keys: Readonly<Partial<Record<string, string>>> = { jobs: 'Ctrl J', shortcuts: '?' };
  return Object.entries(actions).map(([name, run]) => ({
    id: `action ${name}`,
    kind: 'action',
    label: t(`palette.action.${name as keyof typeof actions}`),
    ...(keys[name] === undefined ? {} : { keys: keys[name] }),
    run,
  }));
}

/** Returns everything the palette offers: places, what the window can do, and every series as its chart. */
export function paletteItems(
  stores: Stores,
  series: readonly Series[],
  t: TFunction,
): readonly PaletteItem[] {
  return [...placeItems(stores, t), ...actionItems(stores, t), ...seriesItems(stores, series, t)];
}
