export { strictest, WorkloadJudge } from './judge';
