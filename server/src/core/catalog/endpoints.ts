/**
 * One row per billable method. Checked by `test/core/catalog/inventory.test.ts` against the types of the installed
 * Node SDK and, where it is installed, the source of the Python SDK. Methods of before Python 1.0 and Node 4.0 are in
 * `legacyEndpoints.ts`. The Assistants API (`beta.assistants`, `beta.threads`) has no rows: it was switched off on
 * 2026-08-26 (https://developers.openai.com/api/docs/changelog), so those methods bill nothing.
 */
import { CHAT_TIERS, type Endpoint } from './endpoint';
import { LEGACY_ENDPOINTS } from './legacyEndpoints';
import { SERVICE_TIER_VALUES } from './serviceTier';

const COMPACT_TIERS = ['auto', 'default', 'fast', 'flex', 'priority'] as const;
const AGENT_TIERS = ['auto', 'default', 'flex', 'priority', 'fast', 'ultrafast'] as const;

const CHAT = { path: '/v1/chat/completions', tier: 'request', batch: true, tierValues: CHAT_TIERS } as const;
const RESPONSE = { path: '/v1/responses', tier: 'request', batch: true, tierValues: SERVICE_TIER_VALUES } as const;

const WITH_TIER: readonly Endpoint[] = [
  { api: 'chat.completions.create', also: ['beta.chat.completions.create'], ...CHAT },
  { api: 'chat.completions.parse', also: ['beta.chat.completions.parse'], ...CHAT },
  { api: 'chat.completions.stream', also: ['beta.chat.completions.stream'], ...CHAT, streams: true },
  // One call may send many dependent requests, which no batch can hold.
  { api: 'chat.completions.runTools', also: ['beta.chat.completions.runTools'], ...CHAT, batch: false, sdk: 'openai-node' },
  {
    api: 'chat.completions.runFunctions',
    also: ['beta.chat.completions.runFunctions'],
    ...CHAT,
    batch: false,
    sdk: 'openai-node',
    dropped: true,
  },
  { api: 'responses.create', also: ['beta.responses.create'], ...RESPONSE, background: true },
  { api: 'responses.parse', ...RESPONSE },
  { api: 'responses.stream', ...RESPONSE, streams: true, freeWith: 'response_id' },
  {
    api: 'responses.compact',
    also: ['beta.responses.compact'],
    path: '/v1/responses/compact',
    tier: 'request',
    batch: false,
    tierValues: COMPACT_TIERS,
  },
];

const AGENT = { tier: 'configuration', batch: false, tierValues: AGENT_TIERS } as const;

const CONFIGURED: readonly Endpoint[] = [
  { api: 'beta.agents.create', path: '/v1/agents', ...AGENT },
  { api: 'beta.agents.update', path: '/v1/agents/{agent_id}', ...AGENT },
  { api: 'beta.agents.sessions.create', path: '/v1/agents/sessions', ...AGENT },
  { api: 'beta.agents.sessions.update', path: '/v1/agents/sessions/{session_id}', ...AGENT },
  { api: 'beta.agents.automations.create', path: '/v1/agents/automations', ...AGENT, sdk: 'openai-node' },
  { api: 'beta.agents.automations.update', path: '/v1/agents/automations/{automation_id}', ...AGENT, sdk: 'openai-node' },
];

/** A voice session hands work to the Responses API, on the tier its configuration names. */
const LIVE = {
  tier: 'configuration',
  batch: false,
  tierValues: ['auto', 'default', 'fast_tier_temp_pilot', 'flex', 'priority', 'ultrafast'],
} as const;

const VOICE: readonly Endpoint[] = [
  { api: 'live.create', path: '/v1/live/sessions', ...LIVE },
  { api: 'live.sessions.accept', path: '/v1/live/sessions/{session_id}/accept', ...LIVE },
  { api: 'live.sessions.fork', path: '/v1/live/sessions/{session_id}/fork', ...LIVE },
];

const NONE = { tier: 'none', batch: false } as const;
/** https://developers.openai.com/api/docs/deprecations */
const VIDEO = { ...NONE, retired: '2026-09-24' } as const;

const WITHOUT_TIER: readonly Endpoint[] = [
  { api: 'completions.create', path: '/v1/completions', tier: 'none', batch: true },
  { api: 'embeddings.create', path: '/v1/embeddings', tier: 'none', batch: true },
  { api: 'moderations.create', path: '/v1/moderations', tier: 'none', batch: true, free: true },
  { api: 'images.generate', path: '/v1/images/generations', tier: 'none', batch: true },
  { api: 'images.edit', path: '/v1/images/edits', tier: 'none', batch: true },
  { api: 'images.create_variation', path: '/v1/images/variations', ...NONE, sdk: 'openai-python' },
  { api: 'images.createVariation', path: '/v1/images/variations', ...NONE, sdk: 'openai-node' },
  { api: 'audio.speech.create', path: '/v1/audio/speech', ...NONE },
  { api: 'audio.transcriptions.create', path: '/v1/audio/transcriptions', ...NONE },
  { api: 'audio.translations.create', path: '/v1/audio/translations', ...NONE },
  { api: 'videos.create', path: '/v1/videos', ...VIDEO },
  { api: 'videos.create_and_poll', path: '/v1/videos', ...VIDEO, sdk: 'openai-python' },
  { api: 'videos.edit', path: '/v1/videos/edits', ...VIDEO },
  { api: 'videos.extend', path: '/v1/videos/extensions', ...VIDEO },
  { api: 'videos.remix', path: '/v1/videos/{video_id}/remix', ...VIDEO },
  { api: 'decisions.create', path: '/v1/decisions', ...NONE, sdk: 'openai-node' },
  { api: 'fine_tuning.jobs.create', path: '/v1/fine_tuning/jobs', ...NONE, sdk: 'openai-python' },
  { api: 'fineTuning.jobs.create', path: '/v1/fine_tuning/jobs', ...NONE, sdk: 'openai-node' },
  { api: 'fine_tuning.alpha.graders.run', path: '/v1/fine_tuning/alpha/graders/run', ...NONE, sdk: 'openai-python' },
  { api: 'fineTuning.alpha.graders.run', path: '/v1/fine_tuning/alpha/graders/run', ...NONE, sdk: 'openai-node' },
  { api: 'evals.runs.create', path: '/v1/evals/{eval_id}/runs', ...NONE, retired: '2026-11-30' },
  { api: 'realtime.calls.create', path: '/v1/realtime/calls', ...NONE },
  { api: 'realtime.calls.accept', path: '/v1/realtime/calls/{call_id}/accept', ...NONE },
];

/** Every method that sends a billable request, current ones first. */
export const ENDPOINTS: readonly Endpoint[] = [...WITH_TIER, ...CONFIGURED, ...VOICE, ...WITHOUT_TIER, ...LEGACY_ENDPOINTS];
