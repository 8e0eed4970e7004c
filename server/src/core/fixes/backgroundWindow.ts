/** Runs a response in the background within hours, for less. Unsafe: the answer may take as long as the window. */
import { BACKGROUND_WINDOWS, type BackgroundWindow } from '../catalog/catalog';
import type { CallSite } from '../callSite/callSite';
import { parameter } from '../link/requestParameters';
import type { SourceUnit } from '../link/moduleHost';
import { familyOf, type Family } from '../syntax/family';
import type { TextEdit } from '../text/textEdit';
import { nodeBackground } from './background/node';
import { pythonBackground } from './background/python';
import type { FixContext, FixProvider, Proposal } from './fix';
import { RequestWriter } from './places/requestWriter';
import { isPlainCall } from './reroute';

const WRITERS: Readonly<Record<Family, (site: CallSite, unit: SourceUnit, window: string) => readonly TextEdit[] | undefined>> = {
  python: pythonBackground,
  ecmascript: nodeBackground,
};

export const backgroundWindow: FixProvider = {
  id: 'background-window',
  kind: 'background',
  summary:
    'Sends the call through a small helper in the same file, which creates the response in background mode with a completion window of 2 or 8 hours, asks for it until it is done, and returns it as the plain call would. Only `responses.create`, only models that are known to have such windows.',
  safety: {
    applicability: 'unsafe',
    why: 'The answer may take as long as the window, and the response is stored by OpenAI until it is read.',
  },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    if (!fits(site, context)) return [];
    return BACKGROUND_WINDOWS.flatMap((window): readonly Proposal[] => {
      const edits = editsFor(site, context, window);
      return edits ? [{ title: title(window), applicability: 'unsafe', changes: [{ file: site.file, edits }] }] : [];
    });
  },
};

function title({ window, factor }: BackgroundWindow): string {
  return `Run in the background within ${window.replace('h', ' hours')} (${Math.round((1 - factor) * 100)} % less)`;
}

function fits(site: CallSite, { catalog, unit }: FixContext): boolean {
  if (site.client.provider !== 'openai' || !site.endpoint.background || site.workload.workload === 'interactive') return false;
  if (site.library.cannot['background-window'] !== undefined) return false;
  if (site.model.state !== 'literal' || catalog.cheaperWays(catalog.model(site.model.value)).background.support !== 'yes') return false;
  if (!isPlainCall(site, unit) || parameter(site, 'background') || site.call.args.some(({ name }) => name === 'extra_body')) return false;
  // A response that is not stored can't be asked for later.
  const store = parameter(site, 'store');
  return store === undefined || (store.kind === 'boolean' && store.value);
}

function editsFor(site: CallSite, { unit }: FixContext, { window }: BackgroundWindow): readonly TextEdit[] | undefined {
  const withoutTier = tierRemoval(site, unit);
  if (withoutTier === 'impossible') return undefined;
  const edits = WRITERS[familyOf(site.language)](site, unit, window);
  return edits && [...edits, ...withoutTier];
}

/** The window is a discount on standard: a tier that the request names goes. */
function tierRemoval(site: CallSite, unit: SourceUnit): readonly TextEdit[] | 'impossible' {
  const { tier } = site;
  if (tier.state === 'absent') return [];
  if (tier.state !== 'literal') return 'impossible';
  if (tier.value === 'default' || tier.value === 'auto') return [];
  const writer = new RequestWriter(site, unit);
  return writer.remove('service_tier') === 'removed' ? (writer.edits() ?? 'impossible') : 'impossible';
}
