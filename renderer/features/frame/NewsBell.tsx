import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import type { FrameStore } from './frameStore.ts';
import type { NewsStore } from './newsStore.ts';
import { RailTool } from './RailTool.tsx';

type Props = Readonly<{ news: NewsStore; frame: FrameStore; isNarrow: boolean }>;

/** Says how many notifications were not read yet, and shows them. */
export function NewsBell({ news, frame, isNarrow }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const unread = useStore(news, (state) => state.unread);
  return (
    <RailTool
      icon="M4 11V7a4 4 0 0 1 8 0v4l1 1.5H3ZM6.5 14h3"
      label={unread === 0 ? t('frame.notices') : t('frame.noticesUnread', { count: unread })}
      text={t('frame.notices')}
      isNarrow={isNarrow}
      badge={unread === 0 ? null : count(unread)}
      onClick={() => frame.show('notices')}
    />
  );
}
