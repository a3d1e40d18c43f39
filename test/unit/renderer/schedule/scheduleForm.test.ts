import { describe, expect, test } from 'vitest';
import {
  formOf,
  patternOf,
  problemsOf,
  type ScheduleForm,
  toRequest,
} from '../../../../renderer/features/schedule/scheduleForm.ts';
import { sampleTask } from '../../../helpers/watchSamples.ts';

const form = (change: Partial<ScheduleForm>): ScheduleForm => ({ ...formOf(null), ...change });

describe('the form of a task', () => {
  test('begins as the task is, and sends it back unchanged', () => {
    for (const cron of ['*/5 * * * *', '15 */2 * * *', '0 4 * * *', '30 6 * * 1,3', '0 4 1 * *']) {
      const { kind, maxRequests } = sampleTask({ kind: 'repair', maxRequests: 200 });
      expect(toRequest(formOf({ kind, cron, maxRequests }))).toEqual({ kind, cron, maxRequests });
    }
  });

  test('sends the limit only of tasks that ask the exchange as much as they are let', () => {
    expect(toRequest(form({ kind: 'verify', maxRequests: '9' }))?.maxRequests).toBeNull();
    expect(toRequest(form({ kind: 'repair', maxRequests: ' 9 ' }))?.maxRequests).toBe(9);
    expect(toRequest(form({ kind: 'repair', maxRequests: '' }))?.maxRequests, 'no limit').toBeNull();
  });

  test.each([
    ['minute', { mode: 'hours', minute: '60' }],
    ['minute', { mode: 'hours', minute: '' }],
    ['time', { mode: 'daily', time: '' }],
    ['time', { mode: 'weekly', time: '24:00' }],
    ['days', { mode: 'weekly', days: [] }],
    ['pattern', { mode: 'pattern', pattern: '* *' }],
    ['maxRequests', { kind: 'repair', maxRequests: '0' }],
    ['maxRequests', { kind: 'repair', maxRequests: '1.5' }],
    ['maxRequests', { kind: 'check-canary', maxRequests: '100001' }],
  ] as const)('names the field that has to be mended: %s (%#)', (field, change) => {
    expect(problemsOf(form(change))).toEqual({ [field]: true });
    expect(toRequest(form(change))).toBeNull();
  });

  test('says no pattern while there is none, and the same one whatever the limit is', () => {
    expect(patternOf(form({ mode: 'daily', time: 'soon' }))).toBeNull();
    expect(patternOf(form({ kind: 'repair', maxRequests: 'many' }))).toBe('0 * * * *');
  });
});
