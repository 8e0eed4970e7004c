/** What one Batch input file may hold. Source: https://developers.openai.com/api/docs/guides/batch, read 2026-05 and the types of openai 7.57.0. */
export const BATCH_LINES = 50_000;
export const BATCH_BYTES = 200_000_000;
/** "200 MB" is read the strict way above; up to here a file may still pass. */
export const BATCH_BYTES_AT_MOST = 200 * 1024 * 1024;
/** Inputs of all embeddings requests of a file together. */
export const BATCH_EMBEDDING_INPUTS = 50_000;

/** Endpoints that the Batch API takes, as `url` of a line (types of openai 7.57.0, 2026-11). */
export const BATCH_URLS: readonly string[] = [
  '/v1/responses',
  '/v1/chat/completions',
  '/v1/embeddings',
  '/v1/completions',
  '/v1/moderations',
  '/v1/images/generations',
  '/v1/images/edits',
  '/v1/videos',
];
