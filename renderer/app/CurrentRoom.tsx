import { Loader } from '@mantine/core';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ScreenBoundary } from '../features/frame/ScreenBoundary.tsx';
import { ROOMS } from './screens.tsx';
import type { Stores } from './stores.ts';

/** The room of the place the trader is at; coming and going makes and disposes what it needs. */
export function CurrentRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { t } = useTranslation();
  const screen = useStore(stores.navigation, ({ place }) => place.screen);
  const Room = ROOMS[screen];
  const name = t(`frame.screen.${screen}`);

  useEffect(() => {
    document.title = `${name} · Candlekeep`;
  }, [name]);

  return (
    <main key={screen} className="ck-screen" aria-label={name}>
      <ScreenBoundary title={t('frame.broken')} again={t('error.again')}>
        <Suspense
          fallback={
            <p className="ck-loading" role="status">
              <Loader size="xs" /> {t('frame.loading')}
            </p>
          }
        >
          <Room stores={stores} />
        </Suspense>
      </ScreenBoundary>
    </main>
  );
}
