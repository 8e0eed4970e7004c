/** What a manifest says about who the project's calls may go to. */
export interface ManifestSignals {
  readonly usesOpenAI: boolean;
  readonly usesOtherProvider: boolean;
  readonly sdkMajor?: number;
  readonly hasUndici: boolean;
  /** Built for a runtime other than Node: workers, phones. */
  readonly otherRuntime: boolean;
  /** `"type": "module"`, and no bundler that reads it in its own way. */
  readonly esModules?: true;
}

/** Dependencies as a manifest lists them: name and version range, where it gives one. */
export type Dependencies = Iterable<readonly [name: string, range: string | undefined]>;
