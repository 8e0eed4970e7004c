import type { Evidence } from '../workload';

/** What the place of a file says of the code in it. */
export interface PlaceRow {
  readonly kind: string;
  readonly workload: Evidence['workload'];
  /** As shown; `{file}` is the file's name, `{folder}` the folder that matched. */
  readonly text: string;
  readonly path: RegExp;
  /** Names of the exports (or functions at the top of the file) that are called from outside; all code of the file without it. */
  readonly exports?: RegExp;
}

const CODE = String.raw`\.(?:[cm]?[jt]sx?)$`;

/** Files that tests, of which nothing else depends: what they call is not judged by them. */
export const TEST_FILES: readonly PlaceRow[] = [
  { kind: 'pytest', workload: 'offline', text: 'pytest file {file}', path: /\/(?:test_[^/]*|[^/]*_test|conftest)\.py$/ },
  { kind: 'test-file', workload: 'offline', text: 'test file {file}', path: /[.-](?:test|spec|e2e)\.[cm]?[jt]sx?$/ },
  {
    kind: 'test-folder',
    workload: 'offline',
    text: '{folder}/ folder',
    path: /\/(tests?|__tests__|testing|specs?|e2e|integration[-_]tests?|test[-_]\w+|\w+[-_]tests?)\//i,
  },
];

/** Places of code that is run by hand, on data. */
export const OFFLINE_PLACES: readonly PlaceRow[] = [
  {
    kind: 'evals-folder',
    workload: 'offline',
    text: '{folder}/ folder',
    path: /\/(evals?|evaluations?|benchmarks?|bench|experiments?|ablations?|leaderboard)\//i,
  },
  {
    kind: 'eval-file',
    workload: 'offline',
    text: 'file {file} evaluates',
    path: /\/(?:(?:run_)?evals?|evaluat(?:e|or|ion)|benchmark|grade|judge)(?:[_-][^/]*)?\.(?:py|[cm]?[jt]s)$|[_-](?:evals?|evaluation|benchmark)\.(?:py|[cm]?[jt]s)$|\.eval\.[cm]?[jt]sx?$/i,
  },
  {
    kind: 'scripts-folder',
    workload: 'offline',
    text: '{folder}/ folder',
    path: /\/(scripts?|tools|utils\/scripts|data[-_](?:gen|generation|prep|processing|pipeline)|datagen|preprocess(?:ing)?|annotation|finetun(?:e|ing)|fine[-_]tun(?:e|ing))\//,
  },
  {
    kind: 'migrations-folder',
    workload: 'offline',
    text: '{folder}/ folder',
    path: /\/(migrations|seeds?|seeders|backfills?|alembic\/versions)\//,
  },
  {
    kind: 'examples-folder',
    workload: 'offline',
    text: '{folder}/ folder',
    path: /\/(examples?|samples?|demos?|tutorials?|cookbooks?|playground|snippets|docs)\//,
  },
  { kind: 'management-command', workload: 'offline', text: 'Django management command {file}', path: /\/management\/commands\/[^/]+\.py$/ },
  {
    kind: 'script-file',
    workload: 'offline',
    text: 'file {file} is named like a script',
    path: /\/(?:backfill|migrate|seed|ingest|generate[_-]embeddings|build[_-]index|translate[_-]all|gen(?:erate)?[_-](?:data|dataset|synthetic)|synthesize|preprocess|prepare[_-]data|scrape|crawl)[^/]*\.(?:py|[cm]?[jt]s)$/i,
  },
];

/** Folders by which a job framework finds its work. */
export const JOB_PLACES: readonly PlaceRow[] = [
  {
    kind: 'jobs-folder',
    workload: 'background',
    text: '{folder}/ folder',
    path: /\/(jobs?|workers?|cron(?:jobs?|s)?|queues?|dags|flows|consumers?|background|celery|inngest|trigger|activities|schedulers?)\//,
  },
  {
    kind: 'tasks-file',
    workload: 'background',
    text: 'file {file} holds jobs',
    path: /\/(?:tasks|celery|worker|workers|jobs|cron|scheduler|activities|dag)\.(?:py|[cm]?[jt]s)$/,
  },
  {
    kind: 'background-function',
    workload: 'background',
    text: 'Netlify background function {file}',
    path: /\/netlify\/functions\/[^/]+-background(?:\/index)?\.[cm]?[jt]s$/,
  },
];

