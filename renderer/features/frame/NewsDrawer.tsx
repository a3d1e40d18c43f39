import { Button, Drawer } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { SeverityBadge } from '../../ui/SeverityBadge.tsx';
import { type NewsStore, newsText } from './newsStore.ts';

type Props = Readonly<{ news: NewsStore; isOpen: boolean; onClose(): void }>;

/** What the trader may have missed, the newest on top; opening it counts as reading. */
export function NewsDrawer({ news, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const { time, language } = useFormat();
  const list = useStore(news, (state) => state.news);
  const unread = useStore(news, (state) => state.unread);

  useEffect(() => {
    if (isOpen && unread > 0) news.markRead();
  }, [isOpen, unread, news]);

  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      title={t('frame.notices')}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {list.length === 0 ? (
        <p className="ck-dim">{t('frame.noticesEmpty')}</p>
      ) : (
        <>
          <Button size="compact-xs" variant="default" onClick={news.clear}>
            {t('frame.noticesClear')}
          </Button>
          <ul className="ck-news" aria-label={t('frame.notices')}>
            {list.map((one) => (
              <li key={one.id}>
                <SeverityBadge severity={one.severity} />
                <time className="ck-dim">{time(one.at)}</time>
                <p className="ck-wrap">{newsText(one, language)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}
