import { traitsOf } from '../languageTraits';
import type { Language } from '../facts';
import { blankMagics } from './magics';

/** A cell as it comes from a file or from an editor. */
export interface CellInput {
  readonly kind: 'code' | 'markup';
  readonly text: string;
  /** The cell's own language where it has one; cells in another language than the notebook's are left out. */
  readonly language?: string;
}

/** A place in a cell. */
export interface CellPosition {
  /** Zero-based, all cells counted. */
  readonly cell: number;
  /** Offset in the cell's source. */
  readonly offset: number;
}

/** The code cells of a notebook as one text, and the way back. */
export class NotebookText {
  /**
   * All code cells in order, each on lines of its own. Magics and shell lines are blanked at equal length, so offsets
   * within a cell are those of its source.
   */
  readonly text: string;
  /** Cells that are part of the text, in order. */
  private readonly included: readonly { readonly cell: number; readonly start: number; readonly end: number }[];
  private readonly starts = new Map<number, number>();

  constructor(
    readonly language: Language,
    readonly cells: readonly CellInput[],
  ) {
    const included: { cell: number; start: number; end: number }[] = [];
    let text = '';
    cells.forEach((cell, index) => {
      if (!this.includes(cell)) return;
      if (included.length > 0) text += '\n';
      const start = text.length;
      text += traitsOf(language).hasMagics ? blankMagics(cell.text) : cell.text;
      included.push({ cell: index, start, end: text.length });
      this.starts.set(index, start);
    });
    this.text = text;
    this.included = included;
  }

  /** The cell an offset of the text lies in; the border between two cells belongs to the one before. */
  locate(offset: number): CellPosition | undefined {
    let low = 0;
    let high = this.included.length - 1;
    if (high < 0) return undefined;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.included[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    const { cell, start, end } = this.included[low]!;
    return { cell, offset: Math.max(0, Math.min(offset, end) - start) };
  }

  /** The offset in the text of a place in a cell; undefined for cells that are not part of the text. */
  offsetOf({ cell, offset }: CellPosition): number | undefined {
    const start = this.starts.get(cell);
    return start === undefined ? undefined : start + Math.min(offset, this.cells[cell]!.text.length);
  }

  private includes(cell: CellInput): boolean {
    return cell.kind === 'code' && (cell.language === undefined || languageOf(cell.language) === this.language);
  }
}

/** The language behind the names that kernels and editors give it; undefined for one that is not analysed. */
export function languageOf(name: string): Language | undefined {
  switch (name.toLowerCase()) {
    case 'python':
    case 'python2':
    case 'python3':
    case 'ipython':
      return 'python';
    case 'typescript':
    case 'deno':
    case 'tslab':
      return 'typescript';
    case 'javascript':
    case 'jslab':
      return 'javascript';
    default:
      return undefined;
  }
}
