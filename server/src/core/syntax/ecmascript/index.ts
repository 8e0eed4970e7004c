export { createEcmaScriptFrontEnd, type EcmaScriptOptions } from './frontEnd';
