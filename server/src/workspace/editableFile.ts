import { applyNotebookEdits, parseNotebook, type NotebookText } from '../core/syntax/notebook';
import { applyEdits, type TextEdit } from '../core/text/textEdit';
import { decode, encode, type DecodedText } from './encoding';
import { isNotebookPath } from './fileKinds';
import { NodeFileSystem, type ProblemListener } from './nodeFileSystem';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createAtomically, writeAtomically, type Replaced } from './writeFile';

/** A file on disk that is edited in memory and then replaced, if by then it still is what was read. */
export class EditableFile {
  private raw: string;

  private constructor(
    readonly path: string,
    private readonly bytes: Buffer | undefined,
    private readonly decoded: DecodedText,
    private notebook: NotebookText | undefined,
  ) {
    this.raw = decoded.text;
  }

  /** Undefined, with a word to the listener where there is one, when the file can't be read or is no text. */
  static open(path: string, onProblem: ProblemListener): EditableFile | undefined {
    const bytes = new NodeFileSystem(onProblem).readBytes(path);
    const decoded = bytes && decode(bytes);
    if (!bytes || !decoded) return undefined;
    const notebook = isNotebookPath(path) ? parseNotebook(decoded.text).notebook : undefined;
    return isNotebookPath(path) && !notebook ? undefined : new EditableFile(path, bytes, decoded, notebook);
  }

  /** A file that is not there yet, and empty until it is edited. */
  static create(path: string): EditableFile {
    return new EditableFile(path, undefined, { text: '', encoding: 'utf-8', hasByteOrderMark: false }, undefined);
  }

  /** It is made by `save`. */
  get isNew(): boolean {
    return this.bytes === undefined;
  }

  /** The text that edits refer to: a notebook's is that of its joined cells. */
  get text(): string {
    return this.notebook?.text ?? this.raw;
  }

  /** What a workspace takes as the file's state. */
  get content(): string | NotebookText {
    return this.notebook ?? this.raw;
  }

  get isChanged(): boolean {
    return this.raw !== this.decoded.text;
  }

  /** The file's characters as read and as they are now, byte order mark included. */
  get beforeAndAfter(): readonly [before: string, after: string] {
    const mark = this.decoded.hasByteOrderMark && this.decoded.encoding === 'utf-8' ? '\ufeff' : '';
    return [mark + this.decoded.text, mark + this.raw];
  }

  apply(edits: readonly TextEdit[]): void {
    if (this.notebook) {
      this.raw = applyNotebookEdits(this.raw, this.notebook, edits);
      this.notebook = parseNotebook(this.raw).notebook ?? this.notebook;
    } else {
      this.raw = applyEdits(this.raw, edits);
    }
  }

  /** A piece of text about the file, in the encoding of the file: so a diff of a Latin-1 file can be applied to it. */
  encode(text: string): Uint8Array {
    return (
      encode(text, { encoding: this.decoded.encoding === 'latin1' ? 'latin1' : 'utf-8', hasByteOrderMark: false }) ?? Buffer.from(text)
    );
  }

  /** @throws Error when the file changed or appeared meanwhile, can't hold the new text in its encoding, or can't be written. */
  save(): Replaced {
    const bytes = encode(this.raw, this.decoded);
    if (!bytes) throw new Error(`the change can't be written in the file's encoding`);
    if (!this.bytes) {
      mkdirSync(dirname(this.path), { recursive: true });
      createAtomically(this.path, bytes);
      return { wasHardLinked: false };
    }
    const now = new NodeFileSystem().readBytes(this.path);
    if (!now?.equals(this.bytes)) throw new Error('it changed while it was fixed');
    return writeAtomically(this.path, bytes);
  }
}
