/** Files the walk looks into, within bounds. */
import type { Evaluator } from '../link/evaluator';
import { holdsWord } from '../text/words';
import type { CodeFile } from './place';

export class CodeFiles {
  private readonly known = new Map<string, CodeFile | undefined>();
  private readonly texts = new Set<string>();

  constructor(private readonly evaluator: Evaluator) {}

  get read(): readonly string[] {
    return [...this.texts];
  }

  at(path: string): CodeFile | undefined {
    if (this.known.has(path)) return this.known.get(path);
    const { host } = this.evaluator;
    const index = this.evaluator.index(path);
    const unit = index && host.source(path);
    const file = unit && { path, shown: host.shown(path), unit, index };
    this.known.set(path, file);
    return file;
  }

  /** Whether a file's text holds one of the words, as words of their own; cheaper than its facts. */
  mentions(path: string, words: readonly string[]): boolean {
    this.texts.add(path);
    const text = this.evaluator.host.text(path);
    return text !== undefined && words.some((word) => holdsWord(text, word));
  }
}
