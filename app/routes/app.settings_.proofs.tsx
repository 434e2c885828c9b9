import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { ConsentProofsPage } from '#app/consent/ui/consent-proofs-page.tsx';
import { inShop } from '#app/platform/db.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.settings_.proofs');
  return await inShop(context.services.pool, shop.id, (client) => checkChain(client, shop.id));
}

export default function ConsentProofsRoute() {
  const check = useLoaderData<typeof loader>();
  return <ConsentProofsPage check={check} />;
}
