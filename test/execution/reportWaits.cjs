/**
 * Preloaded into a program under test: reports on file descriptor 3 how many milliseconds the SDK is ready to wait, one
 * line per attempt. The SDK itself tells the server only a timeout given with the request, not one of the client.
 */
const { writeSync } = require('node:fs');

const { setTimeout: original } = globalThis;

globalThis.setTimeout = Object.assign((callback, milliseconds, ...rest) => {
  if (/fetchWithTimeout/.test(new Error().stack ?? '')) writeSync(3, `${milliseconds}\n`);
  return original(callback, milliseconds, ...rest);
}, original);
