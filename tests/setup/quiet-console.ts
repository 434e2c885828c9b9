import { format } from 'node:util';
import { afterEach } from 'vitest';

const complaints: string[] = [];

console.error = complain;
console.warn = complain;

function complain(...args: unknown[]): void {
  complaints.push(format(...args));
}

/** A warning that nobody expects is a defect that nobody has noticed yet. */
afterEach(() => {
  const heard = complaints.splice(0);
  if (heard.length > 0)
    throw new Error(`console.error or console.warn was called:\n${heard.join('\n')}`);
});
