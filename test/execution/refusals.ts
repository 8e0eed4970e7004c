/** Refusals of flex requests, as the service words them, and errors that are none. */
import { RATE_LIMITED, SERVER_ERROR } from './localOpenAI';
import type { Refusal } from './requestRules';

/** No capacity. The exact code is not documented: two spellings that the documented words allow. */
export const NO_CAPACITY: readonly Refusal[] = [
  {
    status: 429,
    error: {
      message: 'Resource Unavailable: flex has no capacity at the moment, try again later',
      type: 'server_error',
      param: null,
      code: 'resource_unavailable',
    },
  },
  { status: 429, error: { message: 'Resource unavailable', type: 'resource_unavailable', param: null, code: null } },
];

/** The project does not allow flex. */
export const NOT_ALLOWED: Refusal = {
  status: 400,
  error: {
    message: "The service tier 'flex' is not allowed for this project.",
    type: 'invalid_request_error',
    param: 'service_tier',
    code: null,
  },
};

/** What a fallback must not hide. */
export const OTHER_ERRORS: readonly Refusal[] = [
  RATE_LIMITED,
  SERVER_ERROR,
  {
    status: 429,
    error: {
      message: 'You exceeded your current quota, please check your plan',
      type: 'insufficient_quota',
      param: null,
      code: 'insufficient_quota',
    },
  },
  {
    status: 429,
    error: { message: 'The project has reached its spend limit', type: 'requests', param: null, code: 'project_spend_limit_exceeded' },
  },
  { status: 400, error: { message: "Invalid type for 'input'", type: 'invalid_request_error', param: 'input', code: 'invalid_type' } },
];
