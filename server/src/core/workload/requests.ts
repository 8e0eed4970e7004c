/** Which surfaces answer one request and are done: what they start apart, nobody waits for. */
import { WEB_FRAMEWORKS } from './evidence/webFrameworks';
import { ROUTE_PLACES } from './evidence/places';

/** Open connections, on which pieces of an answer arrive later, are none of them. */
const OPEN = new Set(['websocket', 'flask-socketio', 'http-stream', 'mcp-tool', 'next-page']);

const KINDS = new Set(
  [...WEB_FRAMEWORKS, ...ROUTE_PLACES, { kind: 'web-route' }, { kind: 'lambda-http' }, { kind: 'server-action' }, { kind: 'worker-fetch' }]
    .map(({ kind }) => kind)
    .filter((kind) => !OPEN.has(kind)),
);

export function answersRequest(kind: string): boolean {
  return KINDS.has(kind);
}
