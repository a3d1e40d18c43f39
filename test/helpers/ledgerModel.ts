/** Hours in which everything happens. */
export const CELLS = 40;

type Cells = Readonly<{ from: number; until: number }>;

/**
 * One thing that can be done to a ledger, in hours; a page maps hours to closes. It is answered half an hour after the
 * hour `closed` began: the hour before that is young, those before are old, and the rest has not closed.
 */
export type LedgerStep =
  | Readonly<{
      do: 'page';
      candles: Readonly<Record<string, number>>;
      span: Cells | null;
      closed: number;
    }>
  | Readonly<{ do: 'extend' | 'fail' | 'reopen' | 'sleep'; span: Cells }>
  | Readonly<{ do: 'clip'; cell: number }>;

/** What the ledger must say, kept in the plainest way there is. */
export class LedgerModel {
  readonly closes = new Map<number, number>();
  /** What is known about a missing hour: how often, and how, the venue had nothing. */
  readonly doubts = new Map<number, string>();
  /** Until when a young missing hour has to wait for its second look. */
  private readonly waits = new Map<number, number>();
  range: { from: number; until: number } | null = null;

  private extend(from: number, until: number): void {
    this.range = {
      from: Math.min(from, this.range?.from ?? from),
      until: Math.max(until, this.range?.until ?? until),
    };
  }

  missing(): number[] {
    const { from, until } = this.range ?? { from: 0, until: 0 };
    return Array.from({ length: until - from }, (_, i) => from + i).filter((i) => !this.closes.has(i));
  }

  private missingIn({ from, until }: Cells): number[] {
    return this.missing().filter((i) => from <= i && i < until);
  }

  /** `now` is the moment of the step in milliseconds. */
  apply(step: LedgerStep, now: number): void {
    if (step.do === 'page') this.page(step, now);
    else if (step.do === 'extend') this.extend(step.span.from, step.span.until);
    else if (step.do === 'clip') this.clip(step.cell);
    else if (step.do === 'sleep') this.sleep(step.span);
    else {
      for (const i of this.missingIn(step.span)) {
        if (step.do === 'reopen') this.forget(i);
        else if ((this.doubts.get(i) ?? 'open').startsWith('open')) this.doubts.set(i, 'open request-failed');
      }
    }
  }

  private forget(i: number): void {
    this.doubts.delete(i);
    this.waits.delete(i);
  }

  private sleep({ from, until }: Cells): void {
    this.extend(from, until);
    for (const i of this.missingIn({ from, until }))
      if (!this.doubts.has(i)) this.doubts.set(i, 'open pc-asleep');
  }

  private page(step: Extract<LedgerStep, { do: 'page' }>, now: number): void {
    const hours = Object.keys(step.candles).map(Number);
    for (const i of hours) {
      this.closes.set(i, step.candles[i]!);
      this.forget(i);
    }
    const spans = [
      ...hours.map((i) => ({ from: i, until: i + 1 })),
      ...(step.span === null ? [] : [step.span]),
    ];
    for (const { from, until } of spans) this.extend(from, until);
    for (const i of step.span === null ? [] : this.missingIn(step.span)) this.look(i, step.closed, now);
  }

  private look(i: number, closed: number, now: number): void {
    if (this.doubts.get(i)?.endsWith('empty') !== true) {
      this.doubts.set(i, 'unconfirmed exchange-empty');
      if (i === closed - 1) this.waits.set(i, now + 60_000);
    } else if ((this.waits.get(i) ?? now) <= now) this.doubts.set(i, 'confirmed-empty');
  }

  private clip(at: number): void {
    const from = Math.min(at, ...this.closes.keys());
    if (this.range === null || this.range.from >= from) return;
    this.range = from < this.range.until ? { from, until: this.range.until } : null;
    const left = new Set(this.missing());
    for (const i of this.doubts.keys()) if (!left.has(i)) this.forget(i);
  }
}
