import { Button, Loader } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { RecoverDialog } from './RecoverDialog.tsx';
import { RecoverResult } from './RecoverResult.tsx';
import { type RecoverStore, WAYS } from './recoverStore.ts';

type Props = Readonly<{
  store: RecoverStore;
  /** The store is mended: start again. */
  onDone(): void;
}>;

/** The two ways out of a damaged store, while they are worked on, and what came of them. */
export function RecoverPanel({ store, onDone }: Props) {
  const { t } = useTranslation();
  const { asked, running, result, error } = useStore(store);
  if (result !== null) {
    const open = (): void => {
      store.reset();
      onDone();
    };
    return <RecoverResult result={result} onOpen={open} />;
  }
  return (
    <section className="ck-recover" aria-labelledby="recover-title">
      <h3 id="recover-title">{t('recover.title')}</h3>
      {WAYS.map((how) => (
        <Fragment key={how}>
          <Button
            variant="default"
            loading={running === how}
            disabled={running !== null}
            onClick={() => store.ask(how)}
          >
            {t(`recover.${how}`)}
          </Button>
          <p>{t(`recover.${how}Help`)}</p>
        </Fragment>
      ))}
      <p className="ck-dim ck-wide">{t('recover.keeps')}</p>
      {running !== null && (
        <p className="ck-loading ck-wide" role="status">
          <Loader size="xs" /> {t('recover.running')}
        </p>
      )}
      {error !== null && (
        <div className="ck-wide">
          <ErrorNotice error={error} />
        </div>
      )}
      <RecoverDialog how={asked} onKeep={() => store.ask(null)} onConfirm={() => void store.confirm()} />
    </section>
  );
}
