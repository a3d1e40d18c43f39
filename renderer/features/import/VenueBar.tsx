import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EXCHANGES, type ExchangeId } from '../../../shared/domain/exchange.ts';
import type { FileMapping, FileReport } from '../../../shared/domain/import.ts';
import { Icon } from '../../ui/icons.tsx';

type Props = Readonly<{
  files: readonly FileReport[];
  isBusy: boolean;
  onExchange(mappings: ReadonlyMap<string, FileMapping>): void;
}>;

/** Files rarely say which exchange they are of: one press says it for all that lack nothing else. */
export function VenueBar({ files, isBusy, onExchange }: Props) {
  const { t } = useTranslation();
  const asking = files.filter(
    ({ problemCode, mapping }) => problemCode === 'needs-exchange' && mapping !== null,
  );
  if (asking.length === 0) return null;
  const say = (exchange: ExchangeId): void =>
    onExchange(
      new Map(
        asking.flatMap(({ path, mapping }) => (mapping === null ? [] : [[path, { ...mapping, exchange }]])),
      ),
    );
  return (
    <section className="ck-import-venue" aria-label={t('import.venue')}>
      <Icon name="warning" />
      <p>{t('import.venueText', { count: asking.length })}</p>
      {EXCHANGES.map((exchange) => (
        <Button
          key={exchange}
          size="compact-sm"
          variant="default"
          disabled={isBusy}
          aria-label={t('import.venueOf', { exchange: t(`exchange.${exchange}`) })}
          onClick={() => say(exchange)}
        >
          {t(`exchange.${exchange}`)}
        </Button>
      ))}
    </section>
  );
}
