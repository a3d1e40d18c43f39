import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import { useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import { createColorSchemeManager } from '../features/settings/colorScheme.ts';
import { FormatProvider } from '../format/FormatContext.tsx';
import { createFormatters } from '../format/formatters.ts';
import { ROW_HEIGHTS, RowHeightProvider } from '../ui/density.ts';
import { Frame } from './Frame.tsx';
import type { Stores } from './stores.ts';
import { theme } from './theme.ts';

type Props = Readonly<{ stores: Stores; i18n: i18n }>;

/** The window: look, language and formats around its frame. */
export function App({ stores, i18n }: Props) {
  const { language, zone, density, candles } = useStore(stores.settings);
  const formatters = useMemo(() => createFormatters(language, zone), [language, zone]);
  const scheme = useMemo(() => createColorSchemeManager(stores.settings), [stores.settings]);

  useEffect(() => {
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  }, [i18n, language]);

  useEffect(() => {
    document.documentElement.dataset.density = density;
    document.documentElement.dataset.candles = candles;
  }, [density, candles]);

  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={scheme}>
      <I18nextProvider i18n={i18n}>
        <FormatProvider value={formatters}>
          <RowHeightProvider value={ROW_HEIGHTS[density]}>
            <Notifications position="bottom-right" limit={4} />
            <Frame stores={stores} />
          </RowHeightProvider>
        </FormatProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
