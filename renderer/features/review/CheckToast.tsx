import { Button, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import type { ChecksStore } from './checksStore.ts';

type Props = Readonly<{ store: ChecksStore; navigation: NavigationStore }>;

/** A stretch that is being checked, from wherever it was asked for, and in the end what it came to. */
export function CheckToast({ store, navigation }: Props) {
  const { t } = useTranslation();
  const { count, percent } = useFormat();
  const running = useStore(store, (state) => state.running);

  useEffect(
    () =>
      store.onVerdict(({ label, checked, found, error }) => {
        if (error?.code === 'cancelled') return;
        if (error !== null) {
          notifications.show({
            color: 'red',
            title: t(`error.what.${error.code}`),
            message: t('error.detail', { message: error.message }),
          });
          return;
        }
        const amounts = { label, checked: count(checked), count: found };
        notifications.show(
          found === 0
            ? { color: 'green', message: t('checks.stretchGood', amounts) }
            : {
                color: 'yellow',
                message: t('checks.stretchBad', amounts),
                onClick: () => navigation.go({ screen: 'review' }),
              },
        );
      }),
    [store, navigation, t, count],
  );

  if (running === null || running.label === null) return null;
  const { label, done, total, kind } = running;
  return (
    <section className="ck-check-toast" role="status">
      <Loader size="xs" />
      <span>
        {t('checks.stretch', { label, name: t(`checks.kind.${kind}`) })}{' '}
        <span className="ck-dim">{total > 0 && percent(done / total)}</span>
      </span>
      <Button size="compact-sm" variant="light" onClick={store.cancel}>
        {t('checks.cancel')}
      </Button>
    </section>
  );
}
