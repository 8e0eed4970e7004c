import type { FileFlow } from './flow/flow';
import type { Span } from '../text/span';
import type { FileFacts } from './facts';

/** One language's way from text to facts. Parsers are loaded by whoever makes the front end; analysis itself is synchronous. */
export interface FrontEnd {
  /** Facts of a text. Never throws, whatever the text holds. `fileName` decides the dialect (.tsx, .mts, ...). */
  analyze(fileName: string, text: string): FileFacts;
  /** What the functions of a text do, in order. Never throws; a text that can't be read has an empty flow. */
  flow(fileName: string, text: string): FileFlow;
  /** What is wrong with the syntax of a text, where it stands. Never throws. */
  problems(fileName: string, text: string): readonly Span[];
  /** A document that will change: re-analysis reuses what the edit left alone. */
  open(fileName: string): FrontEndSession;
}

export interface FrontEndSession {
  /** Facts of the new text. The session finds the changed region itself. */
  update(text: string): FileFacts;
  /** The flow of the text last given to `update`, from the tree that is there. */
  flow(): FileFlow;
  /** Frees trees; the session is not used afterwards. */
  dispose(): void;
}
