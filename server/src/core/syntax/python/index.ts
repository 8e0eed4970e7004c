export { loadPython, type PythonWasm } from './loadPython';
