export { createEcmaScriptFrontEnd } from './frontEnd';
