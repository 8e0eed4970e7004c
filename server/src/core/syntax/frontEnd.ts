import type { FileFacts } from './facts';

/** One language's way from text to facts. Parsers are loaded by whoever makes the front end; analysis itself is synchronous. */
export interface FrontEnd {
  /** Facts of a text. Never throws, whatever the text holds. `fileName` decides the dialect (.tsx, .mts, ...). */
  analyze(fileName: string, text: string): FileFacts;
  /** A document that will change: re-analysis reuses what the edit left alone. */
  open(fileName: string): FrontEndSession;
}

export interface FrontEndSession {
  /** Facts of the new text. The session finds the changed region itself. */
  update(text: string): FileFacts;
  /** Frees trees; the session is not used afterwards. */
  dispose(): void;
}
