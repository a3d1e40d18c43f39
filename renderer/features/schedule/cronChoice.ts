/** When a task runs, as a trader chooses it. Hours and minutes are those of this PC's clock; Sunday is day 0. */
export type CronChoice =
  | Readonly<{ mode: 'minutes'; every: number }>
  | Readonly<{ mode: 'hours'; every: number; minute: number }>
  | Readonly<{ mode: 'daily'; hour: number; minute: number }>
  | Readonly<{ mode: 'weekly'; days: readonly number[]; hour: number; minute: number }>
  | Readonly<{ mode: 'pattern'; text: string }>;

export type CronMode = CronChoice['mode'];

/** Steps that divide an hour, or a day: with any other the last one would be shorter than it says. */
export const MINUTE_STEPS = [1, 2, 5, 10, 15, 20, 30] as const;
export const HOUR_STEPS = [1, 2, 3, 4, 6, 8, 12] as const;

/** As a week is read: Monday first. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** Returns the number a field names, or null when it is not a plain number up to `most`. */
function plain(field: string, most: number): number | null {
  const value = /^\d{1,2}$/.test(field) ? Number(field) : null;
  return value !== null && value <= most ? value : null;
}

/** Returns the step of `*` (1) or of `*` with a step among `steps`; null for anything else. */
function stepOf(field: string, steps: readonly number[]): number | null {
  const step = field === '*' ? 1 : Number(/^\*\/(\d{1,2})$/.exec(field)?.[1]);
  return steps.includes(step) ? step : null;
}

/** Returns the days of `0` or `1,4`, as a week is read; null for names, ranges and steps. */
function daysOf(field: string): readonly number[] | null {
  const days = field.split(',').map((day) => plain(day, 7));
  return days.includes(null)
    ? null
    : WEEK.filter((day) => days.includes(day) || (day === 0 && days.includes(7)));
}

function simpleChoice(minutes: string, hours: string, weekdays: string): CronChoice | null {
  const minute = plain(minutes, 59);
  if (minute === null) {
    const every = hours === '*' && weekdays === '*' ? stepOf(minutes, MINUTE_STEPS) : null;
    return every === null ? null : { mode: 'minutes', every };
  }
  const hour = plain(hours, 23);
  if (hour === null) {
    const every = weekdays === '*' ? stepOf(hours, HOUR_STEPS) : null;
    return every === null ? null : { mode: 'hours', every, minute };
  }
  if (weekdays === '*') return { mode: 'daily', hour, minute };
  const days = daysOf(weekdays);
  return days === null ? null : { mode: 'weekly', days, hour, minute };
}

/** Returns the simple choice a pattern says, or the pattern itself when it says more than those can. */
export function choiceOf(cron: string): CronChoice {
  const [minutes = '', hours = '', day, month, weekdays = '', ...rest] = cron.trim().split(/\s+/);
  const isSimple = day === '*' && month === '*' && rest.length === 0;
  return (isSimple ? simpleChoice(minutes, hours, weekdays) : null) ?? { mode: 'pattern', text: cron };
}

const step = (every: number): string => (every === 1 ? '*' : `*/${every}`);

/** Returns the pattern of a choice. */
export function cronOf(choice: CronChoice): string {
  switch (choice.mode) {
    case 'minutes':
      return `${step(choice.every)} * * * *`;
    case 'hours':
      return `${choice.minute} ${step(choice.every)} * * *`;
    case 'daily':
      return `${choice.minute} ${choice.hour} * * *`;
    case 'weekly':
      return `${choice.minute} ${choice.hour} * * ${choice.days.toSorted((a, b) => a - b).join(',')}`;
    default:
      return choice.text.trim();
  }
}
