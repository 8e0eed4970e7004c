export { WorkloadJudge } from './judge';
