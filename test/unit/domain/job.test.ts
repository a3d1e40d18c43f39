import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinished, JobState, jobFraction } from '../../../shared/domain/job.ts';

const part = fc.record({ total: fc.nat(10_000), settled: fc.nat(12_000) });

describe('jobFraction', () => {
  it('weighs the parts by what was missing in them', () => {
    expect(
      jobFraction([
        { total: 100, settled: 50 },
        { total: 300, settled: 0 },
      ]),
    ).toBe(0.125);
  });

  it('is complete when there was nothing to do', () => {
    expect(jobFraction([])).toBe(1);
    expect(jobFraction([{ total: 0, settled: 0 }])).toBe(1);
  });

  it('never leaves 0 to 1 and reaches 1 only when everything is settled', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const fraction = jobFraction(parts);
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThanOrEqual(1);
        expect(fraction === 1).toBe(parts.every(({ total, settled }) => settled >= total));
      }),
    );
  });
});

describe('isFinished', () => {
  it('tells the states in which a job stays', () => {
    expect(JobState.options.filter(isFinished)).toEqual(['done', 'incomplete', 'failed', 'cancelled']);
  });
});
