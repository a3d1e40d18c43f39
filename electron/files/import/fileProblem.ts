import type { ImportProblem } from '../../../shared/domain/import.ts';

/** Why a whole file cannot be taken, as a code for the window and a sentence for everybody else. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  readonly code: ImportProblem;

  constructor(code: ImportProblem, message: string) {
    super(message);
    this.code = code;
  }
}
