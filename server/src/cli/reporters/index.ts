// Written by `npm run docs` from the files of cli/reporters. Do not edit.
import { github } from './github';
import { json } from './json';
import { markdown } from './markdown';
import { sarif } from './sarif';
import { text } from './text';

/** Every format of a report, the default first. */
export const REPORTERS = { text, json, sarif, github, markdown };

export type Format = keyof typeof REPORTERS;

export const DEFAULT_FORMAT: Format = 'text';
