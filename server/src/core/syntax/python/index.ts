export { loadPython } from './loadPython';
