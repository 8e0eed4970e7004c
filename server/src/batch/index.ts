/** What talks to OpenAI. Only commands that say so use it; nothing else in Tierlint touches the network. */
export { ApiProblem } from './apiProblem';
export { errorsOf, failuresOf } from './failures';
export { createClient } from './openai';
export { collect, type Collected } from './results';
export { batchIdOf, hasEnded, newest, retrieve, waitForEnd } from './status';
export { submit } from './submit';
export { ImportProblem, importUsage } from './usage/importUsage';
export { lastDays, pullUsage } from './usage/pullUsage';
