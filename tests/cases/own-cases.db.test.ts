import { readSituations } from './words.ts';
import { testSituations } from './test-situations.ts';

await testSituations(readSituations('./own-cases.json'));
