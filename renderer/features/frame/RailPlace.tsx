import { Tooltip } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Screen } from '../../state/navigation.ts';
import { ATTENTIVE, type Attention, type AttentionStore, type AttentivePlace } from './attentionStore.ts';
import { PLACE_ICONS, placeKeys } from './places.ts';
import { RailIcon } from './RailIcon.tsx';

type Props = Readonly<{
  screen: Screen;
  attention: AttentionStore;
  isCurrent: boolean;
  isNarrow: boolean;
  onGo(): void;
}>;

const isAttentive = (screen: Screen): screen is Extract<AttentivePlace, Screen> =>
  (ATTENTIVE as readonly string[]).includes(screen);

/** More than this is "many", and would push the name of its place aside. */
const MOST_SHOWN = 99;

/** The way to one place, with how much there needs the trader. */
export function RailPlace({ screen, attention, isCurrent, isNarrow, onGo }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const wordsId = useId();
  const asks = useStore(attention, (state): Attention | null => (isAttentive(screen) ? state[screen] : null));
  const isAsking = asks !== null && asks.count > 0;
  const words =
    isAsking && isAttentive(screen) ? t(`frame.attention.${screen}`, { count: asks.count }) : null;
  const label = t(`frame.screen.${screen}`);
  const keys = placeKeys(screen);
  const named = keys === null ? label : `${label} · ${keys}`;
  return (
    <li>
      <Tooltip
        label={words === null ? named : `${named} · ${words}`}
        position="right"
        disabled={!isNarrow && words === null}
      >
        <button
          type="button"
          className="ck-rail-item"
          aria-current={isCurrent ? 'page' : undefined}
          aria-keyshortcuts={keys?.replace('Ctrl ', 'Control+')}
          // The name stays the same, so that who speaks to the window can say it; the count is said after it.
          aria-label={label}
          aria-describedby={words === null ? undefined : wordsId}
          onClick={onGo}
        >
          <RailIcon path={PLACE_ICONS[screen]} />
          <span className="ck-rail-label">{label}</span>
          {isAsking && (
            <span className="ck-rail-count" data-tone={asks.tone} aria-hidden="true">
              {asks.count > MOST_SHOWN ? `${MOST_SHOWN}+` : count(asks.count)}
            </span>
          )}
          {keys !== null && !isAsking && <kbd className="ck-rail-label">{keys}</kbd>}
        </button>
      </Tooltip>
      {words !== null && (
        <span id={wordsId} className="ck-hidden">
          {words}
        </span>
      )}
    </li>
  );
}
