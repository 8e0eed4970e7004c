import { version } from '../../../package.json';

/** The version of this package, as built. */
export const VERSION: string = version;
