export { applyNotebookEdits } from './notebookEdits';
export { languageOf, NotebookText, type CellInput } from './notebookText';
export { parseNotebook, readNotebook } from './parseNotebook';
