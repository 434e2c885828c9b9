const ARN = /^arn:aws(?:-cn|-us-gov)?:sns:([a-z0-9-]{2,30}):\d{12}:[A-Za-z0-9_.-]{1,256}$/;
const CERTIFICATE = /^\/SimpleNotificationService-[0-9a-f]{8,64}\.pem$/;

/** Whether a text is the ARN of a topic. */
export function isTopicArn(text: string): boolean {
  return ARN.test(text);
}

/**
 * An address that a message of SNS names, as it is requested; null unless it is of SNS itself, in the region of the topic: a
 * certificate from anywhere else proves nothing.
 */
export function snsUrlOf(
  text: string,
  topicArn: string,
  purpose: 'certificate' | 'confirmation',
): string | null {
  const region = ARN.exec(topicArn)?.[1];
  if (region === undefined || !URL.canParse(text)) return null;
  const { protocol, host, pathname, search, searchParams, username, hash } = new URL(text);
  const isOfSns =
    protocol === 'https:' &&
    username === '' &&
    hash === '' &&
    (host === `sns.${region}.amazonaws.com` || host === `sns.${region}.amazonaws.com.cn`);
  if (!isOfSns) return null;
  if (purpose === 'certificate')
    return CERTIFICATE.test(pathname) && search === '' ? `https://${host}${pathname}` : null;
  const isConfirmation =
    pathname === '/' &&
    searchParams.get('Action') === 'ConfirmSubscription' &&
    searchParams.get('TopicArn') === topicArn;
  return isConfirmation ? `https://${host}/${search}` : null;
}
