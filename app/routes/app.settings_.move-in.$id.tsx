import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordAudit, recordRead } from '#app/audit/record-audit.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { jsonText } from '#app/events/payloads/json-text.ts';
import { leftOf, percentOf } from '#app/imports/shopify/progress.ts';
import { countErrors, MOST_ERRORS } from '#app/imports/csv/store/errors.server.ts';
import { CODE_PAGES } from '#app/imports/csv/code-page-names.ts';
import { endFile, startCheck, startRun } from '#app/imports/csv/files.server.ts';
import { loadCsvImport } from '#app/imports/csv/store/files.server.ts';
import { backToMapping } from '#app/imports/csv/store/file-states.server.ts';
import { IMPORT_FIELD_NAMES, FILE_KINDS, type FileKind } from '#app/imports/csv/fields.ts';
import { retryParkedFile } from '#app/imports/csv/parked-files.server.ts';
import { mappingProblems, type CsvImportAnswer } from '#app/imports/csv/recognise.ts';
import { chooseEncoding } from '#app/imports/csv/chunks.server.ts';
import { CsvImportPage } from '#app/imports/csv/ui/csv-import-page.tsx';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const KINDS = Object.keys(FILE_KINDS) as [FileKind, ...FileKind[]];
const Terms = z.object({
  kind: z.enum(KINDS),
  mapping: z.array(z.enum(IMPORT_FIELD_NAMES).nullable()).max(300),
});
/** A name of a field for each of 300 columns takes less. */
const LONGEST_TERMS = 20_000;
const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('check'), terms: jsonText(LONGEST_TERMS).pipe(Terms) }),
  z.object({ intent: z.literal('encoding'), encoding: z.enum(CODE_PAGES) }),
  z.object({ intent: z.literal('run') }),
  z.object({ intent: z.literal('back') }),
  z.object({ intent: z.literal('cancel') }),
  z.object({ intent: z.literal('retry') }),
]);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.settings_.move-in.$id');
  const { pool, clock } = context.services;
  const id = fileId(params.id);
  const loaded = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['move_in']);
    const file = await loadCsvImport(client, shop.id, id);
    if (file) await recordRead(client, shop.id, staffId, `move_in:${id}`, clock.now());
    return file && { live, file, errors: await countErrors(client, shop.id, id) };
  });
  if (!loaded) throw notFound();
  const { bytesStart, bytesDone, bytesTotal, readingSince } = loaded.file;
  const reading = {
    state: 'reading' as const,
    bytesDone: bytesDone - bytesStart,
    bytesTotal: bytesTotal - bytesStart,
    readingSince,
  };
  return {
    ...loaded,
    mostErrors: MOST_ERRORS,
    percent: percentOf(reading) ?? 0,
    leftMs: leftOf(reading, clock.now()),
  };
}

export async function action({
  request,
  params,
  context,
}: ActionFunctionArgs): Promise<CsvImportAnswer> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'imports.run');
  const { pool, clock } = context.services;
  const id = fileId(params.id);
  const intent = await parseIntent(request, Intent);
  const now = clock.now();
  const note = (client: ShopClient, what: string, after: object | null) =>
    recordAudit(
      client,
      shop.id,
      { actor: staffId, action: what, subject: `move_in:${id}`, before: null, after },
      now,
    );
  return await inShop(pool, shop.id, async (client) => {
    switch (intent.intent) {
      case 'check': {
        const { terms } = intent;
        const problems = mappingProblems(terms.mapping);
        if (problems.length > 0) return { problems };
        if (await startCheck(client, shop.id, id, terms, now))
          await note(client, 'move_in.check_started', { kind: terms.kind });
        return { problems };
      }
      case 'encoding': {
        const read = await chooseEncoding(client, shop.id, id, intent.encoding);
        if (read.outcome === 'refused')
          await endFile(client, shop.id, id, { state: 'failed', error: read.reason, now });
        if (read.outcome !== 'incomplete')
          await note(client, 'move_in.encoding_chosen', { encoding: intent.encoding });
        return { problems: [] };
      }
      case 'run':
        await startRun(client, shop.id, id, staffId, now);
        return { problems: [] };
      case 'back':
        await backToMapping(client, shop.id, id);
        await note(client, 'move_in.reopened', null);
        return { problems: [] };
      case 'cancel':
        await endFile(client, shop.id, id, { state: 'cancelled', now });
        await note(client, 'move_in.cancelled', null);
        return { problems: [] };
      case 'retry':
        await retryParkedFile(client, shop.id, id, staffId, now);
        return { problems: [] };
    }
  });
}

export default function CsvImportRoute() {
  const data = useLoaderData<typeof loader>();
  return <CsvImportPage {...data} />;
}

function fileId(id: string | undefined): string {
  if (id === undefined || !isUuid(id)) throw notFound();
  return id;
}

function notFound(): Response {
  return new Response('There is no such file.', { status: 404 });
}
