import type { CallRequest } from '../../../shared/contract/calls.ts';
import type { ScheduledTask, TaskKind } from '../../../shared/domain/schedule.ts';
import { type CronChoice, type CronMode, choiceOf, cronOf } from './cronChoice.ts';
import {
  type ExportForm,
  type ExportProblems,
  exportFormOf,
  exportProblems,
  freshExport,
  orderOf,
} from './exportForm.ts';

/** What the dialog holds: every mode keeps its own fields, so that trying another one loses nothing. */
export type ScheduleForm = Readonly<{
  kind: TaskKind;
  mode: CronMode;
  minuteStep: number;
  hourStep: number;
  /** Minute of the hour, for the hourly mode. */
  minute: string;
  days: readonly number[];
  /** `04:00`, as a time field writes it. */
  time: string;
  pattern: string;
  /** Most requests of one run as typed; empty for no limit. */
  maxRequests: string;
  /** Counts for exports only. */
  export: ExportForm;
}>;

export type FormProblems = Readonly<
  Partial<Record<'minute' | 'time' | 'days' | 'pattern' | 'maxRequests', true>>
> &
  ExportProblems;

/** Tasks that ask the exchange as much as they are let; the others ask nothing, or once a venue. */
const LIMITED: readonly TaskKind[] = ['repair', 'check-canary'];
export const MOST_REQUESTS = 100_000;
const USUAL_LIMIT = '500';

const FRESH: ScheduleForm = {
  kind: 'verify',
  mode: 'hours',
  minuteStep: 15,
  hourStep: 1,
  minute: '0',
  days: [0],
  time: '04:00',
  pattern: '0 * * * *',
  maxRequests: USUAL_LIMIT,
  export: freshExport(''),
};

/** Tells whether a limit of requests means anything to a task. */
export const isLimited = (kind: TaskKind): boolean => LIMITED.includes(kind);

const timeOf = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

function fieldsOf(choice: CronChoice): Partial<ScheduleForm> {
  switch (choice.mode) {
    case 'minutes':
      return { minuteStep: choice.every };
    case 'hours':
      return { hourStep: choice.every, minute: String(choice.minute) };
    case 'daily':
      return { time: timeOf(choice.hour, choice.minute) };
    case 'weekly':
      return { time: timeOf(choice.hour, choice.minute), days: choice.days };
    default:
      return {};
  }
}

type Formed = Pick<ScheduledTask, 'kind' | 'cron' | 'maxRequests'> & Partial<Pick<ScheduledTask, 'export'>>;

/** Returns the form of a new export of a preset: once a day, when in most places the UTC day before is over. */
export const repeatFormOf = (preset: string): ScheduleForm => ({
  ...FRESH,
  kind: 'export',
  mode: 'daily',
  time: '03:00',
  export: freshExport(preset),
});

/** Returns the form for a task as it is, or for a new one. */
export function formOf(task: Formed | null): ScheduleForm {
  if (task === null) return FRESH;
  const choice = choiceOf(task.cron);
  return {
    ...FRESH,
    ...fieldsOf(choice),
    kind: task.kind,
    mode: choice.mode,
    pattern: task.cron,
    maxRequests: task.maxRequests === null ? '' : String(task.maxRequests),
    ...(task.export == null ? {} : { export: exportFormOf(task.export) }),
  };
}

/** Returns the whole number from `least` to `most` that was typed, or null. */
function wholeNumber(text: string, least: number, most: number): number | null {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

const clockOf = (time: string): Readonly<{ hour: number; minute: number }> | null => {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hour === undefined || minute === undefined ? null : { hour: Number(hour), minute: Number(minute) };
};

/** Returns what was chosen, or the field that keeps it from being a choice. */
function readChoice(form: ScheduleForm): CronChoice | keyof FormProblems {
  const { mode, minuteStep, hourStep, days, pattern } = form;
  if (mode === 'minutes') return { mode, every: minuteStep };
  if (mode === 'hours') {
    const minute = wholeNumber(form.minute, 0, 59);
    return minute === null ? 'minute' : { mode, every: hourStep, minute };
  }
  if (mode === 'pattern') return pattern.trim().length < 9 ? 'pattern' : { mode, text: pattern };
  const clock = clockOf(form.time);
  if (clock === null) return 'time';
  if (mode === 'daily') return { mode, ...clock };
  return days.length === 0 ? 'days' : { mode, days, ...clock };
}

/** Returns the pattern a form says, or null while it says none. */
export function patternOf(form: ScheduleForm): string | null {
  const choice = readChoice(form);
  return typeof choice === 'string' ? null : cronOf(choice);
}

const readLimit = ({ kind, maxRequests }: ScheduleForm): number | null | 'wrong' => {
  if (!isLimited(kind) || maxRequests.trim() === '') return null;
  return wholeNumber(maxRequests, 1, MOST_REQUESTS) ?? 'wrong';
};

/** Returns the fields that have to be mended before the form can be kept. */
export function problemsOf(form: ScheduleForm): FormProblems {
  const choice = readChoice(form);
  return {
    ...(typeof choice === 'string' ? { [choice]: true } : {}),
    ...(readLimit(form) === 'wrong' ? { maxRequests: true } : {}),
    ...(form.kind === 'export' ? exportProblems(form.export) : {}),
  };
}

/** Returns what the contract wants of a form; null for one that has problems. */
export function toRequest(form: ScheduleForm): CallRequest<'schedule.add'> | null {
  const cron = patternOf(form);
  const maxRequests = readLimit(form);
  if (cron === null || maxRequests === 'wrong') return null;
  const request = { kind: form.kind, cron, maxRequests };
  if (form.kind !== 'export') return request;
  const order = orderOf(form.export);
  return order === null ? null : { ...request, export: order };
}
