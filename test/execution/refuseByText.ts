import type { Refusal, RequestBody } from './requestRules';

/** Requests that ask for it are refused: "refuse me" with 400, "overload me" with 500. */
export function refuseByText(body: RequestBody): Refusal | undefined {
  const text = JSON.stringify(body);
  if (text.includes('refuse me'))
    return { status: 400, error: { message: 'Not today', type: 'invalid_request_error', param: 'input', code: 'refused' } };
  if (text.includes('overload me'))
    return { status: 500, error: { message: 'Too much at once', type: 'server_error', param: null, code: null } };
  return undefined;
}
