import type { Page } from '@playwright/test';
import type { SceneName } from './scenes.ts';

/** A picture to take: a scene, and what is done in it first. */
export interface Shot {
  readonly name: string;
  readonly scene: SceneName;
  readonly locked?: boolean;
  /** Part of the name of who signs in; a doctor unless told. */
  readonly person?: string;
  readonly act?: (page: Page) => Promise<void>;
}
