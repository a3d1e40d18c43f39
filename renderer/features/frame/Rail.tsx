import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NavigationStore } from '../../state/navigation.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { FrameStore } from './frameStore.ts';
import { NewsBell } from './NewsBell.tsx';
import type { NewsStore } from './newsStore.ts';
import { PLACE_ICONS, PLACES } from './places.ts';
import { RailIcon } from './RailIcon.tsx';
import { RailTool } from './RailTool.tsx';

type Props = Readonly<{
  navigation: NavigationStore;
  settings: SettingsStore;
  frame: FrameStore;
  news: NewsStore;
}>;

/** A small window has no room for words: the rail shows its icons, and their names as tooltips. */
const NO_ROOM = '(max-width: 899px)';

/** The way to every place, and to what lies over all of them. */
export function Rail({ navigation, settings, frame, news }: Props) {
  const { t } = useTranslation();
  const isFolded = useStore(settings, (state) => state.isRailNarrow);
  const isNoRoom = useMediaQuery(NO_ROOM, false, { getInitialValueInEffect: false });
  const isNarrow = isFolded || isNoRoom;
  const current = useStore(navigation, ({ place }) => place.screen);
  const fold = isNarrow ? t('frame.expand') : t('frame.collapse');
  return (
    <nav className="ck-rail" aria-label={t('frame.places')} data-narrow={isNarrow || undefined}>
      <h1 className="ck-brand">
        <img src="./icon.svg" alt="" width="20" height="20" />
        <span className="ck-rail-label">Candlekeep</span>
      </h1>
      <RailTool
        icon="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.2 3.2"
        label={t('palette.title')}
        keys="Ctrl K"
        isNarrow={isNarrow}
        onClick={() => frame.show('palette')}
      />
      <ul className="ck-rail-places">
        {PLACES.map((screen) => {
          const label = t(`frame.screen.${screen}`);
          const keys = `Ctrl ${PLACES.indexOf(screen) + 1}`;
          return (
            <li key={screen}>
              <Tooltip label={`${label} · ${keys}`} position="right" disabled={!isNarrow}>
                <button
                  type="button"
                  className="ck-rail-item"
                  aria-current={screen === current ? 'page' : undefined}
                  aria-keyshortcuts={keys.replace('Ctrl ', 'Control+')}
                  aria-label={label}
                  onClick={() => navigation.go({ screen })}
                >
                  <RailIcon path={PLACE_ICONS[screen]} />
                  <span className="ck-rail-label">{label}</span>
                  <kbd className="ck-rail-label">{keys}</kbd>
                </button>
              </Tooltip>
            </li>
          );
        })}
      </ul>
      <NewsBell news={news} frame={frame} isNarrow={isNarrow} />
      <RailTool
        icon="M2.5 4.5h6M12 4.5h1.5M10.2 2.8v3.4M2.5 11.5H4M7.5 11.5h6M5.8 9.8v3.4"
        label={t('frame.settings')}
        isNarrow={isNarrow}
        onClick={() => frame.show('settings')}
      />
      {!isNoRoom && (
        <RailTool
          icon={isNarrow ? 'M6 4l4 4-4 4M13 2.5v11' : 'M10 4 6 8l4 4M3 2.5v11'}
          label={fold}
          keys="Ctrl B"
          isNarrow={isNarrow}
          onClick={() => settings.change({ isRailNarrow: !isFolded })}
        />
      )}
    </nav>
  );
}
