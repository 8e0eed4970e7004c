import type { Reporter } from '../checkResult';
import type { Colors } from '../colors';
import { githubReport } from './github';
import { jsonReport } from './json';
import { markdownReport } from './markdown';
import { sarifReport } from './sarif';
import { textReport } from './text';

export const FORMATS = ['text', 'json', 'sarif', 'github', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

export function reporterFor(format: Format, colors: Colors): Reporter {
  switch (format) {
    case 'text':
      return textReport(colors);
    case 'json':
      return jsonReport;
    case 'sarif':
      return sarifReport;
    case 'github':
      return githubReport;
    case 'markdown':
      return markdownReport;
  }
}
