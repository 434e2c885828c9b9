import { idDigits } from '#app/events/payloads/payload-values.ts';
import type { BodyShape } from '#app/events/payloads/body-shape.ts';
import { COMPLIANCE_PAYLOADS } from '#app/events/payloads/shop-payload.ts';
import { defineTopicHandler, shopChanged, type TopicHandler } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

type ComplianceTopic = keyof typeof COMPLIANCE_PAYLOADS;
type ComplianceBody = { shop_domain: string; shop_id: string | number };

const SHAPES: Record<ComplianceTopic, BodyShape> = {
  'customers/data_request': { object: null, has: ['data_request'], lacks: ['orders_to_redact'] },
  'customers/redact': { object: null, has: ['orders_to_redact'], lacks: ['data_request'] },
  'shop/redact': { object: null },
};

/** The three topics by which Shopify passes on what the law asks for. */
export const complianceTopics: readonly TopicRecord[] = (
  Object.keys(SHAPES) as ComplianceTopic[]
).map((topic) => ({
  names: [topic],
  handler: parseComplianceRequest(topic),
  subscription: 'compliance',
  origin: 'the shop',
  shape: SHAPES[topic],
  isIrregular: true,
  isSentAfterUninstall: true,
}));

/** The request as Shopify sent it, to be carried out and proven. */
function parseComplianceRequest(topic: ComplianceTopic): TopicHandler {
  return defineTopicHandler<ComplianceBody>(COMPLIANCE_PAYLOADS[topic], (request) => {
    const named = { domain: request.shop_domain, number: idDigits(String(request.shop_id)) };
    return shopChanged({ kind: 'compliance_request', named, topic, request });
  });
}
