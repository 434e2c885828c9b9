/** A run that starts a process and a database, says which, and then works for ever. Its files lie in FOLDER. */
import { startChild } from '#tests/stack/child.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';

const child = startChild('tests/store/smtp-main.ts', { env: { NODE_ENV: 'production' } });
const folder = process.env.FOLDER ?? '';
const database = await guardedDatabase(folder, ['fsync=off'], { temporary: true });
await child.saying('smtp://');
const started = { url: database.url, pid: child.pid };
process.stdout.write(`started ${JSON.stringify(started)}\n`);
setInterval(() => undefined, 1_000);
