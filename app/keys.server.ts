/** `npm run keys`: what each encryption key still seals, for an operator who rotates them. Prints no key. */
import { readEnvironment } from '#app/platform/env.server.ts';
import { keyReport } from '#app/platform/key-report.ts';
import { keyUse } from '#app/platform/key-use.server.ts';
import { createServices } from '#app/services.server.ts';

const services = await createServices(readEnvironment(), 'worker');
const lines = keyReport(services.ring.keyIds, await keyUse(services.pool));
process.stdout.write(`${lines.join('\n')}\n`);
await services.close();
