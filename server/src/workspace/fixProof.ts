import type { FileEdits, Fix } from '../core/findings/fix';
import { applyEdits } from '../core/text/textEdit';
import { familyOf } from './fileKinds';
import type { Workspace } from './workspace';

/**
 * The last look at a fix before it is applied: the text after it is read again, in the dialect of its file, and a fix
 * that leaves more wrong than there was is none.
 */
export class FixProof {
  /** How much is wrong with texts, by file: the text before is asked about for every fix of the file. */
  private readonly before = new Map<string, { readonly text: string; readonly problems: number }>();

  constructor(private readonly workspace: Workspace) {}

  /** Whether the file still is what it was once all these edits are applied. Parsers must have been loaded. */
  keeps({ file, edits, creates }: FileEdits): boolean {
    if (familyOf(file) === undefined) return true;
    const text = creates ? '' : this.workspace.text(file);
    if (text === undefined) return false;
    try {
      return this.workspace.problems(file, applyEdits(text, edits)) <= this.problemsBefore(file, text);
    } catch (error) {
      // Edits that overlap.
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  keepsAll({ changes }: Pick<Fix, 'changes'>): boolean {
    return changes.every((change) => this.keeps(change));
  }

  private problemsBefore(file: string, text: string): number {
    const known = this.before.get(file);
    if (known?.text === text) return known.problems;
    const problems = this.workspace.problems(file, text);
    this.before.set(file, { text, problems });
    return problems;
  }
}
