/**
 * Breaks a program where it writes: BREAK_WRITE=<kind>:<n>:<end of the name>. The n-th write of such a file fails as on a full
 * disk (`full`) or is the last thing the process does (`kill`, before the file has its name).
 */
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const [kind, nth, end] = (process.env.BREAK_WRITE ?? '').split(':');
let seen = 0;
const isIt = (name) => String(name).endsWith(end) && ++seen === Number(nth);

const { writeFileSync, renameSync } = fs;
if (kind === 'full') {
  fs.writeFileSync = (name, data, ...rest) => {
    if (!isIt(name)) return writeFileSync(name, data, ...rest);
    writeFileSync(name, String(data).slice(0, 10));
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
} else if (kind === 'kill') {
  fs.renameSync = (from, to) => {
    if (isIt(to)) process.kill(process.pid, 'SIGKILL');
    return renameSync(from, to);
  };
}
syncBuiltinESMExports();
