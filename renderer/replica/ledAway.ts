/**
 * Counts the requests to an origin that the content security policy stopped. It admits the central
 * server's origin, and names of a request where it began: so whoever answered there led it to
 * another address, as a login page of a network does. Nothing else of that answer reaches a page.
 * @param scope the window or Worker that asks
 */
export function countLedAway(scope: EventTarget): (origin: string) => number {
  const counts = new Map<string, number>();
  scope.addEventListener('securitypolicyviolation', (event) => {
    const { blockedURI, effectiveDirective } = event as SecurityPolicyViolationEvent;
    if (effectiveDirective !== 'connect-src' || !URL.canParse(blockedURI)) return;
    const { origin } = new URL(blockedURI);
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
  });
  return (origin) => counts.get(origin) ?? 0;
}
