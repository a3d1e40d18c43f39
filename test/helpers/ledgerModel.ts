/** Hours in which everything happens. */
export const CELLS = 40;

type Cells = Readonly<{ from: number; until: number }>;

/** One thing that can be done to a ledger, in hours; a page maps hours to closes. */
export type LedgerStep =
  | Readonly<{ do: 'page'; candles: Readonly<Record<string, number>>; span: Cells | null }>
  | Readonly<{ do: 'extend' | 'fail' | 'reopen'; span: Cells }>
  | Readonly<{ do: 'clip'; cell: number }>;

/** What the ledger must say, kept in the plainest way there is. */
export class LedgerModel {
  readonly closes = new Map<number, number>();
  /** What is known about a missing hour: how often, and how, the venue had nothing. */
  readonly doubts = new Map<number, string>();
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

  apply(step: LedgerStep): void {
    if (step.do === 'page') this.page(step);
    else if (step.do === 'extend') this.extend(step.span.from, step.span.until);
    else if (step.do === 'clip') this.clip(step.cell);
    else {
      for (const i of this.missingIn(step.span)) {
        if (step.do === 'reopen') this.doubts.delete(i);
        else if ((this.doubts.get(i) ?? 'open').startsWith('open')) this.doubts.set(i, 'open request-failed');
      }
    }
  }

  private page(step: Extract<LedgerStep, { do: 'page' }>): void {
    const hours = Object.keys(step.candles).map(Number);
    for (const i of hours) {
      this.closes.set(i, step.candles[i]!);
      this.doubts.delete(i);
    }
    const spans = [
      ...hours.map((i) => ({ from: i, until: i + 1 })),
      ...(step.span === null ? [] : [step.span]),
    ];
    for (const { from, until } of spans) this.extend(from, until);
    for (const i of step.span === null ? [] : this.missingIn(step.span)) {
      const isSecond = this.doubts.get(i)?.endsWith('empty') === true;
      this.doubts.set(i, isSecond ? 'confirmed-empty' : 'unconfirmed exchange-empty');
    }
  }

  private clip(at: number): void {
    const from = Math.min(at, ...this.closes.keys());
    if (this.range === null || this.range.from >= from) return;
    this.range = from < this.range.until ? { from, until: this.range.until } : null;
    const left = new Set(this.missing());
    for (const i of this.doubts.keys()) if (!left.has(i)) this.doubts.delete(i);
  }
}
