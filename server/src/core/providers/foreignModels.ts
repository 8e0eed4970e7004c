/** Names of models that are not OpenAI's, or that are open and served by others. */
import { FOREIGN_PROVIDERS } from './foreignProviders';

const FAMILIES = new RegExp(`^(?:${FOREIGN_PROVIDERS.flatMap(({ models }) => models ?? []).join('|')})`);

/** Often with a region before it. */
const ON_BEDROCK = new RegExp(
  `^(?:(?:us|eu|apac|global)\\.)?(?:${FOREIGN_PROVIDERS.flatMap(({ bedrock }) => bedrock ?? []).join('|')})\\.`,
);

/** `id` in lower case, without a gateway's prefix. */
export function isForeignModelId(id: string): boolean {
  return FAMILIES.test(id) || ON_BEDROCK.test(id);
}
