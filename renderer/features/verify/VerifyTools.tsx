import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VerifyStore } from './verifyStore.ts';

type Props = Readonly<{ store: VerifyStore }>;

/** Verifies everything, from the ledgers or candle by candle. */
export function VerifyTools({ store }: Props) {
  const { t } = useTranslation();
  const [isDeep, setIsDeep] = useState(false);
  const isRunning = useStore(store, (state) => state.isRunning);
  return (
    <div className="ck-tools">
      <Checkbox
        size="xs"
        label={t('verify.deep')}
        checked={isDeep}
        onChange={(event) => setIsDeep(event.currentTarget.checked)}
      />
      <Button
        size="compact-sm"
        variant="default"
        loading={isRunning}
        onClick={() => void store.run(null, isDeep)}
      >
        {t('verify.all')}
      </Button>
    </div>
  );
}
