import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import './messages/i18n.ts';
import { App } from './App.tsx';
import type { OpenReplica } from './heldReplica.ts';
import { SettingsProvider } from './settings.tsx';

/** Shows the application in `root`. `openReplica` opens the replica after an unlock. */
export function startApp(root: HTMLElement, openReplica: OpenReplica): void {
  createRoot(root).render(
    <StrictMode>
      <SettingsProvider>
        <App openReplica={openReplica} />
      </SettingsProvider>
    </StrictMode>,
  );
}
