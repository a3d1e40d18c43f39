import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NavigationStore } from '../../state/navigation.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { AttentionStore } from './attentionStore.ts';
import type { FrameStore } from './frameStore.ts';
import { NewsBell } from './NewsBell.tsx';
import type { NewsStore } from './newsStore.ts';
import { PLACES } from './places.ts';
import { RailPlace } from './RailPlace.tsx';
import { RailTool } from './RailTool.tsx';

type Props = Readonly<{
  navigation: NavigationStore;
  settings: SettingsStore;
  frame: FrameStore;
  news: NewsStore;
  attention: AttentionStore;
}>;

/** A small window has no room for words: the rail shows its icons, and their names as tooltips. */
const NO_ROOM = '(max-width: 899px)';

/** The way to every place, and to what lies over all of them. */
export function Rail({ navigation, settings, frame, news, attention }: Props) {
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
        {PLACES.map((screen) => (
          <RailPlace
            key={screen}
            screen={screen}
            attention={attention}
            isCurrent={screen === current}
            isNarrow={isNarrow}
            onGo={() => navigation.go({ screen })}
          />
        ))}
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
