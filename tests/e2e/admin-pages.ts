import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../../app/routes');
/** Pages about one thing, of which these are there in every shop. */
const OF_ONE = [
  '/app/segments/visitor?tab=movement',
  '/app/segments/visitor?tab=overlap',
  '/app/journeys/abandoned-basket',
];

/** The address of every page of the admin, by the files of the routes; a new page is among them by itself. */
export function adminPages(): string[] {
  const pages = readdirSync(ROUTES)
    .filter((file) => /^app\.[^$]*\.tsx$/.test(file) && file !== 'app.tsx')
    .filter((file) => readFileSync(join(ROUTES, file), 'utf8').includes('export default'))
    .map(
      (file) =>
        `/${file
          .replace(/\.tsx$/, '')
          .replace(/\._index$/, '')
          .replaceAll(/_?\./g, '/')}`,
    );
  return [...pages, ...OF_ONE].sort();
}
