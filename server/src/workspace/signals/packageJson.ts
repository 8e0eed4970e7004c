import semver from 'semver';
import { isForeignPackage } from '../../core/providers/foreignPackages';
import type { ManifestSignals } from './manifest';

const FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;

const OTHER_RUNTIMES = ['wrangler', '@cloudflare/workers-types', '@cloudflare/vitest-pool-workers', 'react-native', 'expo'];

/** The signals of a package.json; undefined when it can't be read as one. */
export function readPackageJson(text: string): ManifestSignals | undefined {
  const manifest = parseObject(text);
  if (!manifest) return undefined;
  const ranges = new Map<string, unknown>();
  for (const field of FIELDS) {
    const listed = manifest[field];
    if (typeof listed !== 'object' || listed === null) continue;
    for (const [name, range] of Object.entries(listed)) if (!ranges.has(name)) ranges.set(name, range);
  }
  const openai = ranges.get('openai');
  const sdkMajor = typeof openai === 'string' ? majorOfRange(openai) : undefined;
  return {
    // The SDK's own repository, and forks of it, are OpenAI code too.
    usesOpenAI: ranges.has('openai') || manifest['name'] === 'openai',
    usesOtherProvider: [...ranges.keys()].some((name) => isForeignPackage('ecmascript', name)),
    ...(sdkMajor === undefined ? {} : { sdkMajor }),
    hasUndici: ranges.has('undici'),
    otherRuntime: OTHER_RUNTIMES.some((name) => ranges.has(name)),
    ...(manifest['type'] === 'module' && !ranges.has('next') ? { esModules: true } : {}),
  };
}

/** The one major version a range admits: 4 for `^4.20`, undefined for `>=3`, `*`, `latest`, `workspace:*`. */
export function majorOfRange(range: string): number | undefined {
  const plain = range.replace(/^(?:workspace|npm:openai@)/, '').replace(/^:/, '');
  if (!semver.validRange(plain) || plain.trim() === '' || plain === '*') return undefined;
  const lowest = semver.minVersion(plain);
  if (!lowest || semver.intersects(plain, `>=${lowest.major + 1}.0.0`)) return undefined;
  return lowest.major;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
