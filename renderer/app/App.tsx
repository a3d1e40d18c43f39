import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import { useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import { FormatProvider } from '../format/FormatContext.tsx';
import { createFormatters } from '../format/formatters.ts';
import { Page } from './Page.tsx';
import type { Stores } from './stores.ts';
import { theme } from './theme.ts';

type Props = Readonly<{ stores: Stores; i18n: i18n }>;

/** The window: look, language and formats around its one page. */
export function App({ stores, i18n }: Props) {
  const { language, zone } = useStore(stores.settings);
  const formatters = useMemo(() => createFormatters(language, zone), [language, zone]);

  useEffect(() => {
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  }, [i18n, language]);

  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <I18nextProvider i18n={i18n}>
        <FormatProvider value={formatters}>
          <Notifications position="bottom-right" limit={4} />
          <Page stores={stores} />
        </FormatProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
