import { RouterProvider } from '@tanstack/react-router';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import '../../../renderer/ui/base.css';
import type { Audited } from '../../../renderer/app/auditing.ts';
import { speak } from '../../../renderer/app/messages/i18n.ts';
import { newRouter } from '../../../renderer/app/routes.tsx';
import { SessionProvider } from '../../../renderer/app/session.tsx';
import { SettingsProvider } from '../../../renderer/app/settings.tsx';
import { importSigning } from '../../../renderer/app/signing.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import type { Person } from '../../../shared/bridge/contract.ts';
import { inventedSigning } from '../inventedSigning.ts';
import { fakeBridge } from './fakeBridge.ts';
import { appOf } from './scenes.ts';
import type { SceneName } from './scenes.ts';

export interface MountedPages {
  /** Goes to an address of the application, as its links do. */
  go(path: string): Promise<void>;
  end(): void;
}

/** Shows the application's own pages, in Vietnamese, to somebody who has just unlocked the workstation. */
export async function mountPages(
  scene: SceneName,
  replica: ReplicaClient,
  person: Person,
  /** Hears what the trail is told; what it takes until it resolves, the disk takes. */
  audited: (what: Audited) => void | Promise<void> = () => undefined,
): Promise<MountedPages> {
  const nothing = () => undefined;
  const app = appOf(scene);
  Object.defineProperty(window, 'bedside', {
    value: fakeBridge(scene, new URLSearchParams()),
    configurable: true,
  });
  speak({ language: 'vi' });
  const router = newRouter('board');
  const signing = await importSigning(inventedSigning);
  const at = document.body.appendChild(document.createElement('div'));
  const root = createRoot(at);
  const session = {
    app,
    person,
    author: { person: person.key, workstation: app.workstation.key, role: person.role },
    signing,
    contact: { verification: { kind: 'verified' as const } },
    replica,
    audit: (what: Audited) => void audited(what),
    auditFirst: async (what: Audited) => audited(what),
    lock: nothing,
    finishing: nothing,
  };
  flushSync(() =>
    root.render(
      <I18nProvider locale="vi-VN">
        <SettingsProvider>
          <SessionProvider value={session}>
            <RouterProvider router={router} />
          </SessionProvider>
        </SettingsProvider>
      </I18nProvider>,
    ),
  );
  return {
    go: (path) => router.navigate({ to: path }),
    end() {
      root.unmount();
      at.remove();
    },
  };
}
