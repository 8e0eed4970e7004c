/**
 * `initialize` as a client should have sent it: the protocol's library reads capabilities before anybody else does, and fails
 * where a client leaves them out, or sends null for what it has not got.
 */

interface Message {
  method?: unknown;
  params?: unknown;
}

/** Puts the parameters of an `initialize` request right; other messages stay as they are. */
export function tolerateInitialize(message: unknown): void {
  const request = message as Message;
  if (request.method !== 'initialize') return;
  const params = withoutNulls(isRecord(request.params) ? request.params : {}) as Record<string, unknown>;
  const folders = params['workspaceFolders'];
  request.params = {
    processId: null,
    rootUri: null,
    ...params,
    capabilities: isRecord(params['capabilities']) ? params['capabilities'] : {},
    ...(folders !== undefined && { workspaceFolders: Array.isArray(folders) ? folders.filter(isFolder) : null }),
  };
}

/** Null and nothing mean the same in capabilities. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

function isFolder(value: unknown): boolean {
  return isRecord(value) && typeof value['uri'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
