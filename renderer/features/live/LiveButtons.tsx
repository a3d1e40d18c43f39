import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Series } from '../../../shared/domain/series.ts';
import { Icon } from '../../ui/icons.tsx';
import { isLiveIn, type LiveStore } from './liveStore.ts';

type Props<S extends Series> = Readonly<{
  store: LiveStore;
  series: readonly S[];
  onSet(series: readonly S[], live: boolean): void;
}>;

/** Keeps those live that are not, and stops those that are: one button, or two for a mixed choice. */
export function LiveButtons<S extends Series>({ store, series, onSet }: Props<S>) {
  const { t } = useTranslation();
  // A number is compared by what it says: pushes ten times a second render nothing.
  const amount = useStore(store, (state) => series.filter(isLiveIn(state)).length);
  const setThose = (isWanted: boolean): void => {
    const isLive = isLiveIn(store.getState());
    onSet(
      series.filter((one) => isLive(one) !== isWanted),
      isWanted,
    );
  };
  return (
    <>
      {amount < series.length && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="pulse" />}
          onClick={() => setThose(true)}
        >
          {t('live.go')}
        </Button>
      )}
      {amount > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setThose(false)}>
          {t('live.stop')}
        </Button>
      )}
    </>
  );
}
