/** Whether the Batch API takes the request at all. */
import type { Catalog } from '../catalog/catalog';
import type { LinkedCall } from '../link/linkedCall';
import type { Verdict } from './verdicts';

/** Independent requests that may not go to OpenAI at all. */
export function providerVerdict({ client }: LinkedCall): Verdict | undefined {
  return client.provider === 'unknown'
    ? {
        verdict: 'unproved',
        reason: `The requests are independent, but who answers is not known (${client.reason || 'the client is out of sight'}).`,
      }
    : undefined;
}

/** A verdict for a request that no batch can hold; undefined when one can. Sources: the rows of the catalog. */
export function supportVerdict({ client, endpoint, isLegacy, model, stream, api }: LinkedCall, catalog: Catalog): Verdict | undefined {
  const unsupported = (reason: string): Verdict => ({ verdict: 'unsupported', reason });
  if (client.provider === 'azure') return unsupported('Azure OpenAI has a Batch API of its own, with deployments of its own.');
  if (client.provider === 'compatible') return unsupported('The request goes to another service than OpenAI.');
  if (!endpoint.batch) return unsupported(`The Batch API does not take requests to ${endpoint.path}.`);
  if (isLegacy) return unsupported(`\`${api}\` is of an SDK older than the Batch API: upgrade first.`);
  if (endpoint.streams || (stream.state === 'literal' && stream.value))
    return { verdict: 'streaming', reason: 'The answer is read as a stream, which no batch gives.' };
  if (stream.state === 'dynamic')
    return { verdict: 'unproved', reason: 'Whether the answer is read as a stream is known only at run time.' };
  if (model.state === 'literal' && !endpoint.free) {
    const known = catalog.model(model.value);
    if (known && catalog.cheaperWays(known).batch === 'no') return unsupported(`No batch takes ${model.value}.`);
  }
  return undefined;
}
