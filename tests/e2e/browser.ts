import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import chromium from '@sparticuz/chromium';
import type { LaunchOptions } from '@playwright/test';

/**
 * How to start the browser: on Linux the one that ships inside the npm package, which needs no system
 * packages and runs as root; elsewhere the installed Chrome.
 */
export async function browserToLaunch(): Promise<LaunchOptions> {
  if (platform() !== 'linux') return { channel: 'chrome' };
  const executablePath = await chromium.executablePath();
  if (!existsSync(executablePath))
    throw new Error(`No browser at ${executablePath}. Run npm ci again.`);
  return { executablePath, args: chromium.args };
}
