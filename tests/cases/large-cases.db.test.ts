import { readSituations } from './words.ts';
import { testSituations } from './test-situations.ts';

// Those that take long are a file, so that the others are tried beside them.
await testSituations(
  readSituations('./cases.json').filter(({ apartSeconds }) => apartSeconds !== undefined),
);