/** Files that a framework finds by their path, whose exports answer requests. The first that matches counts. */
export const ROUTE_PLACES: readonly PlaceRow[] = [
  {
    kind: 'cron-route',
    workload: 'background',
    text: 'cron route {file}',
    path: new RegExp(String.raw`/(?:app|pages|api)/(?:[^/]+/)*crons?(?:[-_/.][^/]*)*/?[^/]*` + CODE),
    exports: /^(?:GET|POST|default|handler)$/,
  },
  {
    kind: 'next-route',
    workload: 'interactive',
    text: 'a Next.js route handler',
    path: new RegExp(String.raw`/app/(?:.*/)?route` + CODE),
    exports: /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/,
  },
  {
    kind: 'next-page',
    workload: 'interactive',
    text: 'a Next.js page',
    path: new RegExp(String.raw`/app/(?:.*/)?(?:page|layout|template|loading|error|not-found|default)` + CODE),
    exports: /^(?:default|generateMetadata)$/,
  },
  {
    kind: 'next-api-route',
    workload: 'interactive',
    text: 'a Next.js API route',
    path: new RegExp(String.raw`/pages/api/.*` + CODE),
    exports: /^(?:default|GET|POST|handler)$/,
  },
  {
    kind: 'next-page',
    workload: 'interactive',
    text: 'a Next.js page',
    path: new RegExp(String.raw`/pages/.*` + CODE),
    exports: /^(?:default|getServerSideProps)$/,
  },
  {
    kind: 'next-build',
    workload: 'offline',
    text: 'the build of a Next.js page',
    path: new RegExp(String.raw`/pages/.*` + CODE),
    exports: /^(?:getStaticProps|getStaticPaths)$/,
  },
  {
    kind: 'next-middleware',
    workload: 'interactive',
    text: 'Next.js middleware',
    path: new RegExp(String.raw`/(?:src/)?middleware` + CODE),
    exports: /^(?:middleware|default)$/,
  },
  {
    kind: 'sveltekit-route',
    workload: 'interactive',
    text: 'a SvelteKit route',
    path: new RegExp(String.raw`/\+(?:server|page\.server|layout\.server|page|layout)` + CODE),
    exports: /^(?:GET|POST|PUT|PATCH|DELETE|fallback|load|actions)$/,
  },
  {
    kind: 'sveltekit-hook',
    workload: 'interactive',
    text: 'a SvelteKit hook',
    path: new RegExp(String.raw`/hooks\.server` + CODE),
    exports: /^handle$/,
  },
  {
    kind: 'remix-route',
    workload: 'interactive',
    text: 'a Remix route',
    path: new RegExp(String.raw`/(?:app|src)/routes/.*` + CODE),
    exports: /^(?:action|loader|default|clientAction|clientLoader)$/,
  },
  {
    kind: 'astro-route',
    workload: 'interactive',
    text: 'an Astro endpoint',
    path: new RegExp(String.raw`/src/pages/.*` + CODE),
    exports: /^(?:GET|POST|PUT|PATCH|DELETE|ALL|get|post|all|prerender)$/,
  },
  {
    kind: 'nuxt-route',
    workload: 'interactive',
    text: 'a Nuxt server route',
    path: new RegExp(String.raw`/server/(?:api|routes|middleware)/.*` + CODE),
    exports: /^default$/,
  },
  {
    kind: 'netlify-function',
    workload: 'interactive',
    text: 'a Netlify function',
    path: new RegExp(String.raw`/netlify/(?:edge-)?functions/.*` + CODE),
    exports: /^(?:handler|default)$/,
  },
  {
    kind: 'supabase-function',
    workload: 'interactive',
    text: 'a Supabase edge function',
    path: new RegExp(String.raw`/supabase/functions/.*` + CODE),
    exports: /^(?:default|handler)$/,
  },
  {
    kind: 'vercel-function',
    workload: 'interactive',
    text: 'a Vercel function',
    path: new RegExp(String.raw`/api/.*` + CODE),
    exports: /^(?:default|GET|POST|handler)$/,
  },
  {
    kind: 'pages-function',
    workload: 'interactive',
    text: 'a Cloudflare Pages function',
    path: new RegExp(String.raw`/functions/.*` + CODE),
    exports: /^onRequest(?:Get|Post|Put|Delete)?$/,
  },
  { kind: 'django-view', workload: 'interactive', text: 'a Django view', path: /\/(?:views|consumers)(?:\/[^/]+)?\.py$/, exports: /^$/ },
];
