/** Sends a call through a module that chooses tier, timeout and fallback by urgency. Unsafe: it may run on flex from then on. */
import { FLEX_TIMEOUT_SECONDS } from '../catalog/serviceTier';
import type { CallSite } from '../callSite/callSite';
import type { FileEdits } from '../findings/fix';
import { ROUTER_MODULE } from '../libraries/generatedHelpers';
import { familyOf, type Family } from '../syntax/family';
import type { FixContext, FixProvider, Proposal } from './fix';
import { isPlainCall } from './reroute';
import { hasUnreadableTimeout, isCutFromOutside } from './requestChange';
import { nodeRouter } from './router/node';
import { pythonRouter } from './router/python';
import { urgencyOf, type Urgency } from './router/urgency';
import { needs, needsUndici } from './transport';

const WRITERS: Readonly<Record<Family, (site: CallSite, context: FixContext, urgency: Urgency) => readonly FileEdits[] | undefined>> = {
  python: pythonRouter,
  ecmascript: nodeRouter,
};

export const tierRouter: FixProvider = {
  id: 'tier-router',
  kind: 'router',
  summary: `Sends the call through a small typed module beside the file, \`${ROUTER_MODULE.python}.py\` or \`${ROUTER_MODULE.ecmascript}.ts\`, which maps how urgent the answer is (\`now\`, \`soon\`, \`whenever\`) to tier, timeout and fallback. The module is made once and used by all calls of the folder; its table is yours to change. What flex refuses (429 for want of capacity, 400 where the tier is not allowed) runs on standard. Calls that stream are left out.`,
  safety: {
    applicability: 'unsafe',
    why: 'What is not urgent runs on flex: answers come later. A refused request is sent again on standard, at the standard price.',
  },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    const { unit } = context;
    if (site.client.provider !== 'openai' || site.endpoint.tier !== 'request' || unit.isNotebook || !isPlainCall(site, unit)) return [];
    if (site.library.cannot['tier-router'] !== undefined) return [];
    const urgency = urgencyOf(site, context);
    if (urgency !== 'now' && !canWait(site, context)) return [];
    const changes = WRITERS[familyOf(site.language)](site, context, urgency);
    if (!changes) return [];
    return [
      {
        title: title(site, context, urgency),
        applicability: 'unsafe',
        ...(urgency !== 'now' && needs(site, context)),
        changes,
      },
    ];
  },
};

/** A timeout that is longer than the router's, that can't be read, or that stands round the call is somebody's decision. */
function canWait(site: CallSite, { unit }: FixContext): boolean {
  const { value } = site.timeout;
  return !hasUnreadableTimeout(site) && !isCutFromOutside(site, unit) && !(value.state === 'literal' && value.value > FLEX_TIMEOUT_SECONDS);
}

function title(site: CallSite, context: FixContext, urgency: Urgency): string {
  const tier = urgency === 'now' ? 'standard' : 'flex, or standard where flex refuses';
  const note = urgency !== 'now' && needsUndici(site, context) ? '; needs the npm package undici' : '';
  return `Choose the tier by urgency: "${urgency}" (${tier}${note})`;
}
