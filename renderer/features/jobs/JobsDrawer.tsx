import { Button, Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { isFinished } from '../../../shared/domain/job.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import { JobList } from './JobList.tsx';
import type { JobsStore } from './jobsStore.ts';

type Props = Readonly<{
  client: DataClient;
  store: JobsStore;
  navigation: NavigationStore;
  isOpen: boolean;
  onClose(): void;
}>;

/** How many ended jobs the drawer keeps in sight; the screen has the rest. */
const ENDED_SHOWN = 8;

/** The jobs from anywhere: what runs and what ended last, over whatever screen one is at. */
export function JobsDrawer({ client, store, navigation, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const jobs = useStore(store, (state) => state.value) ?? [];
  const open = jobs.filter((job) => !isFinished(job.state));
  const ended = jobs.filter((job) => isFinished(job.state)).slice(0, ENDED_SHOWN);
  const toScreen = (): void => {
    onClose();
    navigation.go({ screen: 'jobs' });
  };
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={640}
      title={t('jobs.title')}
      classNames={{ body: 'ck-jobs-drawer' }}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {jobs.length === 0 && <p className="ck-dim">{t('jobs.empty')}</p>}
      <JobList client={client} store={store} jobs={jobs} shown={[...open, ...ended]} />
      <Button variant="default" onClick={toScreen}>
        {t('jobs.toScreen')}
      </Button>
    </Drawer>
  );
}
