import { createPull } from './pull';
import { createPush } from './push';
import type { Reports } from './reports';
import type { Session } from './session';
import { isNotebookPath } from '../workspace/fileKinds';

/** Pull for clients that pull, push for all others; notebooks are pushed to both, since a cell alone says little. */
export function createReports(session: Session): Reports {
  if (!session.features.pullDiagnostics) return createPush(session, () => true);
  const ways = [createPull(session), createPush(session, isNotebookPath)];
  return {
    opened: (path) => ways.forEach((way) => way.opened(path)),
    changed: (path, dependents) => ways.forEach((way) => way.changed(path, dependents)),
    closed: (path, uris, dependents) => ways.forEach((way) => way.closed(path, uris, dependents)),
    refresh: () => ways.forEach((way) => way.refresh()),
    dispose: () => ways.forEach((way) => way.dispose()),
  };
}
