import type { Language } from '../facts';
import type { FileFlow, FlowFunction } from './flow';

/** The flow of a text that could not be read: a module that does nothing. */
export function emptyFlow(language: Language, text: string): FileFlow {
  const span = { start: 0, end: text.length };
  const module: FlowFunction = {
    form: 'module',
    span,
    parameters: [],
    isAsync: false,
    isGenerator: false,
    isExpression: false,
    body: { span, statements: [] },
  };
  return { language, text, module, functionAt: () => module, functionOf: () => undefined, mayRepeat: () => true };
}
