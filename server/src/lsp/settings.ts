import { SEVERITIES, type Severity } from '../core/findings/severity';

/** The user's settings, as they apply to one document. */
export interface Settings {
  readonly enable: boolean;
  /** Severity by rule id. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Globs, relative to the workspace folder, of files that get no findings. */
  readonly exclude: readonly string[];
  readonly hover: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  readonly showSuppress: boolean;
  readonly scanMaxFiles: number;
}

export const DEFAULT_SETTINGS: Settings = {
  enable: true,
  rules: {},
  exclude: [],
  hover: true,
  codeLens: false,
  inlayHints: false,
  showSuppress: true,
  scanMaxFiles: 20_000,
};

/** Reads what a client sent for the `tierlint` section. Values of the wrong type count as not set. */
export function parseSettings(sent: unknown): Settings {
  const given = record(sent);
  const fallback = DEFAULT_SETTINGS;
  return {
    enable: boolean(given['enable'], fallback.enable),
    rules: severities(record(given['rules'])),
    exclude: Array.isArray(given['exclude']) ? given['exclude'].filter((glob) => typeof glob === 'string') : fallback.exclude,
    hover: boolean(record(given['hover'])['enable'], fallback.hover),
    codeLens: boolean(record(given['codeLens'])['enable'], fallback.codeLens),
    inlayHints: boolean(record(given['inlayHints'])['enable'], fallback.inlayHints),
    showSuppress: boolean(record(given['codeActions'])['showSuppress'], fallback.showSuppress),
    scanMaxFiles: count(record(given['scan'])['maxFiles'], fallback.scanMaxFiles),
  };
}

function severities(given: Record<string, unknown>): Record<string, Severity | 'off'> {
  const read: Record<string, Severity | 'off'> = {};
  for (const [rule, level] of Object.entries(given)) {
    if (level === 'off' || SEVERITIES.includes(level as Severity)) read[rule] = level as Severity | 'off';
  }
  return read;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function boolean(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function count(value: unknown, fallback: number): number {
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : fallback;
}
