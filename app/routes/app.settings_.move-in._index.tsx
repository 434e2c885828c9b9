import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/db.server.ts';
import { isAtWork } from '#app/move-in/file.ts';
import { moveIns } from '#app/move-in/files.server.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { MoveInList, UploadCard } from '#app/ui/move-in-cards.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useUpload } from '#app/ui/use-upload.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const NO_ROWS: string[][] = [];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'imports.run');
  const { pool, clock } = context.services;
  const { live, files } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['move_in']),
    files: await moveIns(client, shop.id),
  }));
  // The first rows of a file are people, and the list shows none of them.
  return {
    live,
    files: files.map((file) => ({ ...file, sample: NO_ROWS })),
    now: clock.now(),
    timeZone: shop.timeZone,
  };
}

export default function MoveIns() {
  const { live, files, now, timeZone } = useLoaderData<typeof loader>();
  const upload = useUpload();
  useLive(live, files.some(isAtWork));
  return (
    <Page
      title="Move in"
      subtitle="Bring people, their consent and who must not be written to from the platform you used before."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <UploadCard upload={upload} />
        <MoveInList files={files} now={now} timeZone={timeZone} />
      </BlockStack>
    </Page>
  );
}
