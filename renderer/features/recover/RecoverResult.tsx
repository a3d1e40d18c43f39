import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import { useFormat } from '../../format/FormatContext.tsx';

type Props = Readonly<{ result: CallResponse<'store.recover'>; onOpen(): void }>;

/** What came of mending the store, in sentences. */
export function RecoverResult({ result: { from, damaged, candles }, onOpen }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <section className="ck-recovered" role="status" aria-labelledby="recovered-title">
      <h3 id="recovered-title">{t('recover.done')}</h3>
      {from !== null && <p className="ck-wrap">{t('recover.restored', { from })}</p>}
      {candles !== null && <p>{t('recover.kept', { candles: count(candles) })}</p>}
      {damaged !== null && <p className="ck-wrap">{t('recover.aside', { damaged })}</p>}
      <Button onClick={onOpen}>{t('recover.open')}</Button>
    </section>
  );
}
