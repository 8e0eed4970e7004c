export type { ResolutionHost } from './host';
export { ModuleResolver } from './moduleResolver';
