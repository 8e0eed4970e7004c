import type { Evidence } from '../workload';

/**
 * One framework, and how code says that it runs there. Names are matched on what the code's own imports lead to; where
 * the object is out of sight, on the names alone if the file imports one of the modules.
 */
export interface FrameworkRow {
  /** Id of the evidence. */
  readonly kind: string;
  readonly workload: Evidence['workload'];
  /** What runs the code, with its article: "a FastAPI route". */
  readonly what: string;
  /** Packages the names belong to; `fastapi` also means `fastapi.routing` and `fastapi/x`. */
  readonly modules: readonly string[];
  /** Last names of decorators of functions: `@app.get(...)`. */
  readonly decorators?: readonly string[];
  /** Functions and constructors that are handed what they run: `app.get('/x', handler)`. */
  readonly takes?: readonly string[];
  /** Base classes whose methods the framework calls. */
  readonly bases?: readonly string[];
  /** Decorators of classes whose methods the framework calls. */
  readonly classDecorators?: readonly string[];
  /** Types of parameters that only functions called by the framework have. */
  readonly parameterTypes?: readonly string[];
  /** Types of the variable that holds such a function: `const handler: SQSHandler = async (event) => ...`. */
  readonly handlerTypes?: readonly string[];
  /** Names of parameters that mean the same in a file that imports the module. */
  readonly parameterNames?: readonly string[];
  /** Everything in a file that imports the module runs there: a script that is an app. */
  readonly wholeFile?: true;
  /** Names that need no import to be understood. */
  readonly isUnmistakable?: true;
}
