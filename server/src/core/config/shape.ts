/** A small language to say what a JSON file may hold: one table both checks files and makes the JSON schema for editors. */

interface Described {
  /** Markdown, as an editor shows it. */
  readonly description?: string;
}

export type Shape = Described &
  (
    | { readonly kind: 'boolean' }
    | { readonly kind: 'number'; readonly minimum: number }
    | TextShape
    | {
        readonly kind: 'choice';
        readonly values: readonly Choice[] /** What the values are, in a message: "severity". */;
        readonly noun: string;
      }
    | { readonly kind: 'list'; readonly of: Shape }
    | MapShape
    | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
    /** The value, or null. */
    | { readonly kind: 'nullable'; readonly of: Shape }
  );

interface TextShape {
  readonly kind: 'text';
  /** What is wrong with a text, in words. */
  readonly problem?: (text: string) => string | undefined;
  readonly pattern?: string;
  readonly examples?: readonly string[];
}

/** Any number of keys, with values of one shape. */
interface MapShape {
  readonly kind: 'map';
  readonly of: Shape;
  /** Keys an editor offers, where they are known. */
  readonly keys?: readonly Choice[];
  /** What is wrong with a key, in words. */
  readonly keyProblem?: (key: string) => string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly description?: string;
}
