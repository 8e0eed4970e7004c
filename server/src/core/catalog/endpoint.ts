/**
 * The methods of the official SDKs that send a billable request. One row per method.
 * Sources: `openai` for Node 7.57.0 and for Python 3.22.1; a test derives the same list from the installed package's types.
 */

/** How `service_tier` travels with a method. */
type TierSupport =
  /** A parameter of the request itself: absent means the project's default tier. */
  | 'request'
  /** A field of a stored configuration (agents, sessions): absence can't be judged from one call. */
  | 'configuration'
  | 'none';

/** Values of `service_tier` of a chat completion request: those of a response, without `ultrafast`. */
export const CHAT_TIERS = ['auto', 'default', 'flex', 'scale', 'priority', 'fast'] as const;

/** The official SDKs whose methods have rows. */
export const OFFICIAL_SDKS = ['openai-python', 'openai-node'] as const;
type OfficialSdk = (typeof OFFICIAL_SDKS)[number];

export interface Endpoint {
  /** Path on the client, `chat.completions.create`; without `beta.` where the beta path is the same request. */
  readonly api: string;
  /** Other spellings of the same request: `beta.chat.completions.create`. */
  readonly also?: readonly string[];
  /** The URL path below the base URL, `/v1/chat/completions`. */
  readonly path: string;
  readonly tier: TierSupport;
  /** Whether the Batch API takes requests to this path. */
  readonly batch: boolean;
  /** Values of `service_tier` its types admit. */
  readonly tierValues?: readonly string[];
  /** The method streams by itself (`stream`, `runTools` with stream): headers arrive at once. */
  readonly streams?: true;
  /** A response may be made in the background, within a completion window. */
  readonly background?: true;
  /** Calls that only resume earlier work when this argument is given, and so bill nothing. */
  readonly freeWith?: string;
  /** OpenAI bills nothing for it. */
  readonly free?: true;
  /** ISO date on which the service behind it is switched off; the method may live on in the SDK. */
  readonly retired?: string;
  /** Exists only in SDKs before Python 1.0 or Node 4.0. */
  readonly legacy?: true;
  /** Modern SDKs had it, the newest no longer has. */
  readonly dropped?: true;
  /** Where it occurs; both when absent. */
  readonly sdk?: OfficialSdk;
}
