import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may speak to the browser shell: a browser that was given an address with a launch token. A
 * token is good once; it is exchanged for a cookie with this process's secret.
 */
export interface LaunchSession {
  /** A new token, good once. */
  newToken(): string;
  /** Uses a token up; false when there is no such token, or no more. */
  redeem(token: string): boolean;
  /** The `Set-Cookie` header after a token was redeemed. */
  readonly setCookie: string;
  /** Whether a `Cookie` header carries the secret. */
  isKnown(cookieHeader: string | undefined): boolean;
}

/** Cookies aren't kept apart by port: the name tells two workstations on one machine apart. */
export function launchSession(port: number): LaunchSession {
  const secret = randomBytes(32).toString('hex');
  const name = `bedside-${port}`;
  const tokens = new Set<string>();
  return {
    newToken() {
      const token = randomBytes(32).toString('hex');
      tokens.add(token);
      return token;
    },
    redeem: (token) => tokens.delete(token),
    setCookie: `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
    isKnown: (header) =>
      (header ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .some((pair) => pair.startsWith(`${name}=`) && isSame(pair.slice(name.length + 1), secret)),
  };
}

function isSame(given: string, secret: string): boolean {
  const [a, b] = [new TextEncoder().encode(given), new TextEncoder().encode(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
