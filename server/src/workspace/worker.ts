/** Entry of a worker thread: loads the parsers at once, and works on what it is sent. */
import { parentPort } from 'node:worker_threads';
import { createFrontEnds } from './nodeFrontEnds';
import { Analyst } from './scan/analyst';
import type { ToWorker } from './scan/threads';

const frontEnds = createFrontEnds();
void frontEnds.load('python');
void frontEnds.load('ecmascript');

let analyst: Analyst | undefined;

parentPort?.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'start':
      analyst = new Analyst(message.task, frontEnds);
      break;
    case 'files':
      analyst?.add(message.files);
      analyst?.parseAhead();
      break;
    case 'finish':
      void analyst?.finish(message.overview).then((reports) => parentPort?.postMessage(reports));
  }
});
