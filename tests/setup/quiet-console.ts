import { format } from 'node:util';
import { afterEach } from 'vitest';

const complaints: string[] = [];

console.error = complain;
console.warn = complain;

function complain(...args: unknown[]): void {
  complaints.push(format(...args));
}

/** An unexpected warning is a defect that was not noticed yet. */
afterEach(() => {
  const reported = complaints.splice(0);
  if (reported.length > 0)
    throw new Error(`console.error or console.warn was called:\n${reported.join('\n')}`);
});
