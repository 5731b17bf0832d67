import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
) => Promise<Buffer>;

export interface Administrator {
  readonly username: string;
  readonly password: string;
}

export interface Session {
  readonly name: string | null;
  readonly roles: readonly string[];
}

/** What an administrator writes into `_users`. The password never stays in it. */
export const userSchema = z
  .looseObject({
    _id: z.string().regex(/^org\.couchdb\.user:.{1,64}$/),
    _rev: z.string().optional(),
    type: z.literal('user'),
    name: z.string().min(1).max(64),
    roles: z.array(z.string().regex(/^[^_]/)),
    password: z.string().min(1).optional(),
  })
  .refine(({ _id, name }) => _id === userIdOf(name), 'the id is not made of the name');

const storedUserSchema = z.looseObject({
  name: z.string(),
  roles: z.array(z.string()),
  salt: z.string(),
  derived_key: z.string(),
});

export const userIdOf = (name: string): string => `org.couchdb.user:${name}`;

/** A user as it is kept: scrypt in place of express-pouchdb's ten rounds of PBKDF2. */
export async function storedUser(
  user: z.infer<typeof userSchema>,
): Promise<Record<string, unknown>> {
  const { password, ...rest } = user;
  if (password === undefined) return rest;
  const salt = randomBytes(16);
  const key = await derive(password, salt, 32);
  return {
    ...rest,
    password_scheme: 'scrypt',
    salt: salt.toString('hex'),
    derived_key: key.toString('hex'),
  };
}

export interface Accounts {
  /** The session of these credentials; undefined when they are wrong. */
  signIn(username: string, password: string): Promise<Session | undefined>;
  /** To be called when an account was written. */
  forget(): void;
}

/**
 * Checks credentials of the administrator and of the accounts in `_users`. What was right once is
 * remembered as a keyed hash, for each request carries its credentials and scrypt is slow on purpose.
 */
export function openAccounts(
  administrator: Administrator,
  usersDatabase: () => PouchDB.Database | undefined,
): Accounts {
  const secret = randomBytes(32);
  const known = new Map<string, Session>();
  const digest = (username: string, password: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([username, password]))
      .digest();
  const adminDigest = digest(administrator.username, administrator.password);

  return {
    async signIn(username, password) {
      const presented = digest(username, password);
      if (timingSafeEqual(presented, adminDigest)) return { name: username, roles: ['_admin'] };
      const remembered = known.get(presented.toString('hex'));
      if (remembered) return remembered;
      const user = await readUser(usersDatabase(), username);
      if (!user) return undefined;
      const expected = Buffer.from(user.derived_key, 'hex');
      const actual = await derive(password, Buffer.from(user.salt, 'hex'), 32);
      if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return undefined;
      const session = { name: user.name, roles: user.roles };
      known.set(presented.toString('hex'), session);
      return session;
    },
    forget: () => known.clear(),
  };
}

async function readUser(database: PouchDB.Database | undefined, name: string) {
  if (!database) return undefined;
  try {
    const parsed = storedUserSchema.safeParse(await database.get(userIdOf(name)));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if ((error as { status?: number }).status === 404) return undefined;
    throw error;
  }
}
