import type { AdminClient, Operation } from '#app/shopify/admin-client.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import type { TestShop } from '#tests/setup/shop.ts';

const TAKEN = { field: ['input', 'company', 'externalId'], message: 'Taken.', code: 'TAKEN' };

/** Shopify as far as companies go: keeps what was created, by our id, and creates each once. */
export function companyShop(shop: TestShop) {
  const created = new Map<string, object>();
  const tagged: string[] = [];
  /** What the next creations come to instead. */
  let next: AdminOutcome<never> | null = null;
  let isAnswerLost = false;
  const admin: AdminClient = {
    shop: shop.domain,
    run<T>(
      operation: Operation<T>,
      variables: Record<string, unknown> = {},
    ): Promise<AdminOutcome<T>> {
      const sent = JSON.stringify(variables);
      const found = [...created].find(([id]) => sent.includes(id))?.[1];
      switch (operation.name) {
        case 'CustomerByEmail':
          return answer({ customerByIdentifier: null });
        case 'CustomerCreate':
          if (next) return Promise.resolve(next);
          tagged.push(JSON.stringify(variables));
          return answer({ customerCreate: { customer: { id: 'gid://shopify/Customer/1' } } });
        case 'CompanyByExternalId':
          return answer({ companies: { nodes: found ? [found] : [] } });
        case 'CompanyCreate': {
          if (next) return Promise.resolve(next);
          const id = /"externalId":"([^"]+)"/.exec(sent)?.[1] ?? '';
          if (created.has(id)) return Promise.resolve({ outcome: 'user_errors', errors: [TAKEN] });
          const company = {
            id: `gid://shopify/Company/${String(created.size + 1)}`,
            name: 'Fern & Sons Ltd',
            mainContact: { id: 'gid://shopify/CompanyContact/1' },
            contactRoles: { nodes: [] },
            locations: { nodes: [{ id: 'gid://shopify/CompanyLocation/1' }] },
          };
          created.set(id, company);
          if (isAnswerLost)
            return Promise.resolve({ outcome: 'failed', reason: 'connection reset' });
          return answer({ companyCreate: { company } });
        }
        default:
          throw new Error(`No answer for ${operation.name}.`);
      }
      function answer(data: unknown): Promise<AdminOutcome<T>> {
        return Promise.resolve({ outcome: 'ok', data: operation.responseSchema.parse(data) });
      }
    },
  };
  return {
    admin,
    created,
    tagged,
    answerNext: (outcome: AdminOutcome<never> | null) => (next = outcome),
    loseAnswers: (lost: boolean) => (isAnswerLost = lost),
  };
}
