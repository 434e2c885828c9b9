import { expect, test } from 'vitest';
import { proofsIn, proofTable, type Proof } from './proofs.ts';

const proof = { promise: 'A10 rotation', size: '100', lost: 0, duplicated: 0, unexpected: 0 };

function report(...proofs: Proof[]): unknown {
  const reported = proofs.map((one) => ({ status: 'passed', meta: { proof: one } }));
  return { testResults: [{ assertionResults: [{ status: 'passed', meta: {} }, ...reported] }] };
}

test('proofs are found among the tests of all reports, in the order of their marks', () => {
  const found = proofsIn([report(proof), report({ ...proof, promise: 'A2 in time' })]);
  expect(found.map(({ promise }) => promise)).toEqual(['A2 in time', 'A10 rotation']);
});

test('the table says what was lost, duplicated and unexpected', () => {
  expect(proofTable(proofsIn([report({ ...proof, lost: 12, note: 'slow' })])).split('\n')).toEqual([
    'promise       size  lost  duplicated  unexpected  besides',
    'A10 rotation  100     12           0           0  slow',
  ]);
});
