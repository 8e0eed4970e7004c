import type { FrameworkRow } from './row';

/** Code that tests or grades: nobody waits for one answer. One row per framework. */
export const TESTS_AND_EVALS: readonly FrameworkRow[] = [
  {
    kind: 'pytest',
    workload: 'offline',
    what: 'a pytest test',
    modules: ['pytest', 'pytest_asyncio', 'unittest'],
    decorators: ['fixture', 'parametrize', 'asyncio'],
    bases: ['TestCase', 'IsolatedAsyncioTestCase'],
  },
  {
    kind: 'javascript-test',
    workload: 'offline',
    what: 'a test',
    modules: ['vitest', '@jest/globals', 'mocha', 'node:test', 'ava', 'tap', '@playwright/test', 'bun:test'],
    takes: ['test', 'it', 'describe', 'beforeAll', 'beforeEach', 'bench'],
  },
  {
    kind: 'eval',
    workload: 'offline',
    what: 'an eval',
    modules: [
      'deepeval',
      'ragas',
      'evals',
      'promptfoo',
      'braintrust',
      'autoevals',
      'langsmith.evaluation',
      'langsmith/evaluation',
      'evalite',
      'inspect_ai',
      'lm_eval',
      'weave',
      'trulens',
      'datasets',
      'opik.evaluation',
      'openevals',
      'giskard',
      'phoenix.evals',
    ],
    takes: ['Eval', 'evalite', 'evaluate', 'map', 'aevaluate', 'Evaluation'],
    decorators: ['scorer', 'task', 'solver', 'grader', 'evaluator'],
    bases: ['BaseMetric', 'Eval', 'Scorer', 'Metric', 'MultipleChoiceTask', 'Task', 'LM', 'TemplateLM'],
  },
];
