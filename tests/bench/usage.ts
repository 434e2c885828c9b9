/** Loaded before a measured program: on SIGUSR2 it prints what the process has used so far. */
import { writeSync } from 'node:fs';

let asked = 0;

process.on('SIGUSR2', () => {
  asked += 1;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1_000, peakMb: maxRSS / 1_024 };
  writeSync(1, `usage ${String(asked)} ${JSON.stringify(usage)}\n`);
});
