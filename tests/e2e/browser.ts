import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import chromium from '@sparticuz/chromium';
import type { LaunchOptions } from '@playwright/test';

/** Shopify's library turns browsers away that call themselves HeadlessChrome: it regards them as bots. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';

/**
 * What the package sets for its home, a small function in a cloud: one process for everything, which ends
 * with the first closed page, and a browser that lets pages read other origins, which would hide defects. And a
 * graphics card made of software, which no page of ours needs: without it pages are painted in less time.
 */
const UNWANTED = new Set([
  '--single-process',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-running-insecure-content',
  '--ignore-gpu-blocklist',
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]);

/**
 * How to start the browser: on Linux the one that ships inside the npm package, which needs no system
 * packages and runs as root; on other systems the installed Chrome.
 */
export async function browserToLaunch(): Promise<LaunchOptions> {
  if (platform() !== 'linux') return { channel: 'chrome' };
  const executablePath = await chromium.executablePath();
  if (!existsSync(executablePath))
    throw new Error(`No browser at ${executablePath}. Run npm ci again.`);
  const args = chromium.args.filter((arg) => !UNWANTED.has(arg));
  return { executablePath, args: [...args, '--disable-gpu'] };
}
