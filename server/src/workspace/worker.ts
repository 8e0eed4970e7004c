/** Entry of a worker thread: loads the parsers at once, then works on the task it is sent. */
import { parentPort } from 'node:worker_threads';
import { createFrontEnds } from './nodeFrontEnds';
import { work, type AnalysisTask } from './scan/analysisTask';

const frontEnds = createFrontEnds();
void frontEnds.load('python');
void frontEnds.load('ecmascript');

parentPort?.once('message', (task: AnalysisTask) => {
  void work(task, frontEnds).then((reports) => parentPort?.postMessage(reports));
});
