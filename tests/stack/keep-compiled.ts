/**
 * Preload (`node --import`): Node.js keeps what it compiled for the next start only when a process ends by itself. Those
 * that are to be killed without warning keep it once they are up.
 */
import { flushCompileCache } from 'node:module';

const UP_AFTER_MS = 5_000;

setTimeout(flushCompileCache, UP_AFTER_MS).unref();
