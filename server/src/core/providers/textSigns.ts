/** Signs in the text of a file that its clients, or those of its project, go to somebody else. A cheap look, no analysis. */
import { FOREIGN_PROVIDERS, type PackageFamily } from './foreignProviders';
import { importsForeignPackage } from './foreignPackages';
import { OPENAI_DOMAIN } from './hosts';

/** Classes of the SDK and of LangChain for Azure and Bedrock, and what legacy code says of Azure. */
const OTHER_CLIENTS = `(?:Async)?(?:Azure(?:Chat)?|Bedrock)OpenAI|api_type\\s*=\\s*["']azure|azure_endpoint`;
/** Where the SDK reads the URL from when the code gives none: what it is can't be seen. */
const URL_FROM_OUTSIDE = 'OPENAI_(?:BASE_URL|API_BASE)';
const URL_NAME = '(?:base_?url|api_base)\\b["\']?\\s*[:=](?!=)\\s*';
const KEYS = FOREIGN_PROVIDERS.flatMap(({ keys }) => keys ?? []);

/** Of a file: any URL but none and OpenAI's, and the key of another provider too. */
const OF_FILE = new RegExp(
  `\\b(?:${OTHER_CLIENTS}|${URL_FROM_OUTSIDE}|${KEYS.join('|')}|${URL_NAME}(?!None\\b|null\\b|undefined\\b|["'\`]https://${OPENAI_DOMAIN})[^\\s,)])`,
  'i',
);

/** One of these stands wherever the pattern matches: plain search is many times faster, and most files have none. */
const TELLTALES = [
  ...['zure', 'AZURE', 'BedrockOpenAI', 'OPENAI_BASE_URL', 'OPENAI_API_BASE', 'api_base'],
  ...['base_url', 'baseURL', 'baseUrl', 'BASE_URL', 'baseurl'],
  ...KEYS,
];

/** Whether the clients of a file may go to somebody else, whatever their class. */
export function fileSpeaksOfOthers(text: string): boolean {
  return TELLTALES.some((word) => text.includes(word)) && OF_FILE.test(text);
}

/** Of a project, whose other files may have clients of their own: only a URL that is written out, and not OpenAI's. */
const OF_PROJECT = new RegExp(
  `\\b(?:${OTHER_CLIENTS}|${URL_FROM_OUTSIDE}|(?:base_?url|baseUrl|baseURL|api_base)\\b["']?\\s*[:=]\\s*["'\`]https?://(?!${OPENAI_DOMAIN}))`,
);

/** Whether the text of one file tells that the project has clients which go to somebody else. */
export function projectSpeaksOfOthers(family: PackageFamily, text: string): boolean {
  return OF_PROJECT.test(text) || importsForeignPackage(family, text);
}
