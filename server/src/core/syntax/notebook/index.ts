export { applyNotebookEdits } from './notebookEdits';
export { languageOf, NotebookText, type CellInput, type CellPosition } from './notebookText';
export { parseNotebook, readNotebook, type ParsedNotebook } from './parseNotebook';
