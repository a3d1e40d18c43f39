import { type AlertService, createAlertService } from '../../../electron/engine/alerts/alertService.ts';
import type { LiveFacts, SeriesFacts, VenueFacts } from '../../../electron/engine/live/liveService.ts';
import type { Surroundings } from '../../../electron/engine/ports/surroundings.ts';
import { createCourier } from '../../../electron/platform/courier.ts';
import { plainSurroundings } from '../../../electron/surroundings.ts';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { setWatchStage, type WatchStage } from './watchStage.ts';

export const NOON = Date.UTC(2026, 2, 4, 12);

/** What the alert rules are shown; tests change it as the world does. */
export type World = {
  paused: boolean;
  venues: VenueFacts[];
  series: SeriesFacts[];
  tasks: ScheduledTask[];
  jobs: Job[];
  freeBytes: number | null;
  silenceLimit: number | null;
  skewLimit: number | null;
};

export type AlertStage = Readonly<{
  stage: WatchStage;
  world: World;
  alerts: AlertService;
  notified: string[];
  /** All alerts, newest first, in short: kind, subject, and whether it is on. */
  told(): Promise<string[]>;
  newest(): Promise<Alert>;
  /** The program ends and starts again. */
  restart(): Promise<AlertService>;
}>;

export const aVenue = (change: Partial<VenueFacts> = {}): VenueFacts => ({
  exchange: 'bitget',
  socket: 'open',
  socketSince: NOON,
  desired: 1,
  active: 1,
  latencyMs: 100,
  clockOffsetMs: 0,
  clockTrusted: true,
  weightUsed: 0,
  reconnects: 0,
  circuit: 'closed',
  circuitUntil: null,
  messagesPerSecond: 1,
  lastError: null,
  now: NOON,
  lastNewsAt: NOON,
  ...change,
});

export const aSeries = (id: number, change: Partial<SeriesFacts> = {}): SeriesFacts => ({
  seriesId: id as SeriesId,
  exchange: 'bitget',
  symbol: `S${id}USDT`,
  timeframe: '1m',
  state: 'live',
  wanted: null,
  source: 'websocket',
  lastCandle: NOON,
  lastMessageAt: NOON,
  latencyMs: 100,
  reconnects: 0,
  errors: 0,
  lastError: null,
  updatedAt: NOON,
  now: NOON,
  liveSince: NOON,
  lastNewsAt: NOON,
  isStoreRefusing: false,
  ...change,
});

/** The alerts on a real store, with a real courier, in a world that a test makes up. */
export async function setAlertStage(
  surroundings: Partial<Surroundings> = {},
  telegramUrl?: string,
): Promise<AlertStage> {
  const stage = await setWatchStage(NOON);
  const world: World = {
    paused: false,
    venues: [],
    series: [],
    tasks: [],
    jobs: [],
    freeBytes: 1e12,
    silenceLimit: null,
    skewLimit: null,
  };
  const notified: string[] = [];
  const now = () => stage.context.clock.now();
  const facts = (): LiveFacts => ({
    paused: world.paused,
    venues: world.venues.map((one) => ({ ...one, now: now() })),
    series: world.series.map((one) => ({ ...one, now: now() })),
  });
  const ports = {
    ...plainSurroundings(stage.dataDir),
    courier: createCourier(telegramUrl),
    disk: { freeBytes: async () => world.freeBytes },
    notifier: { show: async (title: string) => void notified.push(title) },
    ...surroundings,
  };
  const open = () =>
    createAlertService(stage.context, {
      surroundings: ports,
      live: {
        facts,
        setSilenceLimit: (ms) => {
          world.silenceLimit = ms;
        },
        setSkewLimit: (ms) => {
          world.skewLimit = ms;
        },
      },
      schedule: { list: async () => world.tasks, onChange: () => () => undefined },
      jobs: { list: async () => world.jobs },
    });
  let alerts = await open();
  alerts.start();
  return {
    stage,
    world,
    get alerts() {
      return alerts;
    },
    notified,
    told: async () =>
      (await alerts.list(100)).alerts.map(
        ({ kind, subject, resolvedAt }) => `${kind} ${subject}${resolvedAt === null ? '' : ' (over)'}`,
      ),
    newest: async () => (await alerts.list(1)).alerts[0]!,
    restart: async () => {
      await alerts.stop();
      await stage.reopen();
      alerts = await open();
      alerts.start();
      return alerts;
    },
  };
}
