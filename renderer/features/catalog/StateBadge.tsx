import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import type { EntryState } from './entryState.ts';

type Props = Readonly<{ state: EntryState; delistedAt: number | null }>;

const LOOKS: Readonly<Record<EntryState, Readonly<{ icon: IconName; tone: string }>>> = {
  active: { icon: 'check', tone: 'good' },
  paused: { icon: 'bars', tone: 'idle' },
  suggested: { icon: 'ring', tone: 'busy' },
  kept: { icon: 'slash', tone: 'idle' },
};

/** Says what an entry is to the trader, in a word and a shape, and that the venue has delisted it when it has. */
export function StateBadge({ state, delistedAt }: Props) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { icon, tone } = LOOKS[state];
  return (
    <>
      <span className="ck-badge" data-tone={tone} title={t(`catalog.stateHelp.${state}`)}>
        <Icon name={icon} />
        {t(`catalog.state.${state}`)}
      </span>
      {delistedAt !== null && (
        <span className="ck-badge" data-tone="warn">
          <Icon name="warning" />
          {t('catalog.delisted', { date: time(delistedAt).slice(0, 10) })}
        </span>
      )}
    </>
  );
}
